/** ReadableStreamDefaultReader and ReadableStreamBYOBReader. Streams §4.3-4.5. */
import {
  isDetached,
  isView,
  PromiseConstructor,
  rejected,
  typedArrayName,
  viewBuffer,
  viewLength,
  bufferLength,
} from "../primordials";
import { dictionary, enforceUnsigned, interfaceOf, isObject, required } from "../webidl";
import {
  cancelReadable,
  type Readable,
  readChunk,
  readView,
  type ReadIntoRequest,
  Reader,
  releaseReader,
  type ReadRequest,
  released,
} from "./readable";

/** The internals of a stream object; set by the class that holds them. */
export interface StreamAccess {
  inner(stream: unknown): Readable;
}
let streams: StreamAccess;
export function useStreams(access: StreamAccess): void {
  streams = access;
}

class PromisedRead implements ReadRequest {
  resolve!: (result: any) => void;
  reject!: (reason: unknown) => void;
  readonly promise = new PromiseConstructor<any>((resolve, reject) => {
    this.resolve = resolve;
    this.reject = reject;
  });
  chunk(value: unknown): void {
    this.resolve({ value, done: false });
  }
  close(): void {
    this.resolve({ value: undefined, done: true });
  }
  error(reason: unknown): void {
    this.reject(reason);
  }
}

class PromisedReadInto extends PromisedRead implements ReadIntoRequest {
  close(view?: ArrayBufferView): void {
    this.resolve({ value: view, done: true });
  }
}

function stranger<T>(): Promise<T> {
  return rejected(new TypeError("Illegal invocation"));
}

export let readerOf: (reader: ReadableStreamDefaultReader) => Reader;

export class ReadableStreamDefaultReader {
  #inner: Reader;
  constructor(stream: unknown) {
    required(arguments.length, 1, "ReadableStreamDefaultReader");
    this.#inner = new Reader(streams.inner(stream), false);
  }
  get closed(): Promise<void> {
    return isObject(this) && #inner in this ? this.#inner.closed() : stranger();
  }
  cancel(reason: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    const stream = this.#inner.stream;
    return stream === null ? rejected(released()) : cancelReadable(stream, reason);
  }
  read(): Promise<{ value: any; done: boolean }> {
    if (!(isObject(this) && #inner in this)) return stranger();
    if (this.#inner.stream === null) return rejected(released());
    const request = new PromisedRead();
    readChunk(this.#inner, request);
    return request.promise;
  }
  releaseLock(): void {
    if (this.#inner.stream !== null) releaseReader(this.#inner);
  }
  static {
    readerOf = (reader) => reader.#inner;
  }
}
interfaceOf(ReadableStreamDefaultReader, "ReadableStreamDefaultReader");

export class ReadableStreamBYOBReader {
  #inner: Reader;
  constructor(stream: unknown) {
    required(arguments.length, 1, "ReadableStreamBYOBReader");
    const inner = streams.inner(stream);
    if (inner.reader === null && !isByteStream(inner)) {
      throw new TypeError("A BYOB reader reads byte streams only (underlying sources of type 'bytes').");
    }
    this.#inner = new Reader(inner, true);
  }
  get closed(): Promise<void> {
    return isObject(this) && #inner in this ? this.#inner.closed() : stranger();
  }
  cancel(reason: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    const stream = this.#inner.stream;
    return stream === null ? rejected(released()) : cancelReadable(stream, reason);
  }
  read(view: unknown, options: unknown = undefined): Promise<{ value: any; done: boolean }> {
    try {
      if (!(isObject(this) && #inner in this)) return stranger();
      required(arguments.length, 1, "read");
      return readInto(this.#inner, checkedView(view), options);
    } catch (error) {
      return rejected(error);
    }
  }
  releaseLock(): void {
    if (this.#inner.stream !== null) releaseReader(this.#inner);
  }
}
interfaceOf(ReadableStreamBYOBReader, "ReadableStreamBYOBReader");

function isByteStream(stream: Readable): boolean {
  return stream.controller.pullInto !== undefined;
}

function checkedView(view: unknown): ArrayBufferView {
  if (!isObject(view) || !isView(view)) throw new TypeError("The view must be a typed array or a DataView.");
  return view;
}

function readInto(reader: Reader, view: ArrayBufferView, options: unknown): Promise<any> {
  const given = dictionary(options, "The options of read").min;
  const min = given === undefined ? 1 : enforceUnsigned(given, "The option 'min'");
  if (viewLength(view) === 0) throw new TypeError("The view has no room: its length is 0.");
  const buffer = viewBuffer(view);
  if (isDetached(buffer)) throw new TypeError("The view's buffer is detached.");
  if (bufferLength(buffer) === 0) throw new TypeError("The view's buffer has the length 0.");
  if (min === 0) throw new TypeError("The option 'min' is 0; it is at least 1.");
  const length = typedArrayName(view) === undefined ? viewLength(view) : (view as Uint8Array).length;
  if (min > length) throw new RangeError(`The option 'min' is ${min}; the view holds ${length} elements.`);
  if (reader.stream === null) return rejected(released());
  const request = new PromisedReadInto();
  readView(reader, view, min, request);
  return request.promise;
}
