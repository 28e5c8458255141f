/** URLSearchParams and the `application/x-www-form-urlencoded` format it speaks. */
import { decode } from "./percent";
import { isObject, iterate, interfaceOf, pair, pairIterable, record, required, usvString } from "../webidl";

export type Pairs = [string, string][];

export function parseForm(text: string): Pairs {
  const pairs: Pairs = [];
  for (let from = 0; from <= text.length;) {
    let to = text.indexOf("&", from);
    if (to < 0) to = text.length;
    if (to > from) {
      const equals = text.indexOf("=", from);
      const split = equals < 0 || equals > to ? to : equals;
      pairs.push([unescapeForm(text.slice(from, split)), unescapeForm(text.slice(split + 1, to))]);
    }
    from = to + 1;
  }
  return pairs;
}

function unescapeForm(text: string): string {
  return decode(text.indexOf("+") < 0 ? text : text.replaceAll("+", " "));
}

export function serializeForm(pairs: Pairs): string {
  let out = "";
  for (let i = 0; i < pairs.length; i++) {
    if (i > 0) out += "&";
    out += escapeForm(pairs[i][0]) + "=" + escapeForm(pairs[i][1]);
  }
  return out;
}

const SAFE = /^[A-Za-z0-9*\-._]*$/;
const EXTRA = /[!'()~]|%20/g;

function escapeForm(text: string): string {
  if (SAFE.test(text)) return text;
  return encodeURIComponent(text).replace(EXTRA, (each) =>
    each === "%20" ? "+" : "%" + each.charCodeAt(0).toString(16).toUpperCase(),
  );
}

/** The list behind the object; live. */
export let pairsOf: (params: URLSearchParams) => Pairs;
export let isParams: (value: unknown) => value is URLSearchParams;
/** The params of a URL: `update` is told of each change. */
export let linkedParams: (query: string, update: (params: URLSearchParams) => void) => URLSearchParams;
/** The URL's query changed from outside. */
export let resetParams: (params: URLSearchParams, query: string) => void;

export class URLSearchParams {
  #pairs: Pairs = [];
  #update: ((params: URLSearchParams) => void) | null = null;

  constructor(init: unknown = undefined) {
    if (init !== undefined) this.#fill(init);
  }

  #fill(init: unknown): void {
    const pairs = this.#pairs;
    if (isObject(init)) {
      const method = (init as any)[Symbol.iterator];
      if (method !== undefined && method !== null) {
        iterate(init, method, (item) => {
          const [name, value] = pair(item, "URLSearchParams");
          pairs.push([usvString(name), usvString(value)]);
        });
      } else {
        fromRecord(init, pairs);
      }
      return;
    }
    const text = usvString(init);
    this.#pairs = parseForm(text[0] === "?" ? text.slice(1) : text);
  }

  get size(): number {
    return this.#pairs.length;
  }
  append(name: unknown, value: unknown): void {
    const pairs = this.#pairs;
    required(arguments.length, 2, "append");
    pairs.push([usvString(name), usvString(value)]);
    this.#changed();
  }
  delete(name: unknown, value: unknown = undefined): void {
    const pairs = this.#pairs;
    required(arguments.length, 1, "delete");
    const key = usvString(name);
    const only = value === undefined ? undefined : usvString(value);
    keep(pairs, (entry) => entry[0] !== key || (only !== undefined && entry[1] !== only));
    this.#changed();
  }
  get(name: unknown): string | null {
    const pairs = this.#pairs;
    required(arguments.length, 1, "get");
    const key = usvString(name);
    for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === key) return pairs[i][1];
    return null;
  }
  getAll(name: unknown): string[] {
    const pairs = this.#pairs;
    required(arguments.length, 1, "getAll");
    const key = usvString(name);
    const values: string[] = [];
    for (let i = 0; i < pairs.length; i++) if (pairs[i][0] === key) values.push(pairs[i][1]);
    return values;
  }
  has(name: unknown, value: unknown = undefined): boolean {
    const pairs = this.#pairs;
    required(arguments.length, 1, "has");
    const key = usvString(name);
    const only = value === undefined ? undefined : usvString(value);
    for (let i = 0; i < pairs.length; i++) {
      if (pairs[i][0] === key && (only === undefined || pairs[i][1] === only)) return true;
    }
    return false;
  }
  set(name: unknown, value: unknown): void {
    const pairs = this.#pairs;
    required(arguments.length, 2, "set");
    const key = usvString(name);
    const text = usvString(value);
    let found = false;
    keep(pairs, (entry) => {
      if (entry[0] !== key) return true;
      if (found) return false;
      found = true;
      entry[1] = text;
      return true;
    });
    if (!found) pairs.push([key, text]);
    this.#changed();
  }
  sort(): void {
    // By UTF-16 code units, and stable: what `<` and the engine's sort give.
    this.#pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#changed();
  }
  toString(): string {
    return serializeForm(this.#pairs);
  }

  #changed(): void {
    if (this.#update !== null) this.#update(this);
  }

  static {
    pairsOf = (params) => params.#pairs;
    isParams = (value): value is URLSearchParams => isObject(value) && #pairs in value;
    linkedParams = (query, update) => {
      const params = new URLSearchParams();
      params.#pairs = parseForm(query);
      params.#update = update;
      return params;
    };
    resetParams = (params, query) => {
      const fresh = parseForm(query);
      params.#pairs.length = 0;
      for (let i = 0; i < fresh.length; i++) params.#pairs.push(fresh[i]);
    };
  }
}
pairIterable(URLSearchParams, "URLSearchParams", (self) => pairsOf(self));
interfaceOf(URLSearchParams, "URLSearchParams");

/** Of names that become equal, the last value counts. */
function fromRecord(init: object, pairs: Pairs): void {
  const seen = new Map<string, [string, string]>();
  record(init, usvString, (key, value) => {
    const text = usvString(value);
    const entry = seen.get(key);
    if (entry !== undefined) {
      entry[1] = text;
      return;
    }
    const made: [string, string] = [key, text];
    seen.set(key, made);
    pairs.push(made);
  });
}

/** Keeps what the test wants, in place: an iterator may be under way. */
function keep(pairs: Pairs, wanted: (entry: [string, string]) => boolean): void {
  let to = 0;
  for (let i = 0; i < pairs.length; i++) if (wanted(pairs[i])) pairs[to++] = pairs[i];
  pairs.length = to;
}
