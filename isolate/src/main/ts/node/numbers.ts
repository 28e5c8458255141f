/**
 * Numbers in a Buffer, checked as Node checks them: the package `buffer` takes a last argument that turns
 * all checks off, which Node has not had since its version 10.
 */
import { failed, outOfRange, wrongType } from "./errors";

const BYTES_MAX = 6;

/** The methods that Node has in two spellings. */
const spellings = (name: string): string[] => (name.includes("UInt") ? [name, name.replace("UInt", "Uint")] : [name]);

function bytesOf(self: unknown): Uint8Array {
  if (self instanceof Uint8Array) return self;
  throw wrongType("this", "an instance of Buffer or Uint8Array", self);
}

function whole(value: unknown, name: string): void {
  if (typeof value !== "number") throw wrongType(name, "of type number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
}

/** Whether so many bytes from the offset on are within. */
function within(bytes: Uint8Array, offset: unknown, length: number): number {
  whole(offset, "offset");
  const last = bytes.length - length;
  if (last < 0) throw failed("ERR_BUFFER_OUT_OF_BOUNDS", "Attempt to access memory outside buffer bounds", RangeError);
  if ((offset as number) < 0 || (offset as number) > last) throw outOfRange("offset", `>= 0 and <= ${last}`, offset);
  return offset as number;
}

function length(byteLength: unknown): number {
  if (byteLength === undefined) throw wrongType("byteLength", "of type number", byteLength);
  whole(byteLength, "byteLength");
  const count = byteLength as number;
  if (count < 1 || count > BYTES_MAX) throw outOfRange("byteLength", `>= 1 and <= ${BYTES_MAX}`, byteLength);
  return count;
}

function inRange(value: any, signed: boolean, count: number): void {
  const most = 2 ** (8 * count - (signed ? 1 : 0)) - 1;
  const least = signed ? -most - 1 : 0;
  if (value >= least && value <= most) return;
  if (value === value) throw outOfRange("value", `>= ${least} and <= ${most}`, value);
}

function read(bytes: Uint8Array, at: number, count: number, signed: boolean, little: boolean): number {
  let sum = 0;
  for (let i = 0; i < count; i++) sum = sum * 256 + bytes[at + (little ? count - 1 - i : i)];
  return signed && sum >= 2 ** (8 * count - 1) ? sum - 2 ** (8 * count) : sum;
}

function write(bytes: Uint8Array, at: number, count: number, value: number, little: boolean): number {
  let rest = Math.trunc(value) || 0;
  if (rest < 0) rest += 2 ** (8 * count);
  for (let i = 0; i < count; i++) {
    bytes[at + (little ? i : count - 1 - i)] = rest % 256;
    rest = Math.floor(rest / 256);
  }
  return at + count;
}

type Methods = Record<string, (this: unknown, ...args: any[]) => unknown>;

/** `readInt8`, `writeUInt32LE`, `readUIntBE` and all their kin. */
export function integerMethods(): Methods {
  const methods: Methods = {};
  for (const signed of [true, false]) {
    for (const little of [true, false]) {
      const kind = signed ? "Int" : "UInt";
      const order = little ? "LE" : "BE";
      for (const count of [1, 2, 4]) {
        const name = `${kind}${8 * count}${count === 1 ? "" : order}`;
        fixed(methods, name, count, signed, little);
      }
      anyLength(methods, `${kind}${order}`, signed, little);
    }
  }
  return methods;
}

function fixed(methods: Methods, name: string, count: number, signed: boolean, little: boolean): void {
  const reader = function (this: unknown, offset: unknown = 0): number {
    const bytes = bytesOf(this);
    return read(bytes, within(bytes, offset, count), count, signed, little);
  };
  const writer = function (this: unknown, given: unknown, offset: unknown = 0): number {
    const bytes = bytesOf(this);
    const value = +(given as number);
    inRange(value, signed, count);
    return write(bytes, within(bytes, offset, count), count, value, little);
  };
  put(methods, name, reader, writer);
}

function anyLength(methods: Methods, name: string, signed: boolean, little: boolean): void {
  const reader = function (this: unknown, offset: unknown, byteLength: unknown): number {
    const bytes = bytesOf(this);
    if (offset === undefined) throw wrongType("offset", "of type number", offset);
    const count = length(byteLength);
    return read(bytes, within(bytes, offset, count), count, signed, little);
  };
  const writer = function (this: unknown, given: unknown, offset: unknown, byteLength: unknown): number {
    const bytes = bytesOf(this);
    if (offset === undefined) throw wrongType("offset", "of type number", offset);
    const count = length(byteLength);
    const value = +(given as number);
    inRange(value, signed, count);
    return write(bytes, within(bytes, offset, count), count, value, little);
  };
  put(methods, name, reader, writer);
}

function put(methods: Methods, name: string, reader: Methods[string], writer: Methods[string]): void {
  for (const spelled of spellings(`read${name}`)) methods[spelled] = named(reader, `read${name}`);
  for (const spelled of spellings(`write${name}`)) methods[spelled] = named(writer, `write${name}`);
}

function named(fn: Methods[string], name: string): Methods[string] {
  return Object.defineProperty(fn, "name", { value: name, configurable: true });
}

const REALS = [
  ["Float", 4, "Float32"],
  ["Double", 8, "Float64"],
] as const;

/** `readFloatLE` and its kin. */
export function realMethods(): Methods {
  const methods: Methods = {};
  for (const [name, count, kind] of REALS) {
    for (const little of [true, false]) {
      const reader = function (this: unknown, offset: unknown = 0): number {
        const bytes = bytesOf(this);
        return view(bytes, within(bytes, offset, count), count)[`get${kind}`](0, little);
      };
      const writer = function (this: unknown, given: unknown, offset: unknown = 0): number {
        const bytes = bytesOf(this);
        const at = within(bytes, offset, count);
        view(bytes, at, count)[`set${kind}`](0, +(given as number), little);
        return at + count;
      };
      put(methods, `${name}${little ? "LE" : "BE"}`, reader, writer);
    }
  }
  return methods;
}

function view(bytes: Uint8Array, at: number, count: number): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset + at, count);
}
