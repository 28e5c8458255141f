/** From a handler's Response to the frames that carry it, and what becomes of one that fails. */
import { BodyKind, host } from "../host";
import { encodeUtf8, isResponse, messageHeadersFlat, outgoing, responseSocket, responseStatus } from "../web/index";
import { viewBuffer, viewLength, viewOffset } from "../web/primordials";
import { showException } from "./debugger";
import type { Invocation } from "./invocation";
import { sendBytes, sendHostBody, sendStream } from "./outflow";
import { Refusal } from "./refusal";
import { reportException, stackOf } from "./report";
import { answerWithSocket } from "./sockets";

export function answer(invocation: Invocation, response: any): void {
  if (invocation.isAnswered) return;
  try {
    if (!isResponse(response)) throw new Refusal("noResponse", noResponse(response));
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
  let head = `${responseStatus(response)}`;
  for (let i = 0; i < flat.length; i++) head += `\n${flat[i]}`;
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

/** What travels in one frame with the head; a larger body goes behind it in chunks. */
const INLINE_BYTES_MAX = 64 * 1024;

/** The hot way. */
export function sendText(invocation: Invocation, head: string, text: string): void {
  if (text.length > INLINE_BYTES_MAX) return sendWhole(invocation, head, encodeUtf8(text));
  const id = invocation.id;
  if (invocation.mayAnswerLast()) {
    host.finish(id, head, text);
    return invocation.answeredLast();
  }
  host.respond(id, head, text, undefined, 0, 0, -1, BodyKind.Inline);
  invocation.bodySent();
}

function sendWhole(invocation: Invocation, head: string, bytes: Uint8Array): void {
  const id = invocation.id;
  const length = viewLength(bytes);
  if (length <= INLINE_BYTES_MAX) {
    host.respond(id, head, undefined, viewBuffer(bytes), viewOffset(bytes), length, length, BodyKind.Inline);
    return invocation.bodySent();
  }
  host.respond(id, head, undefined, undefined, 0, 0, length, BodyKind.Stream);
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
