/** ReadableByteStreamController and ReadableStreamBYOBRequest, as a source sees them. Streams §4.7-4.8. */
import type { ByteController } from "./readable-byte";
import { bufferLength, isDetached, isView, viewBuffer, viewLength } from "../primordials";
import { enforceUnsigned, interfaceOf, isObject, required } from "../webidl";

function viewArgument(view: unknown): ArrayBufferView {
  if (!isObject(view) || !isView(view))
    throw new TypeError("The argument must be a typed array or a DataView.");
  return view;
}

export let newControllerFace: (inner: ByteController) => ReadableByteStreamController;
export type ByteFace = ReadableByteStreamController;
let pendingController: ByteController | null = null;

export class ReadableByteStreamController {
  #inner: ByteController;
  constructor() {
    if (pendingController === null) throw new TypeError("Illegal constructor");
    this.#inner = pendingController;
    pendingController = null;
  }
  get byobRequest(): ByobRequest | null {
    return this.#inner.request();
  }
  get desiredSize(): number | null {
    return this.#inner.desired();
  }
  close(): void {
    if (!this.#inner.canTake())
      throw new TypeError("The stream is not in a state in which it can be closed.");
    this.#inner.close();
  }
  enqueue(chunk: unknown): void {
    const inner = this.#inner;
    required(arguments.length, 1, "enqueue");
    const view = viewArgument(chunk);
    if (viewLength(view) === 0) throw new TypeError("The chunk has no bytes.");
    if (bufferLength(viewBuffer(view)) === 0) throw new TypeError("The chunk's buffer has no bytes.");
    if (!inner.canTake()) throw new TypeError("The stream is not in a state in which it takes chunks.");
    inner.enqueue(view);
  }
  error(reason: unknown = undefined): void {
    this.#inner.fail(reason);
  }
  static {
    newControllerFace = (inner) => {
      pendingController = inner;
      return new ReadableByteStreamController();
    };
  }
}
interfaceOf(ReadableByteStreamController, "ReadableByteStreamController");

export let newRequest: (controller: ByteController, view: Uint8Array) => ByobRequest;
export let invalidate: (request: ByobRequest) => void;
let pendingRequest: { controller: ByteController; view: Uint8Array } | null = null;

export class ByobRequest {
  #controller: ByteController | null;
  #view: Uint8Array | null;
  constructor() {
    if (pendingRequest === null) throw new TypeError("Illegal constructor");
    this.#controller = pendingRequest.controller;
    this.#view = pendingRequest.view;
    pendingRequest = null;
  }
  get view(): Uint8Array | null {
    return this.#view;
  }
  respond(bytesWritten: unknown): void {
    this.#view;
    required(arguments.length, 1, "respond");
    const bytes = enforceUnsigned(bytesWritten, "The number of bytes");
    const controller = this.#live();
    if (isDetached(viewBuffer(this.#view!)))
      throw new TypeError("The view's buffer was detached; it cannot be responded.");
    controller.respond(bytes);
  }
  respondWithNewView(view: unknown): void {
    this.#view;
    required(arguments.length, 1, "respondWithNewView");
    const given = viewArgument(view);
    const controller = this.#live();
    if (isDetached(viewBuffer(given))) throw new TypeError("The view's buffer is detached.");
    controller.respondWith(given);
  }
  #live(): ByteController {
    if (this.#controller === null) throw new TypeError("This request was answered already.");
    return this.#controller;
  }
  static {
    newRequest = (controller, view) => {
      pendingRequest = { controller, view };
      return new ByobRequest();
    };
    invalidate = (request) => {
      request.#controller = null;
      request.#view = null;
    };
  }
}
interfaceOf(ByobRequest, "ReadableStreamBYOBRequest");
