/** The internals of a readable stream: its states, its reader, and what may be done to it. Streams §4. */
import { Deferred, Fifo, settled } from "./core";
import { chain, rejected, resolved, silence } from "../primordials";

export const READABLE = 0;
export const CLOSED = 1;
export const ERRORED = 2;

/** Who wants a chunk. */
export interface ReadRequest {
  chunk(value: any): void;
  close(): void;
  error(reason: unknown): void;
}

/** Who wants bytes in a view of its own; a closed stream gives the view back, a cancelled one does not. */
export interface ReadIntoRequest {
  chunk(view: ArrayBufferView): void;
  close(view: ArrayBufferView | undefined): void;
  error(reason: unknown): void;
}

export interface Controller {
  cancelSteps(reason: unknown): Promise<unknown>;
  pullSteps(request: ReadRequest): void;
  releaseSteps(): void;
  /** Byte streams only. */
  pullInto?(view: ArrayBufferView, min: number, request: ReadIntoRequest): void;
}

export class Readable {
  state = READABLE;
  error: unknown = undefined;
  disturbed = false;
  reader: Reader | null = null;
  controller!: Controller;
  /** The public object. */
  readonly stream: object;
  constructor(stream: object) {
    this.stream = stream;
  }
}

/** The internals of both kinds of readers. */
export class Reader {
  stream: Readable | null;
  readonly byob: boolean;
  readonly requests = new Fifo<ReadRequest>();
  readonly intoRequests = new Fifo<ReadIntoRequest>();
  /** Made when someone asks for it. */
  #closed: Deferred | null = null;

  constructor(stream: Readable, byob: boolean) {
    if (stream.reader !== null) throw new TypeError("The stream is locked to a reader already.");
    this.stream = stream;
    this.byob = byob;
    stream.reader = this;
  }
  closed(): Promise<void> {
    return (this.#closed ??= this.#current()).promise;
  }
  #current(): Deferred {
    const stream = this.stream;
    if (stream === null) return settled({ reason: released() });
    if (stream.state === READABLE) return new Deferred();
    return stream.state === CLOSED ? settled() : settled({ reason: stream.error });
  }
  whenClosed(): void {
    this.#closed?.resolve();
  }
  whenErrored(reason: unknown): void {
    if (this.#closed === null) return;
    silence(this.#closed.promise);
    this.#closed.reject(reason);
  }
  whenReleased(): void {
    if (this.#closed === null) return;
    if (this.#closed.pending) this.whenErrored(released());
    else this.#closed = settled({ reason: released() });
  }
}

export function released(): TypeError {
  return new TypeError("The reader was released from its stream.");
}

export function closeReadable(stream: Readable): void {
  stream.state = CLOSED;
  const reader = stream.reader;
  if (reader === null) return;
  reader.whenClosed();
  if (!reader.byob) for (const request of reader.requests.drain()) request.close();
}

export function errorReadable(stream: Readable, reason: unknown): void {
  stream.state = ERRORED;
  stream.error = reason;
  const reader = stream.reader;
  if (reader === null) return;
  reader.whenErrored(reason);
  failRequests(reader, reason);
}

function failRequests(reader: Reader, reason: unknown): void {
  for (const request of reader.byob ? reader.intoRequests.drain() : reader.requests.drain())
    request.error(reason);
}

export function cancelReadable(stream: Readable, reason: unknown): Promise<undefined> {
  stream.disturbed = true;
  if (stream.state === CLOSED) return resolved(undefined);
  if (stream.state === ERRORED) return rejected(stream.error);
  closeReadable(stream);
  const reader = stream.reader;
  if (reader !== null && reader.byob)
    for (const request of reader.intoRequests.drain()) request.close(undefined);
  return chain(stream.controller.cancelSteps(reason), () => undefined);
}

/** Reads a chunk for a request. */
export function readChunk(reader: Reader, request: ReadRequest): void {
  const stream = reader.stream!;
  stream.disturbed = true;
  if (stream.state === CLOSED) request.close();
  else if (stream.state === ERRORED) request.error(stream.error);
  else stream.controller.pullSteps(request);
}

/** Reads bytes into a view for a request; at least so many elements, unless the stream ends. */
export function readView(reader: Reader, view: ArrayBufferView, min: number, request: ReadIntoRequest): void {
  const stream = reader.stream!;
  stream.disturbed = true;
  if (stream.state === ERRORED) request.error(stream.error);
  else stream.controller.pullInto!(view, min, request);
}

export function releaseReader(reader: Reader): void {
  const stream = reader.stream!;
  reader.stream = null;
  reader.whenReleased();
  stream.controller.releaseSteps();
  stream.reader = null;
  failRequests(reader, released());
}

/** Whether a reader waits for a chunk. */
export function isAwaited(stream: Readable): boolean {
  const reader = stream.reader;
  return reader !== null && !reader.byob && reader.requests.length > 0;
}

export function isAwaitedInto(stream: Readable): boolean {
  const reader = stream.reader;
  return reader !== null && reader.byob && reader.intoRequests.length > 0;
}
