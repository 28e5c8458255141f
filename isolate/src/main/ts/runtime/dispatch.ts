/** From an event to the version's handler, and from its answer back. */
import { BodyKind, host } from "../host";
import { abortRequest, messageHeadersFlat, outgoing, requestFromHost, Response } from "../web/index";
import { advance } from "./clock";
import { current, exchange, run } from "./context";
import { showException } from "./debugger";
import { env } from "./env";
import { Inflow } from "./inflow";
import { Invocation, invocationOf } from "./invocation";
import { outflowStop, sendBytes, sendHostBody, sendStream } from "./outflow";
import { flushStartupLog, reportException, stackOf } from "./report";

let main: any;
let exported: any;

/** The version's module was evaluated. */
export function load(namespace: any, now: number): void {
  advance(now);
  main = namespace.default;
  exported = namespace;
}

/** What a handler gets as its third argument. */
class ExecutionContext {
  readonly #invocation: Invocation;
  readonly props: unknown;

  constructor(invocation: Invocation, props: unknown = {}) {
    this.#invocation = invocation;
    this.props = props;
  }

  waitUntil(promise: unknown): void {
    const invocation = this.#invocation;
    if (invocation.isEnded) throw new Error("waitUntil() was called after the request had ended.");
    invocation.waitUntil(promise, (error) => reportException(error, invocation));
  }

  passThroughOnException(): void {
    throw new Error("passThroughOnException() does nothing here: there is no origin behind this server.");
  }
}

export { ExecutionContext };

/**
 * A request came: `time\ninvocation\nbody kind\nbody length\nmethod\nurl\nname\nvalue...`. One string,
 * since each argument costs a crossing of its own.
 */
export function invoke(text: string, inline?: ArrayBuffer): void {
  const flat = text.split("\n");
  advance(+flat[0]);
  const invocation = new Invocation(+flat[1]);
  const before = exchange(invocation.context);
  try {
    flushStartupLog(invocation);
    const asides = asidesOf(flat);
    const request = requestOf(invocation.id, flat, asides, inline);
    invocation.request = request;
    const handler = asides.entrypoint === undefined ? main : exported[asides.entrypoint];
    const result = handle(handler, request, new ExecutionContext(invocation, asides.props));
    if (result instanceof (Response as any)) {
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

const REQUEST_LINES = 6;

/** What an invocation is told beside the request: lines before the headers, under names with a colon. */
interface Asides {
  lines: number;
  entrypoint?: string;
  props?: unknown;
  cf?: unknown;
}

function asidesOf(flat: string[]): Asides {
  const asides: Asides = { lines: 0 };
  for (let at = REQUEST_LINES; at < flat.length && flat[at][0] === ":"; at += 2) {
    asides.lines += 2;
    if (flat[at] === ":entrypoint") asides.entrypoint = flat[at + 1];
    else if (flat[at] === ":props") asides.props = JSON.parse(flat[at + 1]);
    else if (flat[at] === ":cf") asides.cf = JSON.parse(flat[at + 1]);
  }
  return asides;
}

function requestOf(id: number, flat: string[], asides: Asides, inline?: ArrayBuffer): any {
  const kind = +flat[2];
  const length = +flat[3];
  const method = flat[4];
  const url = flat[5];
  let body: Inflow | null = null;
  if (kind === BodyKind.Stream) body = new Inflow(id, length, null, current());
  else if (kind === BodyKind.Inline) body = new Inflow(id, length, new Uint8Array(inline ?? new ArrayBuffer(0)), undefined);
  return requestFromHost(method, url, flat.slice(REQUEST_LINES + asides.lines), body, asides.cf);
}

function handle(main: any, request: unknown, ctx: ExecutionContext): unknown {
  if (typeof main === "function" && typeof main.prototype?.fetch === "function") {
    return new main(ctx, env).fetch(request);
  }
  if (typeof main?.fetch !== "function") {
    throw new TypeError(
      "The main module has no fetch handler: write `export default { fetch(request, env, ctx) { ... } }`.",
    );
  }
  return main.fetch(request, env, ctx);
}

function answer(invocation: Invocation, response: any): void {
  if (invocation.isAnswered) return;
  try {
    if (!(response instanceof (Response as any))) {
      throw new TypeError("The fetch handler answered with something that is no Response.");
    }
    send(invocation, response);
  } catch (error) {
    failed(invocation, error);
  }
}

function send(invocation: Invocation, response: any): void {
  const id = invocation.id;
  const flat = messageHeadersFlat(response);
  const head = flat.length === 0 ? `${response.status}` : `${response.status}\n${flat.join("\n")}`;
  const body = outgoing(response);
  switch (body.kind) {
    case "none":
      host.respond(id, head, undefined, undefined, 0, 0, 0, BodyKind.None);
      return invocation.bodySent();
    case "text":
      if (invocation.answersLast()) return host.finish(id, head, body.text);
      host.respond(id, head, body.text, undefined, 0, 0, -1, BodyKind.Inline);
      return invocation.bodySent();
    case "bytes":
      return sendWhole(invocation, head, body.bytes);
    case "host": {
      const whole = body.body.whole();
      if (whole instanceof Uint8Array) return sendWhole(invocation, head, whole);
      host.respond(id, head, undefined, undefined, 0, 0, body.body.length, BodyKind.Stream);
      invocation.headSent();
      return sendHostBody(id, body.body, (error) => bodyDone(invocation, error));
    }
    case "stream":
      host.respond(id, head, undefined, undefined, 0, 0, body.length, BodyKind.Stream);
      invocation.headSent();
      return sendStream(id, body.stream, (error) => bodyDone(invocation, error));
  }
}

const INLINE_BYTES_MAX = 64 * 1024;

function sendWhole(invocation: Invocation, head: string, bytes: Uint8Array): void {
  const id = invocation.id;
  if (bytes.byteLength <= INLINE_BYTES_MAX) {
    host.respond(id, head, undefined, bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength, bytes.byteLength, BodyKind.Inline);
    return invocation.bodySent();
  }
  host.respond(id, head, undefined, undefined, 0, 0, bytes.byteLength, BodyKind.Stream);
  invocation.headSent();
  sendBytes(id, bytes, (error) => bodyDone(invocation, error));
}

function bodyDone(invocation: Invocation, error: unknown): void {
  if (invocation.clientGone) return;
  if (error === undefined || invocation.isEnded) return invocation.bodySent();
  reportException(error, invocation);
  invocation.fail("exception", stackOf(error));
}

function failed(invocation: Invocation, error: unknown): void {
  if (invocation.isAnswered || invocation.isEnded) return;
  const stack = stackOf(error);
  showException(error);
  host.log(invocation.id, "exception", stack);
  invocation.fail("exception", stack);
}

/** The client went away: nothing more is sent; what was given to waitUntil goes on. */
export function cancel(id: number): void {
  const invocation = invocationOf(id);
  if (invocation === undefined) return;
  const reason = new (globalThis as any).DOMException("The client has disconnected.", "AbortError");
  invocation.clientGone = true;
  outflowStop(id, reason);
  if (invocation.request !== undefined) run(invocation.context, abortRequest, undefined, [invocation.request, reason]);
  invocation.fail("canceled", "");
}

/** The time after the answer is over. */
export function expire(id: number): void {
  invocationOf(id)?.end("exceededWall", "waitUntil() went on for longer than it may after the answer.");
}
