/** The client of `node:http` and `node:https`, over `fetch`: the node connects, keeps connections and does TLS. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { failed, wrongType } from "../errors";
import { EventEmitter } from "../events";
import { clearTimeout, setTimeout, URL } from "../globals";
import { IncomingMessage, MessageSocket, Outlet } from "./body";
import { OutgoingMessage } from "./headers";

const { fetch, AbortController, FixedLengthStream, Headers } = globalThis as any;

/** What fetch() itself says of the connection and the body. */
const OWN = new Set(["host", "connection", "keep-alive", "proxy-connection", "transfer-encoding", "te", "trailer", "upgrade", "expect", "content-length"]);
const UNPACKED = /^(?:gzip|x-gzip|deflate)$/i;

type Options = Record<string, any>;

/** Node's own way to name options by a URL. */
function optionsOf(input: unknown, more: Options): Options {
  if (typeof input !== "string" && !(input instanceof URL)) return { ...(input as Options), ...more };
  const url = typeof input === "string" ? new URL(input) : (input as any);
  const named: Options = {
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    path: `${url.pathname}${url.search}`,
    ...(url.port === "" ? {} : { port: Number(url.port) }),
    ...(url.username || url.password ? { auth: `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}` } : {}),
  };
  return { ...named, ...more };
}

export class ClientRequest extends OutgoingMessage {
  declare destroyed: boolean;
  readonly method: string;
  readonly protocol: string;
  readonly host: string;
  readonly path: string;
  readonly agent: unknown;
  aborted = false;
  reusedSocket = false;
  maxHeadersCount: number | null = null;
  res: IncomingMessage | null = null;
  socket: any = null;
  readonly #url: string;
  readonly #abort = new AbortController();
  #gathered: Uint8Array[] | null = [];
  #outlet: Outlet | null = null;
  #started = false;
  #timer: unknown;

  constructor(scheme: string, input: unknown, ...rest: any[]) {
    super();
    const listener = rest.find((each) => typeof each === "function");
    const options = optionsOf(input, typeof rest[0] === "object" ? rest[0] : {});
    this.agent = options.agent;
    this.protocol = options.protocol ?? options.agent?.protocol ?? scheme;
    if (this.protocol !== "http:" && this.protocol !== "https:" || (this.protocol !== scheme && options.agent?.protocol !== this.protocol)) {
      throw failed("ERR_INVALID_PROTOCOL", `Protocol "${this.protocol}" not supported. Expected "${scheme}"`, TypeError);
    }
    if (options.method !== undefined && options.method !== null && typeof options.method !== "string") throw wrongType("options.method", "of type string", options.method);
    this.method = (options.method || "GET").toUpperCase();
    this.host = options.hostname ?? options.host ?? "localhost";
    this.path = options.path ?? "/";
    if (/[^\u0021-\u00ff]/.test(this.path)) throw failed("ERR_UNESCAPED_CHARACTERS", "Request path contains unescaped characters", TypeError);
    const port = options.port ?? options.defaultPort;
    const host = this.host.includes(":") && !this.host.startsWith("[") ? `[${this.host}]` : this.host;
    this.#url = `${this.protocol}//${host}${port === undefined || port === null || port === "" ? "" : `:${port}`}${this.path.startsWith("/") ? "" : "/"}${this.path}`;
    this.#fill(options, host, port);
    if (listener !== undefined) (this as any).once("response", listener);
    if (options.timeout) this.setTimeout(options.timeout);
    options.signal?.addEventListener?.("abort", () => (this as any).destroy(aborted(options.signal)), { once: true });
    if (options.signal?.aborted) deps.process.nextTick(() => (this as any).destroy(aborted(options.signal)));
    this.#giveSocket();
  }

