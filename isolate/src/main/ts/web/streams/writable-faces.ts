/** WritableStream, its writer and its controller, as a worker sees them. Streams §5. */
import type { AbortSignal } from "../abort";
import { algorithm, callback, highWaterMark, objectArgument, sizeOf, strategyOf } from "./core";
import { releaseWriter, type Sink, Writable, WRITABLE, Writer } from "./writable";
import { rejected } from "../primordials";
import { interfaceOf, isObject, required } from "../webidl";

/** Makes a stream over a sink of our own. */
export let newWritable: (sink: Sink, mark: number, size: (chunk: unknown) => unknown) => WritableStream;
export let writableOf: (stream: WritableStream) => Writable;
export let isWritable: (value: unknown) => value is WritableStream;
let making: { sink: Sink; mark: number; size: (chunk: unknown) => unknown } | null = null;

function stranger<T>(): Promise<T> {
  return rejected(new TypeError("Illegal invocation"));
}

function sinkOf(owner: any): Sink {
  if (owner === null)
    return {
      start: () => undefined,
      write: algorithm(null, undefined),
      close: algorithm(null, undefined),
      abort: algorithm(null, undefined),
    };
  const abort = callback(owner, "abort");
  const close = callback(owner, "close");
  const start = callback(owner, "start") as any;
  const type = owner.type;
  if (type !== undefined)
    throw new RangeError(`The type of an underlying sink is '${String(type)}'; none is defined.`);
  const write = callback(owner, "write");
  return {
    start: (controller) => (start === undefined ? undefined : Reflect.apply(start, owner, [controller])),
    write: algorithm(owner, write),
    close: algorithm(owner, close),
    abort: algorithm(owner, abort),
  };
}

export class WritableStream {
  #inner: Writable;
  constructor(underlyingSink: unknown = undefined, strategy: unknown = undefined) {
    const own = making;
    making = null;
    if (own !== null) {
      this.#inner = new Writable(own.sink, own.mark, own.size);
    } else {
      const owner = objectArgument(underlyingSink, "The underlying sink");
      const given = strategyOf(strategy);
      this.#inner = new Writable(sinkOf(owner), highWaterMark(given, 1), sizeOf(given));
    }
    this.#inner.start(newController(this.#inner));
  }
  get locked(): boolean {
    return this.#inner.writer !== null;
  }
  abort(reason: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    return this.#inner.writer === null ? this.#inner.abort(reason) : rejected(locked());
  }
  close(): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    if (this.#inner.writer !== null) return rejected(locked());
    return this.#inner.closing() ? rejected(closingAlready()) : this.#inner.close();
  }
  getWriter(): WritableStreamDefaultWriter {
    this.#inner;
    return new WritableStreamDefaultWriter(this);
  }
  static {
    newWritable = (sink, mark, size) => {
      making = { sink, mark, size };
      return new WritableStream();
    };
    writableOf = (stream) => stream.#inner;
    isWritable = (value): value is WritableStream => isObject(value) && #inner in value;
  }
}
interfaceOf(WritableStream, "WritableStream");

function locked(): TypeError {
  return new TypeError("The stream is locked to a writer.");
}

function closingAlready(): TypeError {
  return new TypeError("The stream is being closed already.");
}

export class WritableStreamDefaultWriter {
  #inner: Writer;
  constructor(stream: unknown) {
    required(arguments.length, 1, "WritableStreamDefaultWriter");
    if (!isWritable(stream)) throw new TypeError("A writer needs a WritableStream.");
    this.#inner = new Writer(writableOf(stream));
  }
  get closed(): Promise<void> {
    return isObject(this) && #inner in this ? this.#inner.closed.promise : stranger();
  }
  get desiredSize(): number | null {
    const stream = this.#inner.stream;
    if (stream === null) throw gone();
    return stream.desired();
  }
  get ready(): Promise<void> {
    return isObject(this) && #inner in this ? this.#inner.ready.promise : stranger();
  }
  abort(reason: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    const stream = this.#inner.stream;
    return stream === null ? rejected(gone()) : stream.abort(reason);
  }
  close(): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    const stream = this.#inner.stream;
    if (stream === null) return rejected(gone());
    return stream.closing() ? rejected(closingAlready()) : stream.close();
  }
  releaseLock(): void {
    if (this.#inner.stream !== null) releaseWriter(this.#inner);
  }
  write(chunk: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    const stream = this.#inner.stream;
    return stream === null ? rejected(gone()) : stream.write(chunk, this.#inner);
  }
}
interfaceOf(WritableStreamDefaultWriter, "WritableStreamDefaultWriter");

function gone(): TypeError {
  return new TypeError("The writer was released from its stream.");
}

let newController: (inner: Writable) => WritableStreamDefaultController;
let pending: Writable | null = null;

export class WritableStreamDefaultController {
  #inner: Writable;
  constructor() {
    if (pending === null) throw new TypeError("Illegal constructor");
    this.#inner = pending;
    pending = null;
  }
  get signal(): AbortSignal {
    return this.#inner.signal();
  }
  error(reason: unknown = undefined): void {
    if (this.#inner.state === WRITABLE) this.#inner.failIfNeeded(reason);
  }
  static {
    newController = (inner) => {
      pending = inner;
      return new WritableStreamDefaultController();
    };
  }
}
interfaceOf(WritableStreamDefaultController, "WritableStreamDefaultController");
