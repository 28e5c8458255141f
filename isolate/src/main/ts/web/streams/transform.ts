/** TransformStream. Streams §6. */
import {
  type Algorithm,
  algorithm,
  callback,
  Deferred,
  highWaterMark,
  objectArgument,
  sizeOf,
  strategyOf,
} from "./core";
import { ERRORED, type Readable } from "./readable";
import type { DefaultController } from "./readable-default";
import { newReadable, type ReadableStream, readableOf } from "./readable-face";
import * as states from "./writable";
import type { Writable } from "./writable";
import { newWritable, type WritableStream, writableOf } from "./writable-faces";
import { chain, rejected, resolved } from "../primordials";
import { interfaceOf, isObject } from "../webidl";

/** What a transform stream is made of. */
export interface Transformer {
  readonly start: (controller: any) => unknown;
  /** Undefined: chunks pass as they are. */
  readonly transform: Algorithm | undefined;
  readonly flush: Algorithm;
  readonly cancel: Algorithm;
}

export class Transform {
  readonly readable: ReadableStream;
  readonly writable: WritableStream;
  #source: Readable;
  #sink: Writable;
  #transformer: Transformer | null;
  #face: TransformStreamDefaultController;
  #backpressure = true;
  #change = new Deferred();
  #finish: Deferred | null = null;

  constructor(
    transformer: Transformer,
    marks: { writable: number; readable: number },
    sizes: { writable: (chunk: unknown) => unknown; readable: (chunk: unknown) => unknown },
  ) {
    const started = new Deferred<unknown>();
    this.#transformer = transformer;
    this.#face = newController(this);
    this.writable = newWritable(
      {
        start: () => started.promise,
        write: (chunk) => this.#write(chunk),
        close: () => this.#close(),
        abort: (reason) => this.#abort(reason),
      },
      marks.writable,
      sizes.writable,
    );
    this.#sink = writableOf(this.writable);
    this.readable = newReadable(
      { start: () => started.promise, pull: () => this.#pull(), cancel: (reason) => this.#cancel(reason) },
      marks.readable,
      sizes.readable,
    );
    this.#source = readableOf(this.readable);
    started.resolve(transformer.start(this.#face));
  }

  #controller(): DefaultController {
    return this.#source.controller as DefaultController;
  }
  desired(): number | null {
    return this.#controller().desired();
  }
  /** Settled when the readable side wants more; null when it does already. */
  get wanted(): Promise<unknown> | null {
    return this.#backpressure ? this.#change.promise : null;
  }
  #setBackpressure(backpressure: boolean): void {
    this.#change.resolve();
    this.#change = new Deferred();
    this.#backpressure = backpressure;
  }
  #unblock(): void {
    if (this.#backpressure) this.#setBackpressure(false);
  }

  enqueue(chunk: unknown): void {
    const controller = this.#controller();
    if (!controller.canTake()) throw new TypeError("The readable side takes no more chunks.");
    try {
      controller.enqueue(chunk);
    } catch (error) {
      this.#failWritable(error);
      throw this.#source.error;
    }
    if (controller.hasBackpressure() && !this.#backpressure) this.#setBackpressure(true);
  }
  fail(reason: unknown): void {
    this.#controller().fail(reason);
    this.#failWritable(reason);
  }
  #failWritable(reason: unknown): void {
    this.#transformer = null;
    this.#sink.failIfNeeded(reason);
    this.#unblock();
  }
  terminate(): void {
    this.#controller().close();
    this.#failWritable(new TypeError("The transform stream was terminated."));
  }

  #write(chunk: unknown): Promise<unknown> {
    if (!this.#backpressure) return this.#transform(chunk);
    return chain(this.#change.promise, () => {
      if (this.#sink.state === states.ERRORING) throw this.#sink.error;
      return this.#transform(chunk);
    });
  }
  #transform(chunk: unknown): Promise<unknown> {
    return chain(this.#apply(chunk), undefined, (reason) => {
      this.fail(reason);
      throw reason;
    });
  }
  #apply(chunk: unknown): Promise<unknown> {
    const transform = this.#transformer!.transform;
    if (transform !== undefined) return transform(chunk, this.#face);
    try {
      this.enqueue(chunk);
      return resolved(undefined);
    } catch (error) {
      return rejected(error);
    }
  }

  /** Runs the last algorithm once; later ends wait for the same outcome. */
  #end(
    run: (transformer: Transformer) => Promise<unknown>,
    done: () => void,
    failed: (reason: unknown) => void,
  ): Promise<void> {
    if (this.#finish !== null) return this.#finish.promise;
    const finish = new Deferred();
    this.#finish = finish;
    const result = run(this.#transformer!);
    this.#transformer = null;
    chain(
      result,
      () => {
        try {
          done();
          finish.resolve();
        } catch (reason) {
          finish.reject(reason);
        }
      },
      (reason) => {
        failed(reason);
        finish.reject(reason);
      },
    );
    return finish.promise;
  }
  #abort(reason: unknown): Promise<void> {
    return this.#end(
      (transformer) => transformer.cancel(reason),
      () => {
        if (this.#source.state === ERRORED) throw this.#source.error;
        this.#controller().fail(reason);
      },
      (error) => this.#controller().fail(error),
    );
  }
  #close(): Promise<void> {
    return this.#end(
      (transformer) => transformer.flush(this.#face),
      () => {
        if (this.#source.state === ERRORED) throw this.#source.error;
        this.#controller().close();
      },
      (error) => this.#controller().fail(error),
    );
  }
  #cancel(reason: unknown): Promise<void> {
    const failSink = (error: unknown): void => {
      this.#sink.failIfNeeded(error);
      this.#unblock();
    };
    return this.#end(
      (transformer) => transformer.cancel(reason),
      () => {
        if (this.#sink.state === states.ERRORED) throw this.#sink.error;
        failSink(reason);
      },
      failSink,
    );
  }
  #pull(): Promise<void> {
    this.#setBackpressure(false);
    return this.#change.promise;
  }
}

