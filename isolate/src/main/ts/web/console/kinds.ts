/** What kind of built-in object a value is, asked in ways that the value cannot notice. */
import { apply, ownDescriptor } from "../primordials";

type Probe = (value: object) => boolean;

/** A probe by a method or getter that throws on every other kind of object. */
function probe(prototype: object, key: PropertyKey, args: unknown[] = []): Probe {
  const descriptor = ownDescriptor(prototype, key)!;
  const method = descriptor.get ?? (descriptor.value as Function);
  return (value) => {
    try {
      apply(method as any, value, args);
      return true;
    } catch {
      return false;
    }
  };
}

export const isMap = probe(Map.prototype, "size");
export const isSet = probe(Set.prototype, "size");
export const isDate = probe(Date.prototype, "getTime");
export const isWeakMap = probe(WeakMap.prototype, "has", [{}]);
export const isWeakSet = probe(WeakSet.prototype, "has", [{}]);

const regExpGlobal = ownDescriptor(RegExp.prototype, "global")!.get!;
const regExpPrototype = RegExp.prototype;
export function isRegExp(value: object): boolean {
  if (value === regExpPrototype) return false;
  try {
    apply(regExpGlobal, value, []);
    return true;
  } catch {
    return false;
  }
}

const promiseConstructor = Promise;
const instanceOf = Function.prototype[Symbol.hasInstance];
/** A promise cannot be told from an heir of its prototype without touching it; that is near enough. */
export function isPromise(value: object): boolean {
  return apply(instanceOf, promiseConstructor, [value]) as boolean;
}

const errorIs: ((value: unknown) => boolean) | undefined = (Error as any).isError;
const objectToString = Object.prototype.toString;
export function isError(value: object): boolean {
  if (errorIs !== undefined) return errorIs(value);
  if (ownDescriptor(value, Symbol.toStringTag) !== undefined) return false;
  return (
    apply(objectToString, value, []) === "[object Error]" || (apply(instanceOf, Error, [value]) as boolean)
  );
}

const numberValue = Number.prototype.valueOf;
const stringValue = String.prototype.valueOf;
const booleanValue = Boolean.prototype.valueOf;
const bigintValue = BigInt.prototype.valueOf;
const symbolValue = Symbol.prototype.valueOf;

/** The primitive in a wrapper object, or undefined. */
export function boxed(value: object): string | number | boolean | bigint | symbol | undefined {
  for (const unbox of [numberValue, stringValue, booleanValue, bigintValue, symbolValue]) {
    try {
      return apply(unbox as any, value, []) as string;
    } catch {
      // Another kind of object: the next one is tried.
    }
  }
  return undefined;
}
