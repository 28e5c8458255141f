/** Percent-encoding by the sets of the URL Standard §1.3. */

export const C0 = 1;
export const FRAGMENT = 2;
export const QUERY = 4;
export const SPECIAL_QUERY = 8;
export const PATH = 16;
export const USERINFO = 32;
export const COMPONENT = 64;

let sets: Uint8Array | undefined;

/** One byte for each ASCII character: in which sets it is. Made at the first need. */
function table(): Uint8Array {
  if (sets !== undefined) return sets;
  const made = new Uint8Array(128);
  const all = C0 | FRAGMENT | QUERY | SPECIAL_QUERY | PATH | USERINFO | COMPONENT;
  for (let i = 0; i < 128; i++) if (i < 32 || i === 127) made[i] = all;
  const add = (text: string, bits: number): void => {
    for (let i = 0; i < text.length; i++) made[text.charCodeAt(i)] |= bits;
  };
  const fromPath = PATH | USERINFO | COMPONENT;
  add(' "<>`', FRAGMENT);
  add(' "#<>', QUERY | SPECIAL_QUERY | fromPath);
  add("'", SPECIAL_QUERY);
  add("?^`{}", fromPath);
  add("/:;=@[\\]|", USERINFO | COMPONENT);
  add("$%&+,", COMPONENT);
  sets = made;
  return made;
}

const HEX = "0123456789ABCDEF";

export function hexByte(byte: number): string {
  return "%" + HEX[byte >> 4] + HEX[byte & 15];
}

/** UTF-8 percent-encodes what is in the set, and all that is not ASCII. */
export function encode(text: string, set: number): string {
  const bits = sets ?? table();
  let out = "";
  let from = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code < 128) {
      if ((bits[code] & set) === 0) continue;
      out += text.slice(from, i) + hexByte(code);
      from = i + 1;
    } else {
      const start = i;
      while (i + 1 < text.length && text.charCodeAt(i + 1) > 127) i++;
      out += text.slice(from, start) + encodeURIComponent(text.slice(start, i + 1).toWellFormed());
      from = i + 1;
    }
  }
  return from === 0 ? text : out + text.slice(from);
}

export function hexValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const lower = code | 32;
  return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}

/** Percent-decodes and reads the bytes as UTF-8; what is ill-formed becomes U+FFFD. */
export function decode(text: string): string {
  if (text.indexOf("%") < 0) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeLoosely(text);
  }
}

function decodeLoosely(text: string): string {
  const bytes: number[] = [];
  let out = "";
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = code === 37 ? hexValue(text.charCodeAt(i + 1)) : -1;
    const low = high < 0 ? -1 : hexValue(text.charCodeAt(i + 2));
    if (low >= 0) {
      bytes.push(high * 16 + low);
      i += 2;
    } else if (code < 128) {
      bytes.push(code);
    } else {
      // Outside ASCII there is nothing to decode: such characters part the runs of bytes.
      out += utf8(bytes, 0, bytes.length) + text[i];
      bytes.length = 0;
    }
  }
  return out + utf8(bytes, 0, bytes.length);
}

/** UTF-8 to text by the Encoding Standard's rule of maximal ill-formed parts. */
export function utf8(bytes: ArrayLike<number>, from: number, to: number): string {
  let out = "";
  let at = from;
  while (at < to) {
    const first = bytes[at++];
    if (first < 128) {
      out += String.fromCharCode(first);
      continue;
    }
    let needed =
      first >= 0xc2 && first <= 0xdf
        ? 1
        : first >= 0xe0 && first <= 0xef
          ? 2
          : first >= 0xf0 && first <= 0xf4
            ? 3
            : 0;
    if (needed === 0) {
      out += "\ufffd";
      continue;
    }
    let point = first & (needed === 1 ? 0x1f : needed === 2 ? 0x0f : 0x07);
    let lower = first === 0xe0 ? 0xa0 : first === 0xf0 ? 0x90 : 0x80;
    let upper = first === 0xed ? 0x9f : first === 0xf4 ? 0x8f : 0xbf;
    for (; needed > 0 && at < to && bytes[at] >= lower && bytes[at] <= upper; needed--, at++) {
      point = (point << 6) | (bytes[at] & 0x3f);
      lower = 0x80;
      upper = 0xbf;
    }
    out += needed > 0 ? "\ufffd" : point < 0x10000 ? String.fromCharCode(point) : String.fromCodePoint(point);
  }
  return out;
}

/** Percent-decodes to bytes; what is not ASCII stands for its UTF-8. */
export function percentDecode(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length * 3);
  let to = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const high = code === 37 ? hexValue(text.charCodeAt(i + 1)) : -1;
    const low = high < 0 ? -1 : hexValue(text.charCodeAt(i + 2));
    if (low >= 0) {
      bytes[to++] = high * 16 + low;
      i += 2;
    } else if (code < 128) {
      bytes[to++] = code;
    } else {
      const point = text.codePointAt(i)!;
      if (point > 0xffff) i++;
      for (const each of percentDecode(encodeURIComponent(String.fromCodePoint(point).toWellFormed())))
        bytes[to++] = each;
    }
  }
  return bytes.slice(0, to);
}
