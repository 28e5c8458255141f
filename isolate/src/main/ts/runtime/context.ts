/**
 * Whose continuation is it. V8 carries one value, its continuation-preserved embedder data, along
 * every `await` and promise reaction; ours is an immutable Context that names the invocation and the
 * values of all AsyncLocalStorages. Timers, event listeners and op answers restore it by hand.
 */
import { host } from "../host";
import type { Invocation } from "./invocation";

export interface Context {
  readonly invocation: Invocation | undefined;
  readonly storages: ReadonlyMap<object, unknown> | undefined;
}

const getContinuation = host.getContinuation;
const setContinuation = host.setContinuation;

/** The context of the code that runs now; undefined while a module starts up. */
export function current(): Context | undefined {
  return getContinuation() as Context | undefined;
}

/** Makes a context current and returns the one before; the caller puts that back. */
export function exchange(context: Context | undefined): Context | undefined {
  const before = getContinuation() as Context | undefined;
  setContinuation(context);
  return before;
}

/** Calls a function in a context. */
export function run<T>(context: Context | undefined, fn: (...args: any[]) => T, self: unknown, args: ArrayLike<unknown>): T {
  const before = exchange(context);
  try {
    return Reflect.apply(fn, self, args);
  } finally {
    setContinuation(before);
  }
}
