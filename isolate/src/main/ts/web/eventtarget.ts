/** EventTarget, and the event handler attributes (`onabort` and the like) of its heirs. */
import { deps } from "./deps";
import { access, type Event, isEvent } from "./event";
import { failure } from "./exception";
import { apply, defineProperty } from "./primordials";
import { domString, interfaceOf, isObject, required } from "./webidl";

interface Listener {
  readonly type: string;
  readonly callback: object | null;
  /** The callback in the context of its registration. */
  readonly call: ((event: Event) => unknown) | null;
  readonly capture: boolean;
  readonly once: boolean;
  readonly passive: boolean;
  removed: boolean;
  /** Ends the listener's interest in its signal. */
  forget: (() => void) | null;
}

interface SignalLike {
  readonly aborted: boolean;
}

/** AbortSignal hands this in: it is an EventTarget itself and so is loaded later. */
export interface SignalHooks {
  is(value: unknown): boolean;
  aborted(signal: any): boolean;
  /** Returns how to take the algorithm back. */
  onAbort(signal: any, algorithm: () => void): () => void;
  /** The target has a listener for `abort` from now on. */
  listening(target: object): void;
}
let signals: SignalHooks;
export function useSignals(hooks: SignalHooks): void {
  signals = hooks;
}

export let isTarget: (value: unknown) => value is EventTarget;
let dispatchTo: (target: EventTarget, event: Event, thrown: (error: unknown) => void) => boolean;
let listens: (target: EventTarget, type: string) => boolean;

export class EventTarget {
  #listeners: Listener[] | null = null;

  addEventListener(type: unknown, callback: unknown, options: unknown = undefined): void {
    const self = targetOf(this);
    required(arguments.length, 2, "addEventListener");
    const name = domString(type);
    const handler = callbackOf(callback);
    const given = isObject(options) ? (options as any) : null;
    const capture = given === null ? Boolean(options) : Boolean(given.capture);
    const once = given !== null && Boolean(given.once);
    const passive = given !== null && Boolean(given.passive);
    const signal = given === null ? undefined : (given.signal as SignalLike | undefined);
    if (signal !== undefined && !signals.is(signal)) {
      throw new TypeError("The option 'signal' must be an AbortSignal.");
    }
    if (signal !== undefined && signals.aborted(signal)) return;
    if (handler === null) return;
    const list = (self.#listeners ??= []);
    for (let i = 0; i < list.length; i++) {
      if (list[i].callback === handler && list[i].type === name && list[i].capture === capture) return;
    }
    // What the global object is told of belongs to the invocation that is told, not to the module.
    const call = self === globalTarget ? caller(handler) : deps.bindContext(caller(handler));
    const listener: Listener = {
      type: name,
      callback: handler,
      call,
      capture,
      once,
      passive,
      removed: false,
      forget: null,
    };
    list.push(listener);
    if (signal !== undefined) listener.forget = signals.onAbort(signal, () => self.#remove(listener));
    if (name === "abort") signals.listening(self);
  }

  removeEventListener(type: unknown, callback: unknown, options: unknown = undefined): void {
    const self = targetOf(this);
    required(arguments.length, 2, "removeEventListener");
    const name = domString(type);
    const handler = callbackOf(callback);
    const capture = isObject(options) ? Boolean((options as any).capture) : Boolean(options);
    const list = self.#listeners;
    if (list === null) return;
    for (let i = 0; i < list.length; i++) {
      if (list[i].callback === handler && list[i].type === name && list[i].capture === capture) {
        self.#remove(list[i]);
        return;
      }
    }
  }

  dispatchEvent(event: unknown): boolean {
    const self = targetOf(this);
    required(arguments.length, 1, "dispatchEvent");
    if (!isEvent(event)) throw new TypeError("The argument of dispatchEvent must be an Event.");
    if (access.dispatching(event) || !access.initialized(event)) {
      throw failure("InvalidStateError", "The event is being dispatched already.");
    }
    return self.#dispatch(event, report);
  }

  #remove(listener: Listener): void {
    listener.removed = true;
    listener.forget?.();
    listener.forget = null;
    const at = this.#listeners!.indexOf(listener);
    // A copy, since a dispatch may be walking along the list.
    if (at >= 0) this.#listeners = this.#listeners!.filter((each) => each !== listener);
  }

  #dispatch(event: Event, thrown: (error: unknown) => void): boolean {
    const face = this === globalTarget ? globalThis : this;
    access.begin(event, face);
    const list = this.#listeners;
    if (list !== null) {
      const count = list.length;
      access.at(event, face, 2);
      // With one target there is no tree: capturing listeners first, then the others.
      this.#invoke(event, list, count, true, thrown);
      if (!event.cancelBubble) this.#invoke(event, list, count, false, thrown);
    }
    access.finish(event);
    return !event.defaultPrevented;
  }

