/** Iteration: `for await` over a stream, and streams from what can be iterated. Streams §4.2.5, §4.2.4. */
import type { Source } from "./readable-default";
import { cancelReadable, readChunk, type Reader, type ReadRequest, releaseReader } from "./readable";
import {
  apply,
  chain,
  defineProperty,
  getPrototypeOf,
  PromiseConstructor,
  rejected,
  resolved,
  setPrototypeOf,
} from "../primordials";
import { isObject } from "../webidl";

export let asyncIterator: (reader: Reader, preventCancel: boolean) => object;

type Step = { value: unknown; done: boolean };

/** One step's wish for a chunk. */
class SteppedRead implements ReadRequest {
  settled = false;
  #resolve!: (step: Step) => void;
  #reject!: (reason: unknown) => void;
  readonly #over: (read: SteppedRead, last: boolean) => void;
  readonly promise = new PromiseConstructor<Step>((resolve, reject) => {
    this.#resolve = resolve;
    this.#reject = reject;
  });
  /** `over` is told when the step is, and whether it was the last. */
  constructor(over: (read: SteppedRead, last: boolean) => void) {
    this.#over = over;
  }
  chunk(value: unknown): void {
    this.settled = true;
    this.#over(this, false);
    this.#resolve({ value, done: false });
  }
  close(): void {
    this.settled = true;
    this.#over(this, true);
    this.#resolve({ value: undefined, done: true });
  }
  error(reason: unknown): void {
    this.settled = true;
    this.#over(this, true);
    this.#reject(reason);
  }
}

class StreamIterator {
  #reader: Reader;
  #preventCancel: boolean;
  /** The call before, which the next one waits for. */
  #ongoing: Promise<unknown> | null = null;
  /** The read that is under way, where no other call waits for it. */
  #alone: SteppedRead | null = null;
  #idle = true;
  #finished = false;
  readonly #over = (read: SteppedRead, last: boolean): void => {
    if (this.#alone === read) this.#idle = true;
    if (!last) return;
    this.#finished = true;
    releaseReader(this.#reader);
  };
  constructor(reader: Reader, preventCancel: boolean) {
    this.#reader = reader;
    this.#preventCancel = preventCancel;
  }
  next(): Promise<Step> {
    if (!(isObject(this) && #reader in this)) return rejected(new TypeError("Illegal invocation"));
    if (this.#idle && !this.#finished) {
      const read = this.#read();
      this.#alone = read;
      this.#idle = read.settled;
      this.#ongoing = read.promise;
      return read.promise;
    }
    this.#alone = null;
    this.#idle = false;
    const step = (): Promise<Step> => this.#next();
    this.#ongoing = this.#ongoing === null ? step() : chain(this.#ongoing, step, step);
    return this.#ongoing as Promise<Step>;
  }
  return(value: unknown): Promise<Step> {
    if (!(isObject(this) && #reader in this)) return rejected(new TypeError("Illegal invocation"));
    this.#alone = null;
    this.#idle = false;
    const step = (): Promise<unknown> => this.#return(value);
    // The standard's step is a reaction to the read's promise: it is over one reaction later than ours.
    const later = (): Promise<unknown> => chain(resolved(undefined), step);
    const returned = this.#ongoing === null ? step() : chain(this.#ongoing, later, later);
    this.#ongoing = returned;
    return chain(returned, () => ({ value, done: true }));
  }

  #next(): Promise<Step> {
    return this.#finished ? resolved({ value: undefined, done: true }) : this.#read().promise;
  }
  #read(): SteppedRead {
    const read = new SteppedRead(this.#over);
    readChunk(this.#reader, read);
    return read;
  }
  #return(value: unknown): Promise<unknown> {
    if (this.#finished) return resolved(value);
    this.#finished = true;
    const stream = this.#reader.stream!;
    if (this.#preventCancel) {
      releaseReader(this.#reader);
      return resolved(undefined);
    }
    const result = cancelReadable(stream, value);
    releaseReader(this.#reader);
    return result;
  }
  static {
    asyncIterator = (reader, preventCancel) => new StreamIterator(reader, preventCancel);
  }
}
const generatorPrototype = getPrototypeOf(async function* () {}.prototype)!;
setPrototypeOf(StreamIterator.prototype, getPrototypeOf(generatorPrototype)!);
delete (StreamIterator.prototype as any).constructor;
defineProperty(StreamIterator.prototype, "next", { enumerable: true });
defineProperty(StreamIterator.prototype, "return", { enumerable: true });
defineProperty(StreamIterator.prototype, Symbol.toStringTag, {
  value: "ReadableStream AsyncIterator",
  configurable: true,
});

interface Iteration {
  readonly iterator: any;
  readonly next: Function;
  /** Whether the values of a synchronous iterator are to be awaited. */
  readonly sync: boolean;
}

function iterationOf(iterable: unknown): Iteration {
  if (iterable === undefined || iterable === null) throw new TypeError("The value is not iterable.");
  const asynchronous = (iterable as any)[Symbol.asyncIterator];
  const sync = asynchronous === undefined || asynchronous === null;
  const method = sync ? (iterable as any)[Symbol.iterator] : asynchronous;
  if (typeof method !== "function") throw new TypeError("The value is not iterable.");
  const iterator = apply(method, iterable, []);
  if (!isObject(iterator)) throw new TypeError("The iterator is not an object.");
  return { iterator, next: (iterator as any).next, sync };
}

/** A source that pulls from an iterator. */
export function fromIterable(iterable: unknown): Source {
  const iteration = iterationOf(iterable);
  return {
    start: () => undefined,
    pull: (controller) => pull(iteration, controller),
    cancel: (reason) => cancel(iteration, reason),
  };
}

function attempt<T>(fn: () => T | PromiseLike<T>): Promise<T> {
  try {
    return resolved(fn());
  } catch (error) {
    return rejected(error);
  }
}

function pull({ iterator, next, sync }: Iteration, controller: any): Promise<unknown> {
  const stepped = attempt(() => apply(next as any, iterator, []));
  return chain(stepped, (step: any) => {
    if (!isObject(step)) throw new TypeError("The iterator's result is not an object.");
    const done = (step as any).done;
    if (done) {
      controller.close();
      return undefined;
    }
    const value = (step as any).value;
    if (!sync) {
      controller.enqueue(value);
      return undefined;
    }
    return chain(resolved(value), (each) => controller.enqueue(each));
  });
}

function cancel({ iterator }: Iteration, reason: unknown): Promise<unknown> {
  const result = attempt(() => {
    const method = iterator.return;
    if (method === undefined || method === null) return NOTHING;
    return apply(method, iterator, [reason]);
  });
  return chain(result, (step) => {
    if (step !== NOTHING && !isObject(step)) throw new TypeError("The iterator's result is not an object.");
    return undefined;
  });
}
const NOTHING: any = Object.freeze(Object.create(null));
