/** Teeing: one stream becomes two with the same chunks. Streams §4.9.3. */
import { Deferred } from "./core";
import {
  type Readable,
  Reader,
  readChunk,
  readView,
  type ReadRequest,
  releaseReader,
  cancelReadable,
} from "./readable";
import type { ByteController } from "./readable-byte";
import type { DefaultController } from "./readable-default";
import { chain, copyOf, resolved } from "../primordials";

/** How a branch is made: the class of the public object gives it. */
export type Make<C> = (
  pull: () => Promise<unknown>,
  cancel: (reason: unknown) => Promise<unknown>,
) => { stream: object; controller: C };

const soon = (fn: () => void): void => void chain(resolved(undefined), fn);

/** Both branches are cancelled before the source is, with both reasons. */
class Cancels {
  readonly reasons: unknown[] = [undefined, undefined];
  readonly done = [false, false];
  readonly result = new Deferred<unknown>();
  #source: () => Readable;
  constructor(source: () => Readable) {
    this.#source = source;
  }
  cancel(branch: 0 | 1, reason: unknown): Promise<unknown> {
    this.done[branch] = true;
    this.reasons[branch] = reason;
    if (this.done[1 - branch])
      this.result.resolve(cancelReadable(this.#source(), [this.reasons[0], this.reasons[1]]));
    return this.result.promise;
  }
}

/** Tees a stream of values; `copy`, where given, makes the second branch's chunks. */
export function teeDefault(
  source: Readable,
  make: Make<DefaultController>,
  copy: ((chunk: unknown) => unknown) | null,
): [object, object] {
  const reader = new Reader(source, false);
  const cancels = new Cancels(() => source);
  let reading = false;
  let readAgain = false;
  let controllers: DefaultController[] = [];
  const request: ReadRequest = {
    chunk(value) {
      soon(() => {
        readAgain = false;
        let second = value;
        if (copy !== null && !cancels.done[1]) {
          try {
            second = copy(value);
          } catch (error) {
            controllers[0].fail(error);
            controllers[1].fail(error);
            cancels.result.resolve(cancelReadable(source, error));
            return;
          }
        }
        if (!cancels.done[0]) controllers[0].enqueue(value);
        if (!cancels.done[1]) controllers[1].enqueue(second);
        reading = false;
        if (readAgain) pull();
      });
    },
    close() {
      reading = false;
      for (const at of [0, 1]) if (!cancels.done[at]) controllers[at].close();
      if (!cancels.done[0] || !cancels.done[1]) cancels.result.resolve(undefined);
    },
    error() {
      reading = false;
    },
  };
  const pull = (): Promise<unknown> => {
    if (reading) {
      readAgain = true;
      return resolved(undefined);
    }
    reading = true;
    readChunk(reader, request);
    return resolved(undefined);
  };
  const first = make(pull, (reason) => cancels.cancel(0, reason));
  const second = make(pull, (reason) => cancels.cancel(1, reason));
  controllers = [first.controller, second.controller];
  chain(reader.closed(), undefined, (reason) => {
    controllers[0].fail(reason);
    controllers[1].fail(reason);
    if (!cancels.done[0] || !cancels.done[1]) cancels.result.resolve(undefined);
  });
  return [first.stream, second.stream];
}

/** Tees a byte stream: a branch that lends a view has it filled, the other one gets a copy. */
export function teeBytes(source: Readable, make: Make<ByteController>): [object, object] {
  return new ByteTee(source, make).branches;
}

class ByteTee {
  readonly branches: [object, object];
  #source: Readable;
  #reader: Reader;
  #cancels: Cancels;
  #reading = false;
  #again = [false, false];
  #controllers: ByteController[];

  constructor(source: Readable, make: Make<ByteController>) {
    this.#source = source;
    this.#reader = new Reader(source, false);
    this.#cancels = new Cancels(() => source);
    const first = make(
      () => this.#pull(0),
      (reason) => this.#cancels.cancel(0, reason),
    );
    const second = make(
      () => this.#pull(1),
      (reason) => this.#cancels.cancel(1, reason),
    );
    this.branches = [first.stream, second.stream];
    this.#controllers = [first.controller, second.controller];
    this.#forward(this.#reader);
  }

  #forward(reader: Reader): void {
    chain(reader.closed(), undefined, (reason) => {
      if (reader !== this.#reader) return;
      this.#controllers[0].fail(reason);
      this.#controllers[1].fail(reason);
      this.#settle();
    });
  }
  /** Nothing is left to be cancelled. */
  #settle(): void {
    if (!this.#cancels.done[0] || !this.#cancels.done[1]) this.#cancels.result.resolve(undefined);
  }
  #pull(branch: 0 | 1): Promise<unknown> {
    if (this.#reading) {
      this.#again[branch] = true;
      return resolved(undefined);
    }
    this.#reading = true;
    const request = this.#controllers[branch].request();
    if (request === null) this.#readChunk();
    else this.#readInto(request.view!, branch);
    return resolved(undefined);
  }
  #use(byob: boolean): Reader {
    if (this.#reader.byob !== byob) {
      releaseReader(this.#reader);
      this.#reader = new Reader(this.#source, byob);
      this.#forward(this.#reader);
    }
    return this.#reader;
  }
  #failBoth(error: unknown): void {
    this.#controllers[0].fail(error);
    this.#controllers[1].fail(error);
    this.#cancels.result.resolve(cancelReadable(this.#source, error));
  }
  #next(): void {
    this.#reading = false;
    if (this.#again[0]) this.#pull(0);
    else if (this.#again[1]) this.#pull(1);
  }

  #readChunk(): void {
    const done = this.#cancels.done;
    readChunk(this.#use(false), {
      chunk: (chunk: Uint8Array) =>
        soon(() => {
          this.#again = [false, false];
          let second = chunk;
          if (!done[0] && !done[1]) {
            try {
              second = copyOf(chunk);
            } catch (error) {
              this.#failBoth(error);
              return;
            }
          }
          if (!done[0]) this.#controllers[0].enqueue(chunk);
          if (!done[1]) this.#controllers[1].enqueue(second);
          this.#next();
        }),
      close: () => {
        this.#reading = false;
        for (const at of [0, 1]) if (!done[at]) this.#controllers[at].close();
        for (const at of [0, 1])
          if (this.#controllers[at].request() !== null) this.#controllers[at].respond(0);
        this.#settle();
      },
      error: () => {
        this.#reading = false;
      },
    });
  }
  #readInto(view: ArrayBufferView, branch: 0 | 1): void {
    const done = this.#cancels.done;
    const mine = this.#controllers[branch];
    const other = this.#controllers[1 - branch];
    readView(this.#use(true), view, 1, {
      chunk: (filled) =>
        soon(() => {
          this.#again = [false, false];
          if (!done[1 - branch]) {
            let copy: Uint8Array;
            try {
              copy = copyOf(filled);
            } catch (error) {
              this.#failBoth(error);
              return;
            }
            if (!done[branch]) mine.respondWith(filled);
            other.enqueue(copy);
          } else if (!done[branch]) {
            mine.respondWith(filled);
          }
          this.#next();
        }),
      close: (last) => {
        this.#reading = false;
        if (!done[branch]) mine.close();
        if (!done[1 - branch]) other.close();
        if (last !== undefined) {
          if (!done[branch]) mine.respondWith(last);
          if (!done[1 - branch] && other.request() !== null) other.respond(0);
        }
        this.#settle();
      },
      error: () => {
        this.#reading = false;
      },
    });
  }
}
