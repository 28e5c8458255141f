/** `node:net`: the client's side. Nothing listens here, so servers are refused by name. */
import { BlockList, isIP, isIPv4, isIPv6, SocketAddress } from "./addresses";
import { Buffer } from "./buffer";
import { deps, type Handle, type Listener, type Secured, type Tls } from "./deps";
import { failed, outOfRange, wrongType } from "./errors";
import { clearTimeout, setTimeout } from "./globals";
import { module as stream } from "./stream";

const ERRNO: Record<string, number> = {
  EPIPE: -32, EPROTO: -71, ENETUNREACH: -101, ECONNABORTED: -103, ECONNRESET: -104, ETIMEDOUT: -110, ECONNREFUSED: -111, EHOSTUNREACH: -113, EACCES: -13, ENOTFOUND: -3008,
};

/** An error of a system call, as Node makes it. */
export function systemError(code: string, syscall: string, more: Record<string, unknown>, where: string, sentence: string): Error {
  const error = new Error(ERRNO[code] === undefined ? sentence : `${syscall} ${code}${where}`);
  if (sentence) Object.defineProperty(error, "cause", { value: sentence, writable: true, configurable: true });
  return Object.assign(error, { errno: ERRNO[code], code, syscall, ...more });
}

interface Target {
  host: string;
  port: number;
}

interface Place {
  readonly address?: string;
  readonly port?: number;
  readonly family?: string;
}

function placeOf(text: string): Place {
  const at = text.lastIndexOf(":");
  if (at < 0) return {};
  const address = text.slice(0, at).replace(/^\[|\]$/g, "");
  return { address, port: Number(text.slice(at + 1)), family: isIPv6(address) ? "IPv6" : "IPv4" };
}

export class Socket extends stream.Duplex {
  declare destroyed: boolean;
  connecting = false;
  bytesRead = 0;
  timeout = 0;
  autoSelectFamilyAttemptedAddresses: string[] | undefined = undefined;
  _handle: Handle | null = null;
  #target: Target | null = null;
  #remote: Place = {};
  #local: Place = {};
  #owed = 0;
  #written = 0;
  #timer: unknown;
  /** What was written before anybody said where to. */
  #waiting: (() => void) | null = null;

  constructor(options: any = {}) {
    if (options?.handle !== undefined && options.handle !== null) throw failed("ERR_METHOD_NOT_IMPLEMENTED", "The option 'handle' of a net.Socket is not there: no file is open here.");
    super({ allowHalfOpen: options?.allowHalfOpen ?? false, autoDestroy: true, emitClose: true, signal: options?.signal, readableHighWaterMark: options?.readableHighWaterMark, writableHighWaterMark: options?.writableHighWaterMark });
  }

  get remoteAddress(): string | undefined {
    return this.#remote.address;
  }
  get remotePort(): number | undefined {
    return this.#remote.port;
  }
  get remoteFamily(): string | undefined {
    return this.#remote.family;
  }
  get localAddress(): string | undefined {
    return this.#local.address;
  }
  get localPort(): number | undefined {
    return this.#local.port;
  }
  get localFamily(): string | undefined {
    return this.#local.family;
  }
  get bytesWritten(): number {
    return this.#written + (this as any).writableLength;
  }
  get bufferSize(): number {
    return (this as any).writableLength;
  }
  get pending(): boolean {
    return this._handle === null || this.connecting;
  }
  get readyState(): string {
    if (this.connecting) return "opening";
    const { readable, writable } = this as any;
    return readable && writable ? "open" : readable ? "readOnly" : writable ? "writeOnly" : "closed";
  }

  address(): object {
    return this.#local.address === undefined ? {} : { ...this.#local };
  }

  connect(...args: any[]): this {
    const [options, listener] = normalize(args);
    const to = targetOf(options);
    if (listener !== undefined) (this as any).once("connect", listener);
    if (options.timeout !== undefined) this.setTimeout(options.timeout);
    this.connecting = true;
    this.#target = to;
    this._open(to, options);
    return this;
  }

