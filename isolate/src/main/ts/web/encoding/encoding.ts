/** TextEncoder and TextDecoder. */
import { parts } from "../../parts/door";
import { apply, bytesOf, isArrayBuffer, isBufferSource, typedArrayName } from "../primordials";
import { dictionary, domString, interfaceOf, required } from "../webidl";
import { type Decoder, joined } from "./pairs";
import { decodeUtf8, decodeUtf8Fatal, encodeUtf8, incompleteTail, writeUtf8 } from "./utf8";

export class TextEncoder {
  #brand = true;
  get encoding(): string {
    this.#brand;
    return "utf-8";
  }
  encode(input: unknown = undefined): Uint8Array {
    this.#brand;
    return input === undefined ? new Uint8Array(0) : encodeUtf8(domString(input));
  }
  encodeInto(source: unknown, destination: unknown): { read: number; written: number } {
    this.#brand;
    required(arguments.length, 2, "encodeInto");
    const text = domString(source);
    if (typedArrayName(destination) !== "Uint8Array")
      throw new TypeError("The destination must be a Uint8Array.");
    return writeUtf8(text, 0, destination as Uint8Array, 0);
  }
}
interfaceOf(TextEncoder, "TextEncoder");

/** The name of the encoding that a label means, or undefined. */
export function encodingOf(label: string): string | undefined {
  return parts().labels().encodingOf(label);
}

const NONE = new Uint8Array(0);

/** UTF-8 with the bytes of an unfinished code point kept for the next chunk. */
class Utf8 implements Decoder {
  #pending: Uint8Array = NONE;
  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    const all = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    const tail = flush ? 0 : incompleteTail(all);
    const whole = tail === 0 ? all : all.subarray(0, all.length - tail);
    this.#pending = tail === 0 ? NONE : all.slice(all.length - tail);
    const text = fatal ? decodeUtf8Fatal(whole) : decodeUtf8(whole);
    if (text === null) this.#pending = NONE;
    return text;
  }
}

export class TextDecoder {
  #encoding: string;
  #fatal: boolean;
  #ignoreMark: boolean;
  #decoder: Decoder | null = null;
  /** Whether the byte order mark was looked for since the stream began. */
  #markSeen = false;

  constructor(label: unknown = "utf-8", options: unknown = undefined) {
    const text = domString(label);
    const given = dictionary(options, "The decoder's options");
    this.#fatal = Boolean(given.fatal);
    this.#ignoreMark = Boolean(given.ignoreBOM);
    const name = text === "utf-8" ? text : encodingOf(text);
    if (name === undefined || name === "replacement") {
      throw new RangeError(`There is no encoding with the label '${text}'.`);
    }
    this.#encoding = name;
  }
  get encoding(): string {
    return this.#encoding;
  }
  get fatal(): boolean {
    return this.#fatal;
  }
  get ignoreBOM(): boolean {
    return this.#ignoreMark;
  }
  decode(input: unknown = undefined, options: unknown = undefined): string {
    this.#encoding;
    const isWhole = options === undefined && this.#decoder === null && this.#encoding === "utf-8";
    if (isWhole && typedArrayName(input) === "Uint8Array") return this.#whole(input as Uint8Array);
    if (input !== undefined && !isBufferSource(input) && !isShared(input)) {
      throw new TypeError("The input must be an ArrayBuffer or a view of one.");
    }
    const stream = Boolean(dictionary(options, "The options").stream);
    const bytes = input === undefined ? NONE : bytesOf(input as ArrayBuffer);
    return this.#run(bytes, stream);
  }

  #run(bytes: Uint8Array, stream: boolean): string {
    if (!stream && this.#decoder === null && this.#encoding === "utf-8") return this.#whole(bytes);
    this.#decoder ??= this.#encoding === "utf-8" ? new Utf8() : parts().legacy().legacyDecoder(this.#encoding);
    const text = this.#decoder.decode(bytes, !stream, this.#fatal);
    if (text === null) {
      this.#decoder = null;
      this.#markSeen = false;
      throw malformed(this.#encoding);
    }
    const out = this.#withoutMark(text);
    if (!stream) {
      this.#decoder = null;
      this.#markSeen = false;
    }
    return out;
  }

  #whole(bytes: Uint8Array): string {
    const text = this.#fatal ? decodeUtf8Fatal(bytes) : decodeUtf8(bytes);
    if (text === null) throw malformed("utf-8");
    return !this.#ignoreMark && text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  }

  #withoutMark(text: string): string {
    if (this.#markSeen || text === "") return text;
    this.#markSeen = true;
    const marked = text.charCodeAt(0) === 0xfeff && !this.#ignoreMark && this.#encoding.startsWith("utf-");
    return marked ? text.slice(1) : text;
  }
}
interfaceOf(TextDecoder, "TextDecoder");

/** The method as it was before any code could replace it. */
export const decode = TextDecoder.prototype.decode;

function malformed(encoding: string): TypeError {
  return new TypeError(`The bytes are not well-formed ${encoding}.`);
}

const sharedLength =
  typeof SharedArrayBuffer === "function"
    ? Object.getOwnPropertyDescriptor(SharedArrayBuffer.prototype, "byteLength")!.get!
    : undefined;

function isShared(value: unknown): boolean {
  if (sharedLength === undefined || typeof value !== "object" || value === null || isArrayBuffer(value))
    return false;
  try {
    apply(sharedLength, value, []);
    return true;
  } catch {
    return false;
  }
}
