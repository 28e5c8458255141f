/** The internals of a writable stream. Streams §5. */
import { type AbortSignal, newSignal, signalAbort } from "../abort";
import { type Algorithm, Deferred, settled, SizedQueue } from "./core";
import { chain, rejected, resolved, silence } from "../primordials";

export const WRITABLE = 0;
export const ERRORING = 1;
export const ERRORED = 2;
export const CLOSED = 3;

const CLOSE = Symbol("close");

export interface Sink {
  readonly start: (controller: any) => unknown;
  readonly write: Algorithm;
  readonly close: Algorithm;
  readonly abort: Algorithm;
}

interface PendingAbort {
  readonly deferred: Deferred;
  readonly reason: unknown;
  readonly wasErroring: boolean;
}

export class Writer {
  stream: Writable | null;
  ready: Deferred;
  closed: Deferred;
  constructor(stream: Writable) {
    if (stream.writer !== null) throw new TypeError("The stream is locked to a writer already.");
    this.stream = stream;
    stream.writer = this;
    const failed = { reason: stream.error };
    if (stream.state === WRITABLE) {
      this.ready = !stream.closing() && stream.backpressure ? new Deferred() : settled();
      this.closed = new Deferred();
    } else if (stream.state === ERRORING) {
      this.ready = settled(failed);
      this.closed = new Deferred();
    } else if (stream.state === CLOSED) {
      this.ready = settled();
      this.closed = settled();
    } else {
      this.ready = settled(failed);
      this.closed = settled(failed);
    }
  }
  failReady(reason: unknown): void {
    if (this.ready.pending) reject(this.ready, reason);
    else this.ready = settled({ reason });
  }
  failClosed(reason: unknown): void {
    if (this.closed.pending) reject(this.closed, reason);
    else this.closed = settled({ reason });
  }
}

function reject(deferred: Deferred, reason: unknown): void {
  silence(deferred.promise);
  deferred.reject(reason);
}

/** A writable stream and its controller: one cannot be without the other. */
export class Writable {
  state = WRITABLE;
  error: unknown = undefined;
  writer: Writer | null = null;
  backpressure = false;
  /** The controller's signal, made when someone asks for it. */
  #signal: AbortSignal | null = null;
  #aborted: { reason: unknown } | null = null;
  #queue = new SizedQueue<unknown>();
  #mark: number;
  #size: ((chunk: unknown) => unknown) | null;
  #sink: Sink | null;
  #started = false;
  #requests: Deferred[] = [];
  #inFlight: Deferred | null = null;
  #closeRequest: Deferred | null = null;
  #closeInFlight: Deferred | null = null;
  #abort: PendingAbort | null = null;

  constructor(sink: Sink, mark: number, size: (chunk: unknown) => unknown) {
    this.#sink = sink;
    this.#mark = mark;
    this.#size = size;
  }
  /** Starts the sink; apart from the constructor so that the controller's object is there. */
  start(face: object): void {
    this.#face = face;
    this.#setBackpressure(this.desired()! <= 0);
    const begun = this.#sink!.start(face);
    chain(
      resolved(begun),
      () => {
        this.#started = true;
        this.#advance();
      },
      (reason) => {
        this.#started = true;
        this.#deal(reason);
      },
    );
  }
  #face: object | null = null;

