/** `node:timers` and `node:timers/promises`. */
import { failed } from "./errors";
import { clearInterval, clearTimeout, queueMicrotask, setInterval, setTimeout } from "./globals";
import { module as util } from "./util";

const global = globalThis as any;

export const module = {
  setTimeout,
  clearTimeout,
  setInterval,
  clearInterval,
  setImmediate: global.setImmediate ?? ((fn: (...args: unknown[]) => void, ...args: unknown[]) => setTimeout(fn, 0, ...args)),
  clearImmediate: global.clearImmediate ?? clearTimeout,
};

interface Options {
  signal?: any;
}

function aborted(signal: any): Error {
  const error = failed("ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  return Object.assign(error, { cause: signal.reason });
}

function wait<T>(millis: number | undefined, value: T, { signal }: Options = {}): Promise<T> {
  if (signal?.aborted) return Promise.reject(aborted(signal));
  return new Promise((resolve, reject) => {
    const stop = () => {
      clearTimeout(timer);
      reject(aborted(signal));
    };
    const timer = setTimeout(() => {
      signal?.removeEventListener("abort", stop);
      resolve(value);
    }, millis);
    signal?.addEventListener("abort", stop, { once: true });
  });
}

async function* ticks<T>(millis: number, value: T, options?: Options): AsyncGenerator<T> {
  for (;;) yield await wait(millis, value, options);
}

export const promises = {
  setTimeout: wait,
  setImmediate: <T>(value: T, options?: Options) => wait(0, value, options),
  setInterval: ticks,
  scheduler: {
    wait: (millis: number, options?: Options) => wait(millis, undefined, options),
    yield: () => new Promise<void>((resolve) => queueMicrotask(resolve)),
  },
};

Object.defineProperty(setTimeout, util.promisify.custom, { value: wait, configurable: true });
