/** Whether two values are alike all the way down: `util.isDeepStrictEqual` and `assert`. */

type Pairs = Map<object, object>;

export function alike(a: unknown, b: unknown, strict: boolean, seen: Pairs = new Map()): boolean {
  if (a === null || b === null || typeof a !== "object" || typeof b !== "object") return sameValue(a, b, strict);
  if (a === b) return true;
  if (strict && Object.getPrototypeOf(a) !== Object.getPrototypeOf(b)) return false;
  if (tag(a) !== tag(b) || Array.isArray(a) !== Array.isArray(b)) return false;
  // A pair that is being looked at further up is alike so far as it goes.
  if (seen.get(a) === b) return true;
  seen.set(a, b);
  const same = sameInside(a, b, strict, seen) && sameProperties(a, b, strict, seen);
  seen.delete(a);
  return same;
}

/** Of two values of which at least one is no object. */
function sameValue(a: unknown, b: unknown, strict: boolean): boolean {
  if (strict) return Object.is(a, b);
  const objects = [a, b].some((each) => each !== null && typeof each === "object");
  return !objects && (a == b || (a !== a && b !== b));
}

function tag(value: object): string {
  return Object.prototype.toString.call(value);
}

function sameInside(a: any, b: any, strict: boolean, seen: Pairs): boolean {
  if (a instanceof Date) return b instanceof Date && a.getTime() === b.getTime();
  if (a instanceof RegExp) return String(a) === String(b) && a.lastIndex === b.lastIndex;
  if (a instanceof Error) return a.message === b.message && a.name === b.name;
  if (ArrayBuffer.isView(a) || a instanceof ArrayBuffer) return sameBytes(a, b);
  if (a instanceof Set) return sameSet(a, b, strict, seen);
  if (a instanceof Map) return sameMap(a, b, strict, seen);
  if (a instanceof WeakMap || a instanceof WeakSet || a instanceof Promise) return false;
  if (isBoxed(a)) return isBoxed(b) && Object.is(a.valueOf(), b.valueOf());
  return true;
}

function isBoxed(value: unknown): boolean {
  return [Number, String, Boolean, BigInt, Symbol].some((Type) => value instanceof Type);
}

function sameBytes(a: any, b: any): boolean {
  const [x, y] = [a, b].map((each) =>
    ArrayBuffer.isView(each) ? new Uint8Array(each.buffer, each.byteOffset, each.byteLength) : new Uint8Array(each));
  return x.length === y.length && x.every((byte, at) => byte === y[at]);
}

function sameSet(a: Set<unknown>, b: Set<unknown>, strict: boolean, seen: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b].filter((each) => !a.has(each));
  return [...a]
    .filter((each) => !b.has(each))
    .every((each) => taken(left, left.findIndex((other) => alike(each, other, strict, seen))));
}

function sameMap(a: Map<unknown, unknown>, b: Map<unknown, unknown>, strict: boolean, seen: Pairs): boolean {
  if (a.size !== b.size) return false;
  const left = [...b].filter(([key]) => !a.has(key));
  return [...a].every(([key, value]) =>
    b.has(key)
      ? alike(value, b.get(key), strict, seen)
      : taken(left, left.findIndex((other) => alike(key, other[0], strict, seen) && alike(value, other[1], strict, seen))));
}

function taken(left: unknown[], at: number): boolean {
  if (at >= 0) left.splice(at, 1);
  return at >= 0;
}

function sameProperties(a: any, b: any, strict: boolean, seen: Pairs): boolean {
  // The items of a view were compared as bytes.
  if (ArrayBuffer.isView(a)) return true;
  const keys = keysOf(a, strict);
  return (
    keys.length === keysOf(b, strict).length &&
    (!Array.isArray(a) || a.length === b.length) &&
    keys.every((key) => Object.prototype.propertyIsEnumerable.call(b, key) && alike(a[key], b[key], strict, seen))
  );
}

function keysOf(value: object, strict: boolean): PropertyKey[] {
  const symbols = strict
    ? Object.getOwnPropertySymbols(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key))
    : [];
  return [...Object.keys(value), ...symbols];
}
