/** The decoder of gb18030, which gbk is decoded by as well: Encoding Standard §10.2.1. */
import { host, rare } from "../../host";
import { fromCharCode } from "../primordials";
import { type Decoder, joined, NOTHING_LEFT, tableOf } from "./pairs";

/** Trail bytes of a lead byte: 0x40 to 0xFE without 0x7F. */
const TRAILS = 190;

/** This pointer of the index is an ideographic space, a private character to the host. */
const SPACE_POINTER = 6555;

/**
 * Where the standard's ranges and the host part: GB18030-2022 moved some characters to pairs of bytes, and
 * the standard keeps reading their rows of four as well. First pointer, count, first character.
 */
const ROWS_OF_OLD = [
  [19057, 8, 0x9fb4],
  [39076, 10, 0xfe10],
];

let table: Uint16Array | undefined;

/** The characters of all pairs, asked of the host when the first is met. */
function index(): Uint16Array {
  if (table === undefined) {
    table = tableOf("gb18030", 126 * TRAILS, (pointer) => {
      const trail = pointer % TRAILS;
      return [0x81 + Math.floor(pointer / TRAILS), trail + (trail < 0x3f ? 0x40 : 0x41)];
    });
    table[SPACE_POINTER] = 0x3000;
  }
  return table;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

export class Gb18030 implements Decoder {
  #pending = NOTHING_LEFT;

  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    const all = this.#pending.length === 0 ? bytes : joined(this.#pending, bytes);
    this.#pending = NOTHING_LEFT;
    let out = "";
    for (let at = 0; at < all.length;) {
      const size = sizeAt(all, at);
      if (at + size > all.length) {
        if (!flush) this.#pending = all.slice(at);
        else if (fatal) return null;
        else out += "\ufffd";
        break;
      }
      const text = textAt(all, at, size);
      if (text === "" && fatal) return null;
      out += text === "" ? "\ufffd" : text;
      // A byte that is an ASCII character, or that may begin a character, is looked at again.
      at += text === "" ? sizeOfError(all, at, size) : size;
    }
    return out;
  }
}

/** How many bytes have to be seen for the next character; 3 where the third breaks a row of four. */
function sizeAt(bytes: Uint8Array, at: number): number {
  const first = bytes[at];
  if (first <= 0x80 || first === 0xff) return 1;
  if (at + 1 >= bytes.length || !isDigit(bytes[at + 1])) return 2;
  if (at + 2 >= bytes.length) return 3;
  const third = bytes[at + 2];
  return third < 0x81 || third === 0xff ? 3 : 4;
}

function sizeOfError(bytes: Uint8Array, at: number, size: number): number {
  if (size === 2) return bytes[at + 1] < 0x80 ? 1 : 2;
  return size === 4 && isDigit(bytes[at + 3]) ? 4 : 1;
}

/** The next character; empty where there is none. */
function textAt(bytes: Uint8Array, at: number, size: number): string {
  const first = bytes[at];
  if (size === 1) return first < 0x80 ? fromCharCode(first) : first === 0x80 ? "\u20ac" : "";
  if (size === 2) return pairText(first, bytes[at + 1]);
  return size === 4 && isDigit(bytes[at + 3]) ? fourText(bytes.slice(at, at + 4)) : "";
}

function pairText(lead: number, trail: number): string {
  if (trail < 0x40 || trail === 0x7f || trail === 0xff) return "";
  const code = index()[(lead - 0x81) * TRAILS + trail - (trail < 0x7f ? 0x40 : 0x41)];
  return code === 0 ? "" : fromCharCode(code);
}

function fourText(four: Uint8Array): string {
  const [first, second, third, fourth] = four;
  const pointer = ((first - 0x81) * 10 + second - 0x30) * 1260 + (third - 0x81) * 10 + fourth - 0x30;
  for (const [from, count, code] of ROWS_OF_OLD) {
    if (pointer >= from && pointer < from + count) return fromCharCode(code + pointer - from);
  }
  return rare().legacyDecode("gb18030", four.buffer as ArrayBuffer, 0, 4, true) ?? "";
}
