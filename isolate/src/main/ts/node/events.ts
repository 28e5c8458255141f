/** `node:events`: the package `events`, and what Node has beyond it. */
import { deps } from "./deps";
import { failed, wrongType } from "./errors";
import { queueMicrotask } from "./globals";

const EventEmitter = require("events/");
declare const require: (name: string) => any;
const firstOf: (emitter: any, type: PropertyKey) => Promise<unknown[]> = EventEmitter.once;

type Listener = (...args: any[]) => unknown;

interface Signal {
  readonly aborted: boolean;
  readonly reason: unknown;
  addEventListener(type: string, listener: Listener, options?: object): void;
  removeEventListener(type: string, listener: Listener): void;
}

class EventEmitterAsyncResource extends EventEmitter {
  readonly asyncResource: object;
  constructor(options?: any) {
    super(options);
    this.asyncResource = new deps.AsyncResource(options?.name ?? "EventEmitterAsyncResource");
  }
}

function getEventListeners(emitter: any, type: PropertyKey): Listener[] {
  if (typeof emitter?.listeners === "function") return emitter.listeners(type);
  throw wrongType("emitter", "an instance of EventEmitter or EventTarget", emitter);
}

function getMaxListeners(emitter: any): number {
  return typeof emitter?.getMaxListeners === "function" ? emitter.getMaxListeners() : EventEmitter.defaultMaxListeners;
}

function setMaxListeners(count: number = EventEmitter.defaultMaxListeners, ...emitters: any[]): void {
  if (emitters.length === 0) EventEmitter.defaultMaxListeners = count;
  for (const emitter of emitters) emitter.setMaxListeners?.(count);
}

/** `await once(emitter, "x")`, with a signal that ends the waiting. */
function once(emitter: any, type: PropertyKey, options: { signal?: Signal } = {}): Promise<unknown[]> {
  const signal = options.signal;
  if (signal?.aborted) return Promise.reject(aborted(signal));
  const happened = firstOf(emitter, type);
  if (!signal) return happened;
  return new Promise((resolve, reject) => {
    const stop = () => reject(aborted(signal));
    signal.addEventListener("abort", stop, { once: true });
    happened.then(resolve, reject).finally(() => signal.removeEventListener("abort", stop));
  });
}

function aborted(signal: Signal): Error {
  const error = failed("ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  return Object.assign(error, { cause: signal.reason });
}

/** `for await (const args of on(emitter, "x"))`: every event from now on, none lost. */
function on(emitter: any, type: PropertyKey, options: { signal?: Signal; close?: string[] } = {}): AsyncIterableIterator<unknown[]> {
  const arrived: unknown[][] = [];
  const waiting: PromiseWithResolvers<IteratorResult<unknown[]>>[] = [];
  let over = false;
  let failure: { error: unknown } | null = null;
  const arrive = (...args: unknown[]) => {
    const next = waiting.shift();
    if (next) next.resolve({ value: args, done: false });
    else arrived.push(args);
  };
  const fail = (error: unknown) => {
    const next = waiting.shift();
    if (next) next.reject(error);
    else failure = { error };
    finish();
  };
  const finish = () => {
    over = true;
    emitter.removeListener(type, arrive);
    emitter.removeListener("error", fail);
    for (const name of options.close ?? []) emitter.removeListener(name, finish);
    for (const next of waiting.splice(0)) next.resolve({ value: undefined, done: true });
    return Promise.resolve<IteratorResult<unknown[]>>({ value: undefined, done: true });
  };
  if (options.signal?.aborted) throw aborted(options.signal);
  options.signal?.addEventListener("abort", () => fail(aborted(options.signal!)), { once: true });
  emitter.on(type, arrive);
  if (type !== "error") emitter.on("error", fail);
  for (const name of options.close ?? []) emitter.on(name, finish);
  return {
    next() {
      if (arrived.length > 0) return Promise.resolve({ value: arrived.shift()!, done: false });
      if (failure) {
        const { error } = failure;
        failure = null;
        return Promise.reject(error);
      }
      if (over) return finish();
      const next = Promise.withResolvers<IteratorResult<unknown[]>>();
      waiting.push(next);
      return next.promise;
    },
    return: finish,
    throw(error: unknown) {
      fail(error);
      return finish();
    },
    [Symbol.asyncIterator]() {
      return this;
    },
  };
}

function addAbortListener(signal: Signal, listener: Listener): { [Symbol.dispose](): void } {
  if (signal === undefined) throw wrongType("signal", "an instance of AbortSignal", signal);
  if (signal.aborted) queueMicrotask(() => listener());
  else signal.addEventListener("abort", listener, { once: true });
  return { [Symbol.dispose]: () => signal.removeEventListener("abort", listener) };
}

const more = {
  EventEmitterAsyncResource,
  getEventListeners,
  getMaxListeners,
  setMaxListeners,
  once,
  on,
  addAbortListener,
  errorMonitor: Symbol("events.errorMonitor"),
  captureRejectionSymbol: Symbol.for("nodejs.rejection"),
  captureRejections: false,
  usingDomains: false,
};

// An `error` is told to the monitor first, whether or not anybody else listens.
const emit = EventEmitter.prototype.emit;
EventEmitter.prototype.emit = function (this: any, type: PropertyKey, ...args: unknown[]): boolean {
  if (type === "error" && this._events?.[more.errorMonitor] !== undefined) emit.call(this, more.errorMonitor, ...args);
  return emit.call(this, type, ...args);
};

Object.assign(EventEmitter, more);

export { EventEmitter };
/** The class itself is the module, as in Node. */
export const module = Object.assign(EventEmitter, { EventEmitter });
export const names = { ...more, EventEmitter, defaultMaxListeners: EventEmitter.defaultMaxListeners, listenerCount: EventEmitter.listenerCount, init: EventEmitter.init };
