/** `util.MIMEType` and `util.MIMEParams`: MIME Sniffing §4. */
import { failed } from "./errors";

const TOKEN = /^[-!#$%&'*+.^_`|~A-Za-z0-9]+$/;
const VALUE = /^[\t\u0020-\u007e\u0080-\u00ff]*$/;

function invalid(what: string, text: string): Error {
  return failed("ERR_INVALID_MIME_SYNTAX", `The MIME syntax for a ${what} in "${text}" is invalid`, TypeError);
}

export class MIMEParams {
  readonly #values = new Map<string, string>();

  get(name: string): string | null {
    return this.#values.get(`${name}`) ?? null;
  }
  has(name: string): boolean {
    return this.#values.has(`${name}`);
  }
  delete(name: string): void {
    this.#values.delete(`${name}`);
  }
  set(name: string, value: string): void {
    if (!TOKEN.test(`${name}`)) throw invalid("parameter name", `${name}`);
    if (!VALUE.test(`${value}`)) throw invalid("parameter value", `${value}`);
    this.#values.set(`${name}`, `${value}`);
  }
  entries(): IterableIterator<[string, string]> {
    return this.#values.entries();
  }
  keys(): IterableIterator<string> {
    return this.#values.keys();
  }
  values(): IterableIterator<string> {
    return this.#values.values();
  }
  [Symbol.iterator](): IterableIterator<[string, string]> {
    return this.entries();
  }
  toString(): string {
    return [...this.#values].map(([name, value]) => `${name}=${TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`).join(";");
  }
  toJSON(): string {
    return this.toString();
  }
}

/** The parameters behind the type; what is none is left out. */
function read(params: MIMEParams, text: string): void {
  const PARAMETER = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\.)*)"?[^;]*|([^;]*)))?/gs;
  for (const [, name, quoted, plain] of text.matchAll(PARAMETER)) {
    const value = quoted?.replace(/\\(.)/gs, "$1") ?? plain?.replace(/[\t\n\r ]+$/, "");
    const low = name.toLowerCase();
    if (value !== undefined && (quoted !== undefined || value !== "") && TOKEN.test(low) && VALUE.test(value) && !params.has(low)) params.set(low, value);
  }
}

export class MIMEType {
  #type: string;
  #subtype: string;
  readonly #params = new MIMEParams();

  constructor(text: string) {
    const whole = `${text}`.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
    const [, type, subtype, rest] = /^([^/]*)\/?([^;]*)([^]*)$/.exec(whole)!;
    if (!TOKEN.test(type) || !whole.includes("/")) throw invalid("type", whole);
    const trimmed = subtype.replace(/[\t\n\r ]+$/, "");
    if (!TOKEN.test(trimmed)) throw invalid("subtype", whole);
    this.#type = type.toLowerCase();
    this.#subtype = trimmed.toLowerCase();
    read(this.#params, rest);
  }
  get type(): string {
    return this.#type;
  }
  set type(value: string) {
    if (!TOKEN.test(`${value}`)) throw invalid("type", `${value}`);
    this.#type = `${value}`.toLowerCase();
  }
  get subtype(): string {
    return this.#subtype;
  }
  set subtype(value: string) {
    if (!TOKEN.test(`${value}`)) throw invalid("subtype", `${value}`);
    this.#subtype = `${value}`.toLowerCase();
  }
  get essence(): string {
    return `${this.#type}/${this.#subtype}`;
  }
  get params(): MIMEParams {
    return this.#params;
  }
  toString(): string {
    const params = this.#params.toString();
    return params ? `${this.essence};${params}` : this.essence;
  }
  toJSON(): string {
    return this.toString();
  }
}
