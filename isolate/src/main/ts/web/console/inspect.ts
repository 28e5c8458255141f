/**
 * Values as text for people, in the manner of Node's util.inspect. It never calls a getter or a
 * toString of the value that it shows; a hostile value, say a proxy, can spoil its own line at most.
 */
import {
  dateGetTime,
  dateToISO,
  mapEach,
  mapSize,
  nativeStack,
  regExpFlags,
  regExpSource,
  setEach,
  setSize,
  symbolToString,
} from "../captured";
import { isDOMException } from "../exception";
import {
  apply,
  getPrototypeOf,
  isArray,
  isDetached,
  isView,
  ownDescriptor,
  ownKeys,
  typedArrayName,
  viewBuffer,
  viewLength,
  viewOffset,
} from "../primordials";
import { boxed, kindOf } from "./kinds";
import { layout, quote } from "./layout";
import { constructorName, functionLabel, tagOf } from "./names";
import { ownView } from "./views";

export interface InspectOptions {
  /** How deep nested objects are shown; deeper ones are named only. */
  readonly depth?: number;
  /** Whether properties that are not enumerable are shown as well. */
  readonly showHidden?: boolean;
}

interface State {
  readonly depth: number;
  readonly hidden: boolean;
  readonly path: object[];
  /** The objects that something inside refers back to, numbered. */
  circular: Map<object, number> | null;
  /** How many characters may still be made: a value of any size gives a line of some size. */
  left: number;
}

const ITEMS = 100;
const TEXT = 10000;
const TOTAL = 256 * 1024;

export function inspect(value: unknown, options: InspectOptions = {}): string {
  const state: State = {
    depth: options.depth ?? 2,
    hidden: options.showHidden ?? false,
    path: [],
    circular: null,
    left: TOTAL,
  };
  try {
    return show(state, value);
  } catch (error) {
    if (error instanceof RangeError) return "[too deep to show]";
    return "[cannot be shown]";
  }
}

function show(state: State, value: unknown): string {
  if (state.left <= 0) return "...";
  const text =
    typeof value === "object" || typeof value === "function"
      ? showObject(state, value as object | null)
      : primitiveText(value);
  state.left -= text.length;
  return text;
}

function primitiveText(value: unknown): string {
  switch (typeof value) {
    case "string":
      return value.length > TEXT
        ? `${quote(value.slice(0, TEXT))}... ${value.length - TEXT} more characters`
        : quote(value);
    case "number":
      return Object.is(value, -0) ? "-0" : String(value);
    case "bigint":
      return `${String(value)}n`;
    case "symbol":
      return symbolText(value);
    default:
      return String(value);
  }
}

export function symbolText(value: symbol): string {
  return apply(symbolToString, value, []);
}

function showObject(state: State, value: object | null): string {
  if (value === null) return "null";
  const at = state.path.indexOf(value);
  if (at >= 0) {
    const circular = (state.circular ??= new Map());
    if (!circular.has(value)) circular.set(value, circular.size + 1);
    return `[Circular *${circular.get(value)}]`;
  }
  const depth = state.path.push(value);
  let text: string;
  try {
    text = parts(state, value);
  } catch {
    // A proxy whose traps throw, or a revoked one: all else is asked in ways that cannot fail.
    text = "[cannot be shown]";
  }
  state.path.length = depth - 1;
  const number = state.circular?.get(value);
  if (number !== undefined) text = `<ref *${number}> ${text}`;
  return text;
}

/** What an object is shown as: a prefix, brackets, entries. */
interface Shape {
  readonly prefix: string;
  readonly open: string;
  readonly close: string;
  /** Shown instead of brackets where there are no entries. */
  readonly bare: string | null;
  readonly entries: string[];
  /** Keys that the entries have shown already. */
  readonly indexed: boolean;
  readonly skip: readonly string[];
}

function parts(state: State, value: object): string {
  const name = constructorName(value);
  if (state.path.length - 1 > state.depth && kindOf(value) !== "error") return tooDeep(value, name);
  const shape = shapeOf(state, value, name);
  const entries = shape.entries;
  addProperties(state, value, shape);
  if (entries.length === 0) return shape.bare ?? `${shape.prefix}${shape.open}${shape.close}`;
  return layout(state.path.length, shape.prefix, shape.open, shape.close, entries);
}

function tooDeep(value: object, name: string | null): string {
  const list = isArray(value);
  if (list ? lengthOf(value) === 0 : name === "Object" && ownKeys(value).length === 0)
    return list ? "[]" : "{}";
  return list ? "[Array]" : `[${name ?? "Object: null prototype"}]`;
}


