/** `cloudflare:sockets`: connections of bytes as streams. */
import { ErrorConstructor, isSafeInteger } from "../web/captured";
import { encodeUtf8, hostStream, interfaceOf, newWritable, URL } from "../web/index";
import { bytesOf, defineProperty, isBufferSource, PromiseConstructor, resolved, silence } from "../web/primordials";
import { Connection, isHost, type Listener, REQUEST_OVER } from "./tcp";

const REFUSED = "proxy request failed, cannot connect to the specified address";
const LOST = "Network connection lost.";

interface Address {
  readonly hostname: string;
  readonly port: number;
}

interface Choice {
  readonly secureTransport: string;
  readonly allowHalfOpen: boolean;
}

/** A promise and the ways to settle it; nobody has to listen for its failure. */
class Settling<T> {
  resolve!: (value: T) => void;
  reject!: (reason: unknown) => void;
  readonly promise: Promise<T> = silence(
    new PromiseConstructor<T>((resolve, reject) => {
      this.resolve = resolve;
      this.reject = reject;
    }),
  );
}

type Sink = { chunk(bytes: Uint8Array): void; end(): void; fail(error: unknown): void };

/** What stands behind a Socket, which after `startTls` are two, one after the other. */
class Inner implements Listener {
  readonly opened$ = new Settling<object>();
  readonly closed$ = new Settling<undefined>();
  readonly readable: unknown;
  readonly writable: unknown;
  connection!: Connection;
  upgraded = false;
  #sink: Sink | null = null;
  #ahead: Uint8Array[] = [];
  #aheadAt = 0;
  #inOver = false;
  #outOver = false;
  #failure: Error | null = null;
  #writable: any;
  info: object = {};

  constructor(readonly address: Address, readonly choice: Choice) {
    this.readable = hostStream(
      {
        length: -1,
        whole: () => null,
        start: (sink) => this.#start(sink),
        pull: (bytes) => this.connection.consumed(bytes),
        cancel: () => {
          this.#sink = null;
          this.#inOver = true;
          this.#closeWhenBoth();
        },
      },
      () => {},
    );
    this.writable = newWritable(
      {
        start: (controller) => {
          this.#writable = controller;
        },
        write: (chunk: unknown) => this.#write(chunk),
        close: () => this.#end(),
        abort: () => {
          this.close();
          return resolved(undefined);
        },
      },
      1,
      () => 1,
    );
  }

