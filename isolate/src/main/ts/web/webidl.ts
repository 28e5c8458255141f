/** The conversions and the shape of interfaces that the Web IDL standard asks for. */
import {
  defineProperty,
  getPrototypeOf,
  isArray,
  ownDescriptor,
  ownKeys,
  setPrototypeOf,
} from "./primordials";

export function required(given: number, needed: number, what: string): void {
  if (given < needed) {
    throw new TypeError(`${what} needs ${needed} argument${needed === 1 ? "" : "s"}, but got ${given}.`);
  }
}

export function illegal(): never {
  throw new TypeError("Illegal invocation");
}

export function domString(value: unknown): string {
  return typeof value === "string" ? value : `${value as any}`;
}

export function usvString(value: unknown): string {
  return (typeof value === "string" ? value : `${value as any}`).toWellFormed();
}

/** A string whose characters are bytes; anything above U+00FF is refused. */
export function byteString(value: unknown, what: string): string {
  const text = typeof value === "string" ? value : `${value as any}`;
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) > 255) {
      throw new TypeError(
        `${what} has the character U+${hex4(text.charCodeAt(i))} at ${i}; each must be at most U+00FF.`,
      );
    }
  }
  return text;
}

function hex4(code: number): string {
  return code.toString(16).toUpperCase().padStart(4, "0");
}

export function isObject(value: unknown): value is object {
  return (typeof value === "object" && value !== null) || typeof value === "function";
}

const EMPTY: Record<string, unknown> = Object.freeze(Object.create(null));

/** A dictionary argument: undefined and null mean an empty one. */
export function dictionary(value: unknown, what: string): any {
  if (value === undefined || value === null) return EMPTY;
  if (!isObject(value)) throw new TypeError(`${what} must be an object.`);
  return value;
}

/** `[Clamp] long long`, as Blob.slice wants it. */
export function clampLongLong(value: unknown): number {
  const number = Number(value);
  if (number !== number) return 0;
  const clamped = Math.min(Math.max(number, Number.MIN_SAFE_INTEGER), Number.MAX_SAFE_INTEGER);
  const rounded = Math.round(clamped);
  // Ties go to the even neighbour.
  return rounded - clamped === 0.5 && rounded % 2 !== 0 ? rounded - 1 : rounded;
}

/** `[EnforceRange] unsigned long long`. */
export function enforceUnsigned(value: unknown, what: string): number {
  const number = Math.trunc(Number(value));
  if (!(number >= 0 && number <= Number.MAX_SAFE_INTEGER)) {
    throw new TypeError(`${what} is ${String(value)}; it is 0 to ${Number.MAX_SAFE_INTEGER}.`);
  }
  return number + 0;
}

/** `long` and its unsigned and short kin, by wrapping. */
export function integer(value: unknown, bits: 16 | 32, unsigned: boolean): number {
  const number = Math.trunc(Number(value));
  if (!Number.isFinite(number)) return 0;
  if (bits === 32) return unsigned ? number >>> 0 : number | 0;
  return unsigned ? number & 0xffff : (number << 16) >> 16;
}

export function double(value: unknown, what: string): number {
  const number = Number(value);
  if (!Number.isFinite(number))
    throw new TypeError(`${what} is ${String(value)}; it must be a finite number.`);
  return number;
}

export function oneOf<T extends string>(value: unknown, allowed: readonly T[], what: string): T {
  const text = domString(value);
  for (let i = 0; i < allowed.length; i++) if (allowed[i] === text) return allowed[i];
  throw new TypeError(`${what} is '${text}'; it is one of ${allowed.join(", ")}.`);
}

/** Calls `take` with each element of an iterable, `method` being its `Symbol.iterator` method. */
export function iterate(value: object, method: unknown, take: (item: unknown) => void): void {
  if (typeof method !== "function") throw new TypeError("The value is not iterable.");
  const iterator = Reflect.apply(method, value, []);
  if (!isObject(iterator)) throw new TypeError("The iterator is not an object.");
  const next = (iterator as any).next;
  for (;;) {
    const step = Reflect.apply(next, iterator, []);
    if (!isObject(step)) throw new TypeError("The iterator's result is not an object.");
    if ((step as any).done) return;
    take((step as any).value);
  }
}

export function sequence<T>(value: unknown, convert: (item: unknown) => T, what: string): T[] {
  if (!isObject(value)) throw new TypeError(`${what} must be a sequence.`);
  const list: T[] = [];
  iterate(value, (value as any)[Symbol.iterator], (item) => list.push(convert(item)));
  return list;
}

