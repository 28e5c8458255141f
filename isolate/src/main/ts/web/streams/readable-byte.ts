/**
 * The controller of a readable byte stream. Streams §4.7. What is read goes, without a copy where it can
 * be, into views that a BYOB reader lent (`Into`, the standard's pull-into descriptors) or out of a
 * queue of pieces.
 */
import type { Algorithm } from "./core";
import { ByobRequest, invalidate, newControllerFace, newRequest, type ByteFace } from "./byte-faces";
import { Fifo } from "./core";
import {
  CLOSED,
  type Controller,
  closeReadable,
  ERRORED,
  errorReadable,
  isAwaited,
  isAwaitedInto,
  READABLE,
  type Readable,
  type ReadIntoRequest,
  type ReadRequest,
} from "./readable";
import type { Source } from "./readable-default";
import {
  bufferLength,
  chain,
  isDetached,
  resolved,
  sliceBuffer,
  transferBuffer,
  typedArrayName,
  viewBuffer,
  viewLength,
  viewOffset,
} from "../primordials";

interface Piece {
  readonly buffer: ArrayBuffer;
  offset: number;
  length: number;
}

/** A view that waits to be filled. */
export interface Into {
  buffer: ArrayBuffer;
  readonly bufferLength: number;
  readonly offset: number;
  readonly length: number;
  filled: number;
  readonly minimum: number;
  readonly elementSize: number;
  readonly kind: any;
  reader: "default" | "byob" | "none";
}

export class ByteController implements Controller {
  readonly stream: Readable;
  readonly mark: number;
  readonly face: ByteFace;
  #pull: Algorithm | null;
  #cancel: Algorithm | null;
  #allocate: number | undefined;
  #pieces = new Fifo<Piece>();
  #total = 0;
  #pending: Into[] = [];
  #request: ByobRequest | null = null;
  #started = false;
  #pulling = false;
  #pullAgain = false;
  closeRequested = false;

