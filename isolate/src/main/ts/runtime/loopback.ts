/**
 * The app's own entrypoints as `ctx.exports` shows them. A call runs in the isolate that calls, as part
 * of the invocation that calls: its processor time, log and waitUntil work are that one's.
 */
import { Request } from "../web/index";
import type { Invocation } from "./invocation";
import { currentInvocation } from "./timers";

const apply = Reflect.apply;
const construct = Reflect.construct;

type CallHandler = (
  invocation: Invocation,
  entrypoint: string,
  method: string,
  argument: unknown,
  props?: unknown,
) => unknown;

/** A stub of an entrypoint; called with `{ props }` it answers one that gives these along. */
export function stubOf(callHandler: CallHandler, entrypoint: string, props?: unknown): object {
  const make = (options?: { props?: unknown }) => stubOf(callHandler, entrypoint, options?.props);
  const fetch = async function fetch(input: unknown, init?: unknown) {
    const request = construct(Request, [input, init]);
    return callHandler(currentInvocation("fetch()"), entrypoint, "fetch", request, props);
  };
  return new Proxy(make, {
    get(_, name) {
      if (name === "fetch") return fetch;
      // A promise that is resolved with the stub asks for `then`; a stub is no promise.
      if (typeof name === "symbol" || name === "then") return undefined;
      return () => {
        throw new Error(`'${entrypoint}.${name}()' is a call by RPC, which is not here yet; an entrypoint's fetch() is.`);
      };
    },
    apply: (_target, _self, args) => apply(make, undefined, args),
    has: (_, name) => name === "fetch",
    ownKeys: (target) => Reflect.ownKeys(target),
    getPrototypeOf: () => Object.prototype,
  });
}
