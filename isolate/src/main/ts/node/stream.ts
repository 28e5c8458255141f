/** `node:stream` and what lies below it: the package `readable-stream`, which is Node's own code. */
import { Buffer } from "./buffer";
import { TextDecoder } from "./globals";
import { adapt } from "./webstreams";

const whole = require("readable-stream");
declare const require: (name: string) => any;

adapt(whole);

/** The package's `Stream` is the old base class, and carries all others. */
export const module = whole;

export const promises = whole.promises;

type Source = AsyncIterable<unknown>;

async function bytesOf(stream: Source): Promise<any> {
  const parts: unknown[] = [];
  for await (const part of stream) {
    parts.push(typeof part === "string" ? Buffer.from(part) : part);
  }
  return Buffer.concat(parts);
}

async function text(stream: Source): Promise<string> {
  return new TextDecoder().decode(await bytesOf(stream));
}

export const consumers = {
  arrayBuffer: async (stream: Source) => {
    const bytes = await bytesOf(stream);
    return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  },
  blob: async (stream: Source) => new (globalThis as any).Blob([await bytesOf(stream)]),
  buffer: bytesOf,
  json: async (stream: Source) => JSON.parse(await text(stream)),
  text,
};

const WEB = [
  "ReadableStream", "ReadableStreamDefaultReader", "ReadableStreamBYOBReader", "ReadableStreamBYOBRequest",
  "ReadableByteStreamController", "ReadableStreamDefaultController", "TransformStream", "TransformStreamDefaultController",
  "WritableStream", "WritableStreamDefaultWriter", "WritableStreamDefaultController", "ByteLengthQueuingStrategy",
  "CountQueuingStrategy", "TextEncoderStream", "TextDecoderStream", "CompressionStream", "DecompressionStream",
];

/** `node:stream/web`: the classes of the global object, without those that are not there. */
export function web(): object {
  const global = globalThis as any;
  return Object.fromEntries(WEB.filter((name) => name in global).map((name) => [name, global[name]]));
}
