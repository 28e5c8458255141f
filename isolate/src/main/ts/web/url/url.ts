/** The URL class over a record that is parsed by `parse`. */
import { hold, release } from "../file/held";
import { linkedParams, pairsOf, resetParams, serializeForm, type URLSearchParams } from "./params";
import { parse } from "./parse";
import { isSpecial, origin, serialize, UrlRecord } from "./record";
import * as setters from "./setters";
import { interfaceOf, isObject, required, usvString } from "../webidl";

export let isUrl: (value: unknown) => value is URL;
let fromRecord: (record: UrlRecord) => URL;
let making: UrlRecord | null = null;

function parseAgainst(url: unknown, base: unknown): UrlRecord | null {
  const text = usvString(url);
  if (base === undefined) return parse(text, null);
  const parsed = parse(usvString(base), null);
  return parsed === null ? null : parse(text, parsed);
}

function invalid(url: unknown, base: unknown): TypeError {
  const against = base === undefined ? "" : ` against the base '${String(base)}'`;
  return new TypeError(`Invalid URL: '${String(url)}' cannot be parsed${against}.`);
}

export class URL {
  #url: UrlRecord;
  #href: string | null = null;
  #params: URLSearchParams | null = null;

  constructor(url: unknown, base: unknown = undefined) {
    if (making !== null) {
      this.#url = making;
      making = null;
      return;
    }
    required(arguments.length, 1, "URL");
    const record = parseAgainst(url, base);
    if (record === null) throw invalid(url, base);
    this.#url = record;
  }
  static parse(url: unknown, base: unknown = undefined): URL | null {
    required(arguments.length, 1, "URL.parse");
    const record = parseAgainst(url, base);
    return record === null ? null : fromRecord(record);
  }
  static canParse(url: unknown, base: unknown = undefined): boolean {
    required(arguments.length, 1, "URL.canParse");
    return parseAgainst(url, base) !== null;
  }
  static createObjectURL(blob: unknown): string {
    required(arguments.length, 1, "URL.createObjectURL");
    const href = (globalThis as any).location?.href;
    const base = typeof href === "string" ? parse(href, null) : null;
    return hold(blob, base === null ? "null" : origin(base, (text) => parse(text, null)));
  }
  static revokeObjectURL(url: unknown): void {
    required(arguments.length, 1, "URL.revokeObjectURL");
    release(usvString(url));
  }
  get href(): string {
    return (this.#href ??= serialize(this.#url));
  }
  set href(value: unknown) {
    this.#href;
    const record = parse(usvString(value), null);
    if (record === null) throw invalid(value, undefined);
    this.#url = record;
    this.#href = null;
    this.#queryChanged();
  }
  get origin(): string {
    return origin(this.#url, (text) => parse(text, null));
  }
  get protocol(): string {
    return this.#url.scheme + ":";
  }
  set protocol(value: unknown) {
    setters.setProtocol(this.#change(), usvString(value));
  }
  get username(): string {
    return this.#url.username;
  }
  set username(value: unknown) {
    setters.setUsername(this.#change(), usvString(value));
  }
  get password(): string {
    return this.#url.password;
  }
  set password(value: unknown) {
    setters.setPassword(this.#change(), usvString(value));
  }
  get host(): string {
    const { host, port } = this.#url;
    return host === null ? "" : port < 0 ? host : host + ":" + port;
  }
  set host(value: unknown) {
    setters.setHost(this.#change(), usvString(value), true);
  }
  get hostname(): string {
    return this.#url.host ?? "";
  }
  set hostname(value: unknown) {
    setters.setHost(this.#change(), usvString(value), false);
  }
  get port(): string {
    return this.#url.port < 0 ? "" : String(this.#url.port);
  }
  set port(value: unknown) {
    setters.setPortText(this.#change(), usvString(value));
  }
  get pathname(): string {
    return this.#url.path;
  }
  set pathname(value: unknown) {
    setters.setPathname(this.#change(), usvString(value));
  }
  get search(): string {
    const query = this.#url.query;
    return query === null || query === "" ? "" : "?" + query;
  }
  set search(value: unknown) {
    setters.setSearch(this.#change(), usvString(value));
    this.#queryChanged();
  }
  get searchParams(): URLSearchParams {
    return (this.#params ??= linkedParams(this.#url.query ?? "", (params) => this.#paramsChanged(params)));
  }
  get hash(): string {
    const fragment = this.#url.fragment;
    return fragment === null || fragment === "" ? "" : "#" + fragment;
  }
  set hash(value: unknown) {
    setters.setHash(this.#change(), usvString(value));
  }
  toString(): string {
    return (this.#href ??= serialize(this.#url));
  }
  toJSON(): string {
    return (this.#href ??= serialize(this.#url));
  }

  /** The record, about to be changed. */
  #change(): UrlRecord {
    this.#href = null;
    return this.#url;
  }
  #queryChanged(): void {
    if (this.#params !== null) resetParams(this.#params, this.#url.query ?? "");
  }
  #paramsChanged(params: URLSearchParams): void {
    const query = serializeForm(pairsOf(params));
    this.#change().query = query === "" ? null : query;
  }

  static {
    isUrl = (value): value is URL => isObject(value) && #url in value;
    fromRecord = (record) => {
      making = record;
      return new (URL as any)();
    };
  }
}
interfaceOf(URL, "URL");

/**
 * The record of a URL that fetch is to follow, or null for failure. A worker has no location that a
 * relative URL could stand on, unless it gives itself one, as code made for browsers does.
 */
export function parseUrl(text: string): UrlRecord | null {
  const url = parse(text, null);
  if (url !== null) return url;
  const href = (globalThis as any).location?.href;
  const base = typeof href === "string" ? parse(href, null) : null;
  return base === null ? null : parse(text, base);
}

/** Like `parseUrl`, serialised. */
export function normalized(text: string): string | null {
  const url = parseUrl(text);
  return url === null ? null : serialize(url);
}

export { isSpecial, serialize };
