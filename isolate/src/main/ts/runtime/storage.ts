/** `node:async_hooks`: values that follow the flow of asynchronous code, on V8's own context. */
import { type Context, current, exchange, run } from "./context";

function withStorage(storage: object, value: unknown, remove = false): Context {
  const now = current();
  const storages = new Map(now?.storages);
  if (remove) storages.delete(storage);
  else storages.set(storage, value);
  return { invocation: now?.invocation, storages };
}

/** For the prelude itself: what is stored under a key of its own where the code is that runs now. */
export function storedOf(key: object): unknown {
  return current()?.storages?.get(key);
}

/** Calls a function with a value stored under a key. */
export function runWith<T>(key: object, value: unknown, fn: () => T): T {
  return run(withStorage(key, value), fn, undefined, []);
}

export class AsyncLocalStorage {
  readonly #defaultValue: unknown;
  readonly name: string;

  constructor(options: { defaultValue?: unknown; name?: string } = {}) {
    this.#defaultValue = options?.defaultValue;
    this.name = options?.name ?? "";
  }

  static bind<T extends (...args: any[]) => any>(fn: T): T {
    const context = current();
    return function (this: unknown, ...args: unknown[]) {
      return run(context, fn, this, args);
    } as T;
  }

  static snapshot(): (fn: (...args: any[]) => unknown, ...args: unknown[]) => unknown {
    const context = current();
    return (fn, ...args) => run(context, fn, undefined, args);
  }

  getStore(): unknown {
    const storages = current()?.storages;
    return storages?.has(this) ? storages.get(this) : this.#defaultValue;
  }

  run<T>(value: unknown, fn: (...args: any[]) => T, ...args: unknown[]): T {
    return run(withStorage(this, value), fn, undefined, args);
  }

  exit<T>(fn: (...args: any[]) => T, ...args: unknown[]): T {
    return run(withStorage(this, undefined, true), fn, undefined, args);
  }

  enterWith(value: unknown): void {
    exchange(withStorage(this, value));
  }

  disable(): void {
    exchange(withStorage(this, undefined, true));
  }
}

export class AsyncResource {
  readonly #context = current();
  readonly type: string;

  constructor(type: string) {
    this.type = type;
  }

  static bind<T extends (...args: any[]) => any>(fn: T): T {
    return AsyncLocalStorage.bind(fn);
  }

  bind<T extends (...args: any[]) => any>(fn: T): T {
    const context = this.#context;
    return function (this: unknown, ...args: unknown[]) {
      return run(context, fn, this, args);
    } as T;
  }

  runInAsyncScope<T>(fn: (...args: any[]) => T, self?: unknown, ...args: unknown[]): T {
    return run(this.#context, fn, self, args);
  }

  emitDestroy(): this {
    return this;
  }

  asyncId(): number {
    return 0;
  }

  triggerAsyncId(): number {
    return 0;
  }
}
