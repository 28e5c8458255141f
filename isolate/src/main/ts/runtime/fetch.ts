/** Requests that a function sends: outgoing ones by the node's connections, others by a binding. */
import { BodyKind } from "../host";
import { apply, PromiseConstructor, viewLength } from "../web/primordials";
import {
  blobResponse,
  dataResponse,
  encodeUtf8,
  messageHeadersFlat,
  onAbort,
  outgoing,
  Request,
  type RequestLine,
  requestLine,
  requestSignal,
  responseFromHost,
} from "../web/index";
import { abandon, call } from "./calls";
import { oneLine } from "./heads";
import type { Inflow } from "./inflow";
import { outflowStop, sendBytes, sendHostBody, sendStream } from "./outflow";
import { fetchSocket } from "./sockets";
import { currentInvocation } from "./timers";

const captureStackTrace = (Error as any).captureStackTrace as (into: object, below: Function) => void;
const split = String.prototype.split;
const splice = Array.prototype.splice;
const indexOf = String.prototype.indexOf;
const slice = String.prototype.slice;
const toLowerCase = String.prototype.toLowerCase;
const startsWith = String.prototype.startsWith;

/** How a request leaves an isolate. */
export interface Way {
  readonly op: string;
  /** What the code calls, as a sentence names it. */
  readonly name: string;
  /** What the call says before the request: nothing, or whole lines. */
  before(line: RequestLine): string;
  /** What is thrown where there is no answer; `site` is the stack of the call. */
  failure(reason: string, site: string): unknown;
}

const OUT: Way = { op: "fetch", name: "fetch()", before: () => "", failure };

export function fetch(input: any, init?: any): Promise<any> {
  return send(OUT, fetch, input, init);
}

/** Sends a request; `caller` is the function that a stack leaves out. */
export function send(way: Way, caller: Function, input: unknown, init: unknown): Promise<any> {
  return new PromiseConstructor((resolve, reject) => {
    const request: any = new (Request as any)(input, init);
    start(way, caller, request, resolve, reject);
  });
}

/** As on Workers: a header asks for it, and the response has the socket. */
function asksForSocket(request: any, line: RequestLine): boolean {
  if (line.method !== "GET") return false;
  const flat = messageHeadersFlat(request);
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i] === "upgrade" && apply(toLowerCase, flat[i + 1], []) === "websocket") return true;
  }
  return false;
}

function start(
  way: Way,
  caller: Function,
  request: any,
  resolve: (response: unknown) => void,
  reject: (error: unknown) => void,
): void {
  const invocation = currentInvocation(way.name);
  const signal = requestSignal(request);
  if (signal?.aborted) return reject(signal.reason);
  const line = requestLine(request);
  if (apply(startsWith, line.url, ["data:"])) return fetchData(line, resolve, reject);
  if (apply(startsWith, line.url, ["blob:"])) return fetchBlob(line, resolve, reject);
  if (asksForSocket(request, line)) {
    if (way === OUT) return fetchSocket(invocation, request, signal, resolve, reject);
    return reject(new Error(`${way.name} was asked for a WebSocket: those of a binding are not here yet.`));
  }
  const before = way.before(line);
  const body = travelling(outgoing(request));
  const { kind, bytes, length } = body;
  const site: { stack?: string } = {};
  captureStackTrace(site, caller);
  const flat = messageHeadersFlat(request);
  let head = `${before}${oneLine(line.method)}\n${oneLine(line.url)}\n${line.redirect}\n${length}`;
  for (let i = 0; i < flat.length; i++) head += `\n${oneLine(flat[i])}`;
  let answer: Inflow | null = null;
  let forget = () => {};
  const id = call(invocation, way.op, head, kind, bytes, {
    answered(text, inflow) {
      const lines = apply(split, text, ["\n"]) as string[];
      const [status, reason, url, redirected] = apply(splice, lines, [0, 4]) as string[];
      answer = bodyOf(Number(status), inflow);
      if (answer === null) forget();
      else answer.whenRead = forget;
      resolve(responseFromHost(Number(status), reason, url, redirected === "1", lines, answer));
    },
    failed(reason) {
      forget();
      reject(way.failure(reason, textOf(site)));
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
  if (kind === BodyKind.Stream) body.send(id);
}

/** The stack of the call; empty where the code's own Error.prepareStackTrace makes something else of it. */
function textOf(site: { stack?: unknown }): string {
  try {
    return typeof site.stack === "string" ? site.stack : "";
  } catch {
    return "";
  }
}

/** A response of this status has none, whatever came with it. */
function bodyOf(status: number, inflow: Inflow | null): Inflow | null {
  if (status !== 205 || inflow === null) return inflow;
  inflow.cancel("A response of status 205 has no body.");
  return null;
}

function fetchData(
  { url, method }: RequestLine,
  resolve: (response: unknown) => void,
  reject: (error: unknown) => void,
): void {
  const response = dataResponse(url);
  if (response === null) return reject(new TypeError(`The URL '${url.slice(0, 100)}' holds no data.`));
  if (method !== "HEAD") return resolve(response);
  resolve(responseFromHost(200, "OK", url, false, messageHeadersFlat(response), null));
}

function fetchBlob(
  { url, method }: RequestLine,
  resolve: (response: unknown) => void,
  reject: (error: unknown) => void,
): void {
  const response = method === "GET" ? blobResponse(url) : null;
  if (response !== null) return resolve(response);
  reject(
    new TypeError(
      method === "GET"
        ? `No blob is held under the URL '${url.slice(0, 100)}'.`
        : `A blob's URL is fetched by GET, not by ${method}.`,
    ),
  );
}

/** A TypeError that shows where fetch() was called rather than where its answer came in. */
export function failure(reason: string, site: string): TypeError {
  const error = new TypeError(reason);
  const from = apply(indexOf, site, ["\n"]) as number;
  error.stack = `TypeError: ${reason}${from < 0 ? "" : apply(slice, site, [from])}`;
  return error;
}

/**
 * What travels in one frame with the call, to be sent again where a redirect asks for it; a larger body
 * goes behind the call in chunks.
 */
const INLINE_BYTES_MAX = 512 * 1024;

/** How a body travels to the node. */
interface Travelling {
  readonly kind: BodyKind;
  readonly bytes?: Uint8Array;
  readonly length: number;
  /** Begins to send what comes in chunks. */
  send(stream: number): void;
}

const NOTHING = (): void => {};
const NO_BODY: Travelling = { kind: BodyKind.None, length: 0, send: NOTHING };

function travelling(body: ReturnType<typeof outgoing>): Travelling {
  switch (body.kind) {
    case "none":
      return NO_BODY;
    case "text":
      return whole(encodeUtf8(body.text));
    case "bytes":
      return whole(body.bytes);
    case "host": {
      const from = body.body;
      const bytes = from.whole();
      return bytes instanceof Uint8Array ? whole(bytes) : streamed(from.length, (id) => sendHostBody(id, from, NOTHING));
    }
    case "stream": {
      const from = body.stream;
      return streamed(body.length, (id) => sendStream(id, from, NOTHING));
    }
  }
}

function whole(bytes: Uint8Array): Travelling {
  const length = viewLength(bytes);
  if (length > INLINE_BYTES_MAX) return streamed(length, (id) => sendBytes(id, bytes, NOTHING));
  return { kind: BodyKind.Inline, bytes, length, send: NOTHING };
}

function streamed(length: number, send: (stream: number) => void): Travelling {
  return { kind: BodyKind.Stream, length, send };
}
