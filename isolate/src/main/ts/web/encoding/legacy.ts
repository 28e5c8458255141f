/** Decoders of the encodings that are not UTF: each takes bytes and keeps what is not whole yet. */
import { rare } from "../../host";
import { fromCharCode, viewBuffer, viewOffset } from "../primordials";
import { Gb18030 } from "./gb18030";
import { Iso2022Jp } from "./iso2022jp";
import { type Decoder, joined, NOTHING_LEFT } from "./pairs";
import { NOTHING, singleByteIndex } from "./singlebyte";

const WINDOWS_1252 =
  "\u20ac\x81\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\x8d\u017d\x8f" +
  "\x90\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\x9d\u017e\u0178";

export function legacyDecoder(name: string): Decoder {
  switch (name) {
    case "windows-1252":
      return mapped((byte) => (byte >= 0x80 && byte < 0xa0 ? WINDOWS_1252.charCodeAt(byte - 0x80) : byte));
    case "x-user-defined":
      return mapped((byte) => (byte < 0x80 ? byte : 0xf700 + byte));
    case "utf-16le":
      return new Utf16(false);
    case "utf-16be":
      return new Utf16(true);
    case "replacement":
      return new Replacement();
    case "gbk":
    case "gb18030":
      return new Gb18030();
    case "iso-2022-jp":
      return new Iso2022Jp();
    default:
      break;
  }
  const index = singleByteIndex(name);
  return index === undefined ? new Hosted(name) : mapped((byte) => (byte < 0x80 ? byte : index[byte - 0x80]));
}

/** One byte, one character; some bytes stand for nothing. */
function mapped(code: (byte: number) => number): Decoder {
  return {
    decode(bytes, _flush, fatal) {
      let out = "";
      for (let from = 0; from < bytes.length; from += PIECE) {
        const points = Uint16Array.from(bytes.subarray(from, from + PIECE), code);
        if (fatal && points.includes(NOTHING)) return null;
        out += fromCharCode.apply(null, points as unknown as number[]);
      }
      return out;
    },
  };
}

/** So many characters at once: each is an argument on the stack. */
const PIECE = 4096;

/** Whatever the input, one error: the encodings behind it were used to smuggle scripts. */
class Replacement implements Decoder {
  #told = false;
  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    const tell = bytes.length > 0 && !this.#told;
    this.#told = flush ? false : this.#told || tell;
    return tell ? (fatal ? null : "\ufffd") : "";
  }
}

class Utf16 implements Decoder {
  #big: boolean;
  #byte = -1;
  #lead = 0;
  constructor(big: boolean) {
    this.#big = big;
  }
  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    let out = "";
    let at = 0;
    while (this.#byte >= 0 ? at < bytes.length : at + 1 < bytes.length) {
      const first = this.#byte >= 0 ? this.#byte : bytes[at++];
      const second = bytes[at++];
      this.#byte = -1;
      const unit = this.#big ? (first << 8) | second : (second << 8) | first;
      const lead = this.#lead;
      this.#lead = 0;
      if (unit >= 0xdc00 && unit <= 0xdfff) {
        if (lead === 0 && fatal) return this.#reset();
        out += lead === 0 ? "\ufffd" : String.fromCharCode(lead, unit);
        continue;
      }
      if (lead !== 0) {
        if (fatal) return this.#reset();
        out += "\ufffd";
      }
      if (unit >= 0xd800 && unit <= 0xdbff) this.#lead = unit;
      else out += String.fromCharCode(unit);
    }
    if (at < bytes.length) this.#byte = bytes[at];
    if (!flush) return out;
    const broken = this.#byte >= 0 || this.#lead !== 0;
    this.#reset();
    return !broken ? out : fatal ? null : out + "\ufffd";
  }
  #reset(): null {
    this.#byte = -1;
    this.#lead = 0;
    return null;
  }
}

/** The host decodes whole characters; what is not whole waits for the next chunk. */
class Hosted implements Decoder {
  #name: string;
  #pending: Uint8Array = NOTHING_LEFT;
  constructor(name: string) {
    this.#name = name;
  }
  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    const all = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    const whole = flush ? all.length : wholeLength(this.#name, all);
    this.#pending = whole < all.length ? all.slice(whole) : NOTHING_LEFT;
    if (whole === 0) return "";
    const text = rare().legacyDecode(this.#name, viewBuffer(all), viewOffset(all), whole, fatal);
    if (text === null) this.#pending = NOTHING_LEFT;
    return text;
  }
}

/** How much of the input ends with a whole character. */
function wholeLength(name: string, bytes: Uint8Array): number {
  switch (name) {
    case "big5":
    case "euc-kr":
    case "shift_jis":
    case "euc-jp":
      break;
    default:
      return bytes.length;
  }
  let at = 0;
  while (at < bytes.length) {
    const size = sizeAt(name, bytes, at);
    if (at + size > bytes.length) break;
    at += size;
  }
  return at;
}

/** How many bytes the character at a position takes, as far as its first bytes tell. */
function sizeAt(name: string, bytes: Uint8Array, at: number): number {
  const lead = bytes[at];
  if (lead <= 0x80 || lead === 0xff) return 1;
  if (name === "shift_jis" && lead >= 0xa0 && lead <= 0xdf) return 1;
  if (name === "shift_jis" && lead > 0xfc) return 1;
  if (name === "euc-jp" && lead !== 0x8e && lead !== 0x8f && lead < 0xa1) return 1;
  if (at + 1 >= bytes.length) return 2;
  const second = bytes[at + 1];
  if (name === "euc-jp" && lead === 0x8f && second >= 0xa1) return 3;
  // An ASCII byte that cannot follow stands for itself.
  return second < 0x40 || (name === "euc-jp" && second < 0x80) ? 1 : 2;
}
