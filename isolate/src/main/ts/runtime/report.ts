/** What an exception looks like as text, and where it is told. */
import { host } from "../host";
import { current } from "./context";
import { showException } from "./debugger";
import type { Invocation } from "./invocation";

const startup: [level: string, text: string][] = [];
const STARTUP_LINES_MAX = 200;

/** The stack of what was thrown, its causes behind it; survives whatever a tenant throws. */
export function stackOf(error: unknown): string {
  try {
    if (typeof error === "object" && error !== null) {
      const stack = (error as { stack?: unknown }).stack;
      const text = typeof stack === "string" && stack !== "" ? stack : `${error}`;
      const cause = (error as { cause?: unknown }).cause;
      return cause === undefined ? text : `${text}\ncaused by ${stackOf(cause)}`;
    }
    return String(error);
  } catch {
    return "Uncaught exception that cannot be shown";
  }
}

let handled: (error: unknown) => boolean = () => false;

/** Whoever is asked first about an exception that nobody caught; what it takes care of is not logged. */
export function handledBy(handler: (error: unknown) => boolean): void {
  handled = handler;
}

export function reportException(error: unknown, invocation: Invocation | undefined): void {
  // What is left of a request that is over, such as the closing of its sockets, is nobody's fault.
  if (invocation?.isEnded || handled(error)) return;
  showException(error);
  log("exception", stackOf(error), invocation);
}

/** A line of the log; what is logged while the modules start waits for the first invocation. */
export function log(level: string, text: string, invocation = current()?.invocation): void {
  if (invocation === undefined) {
    if (startup.length < STARTUP_LINES_MAX) startup.push([level, text]);
  } else {
    host.log(invocation.id, level, text);
  }
}

/** A promise was rejected and nobody listens. */
export function logRejection(reason: unknown, invocation: number): void {
  showException(reason);
  host.log(invocation, "rejection", stackOf(reason));
}

export function flushStartupLog(invocation: Invocation): void {
  if (startup.length === 0) return;
  for (const [level, text] of startup.splice(0)) host.log(invocation.id, level, text);
}
