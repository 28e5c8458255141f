/** `node:punycode`: RFC 3492. */

const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const BIAS = 72;
const FIRST = 128;
const MAX_INT = 2147483647;

function adapt(delta: number, points: number, first: boolean): number {
  let left = first ? Math.floor(delta / DAMP) : delta >> 1;
  left += Math.floor(left / points);
  let k = 0;
  for (; left > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) left = Math.floor(left / (BASE - T_MIN));
  return Math.floor(k + ((BASE - T_MIN + 1) * left) / (left + SKEW));
}

function threshold(k: number, bias: number): number {
  return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

function digitOf(code: number): number {
  if (code >= 48 && code < 58) return code - 22;
  if (code >= 65 && code < 91) return code - 65;
  if (code >= 97 && code < 123) return code - 97;
  return BASE;
}

function overflow(): never {
  throw new RangeError("Overflow: input needs wider integers to process");
}

function decode(text: string): string {
  const cut = Math.max(0, text.lastIndexOf("-"));
  const points: number[] = [];
  for (const letter of text.slice(0, cut)) {
    if (letter >= "\x80") throw new RangeError("Illegal input >= 0x80 (not a basic code point)");
    points.push(letter.charCodeAt(0));
  }
  let [at, i, n, bias] = [cut > 0 ? cut + 1 : 0, 0, FIRST, BIAS];
  while (at < text.length) {
    const before = i;
    for (let weight = 1, k = BASE; ; k += BASE) {
      if (at >= text.length) throw new RangeError("Invalid input");
      const digit = digitOf(text.charCodeAt(at++));
      if (digit >= BASE) throw new RangeError("Invalid input");
      i += digit * weight;
      if (i > MAX_INT) overflow();
      const t = threshold(k, bias);
      if (digit < t) break;
      weight *= BASE - t;
      if (weight > MAX_INT) overflow();
    }
    const length = points.length + 1;
    bias = adapt(i - before, length, before === 0);
    n += Math.floor(i / length);
    if (n > 0x10ffff) overflow();
    i %= length;
    points.splice(i++, 0, n);
  }
  return String.fromCodePoint(...points);
}

function encode(text: string): string {
  const points = ucs2.decode(text);
  let out = points.filter((point) => point < FIRST).map((point) => String.fromCharCode(point)).join("");
  const basic = out.length;
  let handled = basic;
  if (basic > 0) out += "-";
  let [n, delta, bias] = [FIRST, 0, BIAS];
  while (handled < points.length) {
    const next = points.reduce((least, point) => (point >= n && point < least ? point : least), MAX_INT);
    delta += (next - n) * (handled + 1);
    if (delta > MAX_INT) overflow();
    n = next;
    for (const point of points) {
      if (point < n && ++delta > MAX_INT) overflow();
      if (point !== n) continue;
      let q = delta;
      for (let k = BASE; ; k += BASE) {
        const t = threshold(k, bias);
        if (q < t) break;
        const digit = t + ((q - t) % (BASE - t));
        out += String.fromCharCode(digit < 26 ? digit + 97 : digit + 22);
        q = Math.floor((q - t) / (BASE - t));
      }
      out += String.fromCharCode(q < 26 ? q + 97 : q + 22);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    n++;
  }
  return out;
}

/** Label by label; what stands before an `@` is nobody's host. */
function mapDomain(text: string, label: (text: string) => string): string {
  const at = text.lastIndexOf("@");
  const labels = text.slice(at + 1).replace(/[\u3002\uff0e\uff61]/g, ".").split(".");
  return text.slice(0, at + 1) + labels.map(label).join(".");
}

const ucs2 = {
  decode: (text: string): number[] => Array.from(text, (letter) => letter.codePointAt(0)!),
  encode: (points: number[]): string => String.fromCodePoint(...points),
};

export const module = {
  decode,
  encode,
  toASCII: (domain: string) => mapDomain(domain, (label) => (/[^\0-\x7f]/.test(label) ? `xn--${encode(label)}` : label)),
  toUnicode: (domain: string) => mapDomain(domain, (label) => (/^xn--/.test(label) ? decode(label.slice(4).toLowerCase()) : label)),
  ucs2,
  version: "2.3.1",
};