  /** Looks the host up by the caller's own function, where there is one. */
  protected _open(to: Target, options: any): void {
    if (typeof options.lookup !== "function" || isIP(to.host) !== 0) return this._start(to, null);
    const family = options.family ?? 0;
    options.lookup(to.host, { family, hints: options.hints ?? 0, all: false }, (error: unknown, address: any, found: unknown) => {
      if (this.destroyed) return;
      (this as any).emit("lookup", error, address, found, to.host);
      if (error) return void (this as any).destroy(error);
      this._start({ ...to, host: Array.isArray(address) ? address[0].address : address }, null);
    });
  }

  protected _start(to: Target, tls: Tls | null): void {
    this._take(deps.connect(to.host, to.port, tls, this._listener()));
  }

  /** A connection that somebody has opened. */
  protected _take(handle: Handle): void {
    this._handle = handle;
    this.#active();
    this.#waiting?.();
    this.#waiting = null;
  }

  protected _listener(): Listener {
    return {
      opened: (remote, local, secured) => this._opened(remote, local, secured),
      secured: (secured) => this._secured(secured),
      data: (bytes) => this.#data(bytes),
      ended: () => this.#ended(),
      failed: (code, sentence) => this.#failed(code, sentence),
    };
  }

  protected _opened(remote: string, local: string, _secured: Secured | null): void {
    this.#remote = placeOf(remote);
    this.#local = placeOf(local);
    this.connecting = false;
    this.#active();
    (this as any).emit("connect");
    (this as any).emit("ready");
  }

  protected _secured(_secured: Secured): void {}

  /** The same ends as another socket, whose connection this one takes over. */
  protected _sameEnds(other: Socket): void {
    this.#remote = other.#remote;
    this.#local = other.#local;
    this.#target = other.#target;
  }

  #data(bytes: Uint8Array<ArrayBuffer>): void {
    this.bytesRead += bytes.byteLength;
    this.#owed += bytes.byteLength;
    this.#active();
    const goOn = (this as any).push(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    if (goOn) this._read();
  }

  #ended(): void {
    (this as any).push(null);
    (this as any).read(0);
  }

  #failed(code: string, sentence: string): void {
    this._handle = null;
    const to = this.#target;
    // The request is over: whoever keeps the socket beyond it finds it closed.
    if (code === "ECONNABORTED") return void (this as any).destroy();
    (this as any).destroy(this._failure(code, sentence, to));
  }

  protected _failure(code: string, sentence: string, to: Target | null): Error {
    if (!this.connecting || to === null) return systemError(code, "read", {}, "", sentence);
    if (code === "ENOTFOUND") return systemError(code, "getaddrinfo", { hostname: to.host }, ` ${to.host}`, sentence);
    return systemError(code, "connect", { address: to.host, port: to.port }, ` ${to.host}:${to.port}`, sentence);
  }

  _read(): void {
    const owed = this.#owed;
    this.#owed = 0;
    if (owed > 0) this._handle?.consumed(owed);
  }

  _write(chunk: any, _encoding: unknown, done: (error?: Error | null) => void): void {
    if (this._handle === null) {
      if (this.destroyed) return done(failed("ERR_SOCKET_CLOSED", "Socket is closed"));
      this.#waiting = () => this._write(chunk, _encoding, done);
      return;
    }
    this.#active();
    const length = chunk.byteLength;
    this._handle.write(chunk, (broken) => {
      this.#written += length;
      this.#active();
      done(broken ? systemError("EPIPE", "write", {}, "", "") : null);
    });
  }

  _final(done: (error?: Error | null) => void): void {
    if (this._handle === null) {
      if (this.connecting) this.#waiting = () => this._final(done);
      else done();
      return;
    }
    this._handle.end(() => done());
  }

  _destroy(error: Error | null, done: (error: Error | null) => void): void {
    this.connecting = false;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this._handle?.close();
    this._handle = null;
    done(error);
  }

  destroySoon(): void {
    const self = this as any;
    if (self.writable) self.end();
    if (self.writableFinished) self.destroy();
    else self.once("finish", self.destroy);
  }

  resetAndDestroy(): this {
    (this as any).destroy();
    return this;
  }

  setTimeout(millis: number, listener?: () => void): this {
    if (typeof millis !== "number") throw wrongType("msecs", "of type number", millis);
    if (!(millis >= 0 && Number.isFinite(millis))) throw outOfRange("msecs", "a non-negative finite number", millis);
    this.timeout = millis;
    if (listener !== undefined) {
      if (typeof listener !== "function") throw wrongType("callback", "of type function", listener);
      if (millis === 0) (this as any).removeListener("timeout", listener);
      else (this as any).once("timeout", listener);
    }
    this.#active();
    return this;
  }

  #active(): void {
    if (this.#timer !== undefined) clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.timeout > 0 && !this.destroyed) this.#timer = setTimeout(() => (this as any).emit("timeout"), this.timeout);
  }

  setNoDelay(): this {
    return this;
  }
  setKeepAlive(): this {
    return this;
  }
  getTypeOfService(): number {
    return 0;
  }
  setTypeOfService(): this {
    return this;
  }
  ref(): this {
    return this;
  }
  unref(): this {
    return this;
  }
}

