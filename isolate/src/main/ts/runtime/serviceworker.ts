/** Service-worker syntax: `addEventListener("fetch", (event) => event.respondWith(...))`. */
import { Event, failure, fireTelling, hasListeners, interfaceOf } from "../web/index";
import { globalTarget } from "./global";
import type { Invocation } from "./invocation";
import { Refusal } from "./refusal";
import { reportException } from "./report";

const TOKEN = {};

let answerOf: (event: FetchEvent) => Promise<unknown> | undefined;

class ExtendableEvent extends Event {
  readonly #invocation: Invocation;

  constructor(token: unknown, type: unknown, invocation: Invocation) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    super(type);
    this.#invocation = invocation;
  }

  waitUntil(promise: unknown): void {
    const invocation = this.#invocation;
    if (invocation.isEnded) throw new Error("waitUntil() was called after the request had ended.");
    invocation.waitUntil(promise, (error) => reportException(error, invocation));
  }
}
interfaceOf(ExtendableEvent, "ExtendableEvent");

class FetchEvent extends ExtendableEvent {
  readonly #request: unknown;
  #answer: Promise<unknown> | undefined;
  #over = false;

  constructor(token: unknown, invocation: Invocation, request: unknown) {
    super(token, "fetch", invocation);
    this.#request = request;
  }

  get request(): unknown {
    return this.#request;
  }

  respondWith(response: unknown): void {
    if (this.#over) throw failure("InvalidStateError", "respondWith() was called after the listener had returned.");
    if (this.#answer !== undefined) throw failure("InvalidStateError", "respondWith() can only be called once.");
    this.#answer = Promise.resolve(response);
    this.stopImmediatePropagation();
  }

  /** See ExecutionContext: there is no origin to fall through to. */
  passThroughOnException(): void {
    this.#over;
  }

  static {
    answerOf = (event) => {
      event.#over = true;
      return event.#answer;
    };
  }
}
interfaceOf(FetchEvent, "FetchEvent");

class ScheduledEvent extends ExtendableEvent {
  readonly #cron: string;
  readonly #time: number;
  readonly #noRetry: () => void;

  constructor(token: unknown, invocation: Invocation, cron: string, time: number, noRetry: () => void) {
    super(token, "scheduled", invocation);
    this.#cron = cron;
    this.#time = time;
    this.#noRetry = noRetry;
  }

  get cron(): string {
    return this.#cron;
  }
  get scheduledTime(): number {
    return this.#time;
  }
  noRetry(): void {
    this.#noRetry();
  }
}
interfaceOf(ScheduledEvent, "ScheduledEvent");

/** The interfaces, as the global object shows them. */
export const interfaces = { ExtendableEvent, FetchEvent, ScheduledEvent };

/** Has the listeners answer a request. What a listener throws is the request's failure. */
export function fetchEvent(invocation: Invocation, request: unknown): unknown {
  const event = new FetchEvent(TOKEN, invocation, request);
  listen("fetch", event, "addEventListener(\"fetch\", (event) => event.respondWith(...))");
  const answer = answerOf(event);
  if (answer === undefined) {
    throw new Refusal("noResponse", "No listener for fetch called event.respondWith() before it returned.");
  }
  return answer;
}

/** Has the listeners handle a scheduled event. */
export function scheduledEvent(invocation: Invocation, cron: string, time: number, noRetry: () => void): void {
  const event = new ScheduledEvent(TOKEN, invocation, cron, time, noRetry);
  listen("scheduled", event, "addEventListener(\"scheduled\", (event) => event.waitUntil(...))");
}

function listen(type: string, event: Event, way: string): void {
  if (!hasListeners(globalTarget, type)) {
    throw new Refusal(
      "noHandler",
      `The main module has no default export and no listener for ${type}: write \`export default { ${type}(...) }\` or \`${way}\`.`,
    );
  }
  const thrown: unknown[] = [];
  fireTelling(globalTarget, event, (error) => thrown.push(error));
  if (thrown.length > 0) throw thrown[0];
}
