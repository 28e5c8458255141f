/** From an event to the version's handler. */
import { BodyKind } from "../host";
import { abortRequest, DOMException, isResponse, requestFromHost } from "../web/index";
import { answer, failed } from "./answer";
import { requestCf } from "./cf";
import { advance } from "./clock";
import { current, exchange, run } from "./context";
import * as entrypoints from "./entrypoints";
import { event } from "./events";
import { Inflow } from "./inflow";
import { Invocation, invocationOf } from "./invocation";
import { outflowStop } from "./outflow";
import { flushStartupLog } from "./report";
import { fetchEvent } from "./serviceworker";

/** The version's modules are there and will be evaluated. */
export function prepare(namespace: any, settings: string, now: number): void {
  advance(now);
  entrypoints.prepare(namespace, settings);
}

/** They were evaluated. */
export const started = entrypoints.started;

const AT = 0x40;
const COLON = 0x3a;
/** Time, invocation, kind and length of the body. */
const HEAD_AT = 4;
const HEADERS_AT = HEAD_AT + 2;

/**
 * An event came: `time\ninvocation\nbody kind\nbody length\nmethod\nurl\nname\nvalue...`. One string,
 * since each argument costs a crossing of its own. Names that begin with ':' stand before all headers
 * and say what is no header: `:entrypoint`, `:props` and `:cf` (JSON). A method that begins with '@' is
 * no request.
 */
export function invoke(text: string, inline?: ArrayBuffer): void {
  const flat = text.split("\n");
  advance(+flat[0]);
  const invocation = new Invocation(+flat[1]);
  const before = exchange(invocation.context);
  try {
    flushStartupLog(invocation);
    if (flat[HEAD_AT].charCodeAt(0) === AT) return event(invocation, flat.slice(HEAD_AT));
    const result = fetched(invocation, flat, inline);
    if (isResponse(result)) {
      answer(invocation, result);
    } else {
      Promise.resolve(result).then(
        (response) => answer(invocation, response),
        (error) => failed(invocation, error),
      );
    }
  } catch (error) {
    failed(invocation, error);
  } finally {
    exchange(before);
  }
}

function fetched(invocation: Invocation, flat: string[], inline?: ArrayBuffer): unknown {
  let at = HEADERS_AT;
  let entrypoint = "default";
  let props: unknown;
  let cf: string | undefined;
  while (at < flat.length && flat[at].charCodeAt(0) === COLON) {
    const value = flat[at + 1];
    if (flat[at] === ":entrypoint") entrypoint = value;
    else if (flat[at] === ":props") props = JSON.parse(value);
    else if (flat[at] === ":cf") cf = value;
    at += 2;
  }
  const headers = flat.slice(at);
  const body = bodyOf(invocation.id, flat, inline);
  const request = requestFromHost(flat[HEAD_AT], flat[HEAD_AT + 1], headers, body, () => requestCf(headers, cf));
  invocation.request = request;
  if (entrypoint === "default" && entrypoints.isServiceWorker()) return fetchEvent(invocation, request);
  return entrypoints.callHandler(invocation, entrypoint, "fetch", request, props);
}

function bodyOf(id: number, flat: string[], inline?: ArrayBuffer): Inflow | null {
  const kind = +flat[2];
  const length = +flat[3];
  if (kind === BodyKind.Stream) return new Inflow(id, length, null, current());
  if (kind === BodyKind.Inline) return new Inflow(id, length, new Uint8Array(inline ?? new ArrayBuffer(0)), undefined);
  return null;
}

/** The client went away: nothing more is sent; what was given to waitUntil goes on. */
export function cancel(id: number): void {
  const invocation = invocationOf(id);
  if (invocation === undefined) return;
  const reason = new DOMException("The client has disconnected.", "AbortError");
  invocation.clientGone = true;
  outflowStop(id, reason);
  if (invocation.request !== undefined) run(invocation.context, abortRequest, undefined, [invocation.request, reason]);
  invocation.fail("canceled", "");
}

/** The time after the answer is over. */
export function expire(id: number): void {
  invocationOf(id)?.end("exceededWall", "waitUntil() went on for longer than it may after the answer.");
}
