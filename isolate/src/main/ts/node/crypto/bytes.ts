/** Arguments and answers that are bytes, and calls that tell a callback. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { wrongType } from "../errors";

export type Bytes = Uint8Array<ArrayBuffer>;

export function bytesOf(data: any, encoding?: string, name = "data"): Bytes {
  if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? undefined : encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw wrongType(name, "of type string or an instance of ArrayBuffer, Buffer, TypedArray, or DataView", data);
}

export function encoded(bytes: any, encoding?: string): any {
  return encoding === undefined || encoding === null || encoding === "buffer" ? bytes : bytes.toString(encoding);
}

export function joined(parts: Uint8Array[]): any {
  return Buffer.concat(parts);
}

/** A Buffer over an answer of the host's. */
export function bufferOf(answer: ArrayBuffer): any {
  return Buffer.from(answer);
}

export type Callback = (error: unknown, ...values: unknown[]) => void;

export function callbackOf(callback: unknown): Callback {
  if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
  return callback as Callback;
}

/** Does it, and tells of it when the code that runs now is done; an error is told too. */
export function later(work: () => unknown, callback: Callback, spread = false): void {
  let told: unknown[];
  try {
    const value = work();
    told = spread ? [null, ...(value as unknown[])] : [null, value];
  } catch (error) {
    told = [error];
  }
  deps.process.nextTick(callback, ...told);
}

/** A class that can be called without `new`, as Node's older ones can. */
export function callable<T extends new (...args: any[]) => object>(Type: T): T {
  return new Proxy(Type, { apply: (target, _, args) => Reflect.construct(target, args) });
}
