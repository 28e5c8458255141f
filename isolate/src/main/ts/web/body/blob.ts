/** Blob and File: bytes that do not change, shared by their slices. */
import { deps } from "../deps";
import { bytesOf, isBufferSource, rejected, resolved } from "../primordials";
import { bodyText, encodeUtf8 } from "../encoding/utf8";
import { byteStream, type ReadableStream } from "../streams/streams";
import {
  clampLongLong,
  dictionary,
  illegal,
  interfaceOf,
  isObject,
  oneOf,
  required,
  sequence,
  usvString,
} from "../webidl";

const CHUNK = 65536;

export let isBlob: (value: unknown) => value is Blob;
/** The bytes themselves: not to be written to. */
export let blobBytes: (blob: Blob) => Uint8Array<ArrayBuffer>;
/** The type that it was given, whatever became of `Blob.prototype`. */
export let blobType: (blob: Blob) => string;
/** A blob over bytes that nobody else will change. */
export let blobOf: (bytes: Uint8Array<ArrayBuffer>, type: string) => Blob;

export class Blob {
  #bytes: Uint8Array<ArrayBuffer>;
  #type: string;

  constructor(parts: unknown = undefined, options: unknown = undefined) {
    const list = parts === undefined ? [] : sequence(parts, partOf, "The parts of a Blob");
    const given = dictionary(options, "The Blob's options");
    const endings =
      given.endings === undefined ? "transparent" : oneOf(given.endings, ENDINGS, "The option 'endings'");
    this.#type = given.type === undefined ? "" : typeOf(usvString(given.type));
    this.#bytes = concat(
      list.map((part) => (typeof part === "string" ? encodeUtf8(ended(part, endings)) : part)),
    );
  }
  get size(): number {
    return this.#bytes.length;
  }
  get type(): string {
    return this.#type;
  }
  slice(start: unknown = undefined, end: unknown = undefined, type: unknown = undefined): Blob {
    const size = this.#bytes.length;
    const from = start === undefined ? 0 : position(clampLongLong(start), size);
    const to = end === undefined ? size : position(clampLongLong(end), size);
    const kind = type === undefined ? "" : typeOf(usvString(type));
    return blobOf(this.#bytes.subarray(from, Math.max(from, to)), kind);
  }
  text(): Promise<string> {
    return isBlob(this) ? resolved(bodyText(this.#bytes)) : rejected(stranger());
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return isBlob(this) ? resolved(this.#bytes.slice().buffer) : rejected(stranger());
  }
  bytes(): Promise<Uint8Array> {
    return isBlob(this) ? resolved(this.#bytes.slice()) : rejected(stranger());
  }
  stream(): ReadableStream {
    return streamOf(this.#bytes);
  }

  static {
    isBlob = (value): value is Blob => isObject(value) && #bytes in value;
    blobBytes = (blob) => blob.#bytes;
    blobType = (blob) => blob.#type;
    blobOf = (bytes, type) => {
      const blob = new Blob();
      blob.#bytes = bytes;
      blob.#type = type;
      return blob;
    };
  }
}
Object.defineProperty(Blob, "length", { value: 0, configurable: true });
interfaceOf(Blob, "Blob");

const ENDINGS = ["transparent", "native"] as const;

function stranger(): TypeError {
  return new TypeError("Illegal invocation");
}

function partOf(item: unknown): string | Uint8Array {
  if (isBufferSource(item)) return bytesOf(item).slice();
  return isBlob(item) ? blobBytes(item) : usvString(item);
}

function ended(text: string, endings: string): string {
  return endings === "native" ? text.replace(/\r\n?/g, "\n") : text;
}

function typeOf(type: string): string {
  return /[^\x20-\x7e]/.test(type) ? "" : type.toLowerCase();
}

function position(given: number, size: number): number {
  return given < 0 ? Math.max(size + given, 0) : Math.min(given, size);
}

export function concat(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  let length = 0;
  for (let i = 0; i < parts.length; i++) length += parts[i].length;
  const all = new Uint8Array(length);
  let at = 0;
  for (let i = 0; i < parts.length; i++) {
    all.set(parts[i], at);
    at += parts[i].length;
  }
  return all;
}

/** A byte stream over bytes, in chunks; each chunk is a copy, since a reader may detach it. `touch` is told of reads. */
export function streamOf(bytes: Uint8Array, touch?: () => void): ReadableStream {
  let at = 0;
  return byteStream(
    (controller) => {
      touch?.();
      if (at < bytes.length) {
        const chunk = bytes.slice(at, at + CHUNK);
        at += chunk.length;
        controller.enqueue(chunk);
      }
      if (at < bytes.length) return;
      controller.close();
      controller.byobRequest?.respond(0);
    },
    () => {
      at = bytes.length;
    },
    0,
  );
}

export class File extends Blob {
  #name: string;
  #lastModified: number;
  constructor(parts: unknown, name: unknown, options: unknown = undefined) {
    required(arguments.length, 2, "File");
    super(
      sequence(parts, (part) => part, "The parts of a File"),
      options,
    );
    this.#name = usvString(name);
    const modified = dictionary(options, "The File's options").lastModified;
    this.#lastModified = modified === undefined ? deps.now() : toLongLong(modified);
  }
  get name(): string {
    return this.#name;
  }
  get lastModified(): number {
    return this.#lastModified;
  }
  get webkitRelativePath(): string {
    if (!(#name in this)) illegal();
    return "";
  }
}
interfaceOf(File, "File");

function toLongLong(value: unknown): number {
  const number = Math.trunc(Number(value));
  return Number.isFinite(number) ? number + 0 : 0;
}

/** A file of a blob's bytes. */
export function fileOf(blob: Blob, name: string, lastModified?: number): File {
  return new File([blob], name, { type: blob.type, lastModified });
}