  #start(sink: Sink): void {
    this.#sink = sink;
    for (; this.#aheadAt < this.#ahead.length; this.#aheadAt++) sink.chunk(this.#ahead[this.#aheadAt]);
    this.#ahead = [];
    if (this.#failure !== null) sink.fail(this.#failure);
    else if (this.#inOver) sink.end();
  }

  #write(chunk: unknown): Promise<void> {
    return new PromiseConstructor((resolve, reject) => {
      const bytes = typeof chunk === "string" ? encodeUtf8(chunk) : isBufferSource(chunk) ? bytesOf(chunk) : null;
      if (bytes === null) {
        throw new TypeError("This WritableStream only supports writing byte types: an ArrayBuffer, a view of one, or a string.");
      }
      this.connection.write(bytes, (failed) => (failed ? reject(this.#failure ?? new ErrorConstructor(LOST)) : resolve()));
    });
  }

  #end(): Promise<void> {
    return new PromiseConstructor((resolve, reject) => {
      this.connection.end((failed) => {
        if (failed) return reject(this.#failure ?? new ErrorConstructor(LOST));
        this.#outOver = true;
        this.#closeWhenBoth();
        resolve();
      });
    });
  }

  #closeWhenBoth(): void {
    if (this.#inOver && this.#outOver) this.close();
  }

  /** Ends both directions; what was written is still sent. */
  close(): Promise<undefined> {
    if (!this.connection.matters) {
      this.connection.close();
      this.settle();
      return this.closed$.promise;
    }
    this.connection.end((failed) => {
      if (!failed) this.connection.close();
      this.settle();
    });
    return this.closed$.promise;
  }

  /** It is no more, without any fault. */
  settle(): void {
    if (this.#failure !== null) return;
    this.opened$.resolve(this.info);
    this.#over();
    this.closed$.resolve(undefined);
    this.#writable.error(new TypeError("This WritableStream has been closed."));
  }

  #over(): void {
    if (this.#inOver) return;
    this.#inOver = true;
    this.#sink?.end();
  }

  // -- from the connection

  opened(remote: string): void {
    this.info = { remoteAddress: remote, localAddress: undefined };
    this.opened$.resolve(this.info);
  }

  secured(): void {
    this.opened$.resolve(this.info);
  }

  data(bytes: Uint8Array): void {
    if (this.#inOver) return this.connection.consumed(bytes.length);
    if (this.#sink !== null) this.#sink.chunk(bytes);
    else defineProperty(this.#ahead, this.#ahead.length, { value: bytes, writable: true, enumerable: true, configurable: true });
  }

  ended(): void {
    this.#over();
    if (this.choice.allowHalfOpen) this.#closeWhenBoth();
    else this.close();
  }

  failed(code: string, sentence: string): void {
    if (this.#failure !== null) return;
    // Whoever keeps a socket beyond its request finds it closed; nobody is left who could mend it.
    if (code === REQUEST_OVER) return this.settle();
    const stood = "remoteAddress" in this.info;
    const error = new ErrorConstructor(stood ? LOST : REFUSED, { cause: new ErrorConstructor(sentence) });
    this.#failure = error;
    this.opened$.reject(error);
    this.closed$.reject(error);
    this.#writable.error(error);
    if (!this.#inOver) {
      this.#inOver = true;
      this.#sink?.fail(error);
    }
  }
}

let make: (inner: Inner) => Socket;
let given: Inner | null = null;

class Socket {
  #inner: Inner;

  constructor() {
    if (given === null) throw new TypeError("Illegal constructor");
    this.#inner = given;
    given = null;
  }
  get readable(): unknown {
    return this.#inner.readable;
  }
  get writable(): unknown {
    return this.#inner.writable;
  }
  get closed(): Promise<undefined> {
    return this.#inner.closed$.promise;
  }
  get opened(): Promise<object> {
    return this.#inner.opened$.promise;
  }
  get upgraded(): boolean {
    return this.#inner.upgraded;
  }
  get secureTransport(): string {
    return this.#inner.choice.secureTransport;
  }
  close(): Promise<undefined> {
    return this.#inner.close();
  }
  startTls(options: any = undefined): Socket {
    return make(secure(this.#inner, options?.expectedServerHostname));
  }
  static {
    make = (inner) => {
      given = inner;
      return new Socket();
    };
  }
}
interfaceOf(Socket, "Socket");

function secure(old: Inner, expected: unknown): Inner {
  if (old.upgraded) throw new TypeError("startTls can only be called once.");
  if (old.choice.secureTransport === "on") throw new TypeError("Cannot startTls on a TLS socket.");
  if (old.choice.secureTransport !== "starttls") {
    throw new TypeError("The `secureTransport` socket option must be set to 'starttls' for startTls to be used.");
  }
  const next = new Inner(old.address, { ...old.choice, secureTransport: "on" });
  const name = expected === undefined ? old.address.hostname : `${expected}`;
  next.connection = old.connection;
  next.info = old.info;
  old.connection.secure({ name, check: "full", authorities: "" });
  old.upgraded = true;
  old.connection.handTo(new Upgrade(old, next));
  return next;
}

/** The connection may stand only after TLS was asked for: both are told. */
class Upgrade implements Listener {
  constructor(
    private readonly old: Inner,
    private readonly next: Inner,
  ) {
    if ("remoteAddress" in old.info) old.settle();
  }
  opened(remote: string): void {
    this.old.opened(remote);
    this.next.info = this.old.info;
    this.old.settle();
  }
  secured(): void {
    this.next.connection.handTo(this.next);
    this.next.secured();
  }
  /** Before TLS stands nothing that comes belongs to anybody. */
  data(bytes: Uint8Array): void {
    this.next.connection.consumed(bytes.length);
  }
  ended(): void {
    this.failed("ECONNRESET", LOST);
  }
  failed(code: string, sentence: string): void {
    this.old.failed(code, sentence);
    this.next.failed(code, sentence);
  }
}

function parse(text: string): Address {
  const after = text.slice(text.lastIndexOf("@") + 1);
  let url: URL;
  try {
    url = new URL(`fake://${text}`);
  } catch {
    throw new TypeError("Specified address could not be parsed.");
  }
  if (url.hostname === "") throw new TypeError("Specified address is missing hostname.");
  if (url.port === "") throw new TypeError("Specified address is missing port.");
  if (after !== text || !isHost(text)) throw unsupported();
  return { hostname: url.hostname, port: +url.port };
}

function unsupported(): TypeError {
  return new TypeError("Specified address is empty string, contains unsupported characters or is too long.");
}

function addressOf(value: unknown): Address {
  if (value === undefined || value === null) throw new TypeError("connect() takes an address: a string, or { hostname, port }.");
  if (typeof value !== "object") return parse(`${value as any}`);
  const hostname = `${(value as any).hostname}`;
  const port = Number((value as any).port);
  if (!isSafeInteger(port)) throw new TypeError("The value cannot be converted because it is not an integer.");
  if (port > 65535) throw new TypeError("Value out of range. Must be less than or equal to 65535.");
  if (port < 0) throw new TypeError("Value out of range. Must be greater than or equal to 0.");
  if (!isHost(hostname)) throw unsupported();
  return { hostname, port };
}

function choiceOf(options: any): Choice {
  if (options === undefined || options === null) return { secureTransport: "off", allowHalfOpen: false };
  if (typeof options !== "object" && typeof options !== "function") {
    throw new TypeError("Failed to execute 'connect' on 'SocketsModule': parameter 2 is not of type 'SocketOptions'.");
  }
  const secureTransport = options.secureTransport === undefined ? "off" : `${options.secureTransport}`;
  if (secureTransport !== "off" && secureTransport !== "on" && secureTransport !== "starttls") {
    throw new TypeError(`Unsupported value in secureTransport socket option: ${secureTransport}`);
  }
  return { secureTransport, allowHalfOpen: !!options.allowHalfOpen };
}

function open(address: unknown, options: unknown): Socket {
  const to = addressOf(address);
  const choice = choiceOf(options);
  const inner = new Inner(to, choice);
  const tls = choice.secureTransport === "on" ? { name: to.hostname, check: "full", authorities: "" } : null;
  inner.connection = new Connection(to.hostname, to.port, tls, inner);
  return make(inner);
}

/** The module's exports. */
export function socketsModule(): object {
  const { connect } = {
    connect(address: unknown, options: unknown): Socket {
      return open(address, options);
    },
  };
  return { connect, default: { connect } };
}
