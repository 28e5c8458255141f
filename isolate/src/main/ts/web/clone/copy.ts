/**
 * The work behind structuredClone, HTML Standard §2.7, in one pass: values are copied as they are met, the memory maps
 * each source object to its copy so that cycles and shared parts keep their shape.
 */
import {
  dateGetTime,
  DataViewConstructor,
  ErrorConstructor,
  enumerableKeys,
  errorClasses,
  hasOwn,
  mapDelete,
  mapEach,
  mapGet,
  mapSet,
  regExpFlags,
  regExpSource,
  setAdd,
  setEach,
  validateView,
  viewClasses,
} from "../captured";
import { transferable } from "./clone";
import { blobBytes, blobOf, File, fileOf, isBlob } from "../body/blob";
import { boxed, kindOf } from "../console/kinds";
import { cloneKey, isCryptoKey } from "../crypto/key";
import { failure, isDOMException, DOMException } from "../exception";
import {
  apply,
  bufferLength,
  defineProperty,
  getPrototypeOf,
  isArray,
  isArrayBuffer,
  isDetached,
  isView,
  ownDescriptor,
  sliceBuffer,
  transferBuffer,
  typedArrayName,
  viewBuffer,
  viewLength,
  viewOffset,
  construct,
} from "../primordials";
import { tracksLength } from "./tracking";
import { isPlatformObject } from "./platform";

type Memory = Map<object, unknown>;

/** A copy of a value, and what was moved with it in the order of the list. */
export function cloneWith(value: unknown, transfer: unknown[]): { value: unknown; moved: object[] } {
  const memory: Memory = new Map();
  const sources = transferList(transfer);
  // What is transferred is moved only after all else was copied without failure.
  for (const source of sources) memory.set(source, new Moving(source));
  let result: unknown;
  into(value, memory, (copy) => {
    result = copy;
  });
  return { moved: move(sources, memory), value: result };
}

/** A copy without anything moved. */
export function copyOf(value: unknown): unknown {
  return clone(value, new Map());
}

/** Stands for what will be moved, or for a view of a buffer that will be. */
class Moving {
  readonly source: object;
  readonly places: ((moved: any) => void)[] = [];
  constructor(source: object) {
    this.source = source;
  }
}

function transferList(transfer: unknown[]): object[] {
  const sources: object[] = [];
  for (const item of transfer) {
    if (!isArrayBuffer(item) && transferable()?.is(item) !== true) {
      throw refused("A value of the transfer list cannot be transferred.");
    }
    if (sources.includes(item as object)) throw refused("A value stands twice in the transfer list.");
    sources.push(item as object);
  }
  for (const source of sources) {
    const gone = isArrayBuffer(source) ? isDetached(source) : transferable()!.isGone(source);
    if (gone) throw refused("A value of the transfer list was transferred already.");
  }
  return sources;
}

function refused(message: string): DOMException {
  return failure("DataCloneError", message);
}

/** Moves what is transferred and puts it where its stand-ins are. */
function move(sources: object[], memory: Memory): object[] {
  const all: object[] = [];
  for (const source of sources) {
    const moving = memory.get(source) as Moving;
    const moved = isArrayBuffer(source) ? transferBuffer(source) : transferable()!.move(source);
    for (const place of moving.places) place(moved);
    all.push(moved);
  }
  return all;
}

/** Copies a value into a place that a moved buffer will be put into later. */
function into(value: unknown, memory: Memory, place: (copy: unknown) => void): void {
  const copy = clone(value, memory);
  if (copy instanceof Moving) copy.places.push(place);
  place(copy);
}

function clone(value: unknown, memory: Memory): unknown {
  if (typeof value === "symbol") throw refused(`${String(value)} could not be cloned.`);
  if (typeof value === "function")
    throw refused(
      `${value.name === "" ? "A function" : `The function '${value.name}'`} could not be cloned.`,
    );
  if (typeof value !== "object" || value === null) return value;
  const seen = memory.get(value);
  return seen === undefined ? cloneObject(value, memory) : seen;
}

function cloneObject(value: object, memory: Memory): unknown {
  if (isArray(value)) return cloneArray(value, memory);
  if (isView(value)) return cloneView(value, memory);
  const kind = kindOf(value);
  switch (kind) {
    case "map":
      return cloneMap(value, memory);
    case "set":
      return cloneSet(value, memory);
    case "error":
      return cloneError(value, memory);
    case "object":
      return cloneOther(value, memory);
    case "promise":
    case "weakmap":
    case "weakref":
    case "weakset":
      throw refused("The object could not be cloned.");
  }
  const copy = cloneLeaf(value, kind);
  memory.set(value, copy);
  return copy;
}

/** A plain object, an instance of a class, or one of the platform's own. */
function cloneOther(value: object, memory: Memory): unknown {
  if (isBlob(value)) {
    const copy =
      value instanceof File
        ? fileOf(value, value.name, value.lastModified)
        : blobOf(blobBytes(value), value.type);
    memory.set(value, copy);
    return copy;
  }
  if (isCryptoKey(value)) {
    const copy = cloneKey(value);
    memory.set(value, copy);
    return copy;
  }
  if (isDOMException(value)) return cloneError(value, memory);
  if (isPlatformObject(value)) throw refused("The object could not be cloned.");
  const copy = {};
  memory.set(value, copy);
  cloneProperties(value, copy, memory);
  return copy;
}

