/** `multipart/form-data`, both ways: RFC 7578 as the HTML and Fetch standards have it. */
import { host } from "../../host";
import { bodyText, decodeUtf8, encodeUtf8 } from "../encoding/utf8";
import { blobBytes, concat, File } from "./blob";
import { type Entry, FormData } from "./formdata";

const random = host.random;

export function newBoundary(): string {
  const bytes = new Uint8Array(16);
  random(bytes.buffer, 0, 16);
  let text = "----EdgewiseFormBoundary";
  for (let i = 0; i < 16; i++) text += bytes[i].toString(16).padStart(2, "0");
  return text;
}

function escapeName(name: string): string {
  return name.replace(/\n/g, "%0A").replace(/\r/g, "%0D").replace(/"/g, "%22");
}

function normalizeNewlines(text: string): string {
  return text.replace(/\r\n?|\n/g, "\r\n");
}

export function serializeMultipart(entries: readonly Entry[], boundary: string): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  for (const [name, value] of entries) {
    const head = `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(normalizeNewlines(name))}"`;
    if (typeof value === "string") {
      parts.push(encodeUtf8(`${head}\r\n\r\n${normalizeNewlines(value)}\r\n`));
      continue;
    }
    const type = value.type === "" ? "application/octet-stream" : value.type;
    parts.push(encodeUtf8(`${head}; filename="${escapeName(value.name)}"\r\nContent-Type: ${type}\r\n\r\n`));
    parts.push(blobBytes(value), encodeUtf8("\r\n"));
  }
  parts.push(encodeUtf8(`--${boundary}--\r\n`));
  return concat(parts);
}

/** Parses a whole body; a malformed one is a TypeError. */
export function parseMultipart(bytes: Uint8Array, boundary: string): FormData {
  const form = new FormData();
  const dashed = encodeUtf8("--" + boundary);
  let at = indexOf(bytes, dashed, 0);
  if (at < 0) throw malformed("its boundary is not there");
  if (at > 0 && !(at >= 2 && bytes[at - 2] === 13 && bytes[at - 1] === 10))
    throw malformed("it does not begin with its boundary");
  const delimiter = encodeUtf8("\r\n--" + boundary);
  for (;;) {
    at += dashed.length;
    if (bytes[at] === 45 && bytes[at + 1] === 45) return form;
    while (bytes[at] === 32 || bytes[at] === 9) at++;
    if (bytes[at] !== 13 || bytes[at + 1] !== 10) throw malformed("a boundary is not followed by CRLF");
    const [headers, start] = parseHeaders(bytes, at + 2);
    const end = indexOf(bytes, delimiter, start - 2);
    if (end < 0) throw malformed("its last boundary is missing");
    append(form, headers, bytes.subarray(start, Math.max(start, end)));
    at = end + 2;
  }
}

function malformed(why: string): TypeError {
  return new TypeError(`The body is not well-formed multipart/form-data: ${why}.`);
}

/** The headers of a part, by lower-case name, and where its content starts. */
function parseHeaders(bytes: Uint8Array, from: number): [Map<string, string>, number] {
  const headers = new Map<string, string>();
  for (let at = from; ;) {
    const end = lineEnd(bytes, at);
    if (end === at) return [headers, at + 2];
    const line = decodeUtf8(bytes.subarray(at, end));
    const colon = line.indexOf(":");
    if (colon <= 0) throw malformed(`'${line}' is not a header`);
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
    at = end + 2;
  }
}

function lineEnd(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(13, from); at >= 0; at = bytes.indexOf(13, at + 1))
    if (bytes[at + 1] === 10) return at;
  throw malformed("a header does not end");
}

function append(form: FormData, headers: Map<string, string>, content: Uint8Array): void {
  const disposition = headers.get("content-disposition");
  const parameters = disposition === undefined ? null : parameterList(disposition);
  const name = parameters?.get("name");
  if (name === undefined) throw malformed("a part has no name");
  const filename = parameters!.get("filename");
  if (filename === undefined) {
    form.append(name, bodyText(content));
    return;
  }
  const type = headers.get("content-type") ?? "text/plain";
  form.append(name, new File([content], filename, { type }));
}

/** The parameters of `form-data; name="x"; filename="y"`; null for another kind. */
function parameterList(text: string): Map<string, string> | null {
  const found = new Map<string, string>();
  const kind = /^form-data[ \t]*/i.exec(text);
  if (kind === null) return null;
  const pattern = /;[ \t]*([!#$%&'*+\-.^_`|~0-9A-Za-z]+)=(?:"([^"]*)"|([^";]*))[ \t]*/y;
  pattern.lastIndex = kind[0].length;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const value = (match[2] ?? match[3]).replace(/%0A/gi, "\n").replace(/%0D/gi, "\r").replace(/%22/g, '"');
    found.set(match[1].toLowerCase(), value);
  }
  return found;
}

/** Where a pattern first stands; the native search for its first byte does most of the work. */
function indexOf(bytes: Uint8Array, pattern: Uint8Array, from: number): number {
  const last = bytes.length - pattern.length;
  for (
    let at = bytes.indexOf(pattern[0], from);
    at >= 0 && at <= last;
    at = bytes.indexOf(pattern[0], at + 1)
  ) {
    let matched = 1;
    while (matched < pattern.length && bytes[at + matched] === pattern[matched]) matched++;
    if (matched === pattern.length) return at;
  }
  return -1;
}
