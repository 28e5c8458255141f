/** Piping: all chunks of a readable go to a writable, and ends and errors are passed on. Streams §4.9.2. */
import { type AbortSignal, onAbort } from "../abort";
import { Deferred } from "./core";
import {
  cancelReadable,
  CLOSED,
  ERRORED,
  READABLE,
  type Readable,
  readChunk,
  Reader,
  releaseReader,
} from "./readable";
import { chain, PromiseConstructor, rejected, resolved, silence } from "../primordials";
import {
  CLOSED as WRITING_OVER,
  ERRORED as WRITING_FAILED,
  ERRORING,
  WRITABLE,
  releaseWriter,
  type Writable,
  Writer,
} from "./writable";

export interface PipeOptions {
  readonly preventAbort: boolean;
  readonly preventCancel: boolean;
  readonly preventClose: boolean;
  readonly signal: AbortSignal | undefined;
}

export function pipe(source: Readable, target: Writable, options: PipeOptions): Promise<void> {
  return new Pipe(source, target, options).run();
}

class Pipe {
  #source: Readable;
  #target: Writable;
  #options: PipeOptions;
  #reader: Reader;
  #writer: Writer;
  #result = new Deferred();
  #shutting = false;
  /** The write that is under way. */
  #write: Promise<unknown> = resolved(undefined);
  #forgetSignal: (() => void) | null = null;

  constructor(source: Readable, target: Writable, options: PipeOptions) {
    this.#source = source;
    this.#target = target;
    this.#options = options;
    this.#reader = new Reader(source, false);
    this.#writer = new Writer(target);
    source.disturbed = true;
  }

  run(): Promise<void> {
    const signal = this.#options.signal;
    if (signal !== undefined) {
      const abort = (): void => this.#abort(signal.reason);
      if (signal.aborted) {
        abort();
        return this.#result.promise;
      }
      this.#forgetSignal = onAbort(signal, abort);
    }
    this.#watch();
    if (!this.#shutting) this.#step();
    return this.#result.promise;
  }

  #abort(reason: unknown): void {
    const { preventAbort, preventCancel } = this.#options;
    const source = this.#source;
    const target = this.#target;
    this.#shutdown(
      () => {
        const actions: Promise<unknown>[] = [];
        if (!preventAbort)
          actions.push(target.state === WRITABLE ? target.abort(reason) : resolved(undefined));
        if (!preventCancel)
          actions.push(source.state === READABLE ? cancelReadable(source, reason) : resolved(undefined));
        return all(actions);
      },
      { reason },
    );
  }

  /** Errors and ends are noticed in the order in which the standard lists them. */
  #watch(): void {
    const { preventAbort, preventCancel, preventClose } = this.#options;
    const source = this.#source;
    const target = this.#target;
    const sourceFailed = (reason: unknown): void =>
      this.#shutdown(preventAbort ? null : () => target.abort(reason), { reason });
    const targetFailed = (reason: unknown): void =>
      this.#shutdown(preventCancel ? null : () => cancelReadable(source, reason), { reason });
    const sourceClosed = (): void =>
      this.#shutdown(preventClose ? null : () => closeAndPropagate(target), null);
    if (source.state === ERRORED) sourceFailed(source.error);
    else chain(this.#reader.closed(), undefined, sourceFailed);
    if (failed(target)) targetFailed(target.error);
    else chain(this.#writer.closed.promise, undefined, targetFailed);
    if (source.state === CLOSED) sourceClosed();
    else chain(this.#reader.closed(), sourceClosed, () => undefined);
    if (target.closing() || target.state === WRITING_OVER) {
      const reason = new TypeError("The destination is closed already: nothing can be piped to it.");
      this.#shutdown(preventCancel ? null : () => cancelReadable(source, reason), { reason });
    }
  }

  #step(): void {
    if (this.#shutting) return;
    chain(
      this.#writer.ready.promise,
      () => this.#read(),
      () => undefined,
    );
  }
  #read(): void {
    if (this.#shutting || this.#target.state !== WRITABLE) return;
    if (this.#target.desired()! <= 0) {
      this.#step();
      return;
    }
    readChunk(this.#reader, {
      // A microtask later: a source that enqueues must not find itself in the sink's write.
      chunk: (value) => {
        this.#write = chain(resolved(undefined), () => {
          const written = this.#target.write(value, this.#writer);
          silence(written);
          this.#step();
          return written;
        });
        silence(this.#write);
      },
      close: () => undefined,
      error: () => undefined,
    });
  }

  #shutdown(action: (() => Promise<unknown>) | null, error: { reason: unknown } | null): void {
    if (this.#shutting) return;
    this.#shutting = true;
    const act = (): void => {
      if (action === null) {
        this.#finish(error);
        return;
      }
      chain(
        action(),
        () => this.#finish(error),
        (reason) => this.#finish({ reason }),
      );
    };
    if (this.#target.state === WRITABLE && !this.#target.closing()) chain(this.#written(), act);
    else act();
  }
  /** Every chunk that was read has been written, or failed to be. */
  #written(): Promise<unknown> {
    const current = this.#write;
    const again = (): unknown => (current === this.#write ? undefined : this.#written());
    return chain(current, again, again);
  }
  #finish(error: { reason: unknown } | null): void {
    releaseWriter(this.#writer);
    releaseReader(this.#reader);
    this.#forgetSignal?.();
    if (error === null) this.#result.resolve();
    else this.#result.reject(error.reason);
  }
}

function failed(target: Writable): boolean {
  return target.state === WRITING_FAILED || target.state === ERRORING;
}

function closeAndPropagate(target: Writable): Promise<void> {
  if (target.closing() || target.state === WRITING_OVER) return resolved(undefined);
  return target.state === WRITING_FAILED ? rejected(target.error) : target.close();
}

/** Fulfilled when all are; rejected with the first rejection. */
function all(promises: Promise<unknown>[]): Promise<unknown> {
  return new PromiseConstructor((resolve, reject) => {
    let left = promises.length;
    if (left === 0) resolve(undefined);
    for (const promise of promises) {
      chain(
        promise,
        () => {
          if (--left === 0) resolve(undefined);
        },
        reject,
      );
    }
  });
}