/** An object without parts. */
function cloneLeaf(value: object, kind: "arraybuffer" | "boxed" | "date" | "regexp"): object {
  switch (kind) {
    case "arraybuffer":
      return cloneBuffer(value as ArrayBuffer);
    case "date":
      return new Date(apply(dateGetTime, value, []) as number);
    case "regexp":
      return new RegExp(apply(regExpSource, value, []), apply(regExpFlags, value, []));
    case "boxed": {
      const primitive = boxed(value);
      if (typeof primitive === "symbol") throw refused("A Symbol object could not be cloned.");
      return Object(primitive);
    }
  }
}

function cloneBuffer(buffer: ArrayBuffer): ArrayBuffer {
  if (isDetached(buffer)) throw refused("A detached ArrayBuffer could not be cloned.");
  if (!buffer.resizable) return sliceBuffer(buffer, 0, bufferLength(buffer));
  const copy = new ArrayBuffer(bufferLength(buffer), { maxByteLength: buffer.maxByteLength });
  new Uint8Array(copy).set(new Uint8Array(buffer));
  return copy;
}

function cloneArray(value: unknown[], memory: Memory): unknown[] {
  const copy: unknown[] = new Array(value.length);
  memory.set(value, copy);
  cloneProperties(value, copy, memory);
  return copy;
}

function cloneProperties(value: object, copy: object, memory: Memory): void {
  const keys = enumerableKeys(value);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    // A getter that ran before may have taken the property away.
    if (!hasOwn(value, key)) continue;
    const item = clone((value as any)[key], memory);
    put(copy, key, item);
    if (item instanceof Moving) item.places.push((moved) => put(copy, key, moved));
  }
}

/** An own property, also where whoever changed the prototypes has a setter of that name. */
function put(copy: any, key: string, value: unknown): void {
  if (key in copy) defineProperty(copy, key, { value, writable: true, enumerable: true, configurable: true });
  else copy[key] = value;
}

function cloneMap(value: object, memory: Memory): Map<unknown, unknown> {
  const copy = new Map();
  memory.set(value, copy);
  const entries: [unknown, unknown][] = [];
  // The list first: a getter in a value may change the map.
  apply(mapEach, value, [(item: unknown, key: unknown) => entries.push([key, item])]);
  for (const [key, item] of entries) {
    const name = clone(key, memory);
    into(item, memory, (placed) => void apply(mapSet, copy, [name, placed]));
    if (!(name instanceof Moving)) continue;
    name.places.push((moved) => {
      apply(mapSet, copy, [moved, apply(mapGet, copy, [name])]);
      apply(mapDelete, copy, [name]);
    });
  }
  return copy;
}

function cloneSet(value: object, memory: Memory): Set<unknown> {
  const copy = new Set();
  memory.set(value, copy);
  const items: unknown[] = [];
  apply(setEach, value, [(item: unknown) => items.push(item)]);
  // A moved buffer keeps its place in the order only where nothing comes after it.
  for (const item of items) {
    const made = clone(item, memory);
    if (made instanceof Moving) made.places.push((moved) => void apply(setAdd, copy, [moved]));
    else apply(setAdd, copy, [made]);
  }
  return copy;
}

/** A view that its shrunken buffer has left behind has no content to clone. */
function checkBounds(value: ArrayBufferView): void {
  try {
    if (typedArrayName(value) === undefined) viewLength(value);
    else apply(validateView, value, []);
  } catch {
    throw refused("A view out of the bounds of its buffer could not be cloned.");
  }
}

function cloneView(value: ArrayBufferView, memory: Memory): unknown {
  checkBounds(value);
  const constructor = viewClasses[typedArrayName(value) ?? ""] ?? DataViewConstructor;
  const offset = viewOffset(value);
  const unit = constructor.BYTES_PER_ELEMENT ?? 1;
  const length = tracksLength(value, unit) ? undefined : viewLength(value) / unit;
  const buffer = clone(viewBuffer(value), memory);
  if (!(buffer instanceof Moving)) {
    const copy = new constructor(buffer, offset, length);
    memory.set(value, copy);
    return copy;
  }
  // The view of a moved buffer is made once the buffer is there.
  const moving = new Moving(buffer.source);
  buffer.places.push((moved) => {
    const copy = new constructor(moved, offset, length);
    for (const place of moving.places) place(copy);
  });
  memory.set(value, moving);
  return moving;
}

function cloneError(value: any, memory: Memory): object {
  if (isDOMException(value)) {
    const copy = new DOMException(value.message, value.name);
    copyStack(value, copy);
    memory.set(value, copy);
    return copy;
  }
  const name = value.name;
  const constructor =
    (typeof name === "string" && hasOwn(errorClasses, name) ? errorClasses[name] : undefined) ?? ErrorConstructor;
  const copy = construct(constructor, [], constructor) as any;
  memory.set(value, copy);
  const message = ownDescriptor(value, "message");
  if (message !== undefined && "value" in message) {
    defineProperty(copy, "message", {
      value: String(message.value),
      writable: true,
      configurable: true,
    });
  }
  copyStack(value, copy);
  const cause = ownDescriptor(value, "cause");
  if (cause !== undefined && "value" in cause) {
    into(cause.value, memory, (item) =>
      defineProperty(copy, "cause", { value: item, writable: true, configurable: true }),
    );
  }
  return copy;
}

function copyStack(from: any, to: object): void {
  const stack = from.stack;
  if (typeof stack === "string")
    defineProperty(to, "stack", { value: stack, writable: true, configurable: true });
}