/** `(options, listener?)`, `(port, host?, listener?)` or `(path, listener?)`, in Node's own order. */
export function normalize(args: any[]): [any, ((...args: any[]) => void) | undefined] {
  const last = args.at(-1);
  const listener = typeof last === "function" ? last : undefined;
  const [first, second] = args;
  if (typeof first === "object" && first !== null) return [first, listener];
  if (typeof first === "string" && !(Number(first) >= 0)) return [{ path: first }, listener];
  return [{ port: first, host: typeof second === "string" ? second : undefined }, listener];
}

function targetOf(options: any): Target {
  if (options.path !== undefined && options.path !== null) {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", `net.connect() was given the path '${options.path}': there are no sockets of files here; connect to a host and port.`);
  }
  const { port, host = "localhost" } = options;
  if (port === undefined) throw failed("ERR_MISSING_ARGS", 'The "options" or "port" or "path" argument must be specified', TypeError);
  if (typeof port !== "number" && typeof port !== "string") throw wrongType("options.port", "one of type number or string", port);
  const number = Number(port);
  if (!(Number.isInteger(number) && number >= 0 && number <= 65535) || `${port}`.trim() === "") {
    throw failed("ERR_SOCKET_BAD_PORT", `Port should be >= 0 and < 65536. Received type ${typeof port} (${port}).`, RangeError);
  }
  if (typeof host !== "string") throw wrongType("options.host", "of type string", host);
  if (!deps.isHost(host)) throw failed("ERR_INVALID_ARG_VALUE", `The host '${host.slice(0, 100)}' is none: it has characters that no name and no address has.`, TypeError);
  return { host, port: number };
}

export function connect(...args: any[]): Socket {
  const [options] = normalize(args);
  return new Socket(options).connect(...args);
}

/** Nobody can reach a worker but by its handlers. */
export function noServer(name: string): any {
  return function () {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", `${name} is not there: a worker listens on no port, it is called by its handlers.`);
  };
}

let autoSelect = true;
let attemptMillis = 250;

export const module = {
  BlockList,
  Server: noServer("net.Server"),
  Socket,
  SocketAddress,
  Stream: Socket,
  connect,
  createConnection: connect,
  createServer: noServer("net.createServer()"),
  getDefaultAutoSelectFamily: () => autoSelect,
  setDefaultAutoSelectFamily: (value: boolean) => void (autoSelect = !!value),
  getDefaultAutoSelectFamilyAttemptTimeout: () => attemptMillis,
  setDefaultAutoSelectFamilyAttemptTimeout: (value: number) => void (attemptMillis = value),
  isIP,
  isIPv4,
  isIPv6,
};
