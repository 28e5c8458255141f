/** What of HTTP's messages is names and values. */
import { failed, wrongType } from "../errors";
import { module as stream } from "../stream";

const NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const FOREIGN = /[^\t\x20-\x7e\x80-\xff]/;

export function validateHeaderName(name: unknown, label = "Header name"): void {
  if (typeof name !== "string" || !NAME.test(name)) {
    throw failed("ERR_INVALID_HTTP_TOKEN", `${label} must be a valid HTTP token ["${name}"]`, TypeError);
  }
}

export function validateHeaderValue(name: string, value: unknown): void {
  if (value === undefined) throw failed("ERR_HTTP_INVALID_HEADER_VALUE", `Invalid value "undefined" for header "${name}"`, TypeError);
  if (FOREIGN.test(`${value}`)) throw failed("ERR_INVALID_CHAR", `Invalid character in header content ["${name}"]`, TypeError);
}

type Value = string | number | readonly string[];

/** A message on its way out: headers until they are sent, and a body that is written. */
export class OutgoingMessage extends stream.Writable {
  headersSent = false;
  sendDate = true;
  shouldKeepAlive = true;
  chunkedEncoding = false;
  useChunkedEncodingByDefault = true;
  strictContentLength = false;
  req: any;
  readonly #headers = new Map<string, { name: string; value: Value }>();

  constructor(options: object = {}) {
    super({ autoDestroy: false, ...options });
  }

  get finished(): boolean {
    return (this as any).writableEnded;
  }

  #mayChange(what: string): void {
    if (this.headersSent) throw failed("ERR_HTTP_HEADERS_SENT", `Cannot ${what} headers after they are sent to the client`);
  }

  setHeader(name: string, value: Value): this {
    this.#mayChange("set");
    validateHeaderName(name);
    for (const each of Array.isArray(value) ? value : [value]) validateHeaderValue(name, each);
    this.#headers.set(name.toLowerCase(), { name, value });
    return this;
  }

  appendHeader(name: string, value: Value): this {
    const before = this.getHeader(name);
    return this.setHeader(name, before === undefined ? value : [before, value].flat().map(String));
  }

  setHeaders(headers: any): this {
    if (typeof headers?.[Symbol.iterator] !== "function" || Array.isArray(headers)) throw wrongType("headers", "an instance of Headers or Map", headers);
    for (const [name, value] of headers) this.setHeader(name, value);
    return this;
  }

  getHeader(name: string): Value | undefined {
    return this.#headers.get(`${name}`.toLowerCase())?.value;
  }
  getHeaders(): Record<string, Value> {
    const all = Object.create(null);
    for (const [name, { value }] of this.#headers) all[name] = value;
    return all;
  }
  getHeaderNames(): string[] {
    return [...this.#headers.keys()];
  }
  getRawHeaderNames(): string[] {
    return [...this.#headers.values()].map(({ name }) => name);
  }
  hasHeader(name: string): boolean {
    return this.#headers.has(`${name}`.toLowerCase());
  }
  removeHeader(name: string): void {
    this.#mayChange("remove");
    this.#headers.delete(`${name}`.toLowerCase());
  }

  /** Pairs, a list one by one. */
  protected pairs(): [string, string][] {
    return [...this.#headers.values()].flatMap(({ name, value }) => [value].flat().map((each): [string, string] => [name, `${each}`]));
  }

  addTrailers(): void {}
  cork(): void {
    super.cork();
  }
  flushHeaders(): void {}
  setTimeout(_millis: number, listener?: () => void): this {
    if (listener !== undefined) (this as any).once("timeout", listener);
    return this;
  }
}

/** Headers as Node gives them: names in lower case, one value each but for `set-cookie`. */
export function joined(raw: readonly string[]): Record<string, string | string[]> {
  const headers: Record<string, any> = {};
  for (let i = 0; i < raw.length; i += 2) {
    const name = raw[i].toLowerCase();
    if (name === "set-cookie") (headers[name] ??= []).push(raw[i + 1]);
    else if (headers[name] === undefined) headers[name] = raw[i + 1];
    else headers[name] += (name === "cookie" ? "; " : ", ") + raw[i + 1];
  }
  return headers;
}

export function distinct(raw: readonly string[]): Record<string, string[]> {
  const headers: Record<string, string[]> = Object.create(null);
  for (let i = 0; i < raw.length; i += 2) (headers[raw[i].toLowerCase()] ??= []).push(raw[i + 1]);
  return headers;
}
