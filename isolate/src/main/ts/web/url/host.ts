/** Hosts by the URL Standard §3.5: domains, IPv4 and IPv6 addresses, opaque hosts. */
import { parts } from "../../parts/door";
import { C0, decode, encode, hexValue } from "./percent";

const PLAIN = /^[a-z0-9\-._~!$&'()*+,;=]+$/;
const FORBIDDEN_HOST = /[\0\t\n\r #/:<>?@[\\\]^|]/;
const FORBIDDEN_DOMAIN = /[\0-\x20#%/:<>?@[\\\]^|\x7f]/;
const NOT_ASCII = /[^\0-\x7f]/;

/** The serialised host, or null for failure. */
export function parseHost(input: string, special: boolean): string | null {
  if (input.charCodeAt(0) === 91) {
    if (input.charCodeAt(input.length - 1) !== 93) return null;
    const address = parseIpv6(input.slice(1, -1));
    return address === null ? null : "[" + serializeIpv6(address) + "]";
  }
  if (!special) return FORBIDDEN_HOST.test(input) ? null : encode(input, C0);
  let domain = input;
  if (!PLAIN.test(domain) || domain.includes("xn--")) {
    domain = decode(domain);
    const lower = domain.toLowerCase();
    if (NOT_ASCII.test(domain) || lower.includes("xn--")) {
      const ascii = parts().idna().toAscii(domain);
      if (ascii === null) return null;
      domain = ascii;
    } else {
      domain = lower;
    }
    if (domain === "" || FORBIDDEN_DOMAIN.test(domain)) return null;
  }
  return endsInNumber(domain) ? parseIpv4(domain) : domain;
}

export function endsInNumber(domain: string): boolean {
  const end = domain.charCodeAt(domain.length - 1) === 46 ? domain.length - 1 : domain.length;
  const last = domain.slice(domain.lastIndexOf(".", end - 1) + 1, end);
  if (last === "") return false;
  const first = last.charCodeAt(0);
  if (first < 48 || first > 57) return false;
  return /^(?:[0-9]+|0x[0-9a-f]*)$/.test(last);
}

function parseIpv4(domain: string): string | null {
  const parts = domain.split(".");
  if (parts[parts.length - 1] === "" && parts.length > 1) parts.pop();
  if (parts.length > 4) return null;
  const numbers: number[] = [];
  for (let i = 0; i < parts.length; i++) {
    const number = ipv4Number(parts[i]);
    if (number < 0) return null;
    numbers.push(number);
  }
  const last = numbers.pop()!;
  if (numbers.some((number) => number > 255) || last >= 256 ** (4 - numbers.length)) return null;
  let address = last;
  for (let i = 0; i < numbers.length; i++) address += numbers[i] * 256 ** (3 - i);
  return `${Math.floor(address / 16777216)}.${(address >>> 16) & 255}.${(address >>> 8) & 255}.${address & 255}`;
}

function ipv4Number(text: string): number {
  if (text === "") return -1;
  if (/^0x/.test(text)) {
    return text.length === 2 ? 0 : /^0x[0-9a-f]+$/.test(text) ? parseInt(text.slice(2), 16) : -1;
  }
  if (text.length > 1 && text[0] === "0") return /^[0-7]+$/.test(text) ? parseInt(text, 8) : -1;
  return /^[0-9]+$/.test(text) ? parseInt(text, 10) : -1;
}

/** The eight pieces of an IPv6 address, or null. */
function parseIpv6(text: string): number[] | null {
  const pieces = [0, 0, 0, 0, 0, 0, 0, 0];
  let piece = 0;
  let compress = -1;
  let at = 0;
  if (text[0] === ":") {
    if (text[1] !== ":") return null;
    at = 2;
    compress = ++piece;
  }
  while (at < text.length) {
    if (piece === 8) return null;
    if (text[at] === ":") {
      if (compress >= 0) return null;
      at++;
      compress = ++piece;
      continue;
    }
    let value = 0;
    let digits = 0;
    for (; digits < 4 && at < text.length && hexValue(text.charCodeAt(at)) >= 0; digits++, at++) {
      value = value * 16 + hexValue(text.charCodeAt(at));
    }
    if (text[at] === ".") {
      if (digits === 0 || piece > 6 || !embeddedIpv4(text.slice(at - digits), pieces, piece)) return null;
      piece += 2;
      break;
    }
    if (text[at] === ":") {
      if (++at === text.length) return null;
    } else if (at < text.length) {
      return null;
    }
    pieces[piece++] = value;
  }
  return expand(pieces, piece, compress);
}

function embeddedIpv4(text: string, pieces: number[], piece: number): boolean {
  const parts = text.split(".");
  if (parts.length !== 4) return false;
  for (let i = 0; i < 4; i++) {
    if (!/^(?:0|[1-9][0-9]{0,2})$/.test(parts[i]) || Number(parts[i]) > 255) return false;
  }
  pieces[piece] = Number(parts[0]) * 256 + Number(parts[1]);
  pieces[piece + 1] = Number(parts[2]) * 256 + Number(parts[3]);
  return true;
}

/** Puts the zeros where `::` stood. */
function expand(pieces: number[], count: number, compress: number): number[] | null {
  if (compress < 0) return count === 8 ? pieces : null;
  // With `::` at the very start the first piece was counted but not written.
  const tail = count - compress;
  for (let i = 0; i < tail; i++) {
    const from = count - 1 - i;
    const to = 7 - i;
    if (from === to) continue;
    pieces[to] = pieces[from];
    pieces[from] = 0;
  }
  return pieces;
}

function serializeIpv6(pieces: number[]): string {
  let best = -1;
  let bestLength = 1;
  for (let i = 0; i < 8; i++) {
    let length = 0;
    while (i + length < 8 && pieces[i + length] === 0) length++;
    if (length > bestLength) {
      best = i;
      bestLength = length;
    }
    i += length;
  }
  let out = "";
  for (let i = 0; i < 8; i++) {
    if (i === best) {
      out += i === 0 ? "::" : ":";
      i += bestLength - 1;
      continue;
    }
    out += pieces[i].toString(16);
    if (i < 7) out += ":";
  }
  return out;
}
