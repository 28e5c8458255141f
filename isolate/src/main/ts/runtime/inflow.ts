/** A body that the node sends us: of a request, or of the answer to a call. */
import { io } from "../host";
import type { HostBody } from "../web/index";
import { type Context, run } from "./context";

type Sink = Parameters<HostBody["start"]>[0];

/** What may be under way before anything was consumed. */
const WINDOW_BYTES = 256 * 1024;
/** What the node sends of an answer to a call unasked, so that a small one ends without being read. */
export const AHEAD_BYTES = 64 * 1024;

const inflows = new Map<number, Inflow>();

export class Inflow implements HostBody {
  private sink: Sink | undefined;
  private over = false;
  /** It counts as something that will wake the invocation: somebody reads, and more is to come. */
  private awaited = false;
  private early: ((sink: Sink) => void) | undefined;
  /** What came before anybody read. */
  private ahead: Uint8Array[] = [];
  /** Called when whoever reads has got all, or has ended it. */
  whenRead: () => void = () => {};

  /** `granted`: what the other side sends without being asked. */
  constructor(
    private readonly stream: number,
    readonly length: number,
    private readonly inline: Uint8Array | null,
    readonly context: Context | undefined,
    private readonly granted = 0,
  ) {
    if (inline !== null) {
      this.over = true;
      return;
    }
    inflows.set(stream, this);
    context?.invocation?.whenEnded.add(this.forget);
  }

  /** Its invocation is over: nothing more comes. */
  private readonly forget = (): void => {
    this.over = true;
    inflows.delete(this.stream);
  };

  whole(): Uint8Array | null {
    return this.inline;
  }

  start(sink: Sink): void {
    this.sink = sink;
    if (this.inline !== null) {
      sink.chunk(this.inline);
      sink.end();
      return this.whenRead();
    }
    for (const bytes of this.ahead.splice(0)) sink.chunk(bytes);
    if (this.early !== undefined) this.finish(this.early);
    else if (!this.over) {
      this.awaited = true;
      this.context?.invocation?.wakes();
      io().credit(this.stream, WINDOW_BYTES - this.granted);
    }
  }

  pull(bytes: number): void {
    if (!this.over && bytes > 0) io().credit(this.stream, bytes);
  }

  cancel(_reason: unknown): void {
    this.whenRead();
    this.giveUp();
  }

  /** Nobody shall have the rest; whoever reads gets the reason. */
  abort(reason: unknown): void {
    this.giveUp();
    this.finish((sink) => sink.fail(reason));
  }

  /** The stream carries something else than a body from now on. */
  handOver(): void {
    this.close();
  }

  private giveUp(): void {
    this.ahead = [];
    if (this.over) return;
    this.close();
    io().stop(this.stream);
  }

  chunk(bytes: Uint8Array): void {
    if (this.sink !== undefined) this.sink.chunk(bytes);
    else this.ahead.push(bytes);
  }

  end(): void {
    this.close();
    this.finish((sink) => sink.end());
  }

  fail(error: Error): void {
    if (this.over) return;
    this.close();
    this.finish((sink) => sink.fail(error));
  }

  /** Tells the reader of the end, or keeps it for whoever comes. */
  private finish(tell: (sink: Sink) => void): void {
    if (this.sink === undefined) {
      this.early = tell;
      return;
    }
    tell(this.sink);
    this.whenRead();
  }

  private close(): void {
    this.over = true;
    if (this.awaited) this.context?.invocation?.sleeps();
    this.awaited = false;
    this.context?.invocation?.whenEnded.delete(this.forget);
    inflows.delete(this.stream);
  }
}

/** What a chunk sets off may be code of the tenant's; that code is the invocation's. */
function deliver(stream: number, event: (inflow: Inflow) => void): void {
  const inflow = inflows.get(stream);
  if (inflow !== undefined) run(inflow.context, event, undefined, [inflow]);
}

export function inflowChunk(stream: number, buffer: ArrayBuffer): void {
  deliver(stream, (inflow) => inflow.chunk(new Uint8Array(buffer)));
}

export function inflowEnd(stream: number): void {
  deliver(stream, (inflow) => inflow.end());
}

export function inflowCut(stream: number, reason: string): void {
  deliver(stream, (inflow) => inflow.fail(new TypeError(reason)));
}
