/** The global object as an event target: `error` events, `onerror` and `reportError`. */
import { ErrorEvent, EventTarget, fire, hasListeners, useGlobalTarget } from "../web/index";
import { current } from "./context";
import { handledBy, reportException } from "./report";

const target = new EventTarget();
export { target as globalTarget };

/** Where an exception was thrown, as far as its stack tells: file, line, column. */
const PLACE = /\(?([^()\s]+):(\d+):(\d+)\)?$/m;

let reporting = false;

/** Tells listeners of an exception that nobody caught; true when one of them took care of it. */
function tell(error: unknown): boolean {
  // What fails while an error is told is only logged (HTML Standard, "report an exception").
  if (reporting || !hasListeners(target, "error")) return false;
  reporting = true;
  try {
    const { message, stack } = seen(error);
    const [, filename = "", line = "0", column = "0"] = PLACE.exec(stack) ?? [];
    const event = new ErrorEvent("error", {
      message: `Uncaught ${message}`,
      filename,
      lineno: Number(line),
      colno: Number(column),
      error,
      cancelable: true,
    });
    return !fire(target, event);
  } finally {
    reporting = false;
  }
}

/** What was thrown as text, whatever it does when it is asked. */
function seen(error: unknown): { message: string; stack: string } {
  try {
    const stack = (error as { stack?: unknown } | null)?.stack;
    return { message: String(error), stack: typeof stack === "string" ? stack : "" };
  } catch {
    return { message: "exception", stack: "" };
  }
}

let onerror: unknown = null;

/** Called with the five arguments of old; its `true` says that it took care. */
function callOnError(this: unknown, event: any): void {
  if (typeof onerror !== "function") return;
  if (!(event instanceof (ErrorEvent as any))) {
    if (Reflect.apply(onerror, this, [event]) === false) event.preventDefault();
    return;
  }
  const { message, filename, lineno, colno, error } = event;
  if (Reflect.apply(onerror, this, [message, filename, lineno, colno, error]) === true) event.preventDefault();
}

const attributes = {
  get onerror(): unknown {
    return onerror;
  },
  set onerror(value: unknown) {
    const isFirst = onerror === null;
    onerror = typeof value === "function" || (typeof value === "object" && value !== null) ? value : null;
    if (onerror === null) target.removeEventListener("error", callOnError);
    else if (isFirst) target.addEventListener("error", callOnError);
  },
};

/** Defines what the global object has of an event target. */
export function installGlobalTarget(global: object): void {
  useGlobalTarget(target);
  handledBy(tell);
  const { addEventListener, removeEventListener, dispatchEvent } = EventTarget.prototype;
  const operations: Record<string, unknown> = {
    addEventListener,
    removeEventListener,
    dispatchEvent,
    reportError: function reportError(error: unknown) {
      if (arguments.length === 0) throw new TypeError("reportError() takes what was thrown.");
      reportException(error, current()?.invocation);
    },
  };
  for (const [name, value] of Object.entries(operations)) {
    Object.defineProperty(global, name, { value, writable: true, enumerable: true, configurable: true });
  }
  const handler = Object.getOwnPropertyDescriptor(attributes, "onerror")!;
  Object.defineProperty(global, "onerror", { ...handler, enumerable: true, configurable: true });
}
