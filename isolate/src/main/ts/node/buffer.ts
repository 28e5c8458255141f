/** `node:buffer`: the package `buffer`, and what Node has beyond it. */
import { failed, wrongType, wrongValue } from "./errors";
import { integerMethods, realMethods } from "./numbers";
import { atob, Blob, btoa, TextDecoder } from "./globals";

const whole = require("buffer/");
declare const require: (name: string) => any;

export const Buffer = whole.Buffer;

// The package reads base64url where it reads base64, but does not know it by its name.
const known = Buffer.isEncoding;
const byteLength = Buffer.byteLength;
const { toString, write, fill, equals } = Buffer.prototype;
const from = Buffer.from;

function plain(encoding: unknown): unknown {
  return typeof encoding === "string" && encoding.toLowerCase() === "base64url" ? "base64" : encoding;
}

/** Node reads pairs of digits as far as there are any; the package takes half a pair for a byte. */
function readable(text: unknown, encoding: unknown): unknown {
  const hex = typeof text === "string" && typeof encoding === "string" && encoding.toLowerCase() === "hex";
  return hex ? /^(?:[0-9a-f]{2})*/i.exec(text)![0] : text;
}

function urlSafe(text: string): string {
  return text.replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
}

/** More than an isolate may have at all: refused before it is asked for. */
const BYTES_MAX = 128 * 1024 * 1024;

/** What Node throws where there is no memory. */
export function affordable(bytes: unknown): void {
  if (typeof bytes === "number" && bytes > BYTES_MAX) {
    throw failed("ERR_MEMORY_ALLOCATION_FAILED", "Array buffer allocation failed", RangeError);
  }
}

const { alloc, allocUnsafe, allocUnsafeSlow } = Buffer;

const statics = {
  alloc(size: unknown, ...more: unknown[]): unknown {
    affordable(size);
    return alloc(size, ...more);
  },
  allocUnsafe(size: unknown): unknown {
    affordable(size);
    return allocUnsafe(size);
  },
  allocUnsafeSlow(size: unknown): unknown {
    affordable(size);
    return allocUnsafeSlow(size);
  },
  isEncoding(encoding: unknown): boolean {
    return known(plain(encoding));
  },
  byteLength(value: unknown, encoding?: unknown): number {
    if (typeof value === "string" && /^base64(url)?$/i.test(String(encoding))) return Math.floor((value.replace(/=+$/, "").length * 3) / 4);
    return byteLength(value, encoding);
  },
  from(value: unknown, encodingOrOffset?: unknown, length?: unknown): any {
    return from(readable(value, encodingOrOffset), typeof value === "string" ? plain(encodingOrOffset) : encodingOrOffset, length);
  },
  copyBytesFrom(view: ArrayBufferView, offset = 0, length?: number): unknown {
    if (!ArrayBuffer.isView(view) || view instanceof DataView) throw wrongType("view", "an instance of TypedArray", view);
    const part = (view as any).subarray(offset, length === undefined ? undefined : offset + length);
    return from(new Uint8Array(part.buffer, part.byteOffset, part.byteLength).slice());
  },
};
for (const [name, value] of Object.entries(statics)) {
  Object.defineProperty(Buffer, name, { value, writable: true, enumerable: true, configurable: true });
}

/** The package would write into anything that it is called on. */
function own(self: unknown): void {
  if (!(self instanceof Uint8Array)) throw wrongType("this", "an instance of Buffer or Uint8Array", self);
}

const methods = {
  toString(this: any, encoding?: unknown, start?: number, end?: number): string {
    if (plain(encoding) === encoding) return toString.apply(this, arguments as any);
    return urlSafe(toString.call(this, "base64", start, end));
  },
  write(this: any, text: string, ...more: unknown[]): number {
    own(this);
    return write.call(this, readable(text, more.at(-1)), ...more.map(plain));
  },
  fill(this: any, value: unknown, ...more: unknown[]): unknown {
    own(this);
    const read = readable(value, more.at(-1));
    if (typeof value === "string" && value !== "" && Buffer.isEncoding(more.at(-1)) && statics.from(value, more.at(-1)).length === 0) {
      throw wrongValue("value", value, "is invalid");
    }
    return fill.call(this, read, ...more.map(plain));
  },
  equals(this: any, other: unknown): boolean {
    if (!(other instanceof Uint8Array)) throw wrongType("otherBuffer", "an instance of Buffer or Uint8Array", other);
    return equals.call(this, other instanceof Buffer ? other : from(other.buffer, other.byteOffset, other.byteLength));
  },
};
for (const [name, value] of Object.entries({ ...methods, ...integerMethods(), ...realMethods() })) {
  Object.defineProperty(Buffer.prototype, name, { value, writable: true, enumerable: true, configurable: true });
}
Buffer.prototype.toLocaleString = methods.toString;
// Node has both spellings.
for (const name of Object.keys(Buffer.prototype).filter((each) => each.includes("BigUInt64"))) {
  Buffer.prototype[name.replace("UInt", "Uint")] = Buffer.prototype[name];
}

export function isUtf8(input: unknown): boolean {
  try {
    new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(input as ArrayBuffer);
    return true;
  } catch {
    return false;
  }
}

export function isAscii(input: unknown): boolean {
  return bytesOf(input).every((byte: number) => byte < 128);
}

function bytesOf(input: unknown): Uint8Array {
  if (ArrayBuffer.isView(input)) return new Uint8Array(input.buffer, input.byteOffset, input.byteLength);
  if (input instanceof ArrayBuffer) return new Uint8Array(input);
  throw wrongType("input", "an instance of ArrayBuffer, Buffer, or TypedArray", input);
}

/** From one encoding to another; what the second lacks becomes a question mark. */
export function transcode(source: unknown, fromEncoding: string, toEncoding: string): unknown {
  if (!Buffer.isEncoding(fromEncoding) || !Buffer.isEncoding(toEncoding)) {
    throw failed("ERR_UNKNOWN_ENCODING", "Unable to transcode Buffer [U_ILLEGAL_ARGUMENT_ERROR]");
  }
  const bytes = bytesOf(source);
  const text = from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(fromEncoding);
  const last = /^(ascii|us-ascii)$/i.test(toEncoding) ? 0x7f : /^(latin1|binary)$/i.test(toEncoding) ? 0xff : 0x10ffff;
  return statics.from([...text].map((c) => (c.codePointAt(0)! > last ? "?" : c)).join(""), toEncoding);
}

const constants = { MAX_LENGTH: whole.kMaxLength, MAX_STRING_LENGTH: 536870888 };

export const module = {
  Buffer,
  SlowBuffer: whole.SlowBuffer,
  Blob,
  File: (globalThis as any).File,
  atob,
  btoa,
  constants,
  INSPECT_MAX_BYTES: whole.INSPECT_MAX_BYTES,
  kMaxLength: constants.MAX_LENGTH,
  kStringMaxLength: constants.MAX_STRING_LENGTH,
  isAscii,
  isUtf8,
  transcode,
  resolveObjectURL: () => undefined,
};
