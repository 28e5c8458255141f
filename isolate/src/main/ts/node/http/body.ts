/** Between Node's streams and those of a Request or a Response. */
import { Buffer } from "../buffer";
import { EventEmitter } from "../events";
import { module as stream } from "../stream";
import { distinct, joined } from "./headers";

const { ReadableStream } = globalThis as any;
const HIGH_WATER = 64 * 1024;

/** What is written comes out as a web stream; who writes is held back by who reads. */
export class Outlet {
  readonly readable: any;
  #controller: any;
  #waiting: (() => void) | null = null;

  constructor(cancelled: (reason: unknown) => void) {
    this.readable = new ReadableStream(
      {
        start: (controller: any) => void (this.#controller = controller),
        pull: () => this.#goOn(),
        cancel: (reason: unknown) => {
          cancelled(reason);
          this.#goOn();
        },
      },
      { highWaterMark: HIGH_WATER, size: (chunk: Uint8Array) => chunk.byteLength });
  }

  write(chunk: Uint8Array, done: () => void): void {
    this.#controller.enqueue(chunk);
    if (this.#controller.desiredSize > 0) done();
    else this.#waiting = done;
  }

  #goOn(): void {
    const waiting = this.#waiting;
    this.#waiting = null;
    waiting?.();
  }

  close(): void {
    this.#controller.close();
  }

  fail(error: unknown): void {
    this.#controller.error(error);
    this.#goOn();
  }
}

/** What packages ask of the connection below a message. */
export class MessageSocket extends EventEmitter {
  readonly connecting = false;
  destroyed = false;
  readonly readable = true;
  readonly writable = true;
  readonly remoteFamily = "IPv4";
  readonly remotePort = 0;
  constructor(
    readonly encrypted: boolean,
    readonly remoteAddress: string,
    private readonly ended: (error?: unknown) => void,
  ) {
    super();
  }
  address(): object {
    return {};
  }
  destroy(error?: unknown): this {
    this.destroyed = true;
    this.ended(error);
    return this;
  }
  setTimeout(): this {
    return this;
  }
  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
  cork(): void {}
  uncork(): void {}
}

/** A message that came: a response for a client, a request for a server. */
export class IncomingMessage extends stream.Readable {
  readonly httpVersion = "1.1";
  readonly httpVersionMajor = 1;
  readonly httpVersionMinor = 1;
  complete = false;
  aborted = false;
  rawHeaders: string[] = [];
  trailers = {};
  rawTrailers: string[] = [];
  url = "";
  method: string | null = null;
  statusCode: number | null = null;
  statusMessage: string | null = null;
  #headers: Record<string, any> | null = null;
  #reader: any = null;

  constructor(public socket: any) {
    super({ highWaterMark: HIGH_WATER });
  }

  get connection(): any {
    return this.socket;
  }
  get headers(): Record<string, any> {
    return (this.#headers ??= joined(this.rawHeaders));
  }
  set headers(value: Record<string, any>) {
    this.#headers = value;
  }
  get headersDistinct(): Record<string, string[]> {
    return distinct(this.rawHeaders);
  }
  get trailersDistinct(): object {
    return {};
  }

  /** The web stream that its body is, if it has one. */
  _body(body: any): void {
    if (body !== null) this.#reader = body.getReader();
  }

  _read(): void {
    if (this.#reader === null) return this.#end();
    this.#reader.read().then(
      ({ value, done }: any) => (done ? this.#end() : (this as any).push(Buffer.from(value.buffer, value.byteOffset, value.byteLength))),
      (error: unknown) => (this as any).destroy(Object.assign(error as object, { code: "ECONNRESET" })));
  }

  #end(): void {
    this.complete = true;
    (this as any).push(null);
  }

  _destroy(error: unknown, done: (error: unknown) => void): void {
    if (!this.complete) {
      this.aborted = true;
      this.#reader?.cancel(error ?? undefined).catch(() => {});
      (this as any).emit("aborted");
    }
    done(error);
  }

  setTimeout(_millis: number, listener?: () => void): this {
    if (listener !== undefined) (this as any).once("timeout", listener);
    return this;
  }
}
