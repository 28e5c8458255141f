/** The little of ASN.1's distinguished encoding (X.690 §10) that the forms of keys differ by. */
import { joined, type Bytes } from "./bytes";

export const INTEGER = 0x02;
export const BITS = 0x03;
export const OCTETS = 0x04;
export const IDENTIFIER = 0x06;
export const SEQUENCE = 0x30;
export const CONTEXT = 0xa0;

const DEPTH_BYTES_MAX = 4;

export interface Element {
  readonly tag: number;
  readonly body: Bytes;
  /** With tag and length. */
  readonly whole: Bytes;
}

/** The elements that stand one behind the other; undefined where they are not well-formed. */
export function elements(bytes: Bytes): Element[] | undefined {
  const found: Element[] = [];
  for (let at = 0; at < bytes.length; ) {
    const tag = bytes[at];
    let from = at + 2;
    let length = bytes[at + 1];
    if (length === undefined || length === 0x80) return undefined;
    if (length > 0x80) {
      const octets = length - 0x80;
      if (octets > DEPTH_BYTES_MAX) return undefined;
      length = 0;
      for (let i = 0; i < octets; i++) length = length * 256 + bytes[from++];
    }
    if (!(from + length <= bytes.length)) return undefined;
    found.push({ tag, body: bytes.subarray(from, from + length), whole: bytes.subarray(at, from + length) });
    at = from + length;
  }
  return found;
}

/** What a sequence holds. */
export function inside(bytes: Bytes): Element[] | undefined {
  const outer = elements(bytes);
  return outer?.length === 1 && outer[0].tag === SEQUENCE ? elements(outer[0].body) : undefined;
}

export function element(tag: number, ...parts: Uint8Array[]): Bytes {
  const body = joined(parts);
  const length: number[] = [];
  for (let left = body.length; left > 0; left = Math.floor(left / 256)) length.unshift(left % 256);
  const head = body.length < 0x80 ? [tag, body.length] : [tag, 0x80 + length.length, ...length];
  return joined([Uint8Array.from(head), body]);
}

export function integer(value: number): Bytes {
  return element(INTEGER, Uint8Array.of(value));
}

/** A number, which has no sign. */
export function unsigned(octets: Uint8Array): Bytes {
  let from = 0;
  while (from < octets.length - 1 && octets[from] === 0) from++;
  const left = octets.subarray(from);
  return element(INTEGER, left.length === 0 || left[0] >= 0x80 ? joined([new Uint8Array(1), left]) : left);
}

/** `1.2.840.113549` of its octets. */
export function identifierOf(body: Uint8Array): string {
  const numbers: number[] = [];
  let value = 0;
  for (const octet of body) {
    value = value * 128 + (octet & 0x7f);
    if (octet < 0x80) {
      numbers.push(value);
      value = 0;
    }
  }
  const [first = 0, ...rest] = numbers;
  const root = Math.min(2, Math.floor(first / 40));
  return [root, first - 40 * root, ...rest].join(".");
}

export function identifier(text: string): Bytes {
  const [root, second, ...rest] = text.split(".").map(Number);
  const octets: number[] = [];
  for (const number of [40 * root + second, ...rest]) {
    const own = [number % 128];
    for (let left = Math.floor(number / 128); left > 0; left = Math.floor(left / 128)) own.unshift(0x80 + (left % 128));
    octets.push(...own);
  }
  return element(IDENTIFIER, Uint8Array.from(octets));
}
