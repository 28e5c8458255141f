/**
 * The prelude: what stands in every isolate before a version's code. Its exports are what the child
 * calls, on the isolate's thread; the first argument is mostly the time.
 */
import { host, rare } from "./host";
import { useParts } from "./parts/door";
import { lend } from "./parts/lend";
import * as calls from "./runtime/calls";
import { advance, installClock, now } from "./runtime/clock";
import { connectionOf } from "./runtime/connections";
import { current, run } from "./runtime/context";
import { debuggerConsole } from "./runtime/debugger";
import * as dispatch from "./runtime/dispatch";
import { fetch } from "./runtime/fetch";
import { installGlobalTarget } from "./runtime/global";
import { harden } from "./runtime/harden";
import * as inflow from "./runtime/inflow";
import { outflowCredit, outflowStop } from "./runtime/outflow";
import { installBuffer } from "./runtime/node";
import { installProcess } from "./runtime/process";
import { log, reportException } from "./runtime/report";
import { compatibilityFlags } from "./runtime/compatibility";
import { installRejections } from "./runtime/rejections";
import { installRewriter } from "./runtime/rewriter";
import { installSockets, linkCredit, linkFrame } from "./runtime/sockets";
import * as timers from "./runtime/timers";
import { currentInvocation } from "./runtime/timers";
import { decodeUtf8, install } from "./web/index";

export { prepare, started } from "./runtime/dispatch";
export { quiet } from "./runtime/hang";
export { handled, rejected } from "./runtime/rejections";
export { asset, builtin } from "./runtime/modules";

const global = globalThis as any;

useParts(() => host.parts()(lend()));

installClock(global);
install(global, {
  setTimer: (fn, millis) => timers.setTimeout(fn, millis),
  clearTimer: timers.clearTimeout,
  setTask(fn) {
    // Where no request is handled there are no tasks.
    if (current()?.invocation === undefined) Promise.resolve().then(fn);
    else timers.setTimeout(fn, 0);
  },
  debuggerConsole,
  consoleSink: (level, text) => log(level, text),
  now,
  bindContext: (fn) => {
    const context = current();
    return function (this: unknown, ...args: unknown[]) {
      return run(context, fn as any, this, args);
    } as any;
  },
  reportException: (error) => reportException(error, current()?.invocation),
  atEnd(fn) {
    current()?.invocation?.whenEnded.add(fn);
  },
  fetch: (request) => fetch(request),
  beacon(request) {
    currentInvocation("sendBeacon()").waitUntil(fetch(request), () => {});
  },
});
installGlobalTarget(global);
installRejections(global);
installProcess(global);
installSockets();
installBuffer(global);
installRewriter(global);
harden(global);

const operations = {
  fetch,
  setTimeout: timers.setTimeout,
  setInterval: timers.setInterval,
  clearTimeout: timers.clearTimeout,
  clearInterval: function clearInterval(id?: unknown) {
    timers.clearTimeout(id);
  },
  setImmediate: function setImmediate(fn: unknown, ...args: unknown[]) {
    return timers.setTimeout(fn, 0, ...args);
  },
  clearImmediate: function clearImmediate(id?: unknown) {
    timers.clearTimeout(id);
  },
  queueMicrotask: function queueMicrotask(fn: unknown) {
    if (typeof fn !== "function") throw new TypeError("queueMicrotask() takes a function.");
    Promise.resolve().then(() => {
      try {
        fn();
      } catch (error) {
        reportException(error, current()?.invocation);
      }
    });
  },
  self: global,
  global,
  Cloudflare: { compatibilityFlags },
};
for (const [name, value] of Object.entries(operations)) {
  Object.defineProperty(global, name, { value, writable: true, enumerable: true, configurable: true });
}

export const invoke = dispatch.invoke;

export function answer(time: number, id: number, ok: number, text: string, kind: number, inline?: ArrayBuffer): void {
  advance(time);
  calls.answer(id, ok, text, kind, inline);
}

export function chunk(time: number, stream: number, bytes: ArrayBuffer): void {
  advance(time);
  inflow.inflowChunk(stream, bytes);
}

export function frame(time: number, stream: number, type: number, last: number, bytes?: ArrayBuffer): void {
  advance(time);
  const connection = connectionOf(stream);
  if (connection !== undefined) connection.frame(bytes, decodeUtf8);
  else linkFrame(stream, type, last === 1, bytes);
}

export function end(time: number, stream: number): void {
  advance(time);
  inflow.inflowEnd(stream);
}

export function cut(time: number, stream: number, reason: string): void {
  advance(time);
  inflow.inflowCut(stream, reason);
}

export function credit(time: number, stream: number, bytes: number): void {
  advance(time);
  const connection = connectionOf(stream);
  if (connection !== undefined) connection.creditGiven(bytes);
  else if (!linkCredit(stream, bytes)) outflowCredit(stream, bytes);
}

export function stop(time: number, stream: number): void {
  advance(time);
  const connection = connectionOf(stream);
  if (connection !== undefined) connection.stopped();
  else outflowStop(stream, new TypeError("The other side wants no more of this body."));
}

export function cancel(time: number, invocation: number): void {
  advance(time);
  dispatch.cancel(invocation);
}

export function timer(time: number, id: number): void {
  advance(time);
  timers.timerDue(id);
}

export function expire(time: number, invocation: number): void {
  advance(time);
  dispatch.expire(invocation);
}

/** Uses each local op once, before the lock. */
export function exercise(): void {
  const bytes = new Uint8Array(host.utf8Encode("edgewise ☃"));
  host.utf8Decode(bytes.buffer, 0, bytes.byteLength);
  host.utf8DecodeFatal(bytes.buffer, 0, bytes.byteLength);
  rare().legacyDecode("windows-1252", bytes.buffer, 0, bytes.byteLength, false);
  rare().legacyDecode("gb18030", bytes.buffer, 0, bytes.byteLength, true);
  for (const algorithm of ["MD5", "SHA-1", "SHA-256", "SHA-384", "SHA-512"]) {
    rare().digest(algorithm, bytes.buffer, 0, bytes.byteLength);
    const digest = rare().digestOpen(algorithm);
    rare().digestUpdate(digest, bytes.buffer, 0, bytes.byteLength);
    rare().digestClose(digest);
  }
  host.random(bytes.buffer, 0, bytes.byteLength);
  for (const compress of [true, false]) {
    const codec = rare().codecOpen("gzip", compress, -1);
    rare().codecGive(codec, bytes.buffer, 0, 0);
    rare().codecTake(codec, compress);
    rare().codecTake(codec, compress);
    rare().codecClose(codec);
  }
  rare().library();
  rare().rewriter();
  host.parts();
}