  signal(): AbortSignal {
    if (this.#signal === null) {
      this.#signal = newSignal();
      if (this.#aborted !== null) signalAbort(this.#signal, this.#aborted.reason);
    }
    return this.#signal;
  }
  closing(): boolean {
    return this.#closeRequest !== null || this.#closeInFlight !== null;
  }
  desired(): number | null {
    if (this.state === ERRORED || this.state === ERRORING) return null;
    return this.state === CLOSED ? 0 : this.#mark - this.#queue.total;
  }

  write(chunk: unknown, writer: Writer): Promise<void> {
    let size: unknown;
    try {
      size = this.#size === null ? 1 : this.#size(chunk);
    } catch (error) {
      this.failIfNeeded(error);
      size = 1;
    }
    // The size function is the tenant's: it may have released the writer.
    if (writer.stream !== this) return rejected(new TypeError("The writer was released from its stream."));
    if (this.state === ERRORED) return rejected(this.error);
    if (this.closing() || this.state === CLOSED)
      return rejected(new TypeError("The stream is closed or about to be; it takes no more."));
    if (this.state === ERRORING) return rejected(this.error);
    const request = new Deferred();
    this.#requests.push(request);
    try {
      this.#queue.push(chunk, size);
    } catch (error) {
      this.failIfNeeded(error);
      return request.promise;
    }
    if (!this.closing() && this.state === WRITABLE) this.#setBackpressure(this.desired()! <= 0);
    this.#advance();
    return request.promise;
  }
  close(): Promise<void> {
    if (this.state === CLOSED || this.state === ERRORED) {
      return rejected(new TypeError("The stream is closed or errored already; it cannot be closed."));
    }
    const request = new Deferred();
    this.#closeRequest = request;
    if (this.writer !== null && this.backpressure && this.state === WRITABLE) this.writer.ready.resolve();
    this.#queue.push(CLOSE, 0);
    this.#advance();
    return request.promise;
  }
  abort(reason: unknown): Promise<void> {
    if (this.state === CLOSED || this.state === ERRORED) return resolved(undefined);
    this.#aborted ??= { reason };
    if (this.#signal !== null) signalAbort(this.#signal, reason);
    // A listener of the signal may have changed the state.
    if ((this.state as number) === CLOSED || (this.state as number) === ERRORED) return resolved(undefined);
    if (this.#abort !== null) return this.#abort.deferred.promise;
    const wasErroring = this.state === ERRORING;
    const pending = { deferred: new Deferred(), reason: wasErroring ? undefined : reason, wasErroring };
    this.#abort = pending;
    if (!wasErroring) this.#startErroring(reason);
    return pending.deferred.promise;
  }
  failIfNeeded(reason: unknown): void {
    if (this.state !== WRITABLE) return;
    this.#clear();
    this.#startErroring(reason);
  }

  #clear(): void {
    this.#sink = null;
    this.#size = null;
  }
  #deal(reason: unknown): void {
    if (this.state === WRITABLE) this.#startErroring(reason);
    else this.#finishErroring();
  }
  #startErroring(reason: unknown): void {
    this.state = ERRORING;
    this.error = reason;
    if (this.writer !== null) this.writer.failReady(reason);
    if (this.#inFlight === null && this.#closeInFlight === null && this.#started) this.#finishErroring();
  }
  #finishErroring(): void {
    this.state = ERRORED;
    this.#queue.reset();
    for (const request of this.#requests) request.reject(this.error);
    this.#requests = [];
    const pending = this.#abort;
    if (pending === null) {
      this.#rejectClosing();
      return;
    }
    this.#abort = null;
    if (pending.wasErroring) {
      pending.deferred.reject(this.error);
      this.#rejectClosing();
      return;
    }
    const sink = this.#sink;
    const result = sink === null ? resolved(undefined) : sink.abort(pending.reason);
    this.#clear();
    chain(
      result,
      () => {
        pending.deferred.resolve();
        this.#rejectClosing();
      },
      (reason) => {
        pending.deferred.reject(reason);
        this.#rejectClosing();
      },
    );
  }
  #rejectClosing(): void {
    if (this.#closeRequest !== null) {
      this.#closeRequest.reject(this.error);
      this.#closeRequest = null;
    }
    if (this.writer !== null) this.writer.failClosed(this.error);
  }
  #setBackpressure(backpressure: boolean): void {
    if (this.writer !== null && backpressure !== this.backpressure) {
      if (backpressure) this.writer.ready = new Deferred();
      else this.writer.ready.resolve();
    }
    this.backpressure = backpressure;
  }

  #advance(): void {
    if (!this.#started || this.#inFlight !== null) return;
    if (this.state === ERRORING) {
      this.#finishErroring();
      return;
    }
    if (this.#queue.values.length === 0) return;
    const { value } = this.#queue.values.peek();
    if (value === CLOSE) this.#processClose();
    else this.#processWrite(value);
  }
  #processClose(): void {
    this.#closeInFlight = this.#closeRequest;
    this.#closeRequest = null;
    this.#queue.shift();
    const result = this.#sink!.close();
    this.#clear();
    chain(
      result,
      () => this.#closed(),
      (reason) => {
        this.#closeInFlight!.reject(reason);
        this.#closeInFlight = null;
        if (this.#abort !== null) {
          this.#abort.deferred.reject(reason);
          this.#abort = null;
        }
        this.#deal(reason);
      },
    );
  }
  #closed(): void {
    this.#closeInFlight!.resolve();
    this.#closeInFlight = null;
    if (this.state === ERRORING) {
      // The close came through before the error took hold.
      this.error = undefined;
      if (this.#abort !== null) {
        this.#abort.deferred.resolve();
        this.#abort = null;
      }
    }
    this.state = CLOSED;
    if (this.writer !== null) this.writer.closed.resolve();
  }
  #processWrite(chunk: unknown): void {
    this.#inFlight = this.#requests.shift()!;
    chain(
      this.#sink!.write(chunk, this.#face),
      () => {
        this.#inFlight!.resolve();
        this.#inFlight = null;
        const state = this.state;
        this.#queue.shift();
        if (!this.closing() && state === WRITABLE) this.#setBackpressure(this.desired()! <= 0);
        this.#advance();
      },
      (reason) => {
        if (this.state === WRITABLE) this.#clear();
        this.#inFlight!.reject(reason);
        this.#inFlight = null;
        this.#deal(reason);
      },
    );
  }
}

export function releaseWriter(writer: Writer): void {
  const stream = writer.stream!;
  const reason = new TypeError("The writer was released from its stream.");
  writer.failReady(reason);
  writer.failClosed(reason);
  stream.writer = null;
  writer.stream = null;
}
