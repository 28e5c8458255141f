/** Punycode, RFC 3492, with the parameters of IDNA. */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const FIRST_BIAS = 72;
const FIRST_CODE = 128;
const LARGEST = 0x7fffffff;

function adapt(delta: number, points: number, first: boolean): number {
  delta = first ? Math.floor(delta / DAMP) : delta >> 1;
  delta += Math.floor(delta / points);
  let k = 0;
  for (; delta > ((BASE - T_MIN) * T_MAX) >> 1; k += BASE) delta = Math.floor(delta / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * delta) / (delta + SKEW));
}

function threshold(k: number, bias: number): number {
  return k <= bias ? T_MIN : k >= bias + T_MAX ? T_MAX : k - bias;
}

function digit(value: number): string {
  return String.fromCharCode(value < 26 ? value + 97 : value + 22);
}

function digitValue(code: number): number {
  if (code >= 48 && code <= 57) return code - 22;
  const lower = code | 32;
  return lower >= 97 && lower <= 122 ? lower - 97 : BASE;
}

export function encode(label: string): string {
  const points = Array.from(label, (each) => each.codePointAt(0)!);
  let out = points
    .filter((each) => each < 128)
    .map((each) => String.fromCharCode(each))
    .join("");
  const basic = out.length;
  let handled = basic;
  if (basic > 0) out += "-";
  let code = FIRST_CODE;
  let delta = 0;
  let bias = FIRST_BIAS;
  while (handled < points.length) {
    let next = LARGEST;
    for (const each of points) if (each >= code && each < next) next = each;
    delta += (next - code) * (handled + 1);
    code = next;
    for (const each of points) {
      if (each < code) delta++;
      if (each !== code) continue;
      out += variable(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled++;
    }
    delta++;
    code++;
  }
  return out;
}

/** A delta as an integer of variable length. */
function variable(delta: number, bias: number): string {
  let out = "";
  let rest = delta;
  for (let k = BASE; ; k += BASE) {
    const t = threshold(k, bias);
    if (rest < t) return out + digit(rest);
    out += digit(t + ((rest - t) % (BASE - t)));
    rest = Math.floor((rest - t) / (BASE - t));
  }
}

/** The label behind `xn--`, or null where it is not well formed. */
export function decode(text: string): string | null {
  const split = text.lastIndexOf("-");
  const points: number[] = [];
  for (let i = 0; i < split; i++) {
    if (text.charCodeAt(i) > 127) return null;
    points.push(text.charCodeAt(i));
  }
  let code = FIRST_CODE;
  let index = 0;
  let bias = FIRST_BIAS;
  for (let at = split > 0 ? split + 1 : 0; at < text.length;) {
    const before = index;
    let weight = 1;
    for (let k = BASE; ; k += BASE) {
      if (at >= text.length) return null;
      const value = digitValue(text.charCodeAt(at++));
      if (value >= BASE) return null;
      index += value * weight;
      if (index > LARGEST) return null;
      const t = threshold(k, bias);
      if (value < t) break;
      weight *= BASE - t;
    }
    const length = points.length + 1;
    bias = adapt(index - before, length, before === 0);
    code += Math.floor(index / length);
    index %= length;
    if (code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return null;
    points.splice(index++, 0, code);
  }
  return String.fromCodePoint(...points);
}
