/** `node:querystring`. */
import { TextDecoder, TextEncoder } from "./globals";

const HEX = /^[0-9a-fA-F]{2}$/;

export function escape(value: unknown): string {
  const text = typeof value === "object" ? String(value) : `${value as string}`;
  return encodeURIComponent(text);
}

/** Never throws: what is no UTF-8 becomes U+FFFD, what is no escape stays. */
export function unescape(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return decodeLoosely(text);
  }
}

function decodeLoosely(text: string): string {
  const bytes: number[] = [];
  for (const part of text.split(/(%[0-9a-fA-F]{2})/)) {
    if (part.startsWith("%") && HEX.test(part.slice(1))) bytes.push(parseInt(part.slice(1), 16));
    else bytes.push(...new TextEncoder().encode(part));
  }
  return new TextDecoder().decode(new Uint8Array(bytes));
}

function primitive(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value;
    case "number":
      return Number.isFinite(value) ? `${value}` : "";
    case "bigint":
    case "boolean":
      return `${value}`;
    default:
      return "";
  }
}

interface StringifyOptions {
  readonly encodeURIComponent?: (text: string) => string;
}

export function stringify(object: unknown, separator = "&", equals = "=", options: StringifyOptions = {}): string {
  if (object === null || typeof object !== "object") return "";
  const encode = options.encodeURIComponent ?? module.escape;
  const pair = (name: string, value: unknown) => `${encode(primitive(name))}${equals}${encode(primitive(value))}`;
  const pairs: string[] = [];
  for (const [name, value] of Object.entries(object)) {
    if (Array.isArray(value)) pairs.push(...value.map((each) => pair(name, each)));
    else pairs.push(pair(name, value));
  }
  return pairs.join(separator);
}

interface ParseOptions {
  readonly maxKeys?: number;
  readonly decodeURIComponent?: (text: string) => string;
}

export function parse(text: unknown, separator = "&", equals = "=", options: ParseOptions = {}): Record<string, string | string[]> {
  const found: Record<string, string | string[]> = Object.create(null);
  if (typeof text !== "string" || text === "") return found;
  const decode = options.decodeURIComponent ?? module.unescape;
  const most = options.maxKeys ?? 1000;
  let pairs = text.split(separator || "&");
  if (most > 0) pairs = pairs.slice(0, most);
  for (const pair of pairs) {
    if (pair === "") continue;
    const at = pair.indexOf(equals || "=");
    const name = decoded(at < 0 ? pair : pair.slice(0, at), decode);
    const value = at < 0 ? "" : decoded(pair.slice(at + (equals || "=").length), decode);
    const before = found[name];
    if (before === undefined) found[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else found[name] = [before, value];
  }
  return found;
}

function decoded(text: string, decode: (text: string) => string): string {
  const spaced = text.replaceAll("+", " ");
  try {
    return decode(spaced);
  } catch {
    return unescape(spaced);
  }
}

export const module = { stringify, parse, escape, unescape, encode: stringify, decode: parse };
