/** The controller of a readable stream whose chunks are values of any kind. Streams §4.6. */
import { type Algorithm, algorithm, callback, SizedQueue } from "./core";
import {
  CLOSED,
  type Controller,
  closeReadable,
  ERRORED,
  errorReadable,
  isAwaited,
  READABLE,
  type Readable,
  type ReadRequest,
} from "./readable";
import { chain, resolved } from "../primordials";
import { interfaceOf } from "../webidl";

/** What a readable stream is made of. */
export interface Source {
  readonly start: (controller: any) => unknown;
  readonly pull: Algorithm;
  readonly cancel: Algorithm;
}

export function sourceOf(owner: any): Source {
  if (owner === null)
    return { start: () => undefined, pull: algorithm(null, undefined), cancel: algorithm(null, undefined) };
  const cancel = callback(owner, "cancel");
  const pull = callback(owner, "pull");
  const start = callback(owner, "start") as any;
  return {
    start: (controller) => (start === undefined ? undefined : Reflect.apply(start, owner, [controller])),
    pull: algorithm(owner, pull),
    cancel: algorithm(owner, cancel),
  };
}

export class DefaultController implements Controller {
  readonly stream: Readable;
  readonly queue = new SizedQueue<unknown>();
  readonly mark: number;
  #size: ((chunk: unknown) => unknown) | null;
  #pull: Algorithm | null;
  #cancel: Algorithm | null;
  #started = false;
  #pulling = false;
  #pullAgain = false;
  closeRequested = false;
  /** The public object. */
  readonly face: ReadableStreamDefaultController;

  constructor(stream: Readable, source: Source, mark: number, size: (chunk: unknown) => unknown) {
    this.stream = stream;
    this.mark = mark;
    this.#size = size;
    this.#pull = source.pull;
    this.#cancel = source.cancel;
    this.face = newFace(this);
    stream.controller = this;
    const begun = source.start(this.face);
    chain(
      resolved(begun),
      () => {
        this.#started = true;
        this.pullIfNeeded();
      },
      (reason) => this.fail(reason),
    );
  }

  cancelSteps(reason: unknown): Promise<unknown> {
    this.queue.reset();
    const result = this.#cancel!(reason);
    this.#clear();
    return result;
  }
  pullSteps(request: ReadRequest): void {
    if (this.queue.values.length > 0) {
      const chunk = this.queue.shift();
      if (this.closeRequested && this.queue.values.length === 0) {
        this.#clear();
        closeReadable(this.stream);
      } else {
        this.pullIfNeeded();
      }
      request.chunk(chunk);
    } else {
      this.stream.reader!.requests.push(request);
      this.pullIfNeeded();
    }
  }
  releaseSteps(): void {}

  /** Forgets the algorithms, so that what they hold can be collected. */
  #clear(): void {
    this.#pull = null;
    this.#cancel = null;
    this.#size = null;
  }

  pullIfNeeded(): void {
    if (!this.#shouldPull()) return;
    if (this.#pulling) {
      this.#pullAgain = true;
      return;
    }
    this.#pulling = true;
    chain(
      this.#pull!(this.face),
      () => {
        this.#pulling = false;
        if (!this.#pullAgain) return;
        this.#pullAgain = false;
        this.pullIfNeeded();
      },
      (reason) => this.fail(reason),
    );
  }
  #shouldPull(): boolean {
    if (!this.canTake() || !this.#started) return false;
    return isAwaited(this.stream) || this.desired()! > 0;
  }

  /** Whether it can be closed or given chunks. */
  canTake(): boolean {
    return !this.closeRequested && this.stream.state === READABLE;
  }
  desired(): number | null {
    const state = this.stream.state;
    return state === ERRORED ? null : state === CLOSED ? 0 : this.mark - this.queue.total;
  }
  close(): void {
    if (!this.canTake()) return;
    this.closeRequested = true;
    if (this.queue.values.length > 0) return;
    this.#clear();
    closeReadable(this.stream);
  }
  enqueue(chunk: unknown): void {
    if (!this.canTake()) return;
    if (isAwaited(this.stream)) {
      this.stream.reader!.requests.shift().chunk(chunk);
    } else {
      try {
        this.queue.push(chunk, this.#size!(chunk));
      } catch (error) {
        this.fail(error);
        throw error;
      }
    }
    this.pullIfNeeded();
  }
  fail(reason: unknown): void {
    if (this.stream.state !== READABLE) return;
    this.queue.reset();
    this.#clear();
    errorReadable(this.stream, reason);
  }
  hasBackpressure(): boolean {
    return !this.#shouldPull();
  }
}

let newFace: (inner: DefaultController) => ReadableStreamDefaultController;
let pending: DefaultController | null = null;

export class ReadableStreamDefaultController {
  #inner: DefaultController;
  constructor() {
    if (pending === null) throw new TypeError("Illegal constructor");
    this.#inner = pending;
    pending = null;
  }
  get desiredSize(): number | null {
    return this.#inner.desired();
  }
  close(): void {
    if (!this.#inner.canTake())
      throw new TypeError("The stream is not in a state in which it can be closed.");
    this.#inner.close();
  }
  enqueue(chunk: unknown = undefined): void {
    if (!this.#inner.canTake()) throw new TypeError("The stream is not in a state in which it takes chunks.");
    this.#inner.enqueue(chunk);
  }
  error(reason: unknown = undefined): void {
    this.#inner.fail(reason);
  }
  static {
    newFace = (inner) => {
      pending = inner;
      return new ReadableStreamDefaultController();
    };
  }
}
interfaceOf(ReadableStreamDefaultController, "ReadableStreamDefaultController");
