/** What few apps need is made when it is first asked for, so that the others do not pay for it at boot. */
import { defineProperty, ownKeys } from "./primordials";

/** A maker that makes once. */
export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null;
  return () => (made ??= { value: make() }).value;
}

/** Global interfaces that are made on first use, all as soon as one is; from then on they are ordinary ones. */
export function lazyGlobals(global: object, makers: Record<string, () => unknown>): void {
  const settle = (name: string, value: unknown): void => {
    delete makers[name];
    defineProperty(global, name, { value, writable: true, configurable: true });
  };
  const names = () => ownKeys(makers) as string[];
  for (const name of names()) {
    defineProperty(global, name, {
      get() {
        const value = makers[name]();
        const left = names();
        for (let i = 0; i < left.length; i++) settle(left[i], makers[left[i]]());
        return value;
      },
      set(value: unknown) {
        settle(name, value);
      },
      configurable: true,
    });
  }
}
