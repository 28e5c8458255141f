/** setTimeout, setInterval and their like: an asynchronous op that the child answers itself. */
import { io } from "../host";
import { type Context, current, run } from "./context";
import type { Invocation } from "./invocation";
import { reportException } from "./report";

interface Timer {
  readonly fn: (...args: unknown[]) => unknown;
  readonly args: unknown[];
  readonly context: Context;
  readonly every: number;
}

const timers = new Map<number, Timer>();
let issued = 0;

/** The invocation whose code runs now; I/O outside of one is refused. */
export function currentInvocation(what: string): Invocation {
  const invocation = current()?.invocation;
  if (invocation === undefined) {
    throw new Error(
      `${what} was called in global scope, where no request is handled. Call it from within a handler.`,
    );
  }
  return invocation;
}

function start(fn: unknown, millis: unknown, args: unknown[], repeat: boolean): number {
  if (typeof fn !== "function") {
    throw new TypeError("A timer takes a function; strings of code are not run here.");
  }
  const invocation = currentInvocation(repeat ? "setInterval()" : "setTimeout()");
  let wait = Number(millis);
  if (!(wait > 0)) wait = 0;
  if (wait > 0x7fffffff) wait = 1;
  const id = ++issued;
  timers.set(id, { fn: fn as Timer["fn"], args, context: current()!, every: repeat ? Math.max(1, wait) : -1 });
  invocation.timers.add(id);
  io().timerStart(invocation.id, id, wait);
  return id;
}

export function setTimeout(fn: unknown, millis?: unknown, ...args: unknown[]): number {
  return start(fn, millis, args, false);
}

export function setInterval(fn: unknown, millis?: unknown, ...args: unknown[]): number {
  return start(fn, millis, args, true);
}

export function clearTimeout(id?: unknown): void {
  const number = Number(id);
  const timer = timers.get(number);
  if (timer === undefined) return;
  timers.delete(number);
  timer.context.invocation!.timers.delete(number);
  io().timerStop(number);
}

export function stopTimers(invocation: Invocation): void {
  for (const id of invocation.timers) {
    timers.delete(id);
    io().timerStop(id);
  }
  invocation.timers.clear();
}

/** A timer is due. */
export function timerDue(id: number): void {
  const timer = timers.get(id);
  if (timer === undefined) return;
  const invocation = timer.context.invocation!;
  if (timer.every < 0) {
    timers.delete(id);
    invocation.timers.delete(id);
  }
  try {
    run(timer.context, timer.fn, undefined, timer.args);
  } catch (error) {
    reportException(error, invocation);
  }
  if (timer.every >= 0 && timers.has(id)) io().timerStart(invocation.id, id, timer.every);
}
