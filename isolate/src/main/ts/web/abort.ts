/** AbortController and AbortSignal. */
import { deps } from "./deps";
import { Event } from "./event";
import { EventTarget, fire, handlerAttribute, hasListeners, useSignals } from "./eventtarget";
import { failure } from "./exception";
import { enforceUnsigned, interfaceOf, required, sequence } from "./webidl";

const TOKEN = {};
const UNSET = Symbol("not aborted");

export let newSignal: () => AbortSignal;
export let signalAbort: (signal: AbortSignal, reason: unknown) => void;
export let isSignal: (value: unknown) => value is AbortSignal;
/** Runs an algorithm when the signal aborts, before its event; returns how to take it back. */
export let onAbort: (signal: AbortSignal, algorithm: () => void) => () => void;
/** A signal that aborts as soon as one of the others does. */
export let dependentSignal: (sources: readonly AbortSignal[]) => AbortSignal;

export class AbortSignal extends EventTarget {
  #reason: unknown = UNSET;
  #algorithms: Set<() => void> | null = null;
  #dependent = false;
  #sources: Set<AbortSignal> | null = null;
  /** Those that follow this signal, in order; a long-lived signal must not keep all that ever did. */
  #dependents: Set<WeakRef<AbortSignal>> | null = null;
  /** Those of them that someone listens to: nothing else may hold on to them. */
  #kept: Set<AbortSignal> | null = null;
  #sweepAt = 64;

  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    super();
  }
  static abort(reason: unknown = undefined): AbortSignal {
    const signal = newSignal();
    signal.#reason = reason === undefined ? aborted() : reason;
    return signal;
  }
  static timeout(millis: unknown): AbortSignal {
    required(arguments.length, 1, "AbortSignal.timeout");
    const wait = enforceUnsigned(millis, "The time-out");
    const signal = newSignal();
    deps.setTimer(
      () => signal.#abort(failure("TimeoutError", `The time-out of ${wait} ms has passed.`)),
      wait,
    );
    return signal;
  }
  static any(signals: unknown): AbortSignal {
    required(arguments.length, 1, "AbortSignal.any");
    const list = sequence(
      signals,
      (item) => {
        if (!isSignal(item)) throw new TypeError("Each element must be an AbortSignal.");
        return item;
      },
      "The argument of AbortSignal.any",
    );
    return dependentSignal(list);
  }
  get aborted(): boolean {
    return this.#reason !== UNSET;
  }
  get reason(): unknown {
    return this.#reason === UNSET ? undefined : this.#reason;
  }
  throwIfAborted(): void {
    if (this.#reason !== UNSET) throw this.#reason;
  }

  #abort(reason: unknown): void {
    if (this.#reason !== UNSET) return;
    this.#reason = reason === undefined ? aborted() : reason;
    const affected: AbortSignal[] = [];
    if (this.#dependents !== null) {
      for (const reference of this.#dependents) {
        const each = reference.deref();
        if (each === undefined || each.#reason !== UNSET) continue;
        each.#reason = this.#reason;
        affected.push(each);
      }
      this.#dependents = null;
      this.#kept = null;
    }
    this.#run();
    for (let i = 0; i < affected.length; i++) affected[i].#run();
  }

  #run(): void {
    const algorithms = this.#algorithms;
    this.#algorithms = null;
    if (algorithms !== null) for (const algorithm of algorithms) algorithm();
    fire(this, new Event("abort"));
  }

  #follow(source: AbortSignal): void {
    const sources = (this.#sources ??= new Set());
    if (sources.has(source)) return;
    sources.add(source);
    const dependents = (source.#dependents ??= new Set());
    if (dependents.size >= source.#sweepAt) {
      for (const each of dependents) if (each.deref() === undefined) dependents.delete(each);
      source.#sweepAt = Math.max(64, dependents.size * 2);
    }
    dependents.add(new WeakRef(this));
  }

  /** Keeps a following signal alive for as long as someone wants to know of its abort. */
  #hold(): void {
    if (!this.#dependent || this.#reason !== UNSET || this.#sources === null) return;
    for (const source of this.#sources) (source.#kept ??= new Set()).add(this);
  }
  #letGo(): void {
    if (this.#sources === null || (this.#algorithms !== null && this.#algorithms.size > 0)) return;
    if (hasListeners(this, "abort")) return;
    for (const source of this.#sources) source.#kept?.delete(this);
  }

  static {
    newSignal = () => new AbortSignal(TOKEN);
    signalAbort = (signal, reason) => signal.#abort(reason);
    isSignal = (value): value is AbortSignal =>
      typeof value === "object" && value !== null && #reason in value;
    onAbort = (signal, algorithm) => {
      if (signal.#reason !== UNSET) return () => {};
      (signal.#algorithms ??= new Set()).add(algorithm);
      signal.#hold();
      return () => {
        signal.#algorithms?.delete(algorithm);
        signal.#letGo();
      };
    };
    dependentSignal = (sources) => {
      const signal = newSignal();
      for (let i = 0; i < sources.length; i++) {
        if (sources[i].#reason !== UNSET) {
          signal.#reason = sources[i].#reason;
          return signal;
        }
      }
      signal.#dependent = true;
      for (let i = 0; i < sources.length; i++) {
        const source = sources[i];
        if (!source.#dependent) signal.#follow(source);
        else if (source.#sources !== null) for (const each of source.#sources) signal.#follow(each);
      }
      return signal;
    };
    useSignals({
      is: (value) => isSignal(value),
      aborted: (signal) => signal.#reason !== UNSET,
      onAbort: (signal, algorithm) => onAbort(signal, algorithm),
      listening(target) {
        if (isSignal(target)) target.#hold();
      },
    });
  }
}
handlerAttribute(AbortSignal.prototype, "abort");
interfaceOf(AbortSignal, "AbortSignal");
Object.defineProperty(AbortSignal, "length", { value: 0, configurable: true });

function aborted(): unknown {
  return failure("AbortError", "This operation was aborted");
}

export class AbortController {
  #signal = newSignal();
  get signal(): AbortSignal {
    return this.#signal;
  }
  abort(reason: unknown = undefined): void {
    signalAbort(this.#signal, reason);
  }
}
interfaceOf(AbortController, "AbortController");
