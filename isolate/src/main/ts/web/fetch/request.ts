/** Request. */
import { type AbortSignal, dependentSignal, isSignal, newSignal, signalAbort } from "../abort";
import {
  type Body,
  Body as BodyClass,
  cloneBody,
  extract,
  type HostBody,
  isTaken,
  isUsed,
  moveBody,
  type Outgoing,
  outgoingBody,
  streamOfBody,
} from "../body/body";
import * as mixin from "../body/mixin";
import type { ReadableStream } from "../streams/streams";
import { parseUrl, serialize } from "../url/url";
import { byteString, dictionary, interfaceOf, required, usvString, isObject } from "../webidl";
import { flatGet, flatOf, type Guard, Headers, headersFromFlat } from "./headers";
import { checkMode, DEFAULTS, type Options, optionsOf } from "./options";

export let isRequest: (value: unknown) => value is Request;
/** The request of an invocation. The URL is absolute and serialised already; the headers are immutable. */
export let requestFromHost: (
  method: string,
  url: string,
  flat: string[],
  body: HostBody | null,
  cf: () => unknown,
) => Request;
export let requestOutgoing: (request: Request) => Outgoing;
/** All header pairs of a request, without making its Headers. */
export let requestHeaders: (request: Request) => string[];
/** The signal that a fetch of this request listens to; null where none was given or asked for. */
export let requestSignal: (request: Request) => AbortSignal | null;
/** Whoever sent the request has gone. */
export let abortRequest: (request: Request, reason: unknown) => void;

const NO_URL = "";

export class Request {
  #body: Body | null = null;
  #method = "GET";
  #url: string = NO_URL;
  #headers: Headers | null = null;
  /** The headers for as long as nobody asked for the object. */
  #flat: string[] = [];
  #guard: Guard = "none";
  #signal: AbortSignal | null = null;
  /** What the signal will follow, once anyone asks for it. */
  #followed: AbortSignal | null = null;
  #aborted: { reason: unknown } | null = null;
  #options: Options = DEFAULTS;
  #cf: unknown = undefined;
  /** Makes `cf` once anyone asks for it. */
  #makeCf: (() => unknown) | null = null;

  constructor(input: unknown, init: unknown = undefined) {
    if (input === HOST) return;
    required(arguments.length, 1, "Request");
    const options = dictionary(init, "The request's options");
    const from = isRequest(input) ? input : null;
    if (from === null) this.#url = urlOf(usvString(input));
    else this.#inherit(from);
    if (init !== undefined && init !== null) this.#initialize(options);
    const given = options.body;
    const bare = this.#method === "GET" || this.#method === "HEAD";
    if (
      bare &&
      ((given !== undefined && given !== null) ||
        (given === undefined && from !== null && from.#body !== null))
    ) {
      throw new TypeError(`A request with method ${this.#method} cannot have a body.`);
    }
    if (given !== undefined && given !== null) this.#give(given);
    else if (given === undefined && from !== null && from.#body !== null) this.#takeBody(from.#body);
  }

  #inherit(from: Request): void {
    this.#url = from.#url;
    this.#method = from.#method;
    this.#flat = from.#flatList().slice();
    this.#followed = from.#ownSignal();
    this.#options = from.#options;
    this.#cf = from.#ownCf();
  }

  #initialize(init: any): void {
    this.#options = optionsOf(init, this.#options);
    const { method, headers, signal, cf } = init;
    if (method !== undefined) this.#method = methodOf(method);
    checkMode(this.#options, this.#method);
    if (headers !== undefined) {
      this.#headers = new Headers(headers);
      this.#flat = [];
    }
    if (signal !== undefined) {
      if (signal !== null && !isSignal(signal))
        throw new TypeError("The option 'signal' must be an AbortSignal.");
      this.#followed = signal;
    }
    if (cf !== undefined) this.#cf = cf === null ? undefined : { ...dictionary(cf, "The option 'cf'") };
  }

  #give(given: unknown): void {
    const { body, type } = extract(given);
    if (body.stream !== null && this.#options.keepalive) {
      throw new TypeError("A request with a stream as its body cannot be kept alive.");
    }
    this.#body = body;
    if (type === null) return;
    const list = this.#flatList();
    if (flatGet(list, "content-type") === null) list.push("content-type", type);
  }

  #takeBody(body: Body): void {
    if (isTaken(body)) throw new TypeError("The request's body was used already, or its stream is locked.");
    this.#body = moveBody(body);
  }

