/** What kind of built-in object a value is, asked in ways that the value cannot notice. */
import { apply, getPrototypeOf, isArrayBuffer, ownDescriptor } from "../primordials";

export type Kind =
  | "arraybuffer"
  | "boxed"
  | "date"
  | "error"
  | "map"
  | "object"
  | "promise"
  | "regexp"
  | "set"
  | "weakmap"
  | "weakref"
  | "weakset";

const setMember = Reflect.set;
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

const isFlagged = probe(RegExp.prototype, "global");
const regExpPrototype = RegExp.prototype;
const promiseConstructor = Promise;
const ErrorConstructor = Error as ErrorConstructor & { isError?(value: unknown): boolean };
const errorIs = ErrorConstructor.isError;
const instanceOf = Function.prototype[Symbol.hasInstance];
const objectToString = Object.prototype.toString;
const objectPrototype = Object.prototype;

function isError(value: object): boolean {
  return errorIs !== undefined ? errorIs(value) : (apply(instanceOf, ErrorConstructor, [value]) as boolean);
}

const unboxers = [Number, String, Boolean, BigInt, Symbol].map(
  (each) => each.prototype.valueOf as () => unknown,
);

/** The primitive in a wrapper object, or undefined. */
export function boxed(value: object): string | number | boolean | bigint | symbol | undefined {
  for (const unbox of unboxers) {
    try {
      return apply(unbox, value, []) as string;
    } catch {
      // Another kind of object: the next one is tried.
    }
  }
  return undefined;
}

const probes: [Kind, Probe][] = [
  ["error", isError],
  ["map", probe(Map.prototype, "size")],
  ["set", probe(Set.prototype, "size")],
  ["date", probe(Date.prototype, "getTime")],
  ["regexp", (value) => value !== regExpPrototype && isFlagged(value)],
  // A promise cannot be told from an heir of its prototype without touching it; that is near enough.
  ["promise", (value) => apply(instanceOf, promiseConstructor, [value]) as boolean],
  ["arraybuffer", isArrayBuffer],
  ["weakmap", probe(WeakMap.prototype, "has", [{}])],
  ["weakset", probe(WeakSet.prototype, "has", [{}])],
  ["weakref", probe(WeakRef.prototype, "deref")],
  ["boxed", (value) => boxed(value) !== undefined],
];

/** What an object of an unchanged prototype most likely is. */
const expected = new Map<object | null, [Kind, Probe]>();
for (const [constructor, at] of [
  [Map, 1],
  [Set, 2],
  [Date, 3],
  [RegExp, 4],
  [Promise, 5],
  [ArrayBuffer, 6],
] as const) {
  expected.set(constructor.prototype, probes[at]);
}

/** Views are another matter: `ArrayBuffer.isView` tells them. */
export function kindOf(value: object): Kind {
  const prototype = getPrototypeOf(value);
  const plain = prototype === objectPrototype || prototype === null;
  if (plain && ownDescriptor(value, Symbol.toStringTag) === undefined) {
    if (apply(objectToString, value, []) === "[object Object]") return "object";
  }
  const likely = expected.get(prototype);
  if (likely !== undefined && likely[1](value)) return likely[0];
  return tryAll(value);
}

/** Each probe that fails throws; without their stacks that is quick. */
function tryAll(value: object): Kind {
  const limit = (ErrorConstructor as any).stackTraceLimit;
  setMember(ErrorConstructor, "stackTraceLimit", 0);
  try {
    for (let i = 0; i < probes.length; i++) if (probes[i][1](value)) return probes[i][0];
    return "object";
  } finally {
    setMember(ErrorConstructor, "stackTraceLimit", limit);
  }
}
