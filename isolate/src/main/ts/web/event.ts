/** Event and its kin. */
import { deps } from "./deps";
import { constants, dictionary, domString, integer, interfaceOf, required } from "./webidl";
import { defineProperty, isArray } from "./primordials";

/** What dispatch must see and set of an event. */
export interface EventAccess {
  begin(event: Event, target: object): void;
  at(event: Event, current: object | null, phase: number): void;
  finish(event: Event): void;
  dispatching(event: Event): boolean;
  initialized(event: Event): boolean;
  stopped(event: Event): boolean;
  passive(event: Event, on: boolean): void;
  trust(event: Event): void;
}
export let access: EventAccess;
export let isEvent: (value: unknown) => value is Event;

/** `isTrusted` must be an own, unforgeable accessor of each event; its getter is shared. */
let isTrustedGetter: (this: Event) => boolean;

export class Event {
  #type: string;
  #bubbles: boolean;
  #cancelable: boolean;
  #composed: boolean;
  #target: object | null = null;
  #current: object | null = null;
  #phase = 0;
  #time: number;
  #canceled = false;
  #propagationStopped = false;
  #stopped = false;
  #passive = false;
  #dispatching = false;
  #initialized = true;
  #trusted = false;
  declare readonly isTrusted: boolean;

  constructor(type: unknown, init: unknown = undefined) {
    required(arguments.length, 1, "Event");
    this.#type = domString(type);
    const options = dictionary(init, "The event's options");
    this.#bubbles = Boolean(options.bubbles);
    this.#cancelable = Boolean(options.cancelable);
    this.#composed = Boolean(options.composed);
    this.#time = deps === undefined ? 0 : Math.max(0, deps.now() - origin());
    defineProperty(this, "isTrusted", { get: isTrustedGetter, enumerable: true });
  }
  get type(): string {
    return this.#type;
  }
  get target(): object | null {
    return this.#target;
  }
  get srcElement(): object | null {
    return this.#target;
  }
  get currentTarget(): object | null {
    return this.#current;
  }
  composedPath(): object[] {
    return this.#current === null ? [] : [this.#current];
  }
  get eventPhase(): number {
    return this.#phase;
  }
  stopPropagation(): void {
    this.#propagationStopped = true;
  }
  get cancelBubble(): boolean {
    return this.#propagationStopped;
  }
  set cancelBubble(value: unknown) {
    this.#propagationStopped ||= Boolean(value);
  }
  stopImmediatePropagation(): void {
    this.#propagationStopped = true;
    this.#stopped = true;
  }
  get bubbles(): boolean {
    return this.#bubbles;
  }
  get cancelable(): boolean {
    return this.#cancelable;
  }
  get returnValue(): boolean {
    return !this.#canceled;
  }
  set returnValue(value: unknown) {
    if (this.#cancelable && !this.#passive) this.#canceled ||= !value;
  }
  preventDefault(): void {
    if (this.#cancelable && !this.#passive) this.#canceled = true;
  }
  get defaultPrevented(): boolean {
    return this.#canceled;
  }
  get composed(): boolean {
    return this.#composed;
  }
  get timeStamp(): number {
    return this.#time;
  }
  initEvent(type: unknown, bubbles: unknown = false, cancelable: unknown = false): void {
    required(arguments.length, 1, "initEvent");
    const text = domString(type);
    if (this.#dispatching) return;
    this.#initialized = true;
    this.#propagationStopped = false;
    this.#stopped = false;
    this.#canceled = false;
    this.#trusted = false;
    this.#target = null;
    this.#type = text;
    this.#bubbles = Boolean(bubbles);
    this.#cancelable = Boolean(cancelable);
  }

  static {
    isTrustedGetter = Object.getOwnPropertyDescriptor(
      {
        get isTrusted(): boolean {
          return (this as unknown as Event).#trusted;
        },
      },
      "isTrusted",
    )!.get!;
    isEvent = (value): value is Event => typeof value === "object" && value !== null && #type in value;
    access = {
      begin(event, target) {
        event.#dispatching = true;
        event.#target = target;
      },
      at(event, current, phase) {
        event.#current = current;
        event.#phase = phase;
      },
      finish(event) {
        event.#dispatching = false;
        event.#phase = 0;
        event.#current = null;
        event.#propagationStopped = false;
        event.#stopped = false;
      },
      dispatching: (event) => event.#dispatching,
      initialized: (event) => event.#initialized,
      stopped: (event) => event.#stopped,
      passive(event, on) {
        event.#passive = on;
      },
      trust(event) {
        event.#trusted = true;
      },
    };
  }
}
interfaceOf(Event, "Event");
constants(Event, { NONE: 0, CAPTURING_PHASE: 1, AT_TARGET: 2, BUBBLING_PHASE: 3 });

let start = -1;
/** When this isolate's time began. */
export function origin(): number {
  if (start < 0) start = deps.now();
  return start;
}

export class CustomEvent extends Event {
  #detail: unknown;
  constructor(type: unknown, init: unknown = undefined) {
    required(arguments.length, 1, "CustomEvent");
    super(type, init);
    const detail = dictionary(init, "The event's options").detail;
    this.#detail = detail === undefined ? null : detail;
  }
  get detail(): unknown {
    return this.#detail;
  }
  initCustomEvent(
    type: unknown,
    bubbles: unknown = false,
    cancelable: unknown = false,
    detail: unknown = null,
  ): void {
    required(arguments.length, 1, "initCustomEvent");
    if (access.dispatching(this)) return;
    this.initEvent(type, bubbles, cancelable);
    this.#detail = detail;
  }
}
interfaceOf(CustomEvent, "CustomEvent");

export class ErrorEvent extends Event {
  #message: string;
  #filename: string;
  #line: number;
  #column: number;
  #error: unknown;
  constructor(type: unknown, init: unknown = undefined) {
    required(arguments.length, 1, "ErrorEvent");
    super(type, init);
    const options = dictionary(init, "The event's options");
    this.#message = options.message === undefined ? "" : domString(options.message);
    this.#filename = options.filename === undefined ? "" : domString(options.filename);
    this.#line = integer(options.lineno ?? 0, 32, true);
    this.#column = integer(options.colno ?? 0, 32, true);
    this.#error = options.error;
  }
  get message(): string {
    return this.#message;
  }
  get filename(): string {
    return this.#filename;
  }
  get lineno(): number {
    return this.#line;
  }
  get colno(): number {
    return this.#column;
  }
  get error(): unknown {
    return this.#error;
  }
}
interfaceOf(ErrorEvent, "ErrorEvent");

export class MessageEvent extends Event {
  #data: unknown;
  #origin: string;
  #lastEventId: string;
  #source: unknown;
  #ports: readonly unknown[];
  constructor(type: unknown, init: unknown = undefined) {
    required(arguments.length, 1, "MessageEvent");
    super(type, init);
    const options = dictionary(init, "The event's options");
    this.#data = options.data === undefined ? null : options.data;
    this.#origin = options.origin === undefined ? "" : domString(options.origin).toWellFormed();
    this.#lastEventId = options.lastEventId === undefined ? "" : domString(options.lastEventId);
    this.#source = options.source ?? null;
    this.#ports = Object.freeze(isArray(options.ports) ? [...options.ports] : []);
  }
  get data(): unknown {
    return this.#data;
  }
  get origin(): string {
    return this.#origin;
  }
  get lastEventId(): string {
    return this.#lastEventId;
  }
  get source(): unknown {
    return this.#source;
  }
  get ports(): readonly unknown[] {
    return this.#ports;
  }
}
interfaceOf(MessageEvent, "MessageEvent");

export class PromiseRejectionEvent extends Event {
  #promise: object;
  #reason: unknown;
  constructor(type: unknown, init: unknown) {
    required(arguments.length, 2, "PromiseRejectionEvent");
    super(type, init);
    const promise = dictionary(init, "The event's options").promise;
    if (typeof promise !== "object" || promise === null)
      throw new TypeError("The event's promise must be an object.");
    this.#promise = promise;
    this.#reason = dictionary(init, "The event's options").reason;
  }
  get promise(): object {
    return this.#promise;
  }
  get reason(): unknown {
    return this.#reason;
  }
}
interfaceOf(PromiseRejectionEvent, "PromiseRejectionEvent");

export class CloseEvent extends Event {
  #clean: boolean;
  #code: number;
  #reason: string;
  constructor(type: unknown, init: unknown = undefined) {
    required(arguments.length, 1, "CloseEvent");
    super(type, init);
    const options = dictionary(init, "The event's options");
    this.#clean = Boolean(options.wasClean);
    this.#code = integer(options.code ?? 0, 16, true);
    this.#reason = options.reason === undefined ? "" : domString(options.reason).toWellFormed();
  }
  get wasClean(): boolean {
    return this.#clean;
  }
  get code(): number {
    return this.#code;
  }
  get reason(): string {
    return this.#reason;
  }
}
interfaceOf(CloseEvent, "CloseEvent");
