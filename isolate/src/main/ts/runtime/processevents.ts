/** `process` as an emitter of events, and its streams, which are the log. */
import { apply, defineProperty } from "../web/primordials";
import { log } from "./report";

type Listener = (...args: unknown[]) => unknown;
type Entry = { listener: Listener; once: boolean };

let listeners: Record<PropertyKey, Entry[] | undefined> = { __proto__: null } as any;

function add(self: object, name: PropertyKey, listener: unknown, once: boolean, first: boolean): object {
  if (typeof listener !== "function") throw new TypeError('The "listener" argument must be of type function.');
  const own = listeners[name] ?? [];
  const entry: Entry = { listener: listener as Listener, once };
  const more: Entry[] = first ? [entry] : [];
  for (let i = 0; i < own.length; i++) defineProperty(more, more.length, { value: own[i], writable: true, enumerable: true, configurable: true });
  if (!first) defineProperty(more, more.length, { value: entry, writable: true, enumerable: true, configurable: true });
  listeners[name] = more;
  return self;
}

function remove(self: object, name: PropertyKey, listener: unknown): object {
  const own = listeners[name] ?? [];
  const left: Entry[] = [];
  let found = false;
  for (let i = own.length - 1; i >= 0; i--) {
    if (!found && own[i].listener === listener) found = true;
    else defineProperty(left, left.length, { value: own[i], writable: true, enumerable: true, configurable: true });
  }
  listeners[name] = undefined;
  for (let i = left.length - 1; i >= 0; i--) add(self, name, left[i].listener, left[i].once, false);
  return self;
}

function emit(this: object, name: PropertyKey, ...args: unknown[]): boolean {
  const own = listeners[name];
  if (own === undefined || own.length === 0) return false;
  for (let i = 0; i < own.length; i++) {
    if (own[i].once) remove(this, name, own[i].listener);
    apply(own[i].listener, this, args);
  }
  return true;
}

function listenersOf(name: PropertyKey): Listener[] {
  const own = listeners[name] ?? [];
  const found: Listener[] = [];
  for (let i = 0; i < own.length; i++) defineProperty(found, i, { value: own[i].listener, writable: true, enumerable: true, configurable: true });
  return found;
}

export const events = {
  on(name: PropertyKey, listener: unknown) {
    return add(this, name, listener, false, false);
  },
  addListener(name: PropertyKey, listener: unknown) {
    return add(this, name, listener, false, false);
  },
  once(name: PropertyKey, listener: unknown) {
    return add(this, name, listener, true, false);
  },
  prependListener(name: PropertyKey, listener: unknown) {
    return add(this, name, listener, false, true);
  },
  prependOnceListener(name: PropertyKey, listener: unknown) {
    return add(this, name, listener, true, true);
  },
  off(name: PropertyKey, listener: unknown) {
    return remove(this, name, listener);
  },
  removeListener(name: PropertyKey, listener: unknown) {
    return remove(this, name, listener);
  },
  removeAllListeners(name?: PropertyKey) {
    if (name === undefined) listeners = { __proto__: null } as any;
    else listeners[name] = undefined;
    return this;
  },
  emit,
  listeners: listenersOf,
  rawListeners: listenersOf,
  listenerCount: (name: PropertyKey) => listeners[name]?.length ?? 0,
  getMaxListeners: () => 10,
  setMaxListeners() {
    return this;
  },
};

/** A stream that takes text; each write is a line of the log. */
function output(level: "log" | "error", fd: number): object {
  return {
    fd,
    isTTY: false,
    writable: true,
    columns: 80,
    write(text: unknown, encoding?: unknown, callback?: unknown) {
      const line = `${text}`;
      if (line !== "") log(level, line[line.length - 1] === "\n" ? line.slice(0, -1) : line);
      const done = typeof encoding === "function" ? encoding : callback;
      if (typeof done === "function") apply(done as Listener, undefined, []);
      return true;
    },
    end() {},
    on() {
      return this;
    },
    once() {
      return this;
    },
    off() {
      return this;
    },
    removeListener() {
      return this;
    },
    emit: () => false,
  };
}

export const streams = {
  stdout: output("log", 1),
  stderr: output("error", 2),
  stdin: { fd: 0, isTTY: false, readable: false, on() { return this; }, once() { return this; }, resume() { return this; }, pause() { return this; } },
};
