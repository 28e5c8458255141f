/**
 * What all streams stand on. The public classes hold one private slot, an internal object of plain
 * fields; the algorithms of the Streams Standard work on those, so that no tenant can see or change them
 * and no step between our own streams needs a promise that a tenant could watch.
 */
import { apply, PromiseConstructor, rejected, resolved, silence } from "../primordials";
import { isObject } from "../webidl";

/** A first-in, first-out queue that does not move its elements. */
export class Fifo<T> {
  #items: (T | undefined)[] = [];
  #head = 0;

  get length(): number {
    return this.#items.length - this.#head;
  }
  push(item: T): void {
    this.#items.push(item);
  }
  shift(): T {
    const items = this.#items;
    const item = items[this.#head] as T;
    items[this.#head++] = undefined;
    if (this.#head === items.length) {
      items.length = 0;
      this.#head = 0;
    } else if (this.#head > 512 && this.#head * 2 > items.length) {
      this.#items = items.slice(this.#head);
      this.#head = 0;
    }
    return item;
  }
  peek(): T {
    return this.#items[this.#head] as T;
  }
  /** Takes everything out. */
  drain(): T[] {
    const all = this.#items.slice(this.#head) as T[];
    this.#items = [];
    this.#head = 0;
    return all;
  }
}

/** A promise with its two ways to end. */
export class Deferred<T = void> {
  readonly promise: Promise<T>;
  resolve!: (value: T | PromiseLike<T>) => void;
  reject!: (reason: unknown) => void;
  pending = true;
  constructor() {
    this.promise = new PromiseConstructor<T>((resolve, reject) => {
      this.resolve = (value) => {
        this.pending = false;
        resolve(value);
      };
      this.reject = (reason) => {
        this.pending = false;
        reject(reason);
      };
    });
  }
}

/** A deferred that is settled already; a rejected one is nobody's fault. */
export function settled(error?: { reason: unknown }): Deferred {
  const made = new Deferred();
  if (error === undefined) {
    made.resolve();
  } else {
    silence(made.promise);
    made.reject(error.reason);
  }
  return made;
}

export type Algorithm = (argument?: any, controller?: any) => Promise<unknown>;

/** A method of an underlying source, sink or transformer, as an algorithm that never throws. */
export function algorithm(owner: object | null, method: unknown, otherwise: unknown = undefined): Algorithm {
  if (method === undefined) return () => resolved(otherwise);
  return (...args) => {
    try {
      return resolved(apply(method as any, owner, args));
    } catch (error) {
      return rejected(error);
    }
  };
}

/** A member of a dictionary that must be a function where it is there. */
export function callback(owner: any, name: string): unknown {
  const method = owner[name];
  if (method === undefined) return undefined;
  if (typeof method !== "function") throw new TypeError(`The member '${name}' must be a function.`);
  return method;
}

export interface Strategy {
  readonly highWaterMark: number | undefined;
  readonly size: ((chunk: unknown) => unknown) | undefined;
}

/** Reads a queuing strategy. */
export function strategyOf(value: unknown): Strategy {
  if (value === undefined || value === null) return { highWaterMark: undefined, size: undefined };
  if (!isObject(value)) throw new TypeError("The queuing strategy must be an object.");
  const mark = (value as any).highWaterMark;
  const highWaterMark = mark === undefined ? undefined : Number(mark);
  const size = callback(value, "size") as any;
  return { highWaterMark, size };
}

export function highWaterMark(strategy: Strategy, otherwise: number): number {
  const mark = strategy.highWaterMark;
  if (mark === undefined) return otherwise;
  if (!(mark >= 0)) throw new RangeError(`The high water mark is ${mark}; it is a number from 0.`);
  return mark;
}

/** The size of a chunk, as the strategy has it. */
export function sizeOf(strategy: Strategy): (chunk: unknown) => unknown {
  const size = strategy.size;
  return size === undefined ? () => 1 : (chunk) => apply(size, undefined, [chunk]);
}

/** A queue that knows the sum of its chunks' sizes. */
export class SizedQueue<T> {
  readonly values = new Fifo<{ value: T; size: number }>();
  total = 0;

  push(value: T, size: unknown): void {
    const number = Number(size);
    if (!(number >= 0) || number === Infinity) {
      throw new RangeError(`The size of a chunk is ${number}; it is a finite number from 0.`);
    }
    this.values.push({ value, size: number });
    this.total += number;
  }
  shift(): T {
    const entry = this.values.shift();
    // Rounding errors must not make an empty queue look full.
    this.total = Math.max(0, this.total - entry.size);
    return entry.value;
  }
  reset(): void {
    this.values.drain();
    this.total = 0;
  }
}

/** An argument that Web IDL types as `object`. */
export function objectArgument(value: unknown, what: string): object | null {
  if (value === undefined) return null;
  if (!isObject(value)) throw new TypeError(`${what} must be an object.`);
  return value;
}
