/** Outgoing fetch: an op of the node's, which holds the connections. */
import { BodyKind } from "../host";
import { dataResponse, messageHeadersFlat, onAbort, outgoing, Request, requestSignal, responseFromHost } from "../web/index";
import { abandon, call } from "./calls";
import type { Inflow } from "./inflow";
import { sendHostBody, sendStream, outflowStop } from "./outflow";
import { fetchSocket } from "./sockets";
import { currentInvocation } from "./timers";

const captureStackTrace = (Error as any).captureStackTrace as (into: object, below: Function) => void;

export function fetch(input: any, init?: any): Promise<any> {
  return new Promise((resolve, reject) => {
    const request: any = new (Request as any)(input, init);
    start(request, resolve, reject);
  });
}

/** As on Workers: a header asks for it, and the response has the socket. */
function asksForSocket(request: any): boolean {
  if (request.method !== "GET") return false;
  const flat = messageHeadersFlat(request);
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i].toLowerCase() === "upgrade" && flat[i + 1].toLowerCase() === "websocket") return true;
  }
  return false;
}

function start(request: any, resolve: (response: unknown) => void, reject: (error: unknown) => void): void {
  const invocation = currentInvocation("fetch()");
  const signal = requestSignal(request);
  if (signal?.aborted) return reject(signal.reason);
  if (request.url.startsWith("data:")) return fetchData(request, resolve, reject);
  if (asksForSocket(request)) return fetchSocket(invocation, request, signal, resolve, reject);
  const body = outgoing(request);
  const { kind, bytes, length } = travel(body);
  const site: { stack?: string } = {};
  captureStackTrace(site, fetch);
  const head = [request.method, request.url, request.redirect, String(length), ...messageHeadersFlat(request)];
  let answer: Inflow | null = null;
  let forget = () => {};
  const id = call(invocation, "fetch", head.join("\n"), kind, bytes, {
    answered(text, inflow) {
      const lines = text === "" ? [] : text.split("\n");
      const [status, reason, url, redirected] = lines.splice(0, 4);
      answer = bodyOf(Number(status), inflow);
      if (answer === null) forget();
      else answer.whenRead = forget;
      resolve(responseFromHost(Number(status), reason, url, redirected === "1", lines, answer));
    },
    failed(reason) {
      forget();
      reject(failure(reason, site.stack ?? ""));
    },
  });
  if (signal !== null) {
    forget = onAbort(signal, () => {
      outflowStop(id, signal.reason);
      if (answer !== null) return answer.abort(signal.reason);
      abandon(id);
      reject(signal.reason);
    });
  }
  if (body.kind === "stream") sendStream(id, body.stream, () => {});
  if (body.kind === "host" && kind === BodyKind.Stream) sendHostBody(id, body.body, () => {});
}

/** A response of this status has none, whatever came with it. */
function bodyOf(status: number, inflow: Inflow | null): Inflow | null {
  if (status !== 205 || inflow === null) return inflow;
  inflow.cancel("A response of status 205 has no body.");
  return null;
}

function fetchData(request: any, resolve: (response: unknown) => void, reject: (error: unknown) => void): void {
  const url = request.url;
  const response = dataResponse(url);
  if (response === null) return reject(new TypeError(`The URL '${url.slice(0, 100)}' holds no data.`));
  if (request.method !== "HEAD") return resolve(response);
  resolve(responseFromHost(200, "OK", url, false, messageHeadersFlat(response), null));
}

/** A TypeError that shows where fetch() was called rather than where its answer came in. */
function failure(reason: string, site: string): TypeError {
  const error = new TypeError(reason);
  error.stack = `TypeError: ${reason}${site.slice(site.indexOf("\n"))}`;
  return error;
}

/** How a body travels to the node. */
function travel(body: ReturnType<typeof outgoing>): { kind: BodyKind; bytes?: Uint8Array; length: number } {
  switch (body.kind) {
    case "none":
      return { kind: BodyKind.None, length: 0 };
    case "text": {
      const bytes = new (globalThis as any).TextEncoder().encode(body.text) as Uint8Array;
      return { kind: BodyKind.Inline, bytes, length: bytes.byteLength };
    }
    case "bytes":
      return { kind: BodyKind.Inline, bytes: body.bytes, length: body.bytes.byteLength };
    case "host": {
      const whole = body.body.whole();
      if (whole instanceof Uint8Array) return { kind: BodyKind.Inline, bytes: whole, length: whole.byteLength };
      return { kind: BodyKind.Stream, length: body.body.length };
    }
    case "stream":
      return { kind: BodyKind.Stream, length: body.length };
  }
}
