/**
 * What the prelude keeps of the language itself, taken before any tenant code runs, so that a tenant
 * who replaces `Promise.prototype.then` or a typed array's `byteLength` changes only its own view.
 */
export const apply = Reflect.apply;
export const construct = Reflect.construct;
export const ownKeys = Reflect.ownKeys;
export const getPrototypeOf = Reflect.getPrototypeOf;
export const setPrototypeOf = Reflect.setPrototypeOf;
export const ownDescriptor = Reflect.getOwnPropertyDescriptor;
export const defineProperty = Reflect.defineProperty;
export const freeze = Object.freeze;
export const isArray = Array.isArray;
export const fromCharCode = String.fromCharCode;

const then = Promise.prototype.then;
export const PromiseConstructor = Promise;

/** Reacts to a promise; the promise that `then` makes is returned. */
export function chain<T, R>(
  promise: Promise<T>,
  fulfilled?: ((value: T) => R | PromiseLike<R>) | undefined,
  rejected?: ((reason: any) => R | PromiseLike<R>) | undefined,
): Promise<R> {
  return apply(then, promise, [fulfilled, rejected]) as Promise<R>;
}

export function resolved<T>(value: T | PromiseLike<T>): Promise<T> {
  return new PromiseConstructor<T>((resolve) => resolve(value));
}

export function rejected<T = never>(reason: unknown): Promise<T> {
  return new PromiseConstructor<T>((_, reject) => reject(reason));
}

const nothing = (): undefined => undefined;

/** A rejection of this promise is nobody's fault: it is not reported as unhandled. */
export function silence<T>(promise: Promise<T>): Promise<T> {
  apply(then, promise, [undefined, nothing]);
  return promise;
}

/** An accessor's getter as a function. */
export function getter(prototype: object, key: PropertyKey): (self: unknown) => any {
  const get = ownDescriptor(prototype, key)!.get!;
  return (self) => apply(get, self, []);
}

const typedArrayPrototype = getPrototypeOf(Uint8Array.prototype)!;
const typedArrayTag = getter(typedArrayPrototype, Symbol.toStringTag);
const typedArrayBuffer = getter(typedArrayPrototype, "buffer");
const typedArrayOffset = getter(typedArrayPrototype, "byteOffset");
const typedArrayBytes = getter(typedArrayPrototype, "byteLength");
const dataViewBuffer = getter(DataView.prototype, "buffer");
const dataViewOffset = getter(DataView.prototype, "byteOffset");
const dataViewBytes = getter(DataView.prototype, "byteLength");
const bufferBytes = getter(ArrayBuffer.prototype, "byteLength");
const bufferDetached = getter(ArrayBuffer.prototype, "detached");
const bufferSlice = ArrayBuffer.prototype.slice;
const bufferTransfer = ArrayBuffer.prototype.transfer;
const isViewOf = ArrayBuffer.isView;

/** The name of a typed array's kind, or undefined for anything else. */
export function typedArrayName(value: unknown): string | undefined {
  return typedArrayTag(value);
}

export function isView(value: unknown): value is ArrayBufferView {
  return isViewOf(value);
}

export function isArrayBuffer(value: unknown): value is ArrayBuffer {
  if (typeof value !== "object" || value === null) return false;
  try {
    bufferBytes(value);
    return true;
  } catch {
    return false;
  }
}

export function isBufferSource(value: unknown): value is ArrayBuffer | ArrayBufferView {
  return isViewOf(value) || isArrayBuffer(value);
}

export function isDetached(buffer: ArrayBuffer): boolean {
  return bufferDetached(buffer);
}

export function bufferLength(buffer: ArrayBuffer): number {
  return bufferBytes(buffer);
}

export function sliceBuffer(buffer: ArrayBuffer, start: number, end: number): ArrayBuffer {
  return apply(bufferSlice, buffer, [start, end]) as ArrayBuffer;
}

export function transferBuffer(buffer: ArrayBuffer): ArrayBuffer {
  return apply(bufferTransfer, buffer, []) as ArrayBuffer;
}

export function viewBuffer(view: ArrayBufferView): ArrayBuffer {
  return typedArrayTag(view) === undefined ? dataViewBuffer(view) : typedArrayBuffer(view);
}

export function viewOffset(view: ArrayBufferView): number {
  return typedArrayTag(view) === undefined ? dataViewOffset(view) : typedArrayOffset(view);
}

export function viewLength(view: ArrayBufferView): number {
  return typedArrayTag(view) === undefined ? dataViewBytes(view) : typedArrayBytes(view);
}

/** The bytes of a buffer source, not copied. */
export function bytesOf(source: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return isViewOf(source)
    ? new Uint8Array(viewBuffer(source), viewOffset(source), viewLength(source))
    : new Uint8Array(source);
}

/** The bytes of a buffer source, copied. */
export function copyOf(source: ArrayBuffer | ArrayBufferView): Uint8Array<ArrayBuffer> {
  return new Uint8Array(bytesOf(source));
}