  get method(): string {
    return this.#method;
  }
  get url(): string {
    return this.#url;
  }
  get headers(): Headers {
    return (this.#headers ??= headersFromFlat(this.#flat, this.#guard));
  }
  get destination(): string {
    this.#url;
    return "";
  }
  get referrer(): string {
    return this.#options.referrer;
  }
  get referrerPolicy(): string {
    return this.#options.referrerPolicy;
  }
  get mode(): string {
    return this.#options.mode;
  }
  get credentials(): string {
    return this.#options.credentials;
  }
  get cache(): string {
    return this.#options.cache;
  }
  get redirect(): string {
    return this.#options.redirect;
  }
  get integrity(): string {
    return this.#options.integrity;
  }
  get keepalive(): boolean {
    return this.#options.keepalive;
  }
  get isReloadNavigation(): boolean {
    this.#url;
    return false;
  }
  get isHistoryNavigation(): boolean {
    this.#url;
    return false;
  }
  get signal(): AbortSignal {
    if (this.#signal === null) {
      this.#signal = this.#followed === null ? newSignal() : dependentSignal([this.#followed]);
      if (this.#aborted !== null) signalAbort(this.#signal, this.#aborted.reason);
    }
    return this.#signal;
  }
  get duplex(): string {
    this.#url;
    return "half";
  }
  get cf(): unknown {
    return this.#ownCf();
  }
  get body(): ReadableStream | null {
    return streamOfBody(this.#body);
  }
  get bodyUsed(): boolean {
    return isUsed(this.#body);
  }
  clone(): Request {
    if (isTaken(this.#body))
      throw new TypeError("The request cannot be cloned: its body was used already, or is locked.");
    const copy = new Request(HOST);
    copy.#body = cloneBody(this.#body);
    copy.#method = this.#method;
    copy.#url = this.#url;
    copy.#flat = this.#flatList().slice();
    copy.#guard = this.#guard;
    copy.#followed = this.#ownSignal();
    copy.#options = this.#options;
    copy.#cf = this.#ownCf();
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
  #ownCf(): unknown {
    if (this.#makeCf !== null) {
      this.#cf = this.#makeCf();
      this.#makeCf = null;
    }
    return this.#cf;
  }
  /** The request's own signal, for another one to follow. */
  #ownSignal(): AbortSignal {
    return this.signal;
  }

  static {
    isRequest = (value): value is Request => typeof value === "object" && value !== null && #body in value;
    requestFromHost = (method, url, flat, body, cf) => {
      const request = new Request(HOST);
      request.#method = method;
      request.#url = url;
      request.#flat = flat;
      request.#guard = "immutable";
      request.#makeCf = cf;
      if (body !== null) request.#body = new BodyClass(body, null, body.length);
      return request;
    };
    requestOutgoing = (request) => outgoingBody(request.#body);
    requestHeaders = (request) => request.#flatList();
    requestSignal = (request) => request.#signal ?? request.#followed;
    abortRequest = (request, reason) => {
      request.#aborted ??= { reason };
      if (request.#signal !== null) signalAbort(request.#signal, reason);
    };
  }
}
interfaceOf(Request, "Request");

/** Known to this file alone, so that no tenant can make a request without a URL. */
const HOST: unique symbol = Symbol("from the host");

function urlOf(text: string): string {
  const url = parseUrl(text);
  if (url === null)
    throw new TypeError(`Invalid URL: '${text}' cannot be parsed; a request's URL is absolute.`);
  if (url.username !== "" || url.password !== "") {
    throw new TypeError("A request's URL may not have a user name or a password.");
  }
  return serialize(url);
}

function methodOf(value: unknown): string {
  const method = byteString(value, "The method");
  if (!/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(method)) throw new TypeError(`'${method}' is not a method.`);
  const upper = method.toUpperCase();
  switch (upper) {
    case "CONNECT":
    case "TRACE":
    case "TRACK":
      throw new TypeError(`The method ${upper} cannot be fetched.`);
    case "DELETE":
    case "GET":
    case "HEAD":
    case "OPTIONS":
    case "POST":
    case "PUT":
      return upper;
    default:
      return method;
  }
}
