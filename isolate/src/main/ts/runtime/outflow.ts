/**
 * A body that we send to the node: of an answer, or of a call. No more is under way than the node
 * gave credit for; it gives credit back as the bytes really left it.
 */
import { host } from "../host";
import type { HostBody } from "../web/index";

const WINDOW_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;

const outflows = new Map<number, Outflow>();

abstract class Outflow {
  protected credit = WINDOW_BYTES;
  protected over = false;

  constructor(
    protected readonly stream: number,
    private readonly finished: (error: unknown) => void,
  ) {
    outflows.set(stream, this);
  }

  creditGiven(bytes: number): void {
    this.credit += bytes;
    this.resume();
  }

  /** The node wants no more. */
  stopped(reason: unknown): void {
    if (this.over) return;
    this.close();
    this.giveUp(reason);
    this.finished(reason);
  }

  protected abstract resume(): void;
  protected abstract giveUp(reason: unknown): void;

  protected end(): void {
    if (this.over) return;
    this.close();
    host.end(this.stream);
    this.finished(undefined);
  }

  protected cut(error: unknown): void {
    if (this.over) return;
    this.close();
    host.cut(this.stream, messageOf(error));
    this.finished(error);
  }

  /** Sends what there is credit for and answers how many bytes that was. */
  protected send(bytes: Uint8Array): number {
    const sent = Math.min(bytes.byteLength, this.credit);
    for (let at = 0; at < sent; at += CHUNK_BYTES) {
      host.chunk(this.stream, bytes.buffer as ArrayBuffer, bytes.byteOffset + at, Math.min(CHUNK_BYTES, sent - at));
    }
    this.credit -= sent;
    return sent;
  }

  private close(): void {
    this.over = true;
    outflows.delete(this.stream);
  }
}

function messageOf(error: unknown): string {
  try {
    return String(error);
  } catch {
    return "the stream failed";
  }
}

/** From a stream of the tenant's. */
class StreamOutflow extends Outflow {
  private readonly reader: any;
  private rest: Uint8Array | undefined;
  private reading = false;

  constructor(stream: number, readable: any, finished: (error: unknown) => void) {
    super(stream, finished);
    this.reader = readable.getReader();
    this.resume();
  }

  protected resume(): void {
    if (this.rest !== undefined) {
      const sent = this.send(this.rest);
      if (sent < this.rest.byteLength) {
        this.rest = this.rest.subarray(sent);
        return;
      }
      this.rest = undefined;
    }
    if (this.credit > 0 && !this.reading && !this.over) this.read();
  }

  private read(): void {
    this.reading = true;
    this.reader.read().then(
      (result: { done: boolean; value: unknown }) => {
        this.reading = false;
        if (this.over) return;
        if (result.done) return this.end();
        const bytes = bytesOf(result.value);
        if (bytes === undefined) {
          const error = new TypeError("A body stream takes bytes (Uint8Array); it was given something else.");
          this.reader.cancel(error).catch(() => {});
          return this.cut(error);
        }
        this.rest = bytes;
        this.resume();
      },
      (error: unknown) => this.cut(error),
    );
  }

  protected giveUp(reason: unknown): void {
    this.reader.cancel(reason).catch(() => {});
  }
}

function bytesOf(value: unknown): Uint8Array | undefined {
  if (value instanceof Uint8Array) return value;
  if (ArrayBuffer.isView(value)) return new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
  if (value instanceof ArrayBuffer) return new Uint8Array(value);
  return undefined;
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
      if (sent < first.byteLength) {
        this.waiting[0] = first.subarray(sent);
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

export function sendHostBody(stream: number, body: HostBody, finished: (error: unknown) => void): void {
  new PassOutflow(stream, body, finished);
}

export function outflowCredit(stream: number, bytes: number): void {
  outflows.get(stream)?.creditGiven(bytes);
}

export function outflowStop(stream: number, reason: unknown): void {
  outflows.get(stream)?.stopped(reason);
}
