/** Response. */
import {
  type Body,
  cloneBody,
  extract,
  type HostBody,
  isTaken,
  isUsed,
  type Outgoing,
  outgoingBody,
  streamOfBody,
  Body as BodyClass,
} from "../body/body";
import * as mixin from "../body/mixin";
import type { ReadableStream } from "../streams/streams";
import { normalized } from "../url/url";
import { isWebSocket, type WebSocket } from "../websocket/websocket";
import { byteString, dictionary, integer, interfaceOf, required, usvString, isObject } from "../webidl";
import { flatGet, flatOf, Headers, headersFromFlat, type Guard } from "./headers";

const REASON = /^[\t\x20-\x7e\x80-\xff]*$/;
const stringify = JSON.stringify;

export let isResponse: (value: unknown) => value is Response;
/** What `fetch` answers: immutable headers, the URL that was asked last. */
export let responseFromHost: (
  status: number,
  statusText: string,
  url: string,
  redirected: boolean,
  flat: string[],
  body: HostBody | null,
) => Response;
/** Makes of a new response one that was fetched from an URL. */
export let asFetched: (response: Response, url: string) => Response;
/** Makes of it one that opened a WebSocket. */
export let withSocket: (response: Response, socket: WebSocket) => Response;
/** The WebSocket that a response stands for; null where it is an ordinary one. */
export let responseSocket: (response: Response) => WebSocket | null;
/** Its status, whatever a class of the app's says of it. */
export let responseStatus: (response: Response) => number;
export let responseOutgoing: (response: Response) => Outgoing;
/** All header pairs of a response, without making its Headers. */
export let responseHeaders: (response: Response) => string[];
let make: (body: Body | null, flat: string[], status: number, guard: Guard) => Response;

export class Response {
  #body: Body | null = null;
  #status = 200;
  #statusText = "";
  #headers: Headers | null = null;
  /** The headers for as long as nobody asked for the object. */
  #flat: string[] = [];
  #guard: Guard = "none";
  #type = "default";
  #url = "";
  #redirected = false;
  #webSocket: WebSocket | null = null;
  #cf: unknown = undefined;
  #encodeBody = "automatic";

  constructor(body: unknown = undefined, init: unknown = undefined) {
    if (init !== undefined) this.#initialize(dictionary(init, "The response's options"));
    if (body === undefined || body === null) return;
    const extracted = extract(body);
    this.#give(extracted.body, extracted.type);
  }

  static error(): Response {
    const response = make(null, [], 0, "immutable");
    response.#type = "error";
    return response;
  }
  static redirect(url: unknown, status: unknown = 302): Response {
    required(arguments.length, 1, "Response.redirect");
    const location = normalized(usvString(url));
    if (location === null) throw new TypeError(`The URL '${String(url)}' cannot be parsed.`);
    const code = integer(status, 16, true);
    if (code !== 301 && code !== 302 && code !== 303 && code !== 307 && code !== 308) {
      throw new RangeError(`The status ${code} is no redirect; it is 301, 302, 303, 307 or 308.`);
    }
    return make(null, ["location", location], code, "immutable");
  }
  static json(data: unknown, init: unknown = undefined): Response {
    required(arguments.length, 1, "Response.json");
    const text = stringify(data);
    if (text === undefined) throw new TypeError("The value has no JSON form.");
    const response = new Response();
    if (init !== undefined) response.#initialize(dictionary(init, "The response's options"));
    response.#give(new BodyClass(text.toWellFormed(), null, -1), "application/json");
    return response;
  }

