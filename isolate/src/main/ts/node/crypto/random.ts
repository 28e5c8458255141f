/** Random values, and comparing without telling by time. */
import { Buffer, affordable } from "../buffer";
import { deps } from "../deps";
import { failed, outOfRange, wrongType } from "../errors";
import { bytesOf, type Callback, callbackOf, later } from "./bytes";

const RANDOM_BYTES_MAX = 2 ** 31 - 1;

export function randomBytes(size: number, callback?: Callback): unknown {
  if (typeof size !== "number") throw wrongType("size", "of type number", size);
  if (!(size >= 0 && size <= RANDOM_BYTES_MAX)) throw outOfRange("size", `>= 0 && <= ${RANDOM_BYTES_MAX}`, size);
  const make = () => randomFillSync(Buffer.alloc(size));
  return callback ? later(make, callback) : make();
}

export function randomFillSync(buffer: any, offset = 0, size?: number): unknown {
  const bytes = bytesOf(buffer);
  const length = size ?? bytes.length - offset;
  if (!(offset >= 0 && offset <= bytes.length)) throw outOfRange("offset", `>= 0 && <= ${bytes.length}`, offset);
  if (!(length >= 0 && offset + length <= bytes.length)) throw outOfRange("size + offset", `<= ${bytes.length}`, offset + length);
  deps.random(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
  return buffer;
}

export function randomFill(buffer: unknown, ...rest: unknown[]): void {
  const callback = callbackOf(rest.pop());
  later(() => randomFillSync(buffer, rest[0] as number, rest[1] as number), callback);
}

/** From `min` to below `max`, each as likely as the others: what would tip the scale is drawn again. */
export function randomInt(min: number, max?: number | Callback, callback?: Callback): unknown {
  if (typeof max !== "number") return randomInt(0, min, max);
  if (!Number.isSafeInteger(min)) throw wrongType("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw wrongType("max", "a safe integer", max);
  const range = max - min;
  if (range <= 0) throw outOfRange("max", `greater than the value of "min" (${min})`, max);
  if (range > 2 ** 48 - 1) throw outOfRange("max - min", "<= 281474976710655", range);
  const limit = 2 ** 48 - (2 ** 48 % range);
  const draw = () => {
    for (;;) {
      const drawn = (randomBytes(6) as any).readUIntBE(0, 6);
      if (drawn < limit) return min + (drawn % range);
    }
  };
  return callback ? later(draw, callback) : draw();
}

export function timingSafeEqual(a: unknown, b: unknown): boolean {
  const [first, second] = [bytesOf(a), bytesOf(b)];
  if (first.length !== second.length) {
    throw failed("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length", RangeError);
  }
  let difference = 0;
  for (let i = 0; i < first.length; i++) difference |= first[i] ^ second[i];
  return difference === 0;
}