  #invoke(
    event: Event,
    list: Listener[],
    count: number,
    capture: boolean,
    thrown: (error: unknown) => void,
  ): void {
    const type = event.type;
    for (let i = 0; i < count; i++) {
      const listener = list[i];
      if (listener.removed || listener.type !== type || listener.capture !== capture) continue;
      if (listener.once) this.#remove(listener);
      if (listener.passive) access.passive(event, true);
      try {
        apply(listener.call!, this === globalTarget ? globalThis : this, [event]);
      } catch (error) {
        thrown(error);
      }
      access.passive(event, false);
      if (access.stopped(event)) return;
    }
  }

  static {
    isTarget = (value): value is EventTarget => isObject(value) && #listeners in value;
    dispatchTo = (target, event, thrown) => target.#dispatch(event, thrown);
    listens = (target, type) =>
      target.#listeners !== null && target.#listeners.some((each) => each.type === type);
  }
}
interfaceOf(EventTarget, "EventTarget");

let globalTarget: EventTarget | undefined;

/** `addEventListener` called on nothing or on the global object means this target. */
export function useGlobalTarget(target: EventTarget): void {
  globalTarget = target;
}

function targetOf(self: unknown): EventTarget {
  if ((self === undefined || self === null || self === globalThis) && globalTarget !== undefined)
    return globalTarget;
  if (!isTarget(self)) throw new TypeError("Illegal invocation");
  return self;
}

function callbackOf(callback: unknown): object | null {
  if (callback === null || callback === undefined) return null;
  if (!isObject(callback)) throw new TypeError("An event listener must be a function or an object.");
  return callback;
}

function caller(callback: object): (event: Event) => unknown {
  if (typeof callback === "function") return callback as (event: Event) => unknown;
  return function (event: Event): unknown {
    const handle = (callback as any).handleEvent;
    if (typeof handle !== "function") throw new TypeError("The listener's handleEvent is not a function.");
    return apply(handle, callback, [event]);
  };
}

function report(error: unknown): void {
  if (deps.reportException !== undefined) deps.reportException(error);
}

/** Dispatches an event of our own making. */
export function fire(target: EventTarget, event: Event): boolean {
  access.trust(event);
  return dispatchTo(target, event, report);
}

/** The same, telling what listeners throw to somebody else than the world. */
export function fireTelling(target: EventTarget, event: Event, thrown: (error: unknown) => void): void {
  access.trust(event);
  dispatchTo(target, event, thrown);
}

export function hasListeners(target: EventTarget, type: string): boolean {
  return listens(target, type);
}

/** Defines `on<type>` on a prototype: one handler, called where it was first set. */
export function handlerAttribute(prototype: object, type: string): void {
  const handlers = new WeakMap<object, { value: Function | object | null }>();
  const name = `on${type}`;
  const accessors = {
    get [name](): unknown {
      return handlers.get(targetOf(this))?.value ?? null;
    },
    set [name](value: unknown) {
      const target = targetOf(this);
      const handler = isObject(value) ? value : null;
      const slot = handlers.get(target);
      if (slot !== undefined) {
        slot.value = handler;
        return;
      }
      if (handler === null) return;
      const made: { value: Function | object | null } = { value: handler };
      handlers.set(target, made);
      target.addEventListener(type, function (this: unknown, event: Event) {
        if (typeof made.value !== "function") return;
        const answer = apply(made.value as any, this, [event]);
        if (answer === false) event.preventDefault();
      });
    },
  };
  const descriptor = Object.getOwnPropertyDescriptor(accessors, name)!;
  defineProperty(prototype, name, { ...descriptor, enumerable: true, configurable: true });
}
