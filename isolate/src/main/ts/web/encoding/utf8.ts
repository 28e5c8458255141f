/** UTF-8 both ways: short texts here, long ones in the host, since a crossing has its price. */
import { host } from "../../host";
import { fromCharCode, viewBuffer, viewLength, viewOffset } from "../primordials";
import { utf8 } from "../url/percent";

const SHORT_TEXT = 512;
const SHORT_BYTES = 192;

const utf8Encode = host.utf8Encode;
const utf8Decode = host.utf8Decode;
const utf8DecodeFatal = host.utf8DecodeFatal;

/** The UTF-8 bytes of a text; lone surrogates become U+FFFD. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const length = text.length;
  if (length > SHORT_TEXT) return new Uint8Array(utf8Encode(text));
  const bytes = new Uint8Array(length);
  for (let i = 0; i < length; i++) {
    const code = text.charCodeAt(i);
    if (code > 127) {
      const roomy = new Uint8Array(i + (length - i) * 3);
      roomy.set(bytes.subarray(0, i));
      const { written } = writeUtf8(text, i, roomy, i);
      return roomy.slice(0, written);
    }
    bytes[i] = code;
  }
  return bytes;
}

/** Writes as many whole code points as there is room for. `read` and `written` are positions. */
export function writeUtf8(
  text: string,
  from: number,
  bytes: Uint8Array,
  at: number,
): { read: number; written: number } {
  const room = bytes.length;
  let read = from;
  for (; read < text.length; read++) {
    let code = text.charCodeAt(read);
    if (code < 0x80) {
      if (at >= room) break;
      bytes[at++] = code;
    } else if (code < 0x800) {
      if (at + 2 > room) break;
      bytes[at++] = 0xc0 | (code >> 6);
      bytes[at++] = 0x80 | (code & 0x3f);
    } else {
      const next = code >= 0xd800 && code <= 0xdbff ? text.charCodeAt(read + 1) : 0;
      if (next >= 0xdc00 && next <= 0xdfff) {
        if (at + 4 > room) break;
        code = 0x10000 + ((code - 0xd800) << 10) + (next - 0xdc00);
        bytes[at++] = 0xf0 | (code >> 18);
        bytes[at++] = 0x80 | ((code >> 12) & 0x3f);
        read++;
      } else {
        if (at + 3 > room) break;
        if (code >= 0xd800 && code <= 0xdfff) code = 0xfffd;
        bytes[at++] = 0xe0 | (code >> 12);
      }
      bytes[at++] = 0x80 | ((code >> 6) & 0x3f);
      bytes[at++] = 0x80 | (code & 0x3f);
    }
  }
  return { read, written: at };
}

/** The text of UTF-8 bytes, a byte order mark included; ill-formed parts become U+FFFD. */
export function decodeUtf8(bytes: Uint8Array): string {
  const length = viewLength(bytes);
  if (length > SHORT_BYTES) return utf8Decode(viewBuffer(bytes), viewOffset(bytes), length);
  for (let i = 0; i < length; i++) if (bytes[i] > 127) return utf8(bytes, 0, length);
  return asciiText(bytes, length);
}

/** Like `decodeUtf8`, but null for what is ill-formed. */
export function decodeUtf8Fatal(bytes: Uint8Array): string | null {
  const length = viewLength(bytes);
  if (length > SHORT_BYTES) return utf8DecodeFatal(viewBuffer(bytes), viewOffset(bytes), length);
  for (let i = 0; i < length; i++) {
    if (bytes[i] > 127) {
      const text = utf8(bytes, 0, length);
      return text.includes("\ufffd") && !sameBytes(text, bytes, length) ? null : text;
    }
  }
  return asciiText(bytes, length);
}

/** Whether every U+FFFD of a text stood in the bytes themselves. */
function sameBytes(text: string, bytes: Uint8Array, length: number): boolean {
  const again = encodeUtf8(text);
  if (again.length !== length) return false;
  for (let i = 0; i < length; i++) if (again[i] !== bytes[i]) return false;
  return true;
}

function asciiText(bytes: Uint8Array, length: number): string {
  return length === 0 ? "" : fromCharCode.apply(null, bytes as unknown as number[]);
}

/** The text of a body: UTF-8 without its byte order mark. */
export function bodyText(bytes: Uint8Array): string {
  return withoutMark(decodeUtf8(bytes));
}

export function withoutMark(text: string): string {
  return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
}

/** How many bytes at the end begin a code point that is not whole yet, given well-formed input. */
export function incompleteTail(bytes: Uint8Array): number {
  const length = bytes.length;
  for (let back = 1; back <= 3 && back <= length; back++) {
    const byte = bytes[length - back];
    if (byte < 0x80) return 0;
    if (byte < 0xc0) continue;
    const needed =
      byte >= 0xf0 && byte <= 0xf4
        ? 4
        : byte >= 0xe0 && byte < 0xf0
          ? 3
          : byte >= 0xc2 && byte < 0xe0
            ? 2
            : 1;
    return needed > back && wellBegun(bytes, length - back) ? back : 0;
  }
  return 0;
}

/** Whether the second byte, if it is there, may follow the first (no overlong form, no surrogate). */
function wellBegun(bytes: Uint8Array, at: number): boolean {
  if (at + 1 >= bytes.length) return true;
  const first = bytes[at];
  const second = bytes[at + 1];
  const lower = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
  const upper = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
  return second >= lower && second <= upper;
}
