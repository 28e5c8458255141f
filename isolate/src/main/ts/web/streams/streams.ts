/** What the rest of the prelude needs of streams: it reads and makes them without going through promises. */
import { cancelReadable, isAwaited, isAwaitedInto, type ReadRequest, readChunk, Reader } from "./readable";
import type { Source } from "./readable-default";
import { isReadable, newByteStream, ReadableStream, readableOf, teeOf } from "./readable-face";
import { ByobRequest, ReadableByteStreamController } from "./byte-faces";
import { ReadableStreamDefaultController } from "./readable-default";
import { ReadableStreamBYOBReader, ReadableStreamDefaultReader } from "./readers";
import { ByteLengthQueuingStrategy, CountQueuingStrategy } from "./strategies";
import { isTransform, TransformStream, TransformStreamDefaultController } from "./transform";
import {
  isWritable,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
} from "./writable-faces";
import { isBufferSource, copyOf, resolved, rejected, silence, typedArrayName } from "../primordials";

/** All interfaces by name, as the global object shows them. */
export const interfaces: Record<string, Function> = {
  ByteLengthQueuingStrategy,
  CountQueuingStrategy,
  ReadableByteStreamController,
  ReadableStream,
  ReadableStreamBYOBReader,
  ReadableStreamBYOBRequest: ByobRequest,
  ReadableStreamDefaultController,
  ReadableStreamDefaultReader,
  TransformStream,
  TransformStreamDefaultController,
  WritableStream,
  WritableStreamDefaultController,
  WritableStreamDefaultWriter,
};

/** Whether anything was ever read from the stream, or it was cancelled. */
export function isDisturbed(stream: ReadableStream): boolean {
  return readableOf(stream).disturbed;
}

/** Reads a stream from inside; the stream is locked from now on. */
export function lock(stream: ReadableStream): Reader {
  return new Reader(readableOf(stream), false);
}

/** The stream counts as read from, though nothing was read. */
export function disturb(stream: ReadableStream): void {
  readableOf(stream).disturbed = true;
}

/** Whether a reader waits for something of the stream. */
export function isWanted(stream: ReadableStream): boolean {
  const inner = readableOf(stream);
  return isAwaited(inner) || isAwaitedInto(inner);
}

export function readFrom(reader: Reader, request: ReadRequest): void {
  readChunk(reader, request);
}

export function cancelStream(stream: ReadableStream, reason: unknown): Promise<void> {
  return cancelReadable(readableOf(stream), reason);
}

export function cancelFrom(reader: Reader, reason: unknown): Promise<void> {
  return reader.stream === null ? resolved(undefined) : cancelReadable(reader.stream, reason);
}

/** Two streams of the same bytes; the second one's chunks are copies. */
export function teeStream(stream: ReadableStream): [ReadableStream, ReadableStream] {
  return teeOf(readableOf(stream), copyChunk);
}

function copyChunk(chunk: unknown): unknown {
  return isBufferSource(chunk) ? cloneChunk(chunk) : chunk;
}
let cloneChunk: (chunk: unknown) => unknown = (chunk) => copyOf(chunk as ArrayBuffer);
/** structuredClone hands itself in: it knows of streams and so is loaded later. */
export function useClone(clone: (chunk: unknown) => unknown): void {
  cloneChunk = clone;
}

/** A byte stream: `pull` is called with the controller when chunks are wanted. */
export function byteStream(
  pull: (controller: ReadableByteStreamController) => unknown,
  cancel: (reason: unknown) => unknown,
  mark: number,
): ReadableStream {
  const source: Source = {
    start: () => undefined,
    pull: (controller) => attempt(() => pull(controller)),
    cancel: (reason) => attempt(() => cancel(reason)),
  };
  return newByteStream(source, mark);
}

function attempt(fn: () => unknown): Promise<unknown> {
  try {
    return resolved(fn());
  } catch (error) {
    return rejected(error);
  }
}

/** All chunks of a stream of bytes in order; a chunk of another kind is a TypeError. */
export function collect(
  stream: ReadableStream,
  finish: (chunks: Uint8Array[]) => void,
  fail: (reason: unknown) => void,
): void {
  const reader = lock(stream);
  const chunks: Uint8Array[] = [];
  let looping = false;
  let again = false;
  // Chunks that are there already come at once: a loop, lest a long queue be a deep stack.
  const next = (): void => {
    again = true;
    if (looping) return;
    looping = true;
    while (again) {
      again = false;
      readChunk(reader, request);
    }
    looping = false;
  };
  const request: ReadRequest = {
    chunk(value) {
      if (typedArrayName(value) === "Uint8Array") {
        chunks.push(value);
        next();
        return;
      }
      const wrong = new TypeError("A body's stream must give chunks of Uint8Array.");
      silence(cancelFrom(reader, wrong));
      fail(wrong);
    },
    close: () => finish(chunks),
    error: fail,
  };
  next();
}

export { isReadable, isTransform, isWritable, ReadableStream, TransformStream, WritableStream };
export type { Reader, ReadRequest };