/** Calls `take` with each name, converted, and value of a `record<K, V>`; its enumerable own keys in order. */
export function record(
  value: object,
  convert: (name: unknown) => string,
  take: (name: string, value: unknown) => void,
): void {
  const keys = ownKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const descriptor = ownDescriptor(value, keys[i]);
    if (descriptor === undefined || !descriptor.enumerable) continue;
    const name = convert(keys[i]);
    take(name, (value as any)[keys[i]]);
  }
}

/** A pair of a `sequence<sequence<string>>`. */
export function pair(item: unknown, what: string): [unknown, unknown] {
  const list =
    isArray(item) && item.length === 2 ? item : sequence(item, (each) => each, `Each pair of ${what}`);
  if (list.length !== 2) throw new TypeError(`Each pair of ${what} must have a name and a value.`);
  return [list[0], list[1]];
}

/** Gives a class the look of an interface: enumerable members and a `Symbol.toStringTag`. */
export function interfaceOf(constructor: Function, name: string): void {
  enumerable(constructor, STATIC);
  enumerable(constructor.prototype, INSTANCE);
  defineProperty(constructor.prototype, Symbol.toStringTag, { value: name, configurable: true });
  if (constructor.name !== name) defineProperty(constructor, "name", { value: name, configurable: true });
}

/** How many properties a class and its prototype begin with that are not of its members: the first ones. */
const STATIC = 3;
const INSTANCE = 1;
const ENUMERABLE = { enumerable: true };

function enumerable(target: object, own: number): void {
  const keys = ownKeys(target);
  for (let i = own; i < keys.length; i++) {
    const key = keys[i];
    if (typeof key !== "symbol") defineProperty(target, key, ENUMERABLE);
  }
}

/** Constants stand on the interface and on its prototype. */
export function constants(constructor: Function, values: Record<string, number>): void {
  for (const name in values) {
    const descriptor = { value: values[name], enumerable: true };
    defineProperty(constructor, name, descriptor);
    defineProperty(constructor.prototype, name, descriptor);
  }
}

const iteratorPrototype = getPrototypeOf(getPrototypeOf([][Symbol.iterator]())!)!;
type Pairs = readonly (readonly [unknown, unknown])[];

/** The members of `iterable<K, V>`: entries, keys, values, forEach over live pairs. */
export function pairIterable(constructor: Function, name: string, pairsOf: (self: any) => Pairs): void {
  const iterator = pairIterator(name, pairsOf);
  const prototype = constructor.prototype;
  const methods = {
    entries(this: unknown) {
      return iterator(this, 0);
    },
    keys(this: unknown) {
      return iterator(this, 1);
    },
    values(this: unknown) {
      return iterator(this, 2);
    },
    forEach(this: unknown, callback: unknown, self: unknown = undefined) {
      pairsOf(this);
      required(arguments.length, 1, "forEach");
      if (typeof callback !== "function") throw new TypeError("The callback of forEach must be a function.");
      for (let i = 0; i < pairsOf(this).length; i++) {
        const entry = pairsOf(this)[i];
        Reflect.apply(callback, self, [entry[1], entry[0], this]);
      }
    },
  };
  for (const key of ["entries", "keys", "values", "forEach"] as const) {
    defineProperty(prototype, key, {
      value: methods[key],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  defineProperty(prototype, Symbol.iterator, { value: methods.entries, writable: true, configurable: true });
}

/** A maker of iterators over pairs. Kind: 0 entries, 1 keys, 2 values. */
function pairIterator(
  name: string,
  pairsOf: (self: any) => Pairs,
): (self: unknown, kind: 0 | 1 | 2) => object {
  class PairIterator {
    #target: unknown;
    #kind: 0 | 1 | 2;
    #at = 0;
    constructor(target: unknown, kind: 0 | 1 | 2) {
      pairsOf(target);
      this.#target = target;
      this.#kind = kind;
    }
    next(): IteratorResult<unknown> {
      const pairs = pairsOf(this.#target);
      if (this.#at >= pairs.length) return { value: undefined, done: true };
      const entry = pairs[this.#at++];
      return { value: this.#kind === 0 ? [entry[0], entry[1]] : entry[this.#kind - 1], done: false };
    }
  }
  const prototype = PairIterator.prototype;
  defineProperty(prototype, "next", { enumerable: true });
  defineProperty(prototype, Symbol.toStringTag, { value: `${name} Iterator`, configurable: true });
  delete (prototype as any).constructor;
  setPrototypeOf(prototype, iteratorPrototype);
  return (self, kind) => new PairIterator(self, kind);
}
