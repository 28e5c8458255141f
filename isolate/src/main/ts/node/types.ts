/** `node:util/types`: what a value really is, whatever its prototype says. */

const typedArray = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag)!.get!;

/** Whether a method that wants such a value inside accepts this one. */
function accepts(method: (...args: any[]) => unknown, ...args: unknown[]): (value: unknown) => boolean {
  return (value) => {
    try {
      method.call(value, ...args);
      return true;
    } catch {
      return false;
    }
  };
}

function getter(prototype: object, name: PropertyKey): () => unknown {
  return Object.getOwnPropertyDescriptor(prototype, name)!.get!;
}

function tagged(name: string): (value: unknown) => boolean {
  return (value) => Object.prototype.toString.call(value) === `[object ${name}]`;
}

const isNumberObject = boxed("object", accepts(Number.prototype.valueOf));
const isStringObject = boxed("object", accepts(String.prototype.valueOf));
const isBooleanObject = boxed("object", accepts(Boolean.prototype.valueOf));
const isBigIntObject = boxed("object", accepts(BigInt.prototype.valueOf));
const isSymbolObject = boxed("object", accepts(Symbol.prototype.valueOf));

function boxed(type: string, test: (value: unknown) => boolean): (value: unknown) => boolean {
  return (value) => typeof value === type && value !== null && test(value);
}

const isArrayBuffer = accepts(getter(ArrayBuffer.prototype, "byteLength"));
const arrays = Object.fromEntries(
  ["Int8Array", "Uint8Array", "Uint8ClampedArray", "Int16Array", "Uint16Array", "Int32Array", "Uint32Array", "Float16Array", "Float32Array", "Float64Array", "BigInt64Array", "BigUint64Array"].map(
    (name) => [`is${name}`, (value: unknown) => typedArray.call(value) === name]));

export const module: Record<string, (value: unknown) => boolean> = {
  ...arrays,
  isTypedArray: (value) => typedArray.call(value) !== undefined,
  isArrayBufferView: (value) => ArrayBuffer.isView(value),
  isDataView: accepts(getter(DataView.prototype, "byteLength")),
  isArrayBuffer,
  isSharedArrayBuffer: () => false,
  isAnyArrayBuffer: isArrayBuffer,
  isDate: accepts(Date.prototype.getTime),
  isRegExp: (value) => value !== RegExp.prototype && accepts(getter(RegExp.prototype, "source"))(value),
  isMap: accepts(getter(Map.prototype, "size")),
  isSet: accepts(getter(Set.prototype, "size")),
  isWeakMap: accepts(WeakMap.prototype.has, {}),
  isWeakSet: accepts(WeakSet.prototype.has, {}),
  isMapIterator: tagged("Map Iterator"),
  isSetIterator: tagged("Set Iterator"),
  isPromise: (value) => value instanceof Promise,
  isNativeError: (value) => (Error as any).isError(value),
  isAsyncFunction: tagged("AsyncFunction"),
  isGeneratorFunction: (value) => /^\[object (Async)?GeneratorFunction\]$/.test(Object.prototype.toString.call(value)),
  isGeneratorObject: tagged("Generator"),
  isArgumentsObject: tagged("Arguments"),
  isModuleNamespaceObject: tagged("Module"),
  isProxy: () => false,
  isExternal: () => false,
  isNumberObject,
  isStringObject,
  isBooleanObject,
  isBigIntObject,
  isSymbolObject,
  isBoxedPrimitive: (value) =>
    [isNumberObject, isStringObject, isBooleanObject, isBigIntObject, isSymbolObject].some((test) => test(value)),
  isCryptoKey: tagged("CryptoKey"),
  isKeyObject: tagged("KeyObject"),
};
