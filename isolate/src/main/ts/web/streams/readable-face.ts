/** ReadableStream, as a worker sees it. Streams §4.2. */
import { parts } from "../../parts/door";
import { type AbortSignal, isSignal } from "../abort";
import { type Algorithm, highWaterMark, objectArgument, sizeOf, type Strategy, strategyOf } from "./core";
import { asyncIterator, fromIterable } from "./iterate";
import type { PipeOptions } from "./pipe";
import { cancelReadable, Readable } from "./readable";
import { ByteController } from "./readable-byte";
import { DefaultController, type Source, sourceOf } from "./readable-default";
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader, readerOf, useStreams } from "./readers";
import { isWritable, writableOf } from "./writable-faces";
import { defineProperty, rejected, silence } from "../primordials";
import { dictionary, domString, enforceUnsigned, interfaceOf, isObject, required } from "../webidl";

export let readableOf: (stream: ReadableStream) => Readable;
export let isReadable: (value: unknown) => value is ReadableStream;
/** Makes a stream over a source of our own. */
export let newReadable: (source: Source, mark: number, size: (chunk: unknown) => unknown) => ReadableStream;
/** Makes a byte stream over a source of our own. */
export let newByteStream: (source: Source, mark: number) => ReadableStream;
let making: ((inner: Readable) => void) | null = null;

function stranger<T>(): Promise<T> {
  return rejected(new TypeError("Illegal invocation"));
}

export class ReadableStream {
  #inner: Readable;
  constructor(underlyingSource: unknown = undefined, strategy: unknown = undefined) {
    this.#inner = new Readable(this);
    if (making !== null) {
      const make = making;
      making = null;
      make(this.#inner);
      return;
    }
    const owner = objectArgument(underlyingSource, "The underlying source");
    construct(this.#inner, owner, strategyOf(strategy));
  }
  static from(iterable: unknown): ReadableStream {
    required(arguments.length, 1, "ReadableStream.from");
    return newReadable(fromIterable(iterable), 0, () => 1);
  }
  get locked(): boolean {
    return this.#inner.reader !== null;
  }
  cancel(reason: unknown = undefined): Promise<void> {
    if (!(isObject(this) && #inner in this)) return stranger();
    return this.#inner.reader === null ? cancelReadable(this.#inner, reason) : rejected(locked());
  }
  getReader(options: unknown = undefined): ReadableStreamDefaultReader | ReadableStreamBYOBReader {
    this.#inner;
    const mode = dictionary(options, "The options of getReader").mode;
    if (mode === undefined) return new ReadableStreamDefaultReader(this);
    if (domString(mode) !== "byob")
      throw new TypeError(`The mode is '${domString(mode)}'; it can only be 'byob'.`);
    return new ReadableStreamBYOBReader(this);
  }
  pipeThrough(transform: unknown, options: unknown = undefined): ReadableStream {
    const inner = this.#inner;
    required(arguments.length, 1, "pipeThrough");
    const given = dictionary(transform, "The transform");
    const readable = given.readable;
    if (!isReadable(readable)) throw new TypeError("The transform's readable must be a ReadableStream.");
    const writable = given.writable;
    if (!isWritable(writable)) throw new TypeError("The transform's writable must be a WritableStream.");
    const how = pipeOptions(options);
    if (inner.reader !== null || writable.locked) throw locked();
    silence(parts().pipe().pipe(inner, writableOf(writable), how));
    return readable;
  }
  pipeTo(destination: unknown, options: unknown = undefined): Promise<void> {
    try {
      if (!(isObject(this) && #inner in this)) return stranger();
      required(arguments.length, 1, "pipeTo");
      if (!isWritable(destination)) throw new TypeError("The destination must be a WritableStream.");
      const how = pipeOptions(options);
      const target = writableOf(destination);
      if (this.#inner.reader !== null || target.writer !== null) throw locked();
      return parts().pipe().pipe(this.#inner, target, how);
    } catch (error) {
      return rejected(error);
    }
  }
  tee(): [ReadableStream, ReadableStream] {
    return teeOf(this.#inner, null);
  }
  values(options: unknown = undefined): object {
    this.#inner;
    const prevent = Boolean(dictionary(options, "The options of values").preventCancel);
    return asyncIterator(readerOf(new ReadableStreamDefaultReader(this)), prevent);
  }

  static {
    readableOf = (stream) => stream.#inner;
    isReadable = (value): value is ReadableStream => isObject(value) && #inner in value;
    newReadable = (source, mark, size) => {
      making = (inner) => void new DefaultController(inner, source, mark, size);
      return new ReadableStream();
    };
    newByteStream = (source, mark) => {
      making = (inner) => void new ByteController(inner, source, mark, undefined);
      return new ReadableStream();
    };
    useStreams({
      inner(stream) {
        if (!isReadable(stream)) throw new TypeError("A reader needs a ReadableStream.");
        return stream.#inner;
      },
    });
  }
}
interfaceOf(ReadableStream, "ReadableStream");
defineProperty(ReadableStream.prototype, Symbol.asyncIterator, {
  value: ReadableStream.prototype.values,
  writable: true,
  configurable: true,
});

function locked(): TypeError {
  return new TypeError("The stream is locked.");
}

function construct(inner: Readable, owner: any, strategy: Strategy): void {
  let allocate: number | undefined;
  let type: unknown;
  if (owner !== null) {
    const given = owner.autoAllocateChunkSize;
    allocate = given === undefined ? undefined : enforceUnsigned(given, "The autoAllocateChunkSize");
  }
  const source = sourceOf(owner);
  if (owner !== null) type = owner.type;
  if (type === undefined) {
    new DefaultController(inner, source, highWaterMark(strategy, 1), sizeOf(strategy));
    return;
  }
  if (domString(type) !== "bytes")
    throw new TypeError(`The type of an underlying source is '${domString(type)}'; it can only be 'bytes'.`);
  if (strategy.size !== undefined)
    throw new RangeError("The strategy of a byte stream cannot have a size function.");
  const mark = highWaterMark(strategy, 0);
  if (allocate === 0) throw new TypeError("The autoAllocateChunkSize is 0; it is at least 1.");
  new ByteController(inner, source, mark, allocate);
}

function pipeOptions(value: unknown): PipeOptions {
  const given = dictionary(value, "The options of a pipe");
  const preventAbort = Boolean(given.preventAbort);
  const preventCancel = Boolean(given.preventCancel);
  const preventClose = Boolean(given.preventClose);
  const signal: AbortSignal | undefined = given.signal;
  if (signal !== undefined && !isSignal(signal))
    throw new TypeError("The option 'signal' must be an AbortSignal.");
  return { preventAbort, preventCancel, preventClose, signal };
}

/** Two streams of the same chunks; the second one's are copies where a copier is given. */
export function teeOf(
  inner: Readable,
  copy: ((chunk: unknown) => unknown) | null,
): [ReadableStream, ReadableStream] {
  const none = (): undefined => undefined;
  if (inner.controller instanceof ByteController) {
    return parts().tee().teeBytes(inner, (pull: Algorithm, cancel: Algorithm) => {
      const stream = newByteStream({ start: none, pull, cancel }, 0);
      return { stream, controller: readableOf(stream).controller as ByteController };
    }) as [ReadableStream, ReadableStream];
  }
  return parts().tee().teeDefault(
    inner,
    (pull: Algorithm, cancel: Algorithm) => {
      const stream = newReadable({ start: none, pull, cancel }, 1, () => 1);
      return { stream, controller: readableOf(stream).controller as DefaultController };
    },
    copy,
  ) as [ReadableStream, ReadableStream];
}
