/** Headers: a list of names and values, built lazily from the flat array that the host gives. */
import { byteString, interfaceOf, isObject, iterate, pair, pairIterable, record, required } from "../webidl";
import { ownDescriptor } from "../primordials";

export type Guard = "none" | "immutable";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

function nameOf(value: unknown): string {
  const name = byteString(value, "A header's name");
  if (!TOKEN.test(name))
    throw new TypeError(`'${name}' is not a header name; it is a token of RFC 9110 §5.6.2.`);
  return name.toLowerCase();
}

function valueOf(value: unknown): string {
  const text = byteString(value, "A header's value");
  let from = 0;
  let to = text.length;
  while (from < to && isSpace(text.charCodeAt(from))) from++;
  while (to > from && isSpace(text.charCodeAt(to - 1))) to--;
  for (let i = from; i < to; i++) {
    const code = text.charCodeAt(i);
    if (code === 0 || code === 10 || code === 13) {
      throw new TypeError("A header's value may not contain NUL, CR or LF.");
    }
  }
  return from === 0 && to === text.length ? text : text.slice(from, to);
}

function isSpace(code: number): boolean {
  return code === 32 || code === 9 || code === 10 || code === 13;
}

export let isHeaders: (value: unknown) => value is Headers;
/** All pairs, names in lower case, as they will be sent; the array belongs to the Headers. */
export let flatOf: (headers: Headers) => string[];
/** Headers over a flat array that the host gave: the array is theirs from now on. */
export let headersFromFlat: (flat: string[], guard: Guard) => Headers;
let sortedPairs: (headers: Headers) => [string, string][];

export class Headers {
  /** Name, value, name, value. The names are in lower case once `#lowered` is true. */
  #flat: string[] = [];
  #lowered = true;
  #guard: Guard = "none";
  #sorted: [string, string][] | null = null;

  constructor(init: unknown = undefined) {
    if (init !== undefined) this.#fill(init);
  }

  #fill(init: unknown): void {
    if (!isObject(init))
      throw new TypeError("The headers must be an object, a sequence of pairs or Headers.");
    const method = (init as any)[Symbol.iterator];
    if (method !== undefined && method !== null) {
      if (method === originalIterator && isHeaders(init)) {
        this.#flat = init.#list().slice();
        return;
      }
      iterate(init, method, (item) => {
        const [name, value] = pair(item, "headers");
        this.#append(name, value);
      });
      return;
    }
    const taken: string[] = [];
    const convert = (name: unknown): string => byteString(name, "A header's name");
    record(init, convert, (name, value) => {
      taken.push(name, byteString(value, "A header's value"));
    });
    for (let i = 0; i < taken.length; i += 2) this.#append(taken[i], taken[i + 1]);
  }

  #list(): string[] {
    if (!this.#lowered) {
      const flat = this.#flat;
      for (let i = 0; i < flat.length; i += 2) flat[i] = flat[i].toLowerCase();
      this.#lowered = true;
    }
    return this.#flat;
  }

  #append(name: unknown, value: unknown): void {
    const key = nameOf(name);
    const text = valueOf(value);
    this.#mutable();
    this.#list().push(key, text);
    this.#sorted = null;
  }

  #mutable(): void {
    if (this.#guard === "immutable")
      throw new TypeError("These headers are immutable; copy them with new Headers(...).");
  }

  append(name: unknown, value: unknown): void {
    this.#guard;
    required(arguments.length, 2, "append");
    this.#append(name, value);
  }
  delete(name: unknown): void {
    this.#guard;
    required(arguments.length, 1, "delete");
    const key = nameOf(name);
    this.#mutable();
    this.#drop(key, 0);
  }
  get(name: unknown): string | null {
    const list = this.#list();
    required(arguments.length, 1, "get");
    const key = nameOf(name);
    let found: string | null = null;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key) found = found === null ? list[i + 1] : found + ", " + list[i + 1];
    }
    return found;
  }
  getSetCookie(): string[] {
    const list = this.#list();
    const found: string[] = [];
    for (let i = 0; i < list.length; i += 2) if (list[i] === "set-cookie") found.push(list[i + 1]);
    return found;
  }
  /** Workers' older way to the several values of `Set-Cookie`. */
  getAll(name: unknown): string[] {
    this.#guard;
    required(arguments.length, 1, "getAll");
    if (nameOf(name) !== "set-cookie")
      throw new TypeError("getAll is for 'Set-Cookie' only; use get for other headers.");
    return this.getSetCookie();
  }
  has(name: unknown): boolean {
    const list = this.#list();
    required(arguments.length, 1, "has");
    const key = nameOf(name);
    for (let i = 0; i < list.length; i += 2) if (list[i] === key) return true;
    return false;
  }
  set(name: unknown, value: unknown): void {
    const list = this.#list();
    required(arguments.length, 2, "set");
    const key = nameOf(name);
    const text = valueOf(value);
    this.#mutable();
    this.#sorted = null;
    for (let i = 0; i < list.length; i += 2) {
      if (list[i] === key) {
        list[i + 1] = text;
        this.#drop(key, i + 2);
        return;
      }
    }
    list.push(key, text);
  }

  /** Takes away the pairs of a name from a position on. */
  #drop(key: string, from: number): void {
    const list = this.#list();
    let to = from;
    for (let i = from; i < list.length; i += 2) {
      if (list[i] === key) continue;
      list[to++] = list[i];
      list[to++] = list[i + 1];
    }
    list.length = to;
    this.#sorted = null;
  }

  /** Sorted by name and combined, but for `set-cookie`, whose values stay apart. */
  #pairs(): [string, string][] {
    if (this.#sorted !== null) return this.#sorted;
    const list = this.#list();
    const pairs: [string, string][] = [];
    const byName = new Map<string, [string, string]>();
    for (let i = 0; i < list.length; i += 2) {
      const name = list[i];
      const entry = name === "set-cookie" ? undefined : byName.get(name);
      if (entry !== undefined) {
        entry[1] += ", " + list[i + 1];
        continue;
      }
      const made: [string, string] = [name, list[i + 1]];
      byName.set(name, made);
      pairs.push(made);
    }
    pairs.sort((a, b) => (a[0] < b[0] ? -1 : a[0] > b[0] ? 1 : 0));
    this.#sorted = pairs;
    return pairs;
  }

  static {
    isHeaders = (value): value is Headers => isObject(value) && #flat in value;
    flatOf = (headers) => headers.#list();
    headersFromFlat = (flat, guard) => {
      const headers = new Headers();
      headers.#flat = flat;
      headers.#lowered = false;
      headers.#guard = guard;
      return headers;
    };
    sortedPairs = (headers) => headers.#pairs();
  }
}
pairIterable(Headers, "Headers", (self) => sortedPairs(self));
interfaceOf(Headers, "Headers");
const originalIterator = ownDescriptor(Headers.prototype, Symbol.iterator)!.value;

/** The value of a header in a flat array, names in any case; the first one. */
export function flatGet(flat: string[], name: string): string | null {
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i].length === name.length && flat[i].toLowerCase() === name) return flat[i + 1];
  }
  return null;
}
