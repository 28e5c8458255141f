/** From a handler's Response to the frames that carry it, and what becomes of one that fails. */
import { BodyKind, host } from "../host";
import { messageHeadersFlat, outgoing, Response, responseSocket } from "../web/index";
import { showException } from "./debugger";
import type { Invocation } from "./invocation";
import { sendBytes, sendHostBody, sendStream } from "./outflow";
import { Refusal } from "./refusal";
import { reportException, stackOf } from "./report";
import { answerWithSocket } from "./sockets";

export function answer(invocation: Invocation, response: any): void {
  if (invocation.isAnswered) return;
  try {
    if (!(response instanceof (Response as any))) throw new Refusal("noResponse", noResponse(response));
    send(invocation, response);
  } catch (error) {
    failed(invocation, error);
  }
}

function noResponse(value: unknown): string {
  const hint = value === undefined ? " Is a `return` missing?" : "";
  return `The fetch handler answered with ${kind(value)}, which is no Response.${hint}`;
}

function kind(value: unknown): string {
  if (value === undefined || value === null) return String(value);
  return typeof value === "object" ? "an object" : `a ${typeof value}`;
}

function send(invocation: Invocation, response: any): void {
  const id = invocation.id;
  const flat = messageHeadersFlat(response);
  const head = flat.length === 0 ? `${response.status}` : `${response.status}\n${flat.join("\n")}`;
  const socket = responseSocket(response);
  if (socket !== null) return answerWithSocket(invocation, head, socket);
  const body = outgoing(response);
  switch (body.kind) {
    case "none":
      host.respond(id, head, undefined, undefined, 0, 0, 0, BodyKind.None);
      return invocation.bodySent();
    case "text":
      return sendText(invocation, head, body.text);
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

/** The hot way. */
export function sendText(invocation: Invocation, head: string, text: string): void {
  const id = invocation.id;
  if (invocation.answersLast()) return host.finish(id, head, text);
  host.respond(id, head, text, undefined, 0, 0, -1, BodyKind.Inline);
  invocation.bodySent();
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
  if (error instanceof Refusal) return refused(invocation, error);
  reportException(error, invocation);
  invocation.fail("exception", stackOf(error));
}

export function failed(invocation: Invocation, error: unknown): void {
  if (invocation.isAnswered || invocation.isEnded) return;
  if (error instanceof Refusal) return refused(invocation, error);
  const stack = stackOf(error);
  showException(error);
  host.log(invocation.id, "exception", stack);
  invocation.fail("exception", stack);
}

/** What the platform itself has found wrong: its sentence says all, a stack would lead into the platform. */
function refused(invocation: Invocation, refusal: Refusal): void {
  invocation.fail(refusal.code, refusal.message);
}