  #initialize(init: any): void {
    const { headers, status, statusText, webSocket, cf, encodeBody } = init;
    if (webSocket !== undefined && webSocket !== null) this.#webSocket = socketIn(webSocket);
    if (cf !== undefined) this.#cf = cf;
    if (encodeBody === "manual") this.#encodeBody = encodeBody;
    if (status !== undefined) this.#status = this.#checkedStatus(status);
    if (this.#webSocket !== null && this.#status !== 101) {
      throw new RangeError(`A response with a webSocket has the status 101; it was given ${this.#status}.`);
    }
    if (statusText !== undefined) {
      const text = byteString(statusText, "The status text");
      if (!REASON.test(text)) throw new TypeError(`'${text}' is not a status text.`);
      this.#statusText = text;
    }
    if (headers !== undefined) this.#headers = new Headers(headers);
  }

  #checkedStatus(value: unknown): number {
    const status = integer(value, 16, true);
    const upgraded = status === 101 && this.#webSocket !== null;
    if (upgraded || (status >= 200 && status <= 599)) return status;
    const way = status === 101 ? "; 101 needs a webSocket" : "";
    throw new RangeError(`The status is ${status}; it is 200 to 599${way}.`);
  }

  #give(body: Body, type: string | null): void {
    const status = this.#status;
    if (status === 101 || status === 204 || status === 205 || status === 304) {
      // Workers take an empty body for none, where the Fetch standard wants null.
      if (body.source !== null && (body.source === "" || body.length === 0)) return;
      throw new TypeError(`A response with status ${status} cannot have a body.`);
    }
    this.#body = body;
    if (type === null) return;
    if (this.#headers === null) this.#flat = ["content-type", type];
    else if (!this.#headers.has("content-type")) flatOf(this.#headers).push("content-type", type);
  }

  get type(): string {
    return this.#type;
  }
  get url(): string {
    const hash = this.#url.indexOf("#");
    return hash < 0 ? this.#url : this.#url.slice(0, hash);
  }
  get redirected(): boolean {
    return this.#redirected;
  }
  get status(): number {
    return this.#status;
  }
  get ok(): boolean {
    return this.#status >= 200 && this.#status <= 299;
  }
  get statusText(): string {
    return this.#statusText;
  }
  get headers(): Headers {
    return (this.#headers ??= headersFromFlat(this.#flat, this.#guard));
  }
  get body(): ReadableStream | null {
    return streamOfBody(this.#body);
  }
  get bodyUsed(): boolean {
    return isUsed(this.#body);
  }
  get webSocket(): WebSocket | null {
    return this.#webSocket;
  }
  get cf(): unknown {
    return this.#cf;
  }
  get encodeBody(): string {
    return this.#encodeBody;
  }
  clone(): Response {
    if (this.#webSocket !== null) throw new TypeError("A response with a webSocket cannot be cloned.");
    if (isTaken(this.#body))
      throw new TypeError("The response cannot be cloned: its body was used already, or is locked.");
    const flat = this.#flatList().slice();
    const copy = make(cloneBody(this.#body), flat, this.#status, this.#guard);
    copy.#statusText = this.#statusText;
    copy.#type = this.#type;
    copy.#url = this.#url;
    copy.#redirected = this.#redirected;
    copy.#cf = this.#cf;
    copy.#encodeBody = this.#encodeBody;
    return copy;
  }
  arrayBuffer(): Promise<ArrayBuffer> {
    return isObject(this) && #body in this ? mixin.arrayBuffer(this.#body) : mixin.stranger();
  }
  blob(): Promise<object> {
    return isObject(this) && #body in this ? mixin.blob(this.#body, this.#contentType()) : mixin.stranger();
  }
  bytes(): Promise<Uint8Array> {
    return isObject(this) && #body in this ? mixin.bytes(this.#body) : mixin.stranger();
  }
  formData(): Promise<object> {
    return isObject(this) && #body in this
      ? mixin.formData(this.#body, this.#contentType())
      : mixin.stranger();
  }
  json(): Promise<unknown> {
    return isObject(this) && #body in this ? mixin.json(this.#body) : mixin.stranger();
  }
  text(): Promise<string> {
    return isObject(this) && #body in this ? mixin.text(this.#body) : mixin.stranger();
  }

  #contentType(): string | null {
    return this.#headers === null ? flatGet(this.#flat, "content-type") : this.#headers.get("content-type");
  }
  #flatList(): string[] {
    return this.#headers === null ? this.#flat : flatOf(this.#headers);
  }

  static {
    isResponse = (value): value is Response => typeof value === "object" && value !== null && #body in value;
    make = (body, flat, status, guard) => {
      const response = new Response();
      response.#body = body;
      response.#flat = flat;
      response.#status = status;
      response.#guard = guard;
      return response;
    };
    responseFromHost = (status, statusText, url, redirected, flat, body) => {
      const content = body === null ? null : new BodyClass(body, null, body.length);
      const response = make(content, flat, status, "immutable");
      response.#type = "basic";
      response.#statusText = statusText;
      response.#url = url;
      response.#redirected = redirected;
      return response;
    };
    asFetched = (response, url) => {
      response.#type = "basic";
      response.#url = url;
      response.#guard = "immutable";
      return response;
    };
    withSocket = (response, socket) => {
      response.#webSocket = socket;
      return response;
    };
    responseStatus = (response) => response.#status;
    responseSocket = (response) => response.#webSocket;
    responseOutgoing = (response) => outgoingBody(response.#body);
    responseHeaders = (response) => response.#flatList();
  }
}
interfaceOf(Response, "Response");

function socketIn(value: unknown): WebSocket {
  if (isWebSocket(value)) return value;
  throw new TypeError("The option 'webSocket' of a response must be a WebSocket.");
}