  #fill(options: Options, host: string, port: unknown): void {
    const { headers, auth } = options;
    if (Array.isArray(headers)) {
      const pairs = Array.isArray(headers[0]) ? headers : headers.flatMap((each, i) => (i % 2 === 0 ? [[each, headers[i + 1]]] : []));
      for (const [name, value] of pairs) this.appendHeader(name, value);
    } else {
      for (const [name, value] of Object.entries(headers ?? {})) if (value !== undefined) this.setHeader(name, value as string);
    }
    const usual = this.protocol === "https:" ? 443 : 80;
    if (!this.hasHeader("host") && options.setHost !== false) this.setHeader("Host", port && Number(port) !== usual ? `${host}:${port}` : host);
    if (auth && !this.hasHeader("authorization")) this.setHeader("Authorization", `Basic ${Buffer.from(`${auth}`).toString("base64")}`);
  }

  #giveSocket(): void {
    this.socket = new MessageSocket(this.protocol === "https:", "", (error) => (this as any).destroy(error));
    deps.process.nextTick(() => {
      if (this.destroyed) return;
      (this as any).emit("socket", this.socket);
      this.socket.emit("connect");
    });
  }

  get connection(): any {
    return this.socket;
  }

  /** All that is written at once goes as one body; what is written later, as it comes. */
  _write(chunk: any, _encoding: unknown, done: (error?: unknown) => void): void {
    if (this.#outlet !== null) return this.#outlet.write(chunk, done);
    if (this.#gathered === null) return done();
    this.#gathered.push(chunk);
    if (this.#gathered.length === 1) deps.process.nextTick(() => this.#start());
    done();
  }

  _final(done: (error?: unknown) => void): void {
    this.#start();
    this.#outlet?.close();
    done();
  }

  flushHeaders(): void {
    if (this.method !== "GET" && this.method !== "HEAD") this.#start();
  }

  #start(): void {
    if (this.#started || this.destroyed) return;
    this.#started = true;
    const gathered = this.#gathered!;
    this.#gathered = null;
    const body = this.#bodyOf(gathered);
    const headers = new Headers();
    for (const [name, value] of this.pairs()) if (!OWN.has(name.toLowerCase())) headers.append(name, value);
    this.headersSent = true;
    fetch(this.#url, { method: this.method, headers, body, redirect: "manual", signal: this.#abort.signal }).then(
      (response: any) => this.#answered(response),
      (error: any) => (this as any).destroy(codeOf(error)));
  }

  #bodyOf(gathered: Uint8Array[]): unknown {
    const self = this as any;
    if (self.writableEnded && self.writableLength === 0) return gathered.length === 0 || this.method === "GET" || this.method === "HEAD" ? undefined : Buffer.concat(gathered);
    const outlet = (this.#outlet = new Outlet(() => {}));
    for (const each of gathered) outlet.write(each, () => {});
    const length = this.getHeader("content-length");
    return length === undefined ? outlet.readable : outlet.readable.pipeThrough(new FixedLengthStream(Number(length)));
  }

  #answered(response: any): void {
    if (this.destroyed) return void response.body?.cancel();
    this.#active();
    const message = (this.res = new IncomingMessage(this.socket));
    message.statusCode = response.status;
    message.statusMessage = response.statusText;
    const unpacked = UNPACKED.test(response.headers.get("content-encoding") ?? "");
    for (const [name, value] of response.headers) {
      // fetch() has unpacked the body: it has neither that coding nor that length any more.
      if (!unpacked || (name !== "content-encoding" && name !== "content-length")) message.rawHeaders.push(name, value);
    }
    (message as any).req = this;
    message._body(response.body);
    (message as any).once("close", () => this.#over());
    (message as any).on("data", () => this.#active());
    (message as any).pause();
    // The one listener above is ours: without any other nobody reads, and all is thrown away.
    if (!(this as any).emit("response", message)) (message as any).resume();
    else if ((message as any).listenerCount("data") > 1) (message as any).resume();
  }

  #over(): void {
    clearTimeout(this.#timer);
    if (!this.destroyed) (this as any).destroy();
  }

  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    deps.process.nextTick(() => (this as any).emit("abort"));
    (this as any).destroy();
  }

  _destroy(error: any, done: (error: unknown) => void): void {
    clearTimeout(this.#timer);
    const whole = this.res?.complete === true;
    if (!whole) {
      this.#abort.abort(error ?? undefined);
      this.res?.destroy(error ?? failed("ECONNRESET", "aborted"));
    }
    this.#outlet?.fail(error);
    if (this.res === null && !error) error = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });
    done(error);
  }

  setTimeout(millis: number, listener?: () => void): this {
    if (listener !== undefined) (this as any).once("timeout", listener);
    this.timeout = millis;
    this.#active();
    return this;
  }
  timeout: number | undefined;

  #active(): void {
    clearTimeout(this.#timer);
    this.#timer = this.timeout && !this.destroyed ? setTimeout(() => void ((this as any).emit("timeout"), this.socket.emit("timeout")), this.timeout) : undefined;
  }

  setNoDelay(): void {}
  setSocketKeepAlive(): void {}
  clearTimeout(listener?: () => void): this {
    return this.setTimeout(0, listener);
  }
}

function aborted(signal: any): Error {
  const error = failed("ABORT_ERR", "The operation was aborted");
  error.name = "AbortError";
  return Object.assign(error, { cause: signal.reason });
}

/** The sentences of fetch() with Node's words for them. */
function codeOf(error: any): unknown {
  const text = `${error?.message}`;
  const code = /refused\.?$/.test(text) ? "ECONNREFUSED" : /^There is no address/.test(text) ? "ENOTFOUND" : /timed? ?out/.test(text) ? "ETIMEDOUT" : "ECONNRESET";
  return error instanceof Error && (error as any).code === undefined ? Object.assign(new Error(text, { cause: error }), { code }) : error;
}

/** Connections are kept by the node; an agent has only its settings. */
export class Agent extends EventEmitter {
  readonly requests = {};
  readonly sockets = {};
  readonly freeSockets = {};
  readonly defaultPort: number = 80;
  readonly protocol: string = "http:";
  keepAlive: boolean;
  maxSockets: number;
  maxFreeSockets: number;
  maxTotalSockets: number;

  constructor(readonly options: Options = {}) {
    super();
    this.keepAlive = options?.keepAlive ?? false;
    this.maxSockets = options?.maxSockets ?? Infinity;
    this.maxFreeSockets = options?.maxFreeSockets ?? 256;
    this.maxTotalSockets = options?.maxTotalSockets ?? Infinity;
  }
  getName(options: Options = {}): string {
    return `${options.host ?? "localhost"}:${options.port ?? ""}:${options.localAddress ?? ""}`;
  }
  destroy(): void {}
}

export class SecureAgent extends Agent {
  override readonly defaultPort = 443;
  override readonly protocol = "https:";
}
