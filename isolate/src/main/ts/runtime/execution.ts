/** What a handler gets as its third argument. */
import { interfaceOf } from "../web/index";
import { ownEntrypoints } from "./exports";
import type { Invocation } from "./invocation";
import { reportException } from "./report";

/** Known to the prelude alone, so that no tenant can make a context for another invocation. */
const TOKEN = {};

export class ExecutionContext {
  readonly #invocation: Invocation;
  readonly #props: unknown;

  constructor(token: unknown, invocation: Invocation, props: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    this.#invocation = invocation;
    this.#props = props;
  }

  /** What whoever bound this entrypoint gave along. */
  get props(): unknown {
    return this.#props;
  }

  /** The app's own entrypoints, to be called as if they were bound. */
  get exports(): object {
    this.#invocation;
    return ownEntrypoints;
  }

  waitUntil(promise: unknown): void {
    const invocation = this.#invocation;
    if (invocation.isEnded) throw new Error("waitUntil() was called after the request had ended.");
    invocation.waitUntil(promise, (error) => reportException(error, invocation));
  }

  /** There is no origin behind this server that an exception could fall through to; as in `wrangler dev`. */
  passThroughOnException(): void {
    this.#invocation;
  }
}
interfaceOf(ExecutionContext, "ExecutionContext");
Object.defineProperty(ExecutionContext, "length", { value: 0, configurable: true });

export function executionContext(invocation: Invocation, props: unknown = {}): ExecutionContext {
  return new ExecutionContext(TOKEN, invocation, props);
}
