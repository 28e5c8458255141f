/** Outgoing fetch: an op of the node's, which holds the connections. */
import { BodyKind } from "../host";
import { dataResponse, Request, headersFlat, outgoing, responseFromHost } from "../web/index";
import { abandon, call } from "./calls";
import type { Inflow } from "./inflow";
import { sendHostBody, sendStream, outflowStop } from "./outflow";
import { currentInvocation } from "./timers";

const captureStackTrace = (Error as any).captureStackTrace as (into: object, below: Function) => void;

export function fetch(input: any, init?: any): Promise<any> {
  return new Promise((resolve, reject) => {
    const request: any = new (Request as any)(input, init);
    start(request, resolve, reject);
  });
}

function start(request: any, resolve: (response: unknown) => void, reject: (error: unknown) => void): void {
  const invocation = currentInvocation("fetch()");
  const signal = request.signal;
  if (signal.aborted) return reject(signal.reason);
  if (request.url.startsWith("data:")) return answerData(request, resolve, reject);
  const body = outgoing(request);
  const { kind, bytes, length } = travel(body);
  const site: { stack?: string } = {};
  captureStackTrace(site, fetch);
  const head = [request.method, request.url, request.redirect, String(length), ...headersFlat(request.headers)];
  let answer: Inflow | null = null;
  const settled = () => signal.removeEventListener("abort", aborted);
  const id = call(invocation, "fetch", head.join("\n"), kind, bytes, {
    answered(text, inflow) {
      const lines = text === "" ? [] : text.split("\n");
      const [status, reason, url, redirected] = lines.splice(0, 4);
      answer = bodyOf(Number(status), inflow);
      if (answer === null) settled();
      else answer.whenRead = settled;
      resolve(responseFromHost(Number(status), reason, url, redirected === "1", lines, answer));
    },
    failed(reason) {
      settled();
      reject(failure(reason, site.stack ?? ""));
    },
  });
  const aborted = () => {
    outflowStop(id, signal.reason);
    if (answer !== null) return answer.abort(signal.reason);
    abandon(id);
    reject(signal.reason);
  };
  signal.addEventListener("abort", aborted);
  if (body.kind === "stream") sendStream(id, body.stream, () => {});
  if (body.kind === "host" && kind === BodyKind.Stream) sendHostBody(id, body.body, () => {});
}

/** A response of this status has none, whatever came with it. */
function bodyOf(status: number, inflow: Inflow | null): Inflow | null {
  if (status !== 205 || inflow === null) return inflow;
  inflow.cancel("A response of status 205 has no body.");
  return null;
}

/** The answer is in the URL: nothing leaves the isolate. */
function answerData(request: any, resolve: (response: unknown) => void, reject: (error: unknown) => void): void {
  const response = dataResponse(request.url);
  if (response === null) return reject(new TypeError("The data: URL to be fetched is malformed."));
  resolve(request.method === "HEAD" ? responseFromHost(200, "OK", request.url, false, headersFlat(response.headers), null) : response);
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
