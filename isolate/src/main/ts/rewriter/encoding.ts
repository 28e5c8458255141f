/** Texts of a document in its encoding: bytes stand in strings, one a character. */
import { deps } from "./deps";
import { ParserError } from "./errors";

const fromCharCode = String.fromCharCode;
const PIECE = 8192;
const ASCII = /^[\x00-\x7f]*$/;

/** Bytes as a string that has one character for each. */
export function binary(bytes: Uint8Array): string {
  if (bytes.length <= PIECE) return Reflect.apply(fromCharCode, null, bytes);
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) {
    text += Reflect.apply(fromCharCode, null, bytes.subarray(at, at + PIECE));
  }
  return text;
}

export class Encoding {
  readonly name: string;
  #table: Map<string, number> | null = null;

  /** By a label of the Encoding Standard. */
  constructor(label: string) {
    let name: string;
    try {
      name = deps.decoder(label).encoding;
    } catch {
      throw new ParserError("Unknown character encoding has been provided.");
    }
    if (name.startsWith("utf-16") || name === "iso-2022-jp" || name === "replacement") {
      throw new ParserError("Expected ASCII-compatible encoding.");
    }
    this.name = name;
  }

  /** The text of a string of bytes. */
  decode(text: string): string {
    if (ASCII.test(text)) return text;
    const bytes = new Uint8Array(text.length);
    for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
    return deps.decoder(this.name).decode(bytes);
  }

  /** The bytes of a text; what the encoding does not have becomes a numeric reference. */
  encode(text: string): Uint8Array {
    if (this.name === "utf-8") return deps.encodeUtf8(text);
    const table = (this.#table ??= tableOf(this.name));
    const bytes: number[] = [];
    for (const character of text) {
      const code = character.codePointAt(0)!;
      const known = code < 0x80 ? code : table.get(character);
      if (known === undefined) for (const digit of `&#${code};`) bytes.push(digit.charCodeAt(0));
      else if (known > 0xff) bytes.push(known >> 8, known & 0xff);
      else bytes.push(known);
    }
    return new Uint8Array(bytes);
  }
}

const LINE = 0x0a;

/** The characters of one and of two bytes, found by decoding them all. */
function tableOf(name: string): Map<string, number> {
  const table = new Map<string, number>();
  const codes: number[] = [];
  const bytes: number[] = [];
  for (let first = 0x80; first <= 0xff; first++) {
    codes.push(first);
    bytes.push(first, LINE);
    for (let second = 0x40; second <= 0xfe; second++) {
      codes.push((first << 8) | second);
      bytes.push(first, second, LINE);
    }
  }
  const lines = deps.decoder(name).decode(new Uint8Array(bytes)).split("\n");
  for (let i = 0; i < codes.length; i++) {
    const line = lines[i];
    if (line.length === 0 || line === "\ufffd" || [...line].length !== 1 || table.has(line)) continue;
    table.set(line, codes[i]);
  }
  return table;
}
