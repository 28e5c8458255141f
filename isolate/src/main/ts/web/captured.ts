/**
 * What the lazy parts need of the language beyond `primordials.ts`. They run for the first time when a
 * tenant has already run, so that they may take nothing from the globals by themselves.
 */
import { getPrototypeOf, ownDescriptor } from "./primordials";

const get = (prototype: object, key: PropertyKey): (() => any) => ownDescriptor(prototype, key)!.get!;

const { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, is } = Object;
export const { hasOwn, keys: enumerableKeys } = Object;
const toObject = Object;

/** Stands for `Object` in the lazy parts, where the bundler's own code takes from it when they are first run. */
export function safeObject(): object {
  const object = (value: unknown) => toObject(value);
  const members = { defineProperty, getOwnPropertyDescriptor, getOwnPropertyNames, hasOwn, is };
  const prototype = { hasOwnProperty: { call: hasOwn } };
  for (const name in members) defineProperty(object, name, { value: members[name as keyof typeof members] });
  return defineProperty(object, "prototype", { value: prototype });
}

export const parseJson = JSON.parse;
export const stringifyJson = JSON.stringify;
export const isSafeInteger = Number.isSafeInteger;
export const ErrorConstructor = Error;
export const RegExpConstructor = RegExp;
export const DataViewConstructor = DataView;
export const WeakReference = WeakRef;

export const derefIt = WeakRef.prototype.deref;
export const symbolToString = Symbol.prototype.toString;
export const functionToString = Function.prototype.toString;
export const dateToISO = Date.prototype.toISOString;
export const dateGetTime = Date.prototype.getTime;
export const nativeStack = ownDescriptor(new Error(), "stack")?.get as (this: object) => string;

export const regExpExec = RegExp.prototype.exec;
export const regExpSource = get(RegExp.prototype, "source");
export const regExpFlags = get(RegExp.prototype, "flags");

export const mapEach = Map.prototype.forEach;
export const mapSize = get(Map.prototype, "size");
export const mapSet = Map.prototype.set;
export const mapGet = Map.prototype.get;
export const mapDelete = Map.prototype.delete;
export const setEach = Set.prototype.forEach;
export const setSize = get(Set.prototype, "size");
export const setAdd = Set.prototype.add;

export const split = String.prototype.split;
export const indexOf = String.prototype.indexOf;
export const slice = String.prototype.slice;
export const charCodeAt = String.prototype.charCodeAt;
export const arraySlice = Array.prototype.slice;

/** Throws where a typed array's buffer is too short for it. */
export const validateView = (getPrototypeOf(Uint8Array.prototype) as Uint8Array).keys;
export const isResizable = get(ArrayBuffer.prototype, "resizable");
export const lengthMax = get(ArrayBuffer.prototype, "maxByteLength");
export const resizeBuffer = ArrayBuffer.prototype.resize;

export const viewClasses: Record<string, any> = {
  __proto__: null,
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  Float16Array: (globalThis as any).Float16Array,
};

export const errorClasses: Record<string, ErrorConstructor> = {
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};
