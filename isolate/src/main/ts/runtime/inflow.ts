/** A body that the node sends us: of a request, or of the answer to a call. */
import { host } from "../host";
import type { HostBody } from "../web/index";
import { type Context, run } from "./context";

type Sink = Parameters<HostBody["start"]>[0];

/** What may be under way before anything was consumed. */
const WINDOW_BYTES = 256 * 1024;

const inflows = new Map<number, Inflow>();

export class Inflow implements HostBody {
  private sink: Sink | undefined;
  private over = false;
  private early: ((sink: Sink) => void) | undefined;

  constructor(
    private readonly stream: number,
    readonly length: number,
    private readonly inline: Uint8Array | null,
    readonly context: Context | undefined,
  ) {
    if (inline === null) inflows.set(stream, this);
    else this.over = true;
  }

  whole(): Uint8Array | null {
    return this.inline;
  }

  start(sink: Sink): void {
    this.sink = sink;
    if (this.inline !== null) {
      sink.chunk(this.inline);
      sink.end();
    } else if (this.early !== undefined) {
      this.early(sink);
    } else {
      host.credit(this.stream, WINDOW_BYTES);
    }
  }

  pull(bytes: number): void {
    if (!this.over && bytes > 0) host.credit(this.stream, bytes);
  }

  cancel(_reason: unknown): void {
    if (this.over) return;
    this.close();
    host.stop(this.stream);
  }

  chunk(bytes: Uint8Array): void {
    this.sink?.chunk(bytes);
  }

  end(): void {
    this.close();
    if (this.sink !== undefined) this.sink.end();
    else this.early = (sink) => sink.end();
  }

  fail(error: Error): void {
    if (this.over) return;
    this.close();
    if (this.sink !== undefined) this.sink.fail(error);
    else this.early = (sink) => sink.fail(error);
  }

  private close(): void {
    this.over = true;
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