function transformerOf(owner: any): Transformer {
  if (owner === null)
    return {
      start: () => undefined,
      transform: undefined,
      flush: algorithm(null, undefined),
      cancel: algorithm(null, undefined),
    };
  const cancel = callback(owner, "cancel");
  const flush = callback(owner, "flush");
  const readableType = owner.readableType;
  const start = callback(owner, "start") as any;
  const transform = callback(owner, "transform");
  const writableType = owner.writableType;
  if (readableType !== undefined || writableType !== undefined)
    throw new RangeError("A transformer has no readableType or writableType.");
  return {
    start: (controller) => (start === undefined ? undefined : Reflect.apply(start, owner, [controller])),
    transform: transform === undefined ? undefined : algorithm(owner, transform),
    flush: algorithm(owner, flush),
    cancel: algorithm(owner, cancel),
  };
}

export let isTransform: (value: unknown) => value is TransformStream;

export class TransformStream {
  #inner: Transform;
  constructor(
    transformer: unknown = undefined,
    writableStrategy: unknown = undefined,
    readableStrategy: unknown = undefined,
  ) {
    const owner = objectArgument(transformer, "The transformer");
    const writable = strategyOf(writableStrategy);
    const readable = strategyOf(readableStrategy);
    const made = transformerOf(owner);
    const mark = highWaterMark(readable, 0);
    const size = sizeOf(readable);
    this.#inner = new Transform(
      made,
      { writable: highWaterMark(writable, 1), readable: mark },
      { writable: sizeOf(writable), readable: size },
    );
  }
  get readable(): ReadableStream {
    return this.#inner.readable;
  }
  get writable(): WritableStream {
    return this.#inner.writable;
  }
  static {
    isTransform = (value): value is TransformStream => isObject(value) && #inner in value;
  }
}
interfaceOf(TransformStream, "TransformStream");

/** Settled when somebody wants what a transformer has to give; null when somebody does already. */
export let whenWanted: (controller: TransformStreamDefaultController) => Promise<unknown> | null;
let newController: (inner: Transform) => TransformStreamDefaultController;
let pending: Transform | null = null;

export class TransformStreamDefaultController {
  #inner: Transform;
  constructor() {
    if (pending === null) throw new TypeError("Illegal constructor");
    this.#inner = pending;
    pending = null;
  }
  get desiredSize(): number | null {
    return this.#inner.desired();
  }
  enqueue(chunk: unknown = undefined): void {
    this.#inner.enqueue(chunk);
  }
  error(reason: unknown = undefined): void {
    this.#inner.fail(reason);
  }
  terminate(): void {
    this.#inner.terminate();
  }
  static {
    whenWanted = (controller) => controller.#inner.wanted;
    newController = (inner) => {
      pending = inner;
      return new TransformStreamDefaultController();
    };
  }
}
interfaceOf(TransformStreamDefaultController, "TransformStreamDefaultController");