  constructor(stream: Readable, source: Source, mark: number, allocate: number | undefined) {
    this.stream = stream;
    this.mark = mark;
    this.#pull = source.pull;
    this.#cancel = source.cancel;
    this.#allocate = allocate;
    this.face = newControllerFace(this);
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
    this.#forgetPending();
    this.#resetQueue();
    const result = this.#cancel!(reason);
    this.#clear();
    return result;
  }
  pullSteps(request: ReadRequest): void {
    if (this.#total > 0) {
      this.#answer(request);
      return;
    }
    if (this.#allocate !== undefined) {
      let buffer: ArrayBuffer;
      try {
        buffer = new ArrayBuffer(this.#allocate);
      } catch (error) {
        request.error(error);
        return;
      }
      const length = this.#allocate;
      this.#pending.push({
        buffer,
        bufferLength: length,
        offset: 0,
        length,
        filled: 0,
        minimum: 1,
        elementSize: 1,
        kind: Uint8Array,
        reader: "default",
      });
    }
    this.stream.reader!.requests.push(request);
    this.pullIfNeeded();
  }
  releaseSteps(): void {
    if (this.#pending.length === 0) return;
    this.#pending[0].reader = "none";
    this.#pending.length = 1;
  }

  /** Gives the first piece of the queue. */
  #answer(request: ReadRequest): void {
    const piece = this.#pieces.shift();
    this.#total -= piece.length;
    this.#drained();
    request.chunk(new Uint8Array(piece.buffer, piece.offset, piece.length));
  }
  #drained(): void {
    if (this.#total === 0 && this.closeRequested) {
      this.#clear();
      closeReadable(this.stream);
    } else {
      this.pullIfNeeded();
    }
  }
  #clear(): void {
    this.#pull = null;
    this.#cancel = null;
  }
  #resetQueue(): void {
    this.#pieces.drain();
    this.#total = 0;
  }
  #forgetPending(): void {
    this.#invalidate();
    this.#pending = [];
  }
  #invalidate(): void {
    if (this.#request === null) return;
    invalidate(this.#request);
    this.#request = null;
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
    return isAwaited(this.stream) || isAwaitedInto(this.stream) || this.desired()! > 0;
  }
  canTake(): boolean {
    return !this.closeRequested && this.stream.state === READABLE;
  }
  desired(): number | null {
    const state = this.stream.state;
    return state === ERRORED ? null : state === CLOSED ? 0 : this.mark - this.#total;
  }

  /** The request for the view that comes first, made at its first use. */
  request(): ByobRequest | null {
    if (this.#request === null && this.#pending.length > 0) {
      const first = this.#pending[0];
      const view = new Uint8Array(first.buffer, first.offset + first.filled, first.length - first.filled);
      this.#request = newRequest(this, view);
    }
    return this.#request;
  }

  close(): void {
    if (!this.canTake()) return;
    if (this.#total > 0) {
      this.closeRequested = true;
      return;
    }
    const first = this.#pending[0];
    if (first !== undefined && first.filled % first.elementSize !== 0) {
      const error = new TypeError("The stream was closed in the middle of an element of the reader's view.");
      this.fail(error);
      throw error;
    }
    this.#clear();
    closeReadable(this.stream);
  }
  fail(reason: unknown): void {
    if (this.stream.state !== READABLE) return;
    this.#forgetPending();
    this.#resetQueue();
    this.#clear();
    errorReadable(this.stream, reason);
  }

  enqueue(view: ArrayBufferView): void {
    if (!this.canTake()) return;
    const buffer = viewBuffer(view);
    const offset = viewOffset(view);
    const length = viewLength(view);
    if (isDetached(buffer)) throw new TypeError("The chunk's buffer is detached.");
    const moved = transferBuffer(buffer);
    const first = this.#pending[0];
    if (first !== undefined) {
      if (isDetached(first.buffer))
        throw new TypeError("The buffer of the BYOB request was detached; it cannot be filled.");
      this.#invalidate();
      first.buffer = transferBuffer(first.buffer);
      if (first.reader === "none") this.#keepFilled(first);
    }
    const reader = this.stream.reader;
    if (reader !== null && !reader.byob) this.#enqueueFor(reader.requests, moved, offset, length);
    else {
      this.#push(moved, offset, length);
      if (reader !== null) this.#commitAll(this.#fillPending());
    }
    this.pullIfNeeded();
  }
  #enqueueFor(requests: Fifo<ReadRequest>, buffer: ArrayBuffer, offset: number, length: number): void {
    while (requests.length > 0 && this.#total > 0) this.#answer(requests.shift());
    if (requests.length === 0) {
      this.#push(buffer, offset, length);
      return;
    }
    if (this.#pending.length > 0) this.#pending.shift();
    requests.shift().chunk(new Uint8Array(buffer, offset, length));
  }
  #push(buffer: ArrayBuffer, offset: number, length: number): void {
    this.#pieces.push({ buffer, offset, length });
    this.#total += length;
  }
  #pushCopy(buffer: ArrayBuffer, offset: number, length: number): void {
    this.#push(sliceBuffer(buffer, offset, offset + length), 0, length);
  }
  /** What a released reader's view holds goes back to the queue. */
  #keepFilled(into: Into): void {
    if (into.filled > 0) this.#pushCopy(into.buffer, into.offset, into.filled);
    this.#pending.shift();
  }

  pullInto(view: ArrayBufferView, min: number, request: ReadIntoRequest): void {
    const typed = typedArrayName(view) !== undefined;
    const elementSize = typed ? (view as Uint8Array).BYTES_PER_ELEMENT : 1;
    const kind: any = typed ? kindOf(view) : DataView;
    const offset = viewOffset(view);
    const length = viewLength(view);
    let buffer: ArrayBuffer;
    try {
      buffer = transferBuffer(viewBuffer(view));
    } catch (error) {
      request.error(error);
      return;
    }
    const into: Into = {
      buffer,
      bufferLength: bufferLength(buffer),
      offset,
      length,
      filled: 0,
      minimum: min * elementSize,
      elementSize,
      kind,
      reader: "byob",
    };
    if (this.#pending.length > 0) {
      this.#wait(into, request);
      return;
    }
    if (this.stream.state === CLOSED) {
      request.close(new kind(buffer, offset, 0));
      return;
    }
    if (this.#total > 0) {
      if (this.#fill(into)) {
        const filled = viewOf(into);
        this.#drained();
        request.chunk(filled);
        return;
      }
      if (this.closeRequested) {
        const error = new TypeError("The stream ends in the middle of an element of the reader's view.");
        this.fail(error);
        request.error(error);
        return;
      }
    }
    this.#wait(into, request);
    this.pullIfNeeded();
  }
  #wait(into: Into, request: ReadIntoRequest): void {
    this.#pending.push(into);
    this.stream.reader!.intoRequests.push(request);
  }

  /** Fills a view from the queue; whether it has enough now. */
  #fill(into: Into): boolean {
    const most = Math.min(this.#total, into.length - into.filled);
    const filled = into.filled + most;
    const aligned = filled - (filled % into.elementSize);
    const ready = aligned >= into.minimum;
    let left = ready ? aligned - into.filled : most;
    const target = new Uint8Array(into.buffer);
    while (left > 0) {
      const head = this.#pieces.peek();
      const count = Math.min(left, head.length);
      target.set(new Uint8Array(head.buffer, head.offset, count), into.offset + into.filled);
      if (head.length === count) this.#pieces.shift();
      head.offset += count;
      head.length -= count;
      this.#total -= count;
      into.filled += count;
      left -= count;
    }
    return ready;
  }
  #fillPending(): Into[] {
    const done: Into[] = [];
    while (this.#pending.length > 0 && this.#total > 0 && this.#fill(this.#pending[0]))
      done.push(this.#pending.shift()!);
    return done;
  }
  #commitAll(list: Into[]): void {
    for (const into of list) this.#commit(into);
  }
  #commit(into: Into): void {
    const done = this.stream.state === CLOSED;
    const view = viewOf(into);
    const reader = this.stream.reader!;
    if (into.reader === "default") {
      const request = reader.requests.shift();
      if (done) request.close();
      else request.chunk(view);
    } else {
      const request = reader.intoRequests.shift();
      if (done) request.close(view);
      else request.chunk(view);
    }
  }

  respond(bytes: number): void {
    const first = this.#pending[0];
    if (this.stream.state === CLOSED) {
      if (bytes !== 0) throw new TypeError("The stream is closed: only 0 bytes can be responded.");
    } else {
      if (bytes === 0) throw new TypeError("0 bytes can be responded only to a closed stream.");
      if (first.filled + bytes > first.length)
        throw new RangeError(`${bytes} bytes are more than the view has room for.`);
    }
    first.buffer = transferBuffer(first.buffer);
    this.#respond(bytes);
  }
  respondWith(view: ArrayBufferView): void {
    const first = this.#pending[0];
    const length = viewLength(view);
    if (this.stream.state === CLOSED) {
      if (length !== 0) throw new TypeError("The stream is closed: only an empty view can be responded.");
    } else if (length === 0) {
      throw new TypeError("An empty view can be responded only to a closed stream.");
    }
    const buffer = viewBuffer(view);
    const fits =
      first.offset + first.filled === viewOffset(view) && first.bufferLength === bufferLength(buffer);
    if (!fits || first.filled + length > first.length)
      throw new RangeError("The view is not of the region that was asked for.");
    first.buffer = transferBuffer(buffer);
    this.#respond(length);
  }
  #respond(bytes: number): void {
    const first = this.#pending[0];
    this.#invalidate();
    if (this.stream.state === CLOSED) this.#respondClosed(first);
    else this.#respondReadable(bytes, first);
    this.pullIfNeeded();
  }
  #respondClosed(first: Into): void {
    if (first.reader === "none") this.#pending.shift();
    const reader = this.stream.reader;
    if (reader === null || !reader.byob) return;
    const done: Into[] = [];
    while (done.length < reader.intoRequests.length) done.push(this.#pending.shift()!);
    this.#commitAll(done);
  }
  #respondReadable(bytes: number, into: Into): void {
    into.filled += bytes;
    if (into.reader === "none") {
      this.#keepFilled(into);
      this.#commitAll(this.#fillPending());
      return;
    }
    if (into.filled < into.minimum) return;
    this.#pending.shift();
    const rest = into.filled % into.elementSize;
    if (rest > 0) {
      this.#pushCopy(into.buffer, into.offset + into.filled - rest, rest);
      into.filled -= rest;
    }
    const done = this.#fillPending();
    this.#commit(into);
    this.#commitAll(done);
  }
}

/** The constructor of a typed array's kind, whatever its prototype says. */
function kindOf(view: ArrayBufferView): any {
  return KINDS[typedArrayName(view)!];
}
const KINDS: Record<string, unknown> = {
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  Float32Array,
  Float64Array,
  BigInt64Array,
  BigUint64Array,
  Float16Array: (globalThis as any).Float16Array,
};

function viewOf(into: Into): ArrayBufferView {
  return new into.kind(transferBuffer(into.buffer), into.offset, into.filled / into.elementSize);
}
