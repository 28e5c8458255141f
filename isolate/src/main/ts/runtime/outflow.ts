/**
 * A body that we send to the node: of an answer, or of a call. No more is under way than the node
 * gave credit for; it gives credit back as the bytes really left it. A call's body begins with none,
 * since the call may have to wait for its turn; calls have negative numbers.
 */
import { io } from "../host";
import { cancelFrom, type HostBody, lock, type Reader, readFrom } from "../web/index";
import { bytesOf as viewed, isArrayBuffer, isBufferSource, viewBuffer, viewLength, viewOffset } from "../web/primordials";
import { current, run } from "./context";

const WINDOW_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

const outflows = new Map<number, Outflow>();

abstract class Outflow {
  protected credit: number;
  protected over = false;
  /** It waits for credit, which will come. */
  private held = false;
  /** A tenant's stream runs code of the tenant's; that code is the invocation's. */
  private readonly context = current();

  constructor(
    protected readonly stream: number,
    private readonly finished: (error: unknown) => void,
  ) {
    this.credit = stream < 0 ? 0 : WINDOW_BYTES;
    outflows.set(stream, this);
    this.context?.invocation?.whenEnded.add(this.forget);
    this.hold();
  }

  /** Its invocation is over: nothing more goes. */
  private readonly forget = (): void => {
    this.over = true;
    outflows.delete(this.stream);
  };

  creditGiven(bytes: number): void {
    this.credit += bytes;
    this.hold();
    run(this.context, this.resume, this, []);
  }

  /** The node wants no more. */
  stopped(reason: unknown): void {
    if (this.over) return;
    this.close();
    run(this.context, this.giveUp, this, [reason]);
    this.finished(reason);
  }

  protected abstract resume(): void;
  protected abstract giveUp(reason: unknown): void;

  protected end(): void {
    if (this.over) return;
    this.close();
    io().end(this.stream);
    this.finished(undefined);
  }

  cut(error: unknown): void {
    if (this.over) return;
    this.close();
    io().cut(this.stream, messageOf(error));
    this.finished(error);
  }

  /** Sends what there is credit for and answers how many bytes that was. */
  protected send(bytes: Uint8Array): number {
    const sent = least(viewLength(bytes), this.credit);
    for (let at = 0; at < sent; at += CHUNK_BYTES) {
      io().chunk(this.stream, viewBuffer(bytes), viewOffset(bytes) + at, least(CHUNK_BYTES, sent - at));
    }
    this.credit -= sent;
    this.hold();
    return sent;
  }

  private hold(): void {
    const held = !this.over && this.credit <= 0;
    if (held === this.held) return;
    this.held = held;
    const invocation = this.context?.invocation;
    if (held) invocation?.wakes();
    else invocation?.sleeps();
  }

  private close(): void {
    this.over = true;
    this.hold();
    this.context?.invocation?.whenEnded.delete(this.forget);
    outflows.delete(this.stream);
  }
}

function least(one: number, other: number): number {
  return one < other ? one : other;
}

/** The bytes from `at` on, not copied. */
function behind(bytes: Uint8Array, at: number): Uint8Array {
  return new Uint8Array(viewBuffer(bytes), viewOffset(bytes) + at, viewLength(bytes) - at);
}

function messageOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "the stream failed";
  }
}

/** From bytes that are all there. */
class BytesOutflow extends Outflow {
  constructor(stream: number, private rest: Uint8Array, finished: (error: unknown) => void) {
    super(stream, finished);
    this.resume();
  }

  protected resume(): void {
    this.rest = behind(this.rest, this.send(this.rest));
    if (viewLength(this.rest) === 0) this.end();
  }

  protected giveUp(): void {}
}

/** From a stream of the tenant's. */
class StreamOutflow extends Outflow {
  private readonly reader: Reader;
  private rest: Uint8Array | undefined;
  private reading = false;
  private pumping = false;
  private readonly request = {
    chunk: (value: unknown) => this.chunk(value),
    close: () => this.end(),
    error: (error: unknown) => this.cut(error),
  };

  constructor(stream: number, readable: any, finished: (error: unknown) => void) {
    super(stream, finished);
    this.reader = lock(readable);
    this.resume();
  }

  /** A chunk may come at once, while it is asked for: so this loops rather than calls itself. */
  protected resume(): void {
    if (this.pumping) return;
    this.pumping = true;
    while (!this.over && !this.reading && this.sendRest() && this.credit > 0) {
      this.reading = true;
      readFrom(this.reader, this.request);
    }
    this.pumping = false;
  }

  /** Whether nothing of the last chunk is left. */
  private sendRest(): boolean {
    if (this.rest === undefined) return true;
    const sent = this.send(this.rest);
    this.rest = sent < viewLength(this.rest) ? behind(this.rest, sent) : undefined;
    return this.rest === undefined;
  }

  private chunk(value: unknown): void {
    this.reading = false;
    if (this.over) return;
    this.rest = bytesOf(value);
    if (this.rest === undefined) {
      const error = new TypeError("A body stream takes bytes (Uint8Array); it was given something else.");
      this.giveUp(error);
      return this.cut(error);
    }
    this.resume();
  }

  protected giveUp(reason: unknown): void {
    cancelFrom(this.reader, reason).catch(() => {});
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (!isBufferSource(value)) return undefined;
  const bytes = viewed(value);
  return isArrayBuffer(viewBuffer(bytes)) ? bytes : undefined;
}

/** From a body that the node sends us, passed on as it comes. */
class PassOutflow extends Outflow {
  private readonly waiting: Uint8Array[] = [];
  private ended = false;

  constructor(stream: number, private readonly body: HostBody, finished: (error: unknown) => void) {
    super(stream, finished);
    body.start({
      chunk: (bytes) => this.waiting.push(bytes) && this.resume(),
      end: () => {
        this.ended = true;
        this.resume();
      },
      fail: (error) => this.cut(error),
    });
  }

  override creditGiven(bytes: number): void {
    this.body.pull(bytes);
    super.creditGiven(bytes);
  }

  protected resume(): void {
    while (this.waiting.length > 0) {
      const first = this.waiting[0];
      const sent = this.send(first);
      if (sent < viewLength(first)) {
        this.waiting[0] = behind(first, sent);
        return;
      }
      this.waiting.shift();
    }
    if (this.ended) this.end();
  }

  protected giveUp(reason: unknown): void {
    this.body.cancel(reason);
  }
}

export function sendStream(stream: number, readable: unknown, finished: (error: unknown) => void): void {
  new StreamOutflow(stream, readable, finished);
}

export function sendBytes(stream: number, bytes: Uint8Array, finished: (error: unknown) => void): void {
  new BytesOutflow(stream, bytes, finished);
}

export function sendHostBody(stream: number, body: HostBody, finished: (error: unknown) => void): void {
  new PassOutflow(stream, body, finished);
}

export function outflowCredit(stream: number, bytes: number): void {
  outflows.get(stream)?.creditGiven(bytes);
}

/** The body that we send breaks off. */
export function outflowCut(stream: number, error: unknown): void {
  outflows.get(stream)?.cut(error);
}

export function outflowStop(stream: number, reason: unknown): void {
  outflows.get(stream)?.stopped(reason);
}
