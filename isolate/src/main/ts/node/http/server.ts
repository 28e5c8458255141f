/** The server of `node:http` as Workers have it: no port is opened; `cloudflare:node` hands it a worker's requests. */
import { deps } from "../deps";
import { failed, wrongType } from "../errors";
import { EventEmitter } from "../events";
import { URL } from "../globals";
import { IncomingMessage, MessageSocket, Outlet } from "./body";
import { OutgoingMessage } from "./headers";
import { STATUS_CODES } from "./status";

const { Response, Headers } = globalThis as any;
const servers = new Map<number, Server>();
const FIRST_PORT = 49152;

export class ServerResponse extends OutgoingMessage {
  statusCode = 200;
  statusMessage: string | undefined = undefined;
  socket: any = null;
  #gathered: Uint8Array[] | null = [];
  #outlet: Outlet | null = null;
  #answer: ((response: unknown) => void) | null = null;

  constructor(public override req: any) {
    super();
    this.socket = req?.socket ?? null;
  }

  get connection(): any {
    return this.socket;
  }

  /** Where the answer goes. */
  _answers(answer: (response: unknown) => void): void {
    this.#answer = answer;
  }

  writeHead(status: number, reason?: unknown, headers?: any): this {
    if (this.headersSent) throw failed("ERR_HTTP_HEADERS_SENT", "Cannot write headers after they are sent to the client");
    const code = status | 0;
    if (code < 100 || code > 999) throw failed("ERR_HTTP_INVALID_STATUS_CODE", `Invalid status code: ${status}`, RangeError);
    this.statusCode = code;
    if (typeof reason === "string") this.statusMessage = reason;
    const given = typeof reason === "string" ? headers : (reason ?? headers);
    if (Array.isArray(given)) {
      const flat = given.flat();
      for (let i = 0; i < flat.length; i += 2) this.appendHeader(flat[i], flat[i + 1]);
    } else {
      for (const [name, value] of Object.entries(given ?? {})) if (value !== undefined) this.setHeader(name, value as string);
    }
    return this;
  }

  writeContinue(): void {}
  writeProcessing(): void {}
  writeEarlyHints(): void {}
  assignSocket(): void {}
  detachSocket(): void {}

  override flushHeaders(): void {
    this.#send();
  }

