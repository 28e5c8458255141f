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
  return isAscii(bytes, length) ? asciiText(bytes, length) : utf8(bytes, 0, length);
}

/** Like `decodeUtf8`, but null for what is ill-formed. */
export function decodeUtf8Fatal(bytes: Uint8Array): string | null {
  const length = viewLength(bytes);
  if (length > SHORT_BYTES) return utf8DecodeFatal(viewBuffer(bytes), viewOffset(bytes), length);
  if (isAscii(bytes, length)) return asciiText(bytes, length);
  const text = utf8(bytes, 0, length);
  return text.includes("\ufffd") && !sameBytes(text, bytes, length) ? null : text;
}

function isAscii(bytes: Uint8Array, length: number): boolean {
  let all = 0;
  for (let i = 0; i < length; i++) all |= bytes[i];
  return all < 128;
}

/** Whether every U+FFFD of a text stood in the bytes themselves. */
function sameBytes(text: string, bytes: Uint8Array, length: number): boolean {
  const again = encodeUtf8(text);
  if (again.length !== length) return false;
  for (let i = 0; i < length; i++) if (again[i] !== bytes[i]) return false;
  return true;
}

/** Many characters a call: with a list of them, V8 makes the list first, which takes longer than the text. */
function asciiText(b: Uint8Array, length: number): string {
  let text = "";
  let i = 0;
  for (; i + 32 <= length; i += 32) {
    text += fromCharCode(
      b[i], b[i + 1], b[i + 2], b[i + 3], b[i + 4], b[i + 5], b[i + 6], b[i + 7],
      b[i + 8], b[i + 9], b[i + 10], b[i + 11], b[i + 12], b[i + 13], b[i + 14], b[i + 15],
      b[i + 16], b[i + 17], b[i + 18], b[i + 19], b[i + 20], b[i + 21], b[i + 22], b[i + 23],
      b[i + 24], b[i + 25], b[i + 26], b[i + 27], b[i + 28], b[i + 29], b[i + 30], b[i + 31],
    );
  }
  for (; i + 4 <= length; i += 4) text += fromCharCode(b[i], b[i + 1], b[i + 2], b[i + 3]);
  for (; i < length; i++) text += fromCharCode(b[i]);
  return text;
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
