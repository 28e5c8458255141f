/**
 * The streams of the Streams Standard, from the package `web-streams-polyfill`, and what the rest of
 * the prelude needs to know of a stream. Nothing else reaches into the package.
 */
import "./early";
import * as streams from "web-streams-polyfill";
import { chain, PromiseConstructor, rejected, silence, typedArrayName } from "../primordials";

export interface ReadableStreamReader {
  read(): Promise<{ value: any; done: boolean }>;
  cancel(reason?: unknown): Promise<void>;
  releaseLock(): void;
  readonly closed: Promise<void>;
}
export interface ReadableStream {
  readonly locked: boolean;
  cancel(reason?: unknown): Promise<void>;
  getReader(options?: { mode: "byob" }): ReadableStreamReader;
  pipeThrough(pair: { readable: ReadableStream; writable: WritableStream }, options?: unknown): ReadableStream;
  pipeTo(destination: WritableStream, options?: unknown): Promise<void>;
  tee(): [ReadableStream, ReadableStream];
}
export interface WritableStream {
  readonly locked: boolean;
  abort(reason?: unknown): Promise<void>;
  close(): Promise<void>;
  getWriter(): any;
}
export interface TransformStream {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
}

export const ReadableStream: new (source?: object, strategy?: object) => ReadableStream = streams.ReadableStream;
export const WritableStream: new (sink?: object, strategy?: object) => WritableStream = streams.WritableStream;
export const TransformStream: new (
  transformer?: object,
  writable?: object,
  readable?: object,
) => TransformStream = streams.TransformStream;

/** All interfaces by name, as the global object shows them. */
export const interfaces: Record<string, Function> = { ...streams };

export function isReadable(value: unknown): value is ReadableStream {
  return value instanceof streams.ReadableStream && "_readableStreamController" in (value as object);
}

/** Whether anything was ever read from the stream, or it was cancelled. */
export function isDisturbed(stream: ReadableStream): boolean {
  return (stream as any)._disturbed === true;
}

export function isErrored(stream: ReadableStream): boolean {
  return (stream as any)._state === "errored";
}

const getReader = streams.ReadableStream.prototype.getReader;
const read = streams.ReadableStreamDefaultReader.prototype.read;
const tee = streams.ReadableStream.prototype.tee;
const cancel = streams.ReadableStream.prototype.cancel;
const cancelReader = streams.ReadableStreamDefaultReader.prototype.cancel;

export function lock(stream: ReadableStream): ReadableStreamReader {
  return Reflect.apply(getReader, stream, []);
}

export function readFrom(reader: ReadableStreamReader): Promise<{ value: any; done: boolean }> {
  return Reflect.apply(read, reader, []);
}

export function cancelStream(stream: ReadableStream, reason: unknown): Promise<void> {
  return Reflect.apply(cancel, stream, [reason]);
}

export function cancelFrom(reader: ReadableStreamReader, reason: unknown): Promise<void> {
  return Reflect.apply(cancelReader, reader, [reason]);
}

export function teeStream(stream: ReadableStream): [ReadableStream, ReadableStream] {
  return Reflect.apply(tee, stream, []);
}

/** All chunks of a stream of bytes in order; a chunk of another kind is a TypeError. */
export function collect(stream: ReadableStream): Promise<Uint8Array[]> {
  let reader: ReadableStreamReader;
  try {
    reader = lock(stream);
  } catch (error) {
    return rejected(error);
  }
  const chunks: Uint8Array[] = [];
  return new PromiseConstructor((resolve, reject) => {
    const step = (result: { value: any; done: boolean }): void => {
      if (result.done) {
        resolve(chunks);
        return;
      }
      if (typedArrayName(result.value) !== "Uint8Array") {
        const wrong = new TypeError("A body's stream must give chunks of Uint8Array.");
        silence(cancelFrom(reader, wrong));
        reject(wrong);
        return;
      }
      chunks.push(result.value);
      chain(readFrom(reader), step, reject);
    };
    chain(readFrom(reader), step, reject);
  });
}

export function isWritable(value: unknown): value is WritableStream {
  return value instanceof streams.WritableStream && "_writableStreamController" in (value as object);
}

export function isTransform(value: unknown): value is TransformStream {
  return value instanceof streams.TransformStream && "_transformStreamController" in (value as object);
}
