/** atob and btoa: forgiving Base64 of the Infra Standard §7. */
import { failure } from "../exception";
import { domString, required } from "../webidl";

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
let values: Int8Array | undefined;

function digits(): Int8Array {
  if (values === undefined) {
    values = new Int8Array(128).fill(-1);
    for (let i = 0; i < 64; i++) values[ALPHABET.charCodeAt(i)] = i;
  }
  return values;
}

export function btoa(data: unknown): string {
  required(arguments.length, 1, "btoa");
  const text = domString(data);
  let out = "";
  for (let i = 0; i < text.length; i += 3) {
    const left = text.length - i;
    const a = text.charCodeAt(i);
    const b = left > 1 ? text.charCodeAt(i + 1) : 0;
    const c = left > 2 ? text.charCodeAt(i + 2) : 0;
    if ((a | b | c) > 255) {
      throw failure(
        "InvalidCharacterError",
        "The text has a character above U+00FF; btoa encodes bytes only.",
      );
    }
    out += ALPHABET[a >> 2] + ALPHABET[((a & 3) << 4) | (b >> 4)];
    out += left > 1 ? ALPHABET[((b & 15) << 2) | (c >> 6)] : "=";
    out += left > 2 ? ALPHABET[c & 63] : "=";
  }
  return out;
}

export function atob(data: unknown): string {
  required(arguments.length, 1, "atob");
  let text = domString(data).replace(/[\t\n\f\r ]+/g, "");
  if (text.length % 4 === 0) text = text.replace(/==?$/, "");
  if (text.length % 4 === 1) throw broken();
  const table = digits();
  let out = "";
  let bits = 0;
  let count = 0;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    const value = code < 128 ? table[code] : -1;
    if (value < 0) throw broken();
    bits = (bits << 6) | value;
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += String.fromCharCode((bits >> count) & 255);
      bits &= (1 << count) - 1;
    }
  }
  return out;
}

function broken(): unknown {
  return failure("InvalidCharacterError", "The text is not well-formed Base64.");
}