  _write(chunk: any, _encoding: unknown, done: (error?: unknown) => void): void {
    if (this.#outlet !== null) return this.#outlet.write(chunk, done);
    if (this.#gathered === null) return done();
    this.#gathered.push(chunk);
    if (this.#gathered.length === 1) deps.process.nextTick(() => this.#send());
    done();
  }

  _final(done: (error?: unknown) => void): void {
    this.#send();
    this.#outlet?.close();
    done();
    deps.process.nextTick(() => (this as any).emit("close"));
  }

  _destroy(error: unknown, done: (error: unknown) => void): void {
    const cut = error ?? failed("ECONNRESET", "The response was destroyed before it was whole.");
    if (!(this as any).writableFinished) this.#outlet?.fail(cut);
    this.#outlet ??= null;
    if (!this.headersSent) this.#answer?.(Promise.reject(cut));
    done(error);
  }

  #send(): void {
    if (this.headersSent) return;
    const gathered = this.#gathered!;
    this.#gathered = null;
    const headers = new Headers();
    for (const [name, value] of this.pairs()) if (!/^(?:connection|keep-alive|transfer-encoding)$/i.test(name)) headers.append(name, value);
    this.statusMessage ??= STATUS_CODES[this.statusCode] ?? "";
    this.headersSent = true;
    this.#answer?.(new Response(this.#bodyOf(gathered), { status: this.statusCode, statusText: this.statusMessage, headers }));
  }

  #bodyOf(gathered: Uint8Array[]): unknown {
    const self = this as any;
    const none = this.statusCode === 204 || this.statusCode === 205 || this.statusCode === 304 || this.req?.method === "HEAD";
    if (none) return null;
    if (self.writableEnded && self.writableLength === 0) {
      return gathered.length === 1 ? gathered[0] : gathered.length === 0 ? null : (globalThis as any).Buffer.concat(gathered);
    }
    const outlet = (this.#outlet = new Outlet(() => self.destroy()));
    for (const each of gathered) outlet.write(each, () => {});
    return outlet.readable;
  }
}

export class Server extends EventEmitter {
  listening = false;
  timeout = 0;
  keepAliveTimeout = 5000;
  headersTimeout = 60000;
  requestTimeout = 300000;
  maxHeadersCount: number | null = null;
  maxRequestsPerSocket = 0;
  #port = 0;

  constructor(options?: any, listener?: any) {
    super();
    const given = typeof options === "function" ? options : listener;
    if (given !== undefined && given !== null && typeof given !== "function") throw wrongType("listener", "of type function", given);
    if (given) (this as any).on("request", given);
  }

  listen(...args: any[]): this {
    if (this.listening) throw failed("ERR_SERVER_ALREADY_LISTEN", "Listen method has been called more than once without closing.");
    const wanted = typeof args[0] === "object" && args[0] !== null ? args[0].port : args[0];
    this.#port = freePort(typeof wanted === "function" || wanted === undefined ? 0 : Number(wanted));
    servers.set(this.#port, this);
    this.listening = true;
    const listener = args.at(-1);
    if (typeof listener === "function") (this as any).once("listening", listener);
    // Outside of a request nothing waits: whoever listens hears it within the same start-up.
    Promise.resolve().then(() => (this as any).emit("listening"));
    return this;
  }

  address(): object | null {
    return this.listening ? { address: "127.0.0.1", family: "IPv4", port: this.#port } : null;
  }

  close(done?: (error?: Error) => void): this {
    const error = this.listening ? undefined : failed("ERR_SERVER_NOT_RUNNING", "Server is not running.");
    servers.delete(this.#port);
    this.listening = false;
    if (done) Promise.resolve().then(() => done(error));
    if (!error) Promise.resolve().then(() => (this as any).emit("close"));
    return this;
  }

  closeAllConnections(): void {}
  closeIdleConnections(): void {}
  setTimeout(millis?: number): this {
    this.timeout = millis ?? 0;
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }

  /** Answers a worker's request. */
  _handle(request: any): Promise<unknown> {
    return new Promise((resolve) => {
      const url = new URL(request.url);
      const address = request.headers.get("cf-connecting-ip") ?? "127.0.0.1";
      let answer: ServerResponse;
      const socket = new MessageSocket(url.protocol === "https:", address, (error) => (answer as any).destroy(error));
      const message = new IncomingMessage(socket);
      message.method = request.method;
      message.url = `${url.pathname}${url.search}`;
      for (const [name, value] of request.headers) message.rawHeaders.push(name, value);
      if (!request.headers.has("host")) message.rawHeaders.push("host", url.host);
      message._body(request.body);
      answer = new ServerResponse(message);
      answer._answers(resolve);
      (this as any).emit("request", message, answer);
    });
  }
}

function freePort(wanted: number): number {
  if (!(Number.isInteger(wanted) && wanted >= 0 && wanted <= 65535)) {
    throw failed("ERR_SOCKET_BAD_PORT", `options.port should be >= 0 and < 65536. Received ${wanted}.`, RangeError);
  }
  if (wanted !== 0 && servers.has(wanted)) {
    throw Object.assign(new Error(`listen EADDRINUSE: address already in use :::${wanted}`), { code: "EADDRINUSE", syscall: "listen", port: wanted });
  }
  let port = wanted === 0 ? FIRST_PORT : wanted;
  while (wanted === 0 && servers.has(port)) port++;
  return port;
}

function serverOf(named: any): Server {
  if (named instanceof Server) return named;
  const port = typeof named === "number" ? named : named?.port;
  const server = servers.get(port);
  if (server !== undefined) return server;
  throw failed("ERR_INVALID_ARG_VALUE", `Http server with port ${port} not found. Was server.listen() called with this port?`);
}

async function handleAsNodeRequest(server: unknown, request: any): Promise<unknown> {
  return serverOf(server)._handle(request);
}

function httpServerHandler(server: any, handlers: object = {}): object {
  if (server instanceof Server && !server.listening) server.listen();
  if (!(server instanceof Server) && typeof server?.port !== "number") throw wrongType("server", "an http.Server, or an object with a port", server);
  return { ...handlers, fetch: (request: any) => handleAsNodeRequest(server, request) };
}

/** `cloudflare:node`. */
export const cloudflare = { handleAsNodeRequest, httpServerHandler };