function shapeOf(state: State, value: object, name: string | null): Shape {
  const label = name ?? "[Object: null prototype]";
  if (isArray(value))
    return arrayShape(state, value, name === "Array" ? "" : `${label}(${lengthOf(value)}) `);
  if (typeof value === "function") return bare(functionLabel(value, name));
  const typed = typedArrayName(value);
  if (typed !== undefined)
    return arrayShape(state, value as any, `${label}(${(value as Uint8Array).length}) `);
  if (isView(value)) return viewShape(state, value, label);
  switch (kindOf(value)) {
    case "error":
      return errorShape(state, value, name);
    case "map":
      return mapShape(state, value, label);
    case "set":
      return setShape(state, value, label);
    case "date":
      return bare(dateText(value));
    case "regexp":
      return bare(`/${apply(regExpSource, value, [])}/${regExpFlagText(value)}`);
    case "promise":
      return braces(`${label} `, ["<unknown>"]);
    case "weakmap":
    case "weakset":
      return braces(`${label} `, ["<items unknown>"]);
    case "weakref":
      return braces(`${label} `, ["<ref>"]);
    case "arraybuffer":
      return bufferShape(value as ArrayBuffer, label);
    case "boxed": {
      const primitive = boxed(value);
      return bare(`[${label}: ${primitiveText(primitive)}]`, typeof primitive === "string");
    }
    case "object":
      return objectShape(state, value, name);
  }
}

function objectShape(state: State, value: object, name: string | null): Shape {
  const view = ownView(value);
  if (view !== null) {
    return braces(
      name === null ? "" : `${name} `,
      view.map(([key, item]) => `${key}: ${show(state, item)}`),
    );
  }
  const tag = tagOf(value, name);
  return braces(name === "Object" && tag === "" ? "" : `${name ?? "[Object: null prototype]"}${tag} `, []);
}

function viewShape(state: State, value: ArrayBufferView, label: string): Shape {
  return braces(`${label} `, [
    `[byteLength]: ${viewLength(value)}`,
    `[byteOffset]: ${viewOffset(value)}`,
    `[buffer]: ${show(state, viewBuffer(value))}`,
  ]);
}

function dateText(value: object): string {
  const time = apply(dateGetTime, value, []) as number;
  return Number.isNaN(time) ? "Invalid Date" : (apply(dateToISO, value, []) as string);
}

/** The getter of `flags` asks each flag of the object, which a tenant may have defined anew. */
function regExpFlagText(value: object): string {
  return ownDescriptor(value, "flags") === undefined && getPrototypeOf(value) === RegExp.prototype
    ? apply(regExpFlags, value, [])
    : "";
}

function bare(text: string, indexed = false): Shape {
  return { prefix: `${text} `, open: "{", close: "}", bare: text, entries: [], indexed, skip: [] };
}

function braces(prefix: string, entries: string[]): Shape {
  return { prefix, open: "{", close: "}", bare: null, entries, indexed: false, skip: [] };
}

function lengthOf(value: object): number {
  return Number(ownDescriptor(value, "length")?.value ?? 0);
}

function arrayShape(state: State, value: ArrayLike<unknown>, prefix: string): Shape {
  const length = isArray(value) ? lengthOf(value) : value.length;
  const entries: string[] = [];
  let holes = 0;
  let index = 0;
  const flush = (): void => {
    if (holes > 0) entries.push(`<${holes} empty item${holes === 1 ? "" : "s"}>`);
    holes = 0;
  };
  for (; index < length && entries.length < ITEMS; index++) {
    const descriptor = ownDescriptor(value, index);
    if (descriptor === undefined) {
      holes++;
      // A long row of holes ends the showing: there may be 2^32 of them.
      if (holes > 10000) {
        holes += length - index - 1;
        index = length - 1;
      }
      continue;
    }
    flush();
    entries.push(descriptorText(state, descriptor));
  }
  flush();
  if (length > index) entries.push(more(length - index));
  return { prefix, open: "[", close: "]", bare: null, entries, indexed: true, skip: ["length"] };
}

function more(count: number): string {
  return `... ${count} more item${count === 1 ? "" : "s"}`;
}

function mapShape(state: State, value: object, label: string): Shape {
  const entries: string[] = [];
  let count = 0;
  apply(mapEach, value, [
    (item: unknown, key: unknown) => {
      if (count++ < ITEMS) entries.push(`${show(state, key)} => ${show(state, item)}`);
    },
  ]);
  if (count > ITEMS) entries.push(more(count - ITEMS));
  return braces(`${label}(${apply(mapSize, value, [])}) `, entries);
}

