/** Promises that were rejected while nobody listened: `unhandledrejection` and `rejectionhandled`. */
import { fire, handlerAttribute, hasListeners, PromiseRejectionEvent } from "../web/index";
import { run } from "./context";
import { globalTarget } from "./global";
import { invocationOf } from "./invocation";
import { logRejection } from "./report";

/** Those that were told, with their reasons. */
const told = new WeakMap<object, unknown>();

export function installRejections(global: object): void {
  handlerAttribute(global, "unhandledrejection");
  handlerAttribute(global, "rejectionhandled");
}

/** Told to the invocation in whose delivery it was seen; logged unless a listener takes care of it. */
export function rejected(invocation: number, reason: unknown, promise: object): void {
  told.set(promise, reason);
  if (!fireRejection("unhandledrejection", invocation, reason, promise)) return;
  logRejection(reason, invocation);
}

/** Somebody listens to it after all. */
export function handled(invocation: number, promise: object): void {
  if (!told.has(promise)) return;
  const reason = told.get(promise);
  told.delete(promise);
  fireRejection("rejectionhandled", invocation, reason, promise);
}

/** False when a listener prevented what comes by default. */
function fireRejection(type: string, id: number, reason: unknown, promise: object): boolean {
  if (!hasListeners(globalTarget, type)) return true;
  const event = new PromiseRejectionEvent(type, { promise, reason, cancelable: type === "unhandledrejection" });
  return run(invocationOf(id)?.context, () => fire(globalTarget, event), undefined, []);
}