function setShape(state: State, value: object, label: string): Shape {
  const entries: string[] = [];
  let count = 0;
  apply(setEach, value, [
    (item: unknown) => {
      if (count++ < ITEMS) entries.push(show(state, item));
    },
  ]);
  if (count > ITEMS) entries.push(more(count - ITEMS));
  return braces(`${label}(${apply(setSize, value, [])}) `, entries);
}

function bufferShape(value: ArrayBuffer, label: string): Shape {
  if (isDetached(value)) return braces(`${label} `, ["(detached)", "[byteLength]: 0"]);
  const bytes = new Uint8Array(value);
  let hex = "";
  for (let i = 0; i < bytes.length && i < 50; i++)
    hex += (i > 0 ? " " : "") + bytes[i].toString(16).padStart(2, "0");
  const rest = bytes.length > 50 ? ` ... ${bytes.length - 50} more bytes` : "";
  return braces(`${label} `, [`[Uint8Contents]: <${hex}${rest}>`, `[byteLength]: ${bytes.length}`]);
}

/** A field of an error, unless it is a getter. */
function field(value: object, key: string): unknown {
  let object: object | null = value;
  for (let steps = 0; object !== null && steps < 100; steps++) {
    const descriptor = ownDescriptor(object, key);
    if (descriptor !== undefined) return descriptor.value;
    object = getPrototypeOf(object);
  }
  return undefined;
}

function errorShape(state: State, value: object, className: string | null): Shape {
  const exception = isDOMException(value);
  const name = exception ? value.name : field(value, "name");
  const message = exception ? value.message : field(value, "message");
  const named = typeof name === "string" && name !== "" ? name : (className ?? "Error");
  const head = typeof message === "string" && message !== "" ? `${named}: ${message}` : named;
  const stack = stackOf(value);
  const text = stack === "" ? `[${head}]` : withHead(stack, head, exception);
  const entries: string[] = [];
  const cause = ownDescriptor(value, "cause");
  if (cause !== undefined && "value" in cause) entries.push(`[cause]: ${show(state, cause.value)}`);
  const errors = ownDescriptor(value, "errors");
  if (errors !== undefined && isArray(errors.value)) entries.push(`[errors]: ${show(state, errors.value)}`);
  const indent = "  ".repeat(Math.max(0, state.path.length - 1));
  const placed = indent === "" ? text : text.replaceAll("\n", `\n${indent}`);
  return {
    prefix: `${placed} `,
    open: "{",
    close: "}",
    bare: placed,
    entries,
    indexed: false,
    skip: ["stack", "message", "cause", "errors"],
  };
}

/** The stack, where it is a plain value or the engine's own accessor. */
export function stackOf(error: object): string {
  const descriptor = ownDescriptor(error, "stack");
  if (descriptor === undefined) return "";
  const native = descriptor.get !== undefined && descriptor.get === nativeStack;
  const stack = native ? apply(nativeStack, error, []) : descriptor.value;
  return typeof stack === "string" ? stack : "";
}

/** A stack that was taken before the message was set still shows the message. */
function withHead(stack: string, head: string, exception: boolean): string {
  const frames = stack.search(/\n\s+at /);
  if (exception) return frames < 0 ? head : head + stack.slice(frames);
  return stack;
}

/** The keys of a longer list are not asked for: they take more room than the list itself. */
const KEYED_LENGTH = 100_000;

function isLong(value: object): boolean {
  return (isArray(value) ? lengthOf(value) : isView(value) ? viewLength(value) : 0) > KEYED_LENGTH;
}

const PLAIN_KEY = /^[A-Za-z_$][A-Za-z0-9_$]*$/;

function addProperties(state: State, value: object, shape: Shape): void {
  if (shape.indexed && isLong(value)) return;
  const keys = ownKeys(value);
  let count = 0;
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i];
    if (
      typeof key === "string" &&
      (shape.skip.includes(key) || (shape.indexed && /^(?:0|[1-9][0-9]*)$/.test(key)))
    )
      continue;
    const descriptor = ownDescriptor(value, key);
    if (descriptor === undefined || (!descriptor.enumerable && !state.hidden)) continue;
    if (++count > ITEMS || state.left <= 0) continue;
    const name = typeof key === "symbol" ? symbolText(key) : PLAIN_KEY.test(key) ? key : quote(key);
    const shown = descriptor.enumerable ? name : `[${name}]`;
    shape.entries.push(`${shown}: ${descriptorText(state, descriptor)}`);
  }
  if (count > ITEMS) shape.entries.push(`... ${count - ITEMS} more`);
}

function descriptorText(state: State, descriptor: PropertyDescriptor): string {
  if ("value" in descriptor) return show(state, descriptor.value);
  if (descriptor.get === undefined) return "[Setter]";
  return descriptor.set === undefined ? "[Getter]" : "[Getter/Setter]";
}
