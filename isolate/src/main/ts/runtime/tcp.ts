/**
 * Connections of bytes to other servers: the op `connect`. What is written goes as the node gives
 * credit, which it does as its connection takes it; nothing is sent before the connection stands.
 */
import { BodyKind } from "../bodykind";
import { host, io } from "../host";
import { arraySlice, charCodeAt, indexOf, isSafeInteger, slice, split } from "../web/captured";
import { encodeUtf8, Queue } from "../web/index";
import { apply, sliceBuffer, viewBuffer, viewLength, viewOffset } from "../web/primordials";
import { abandon, call } from "./calls";
import { connections } from "./connections";
import { type Context, current, run } from "./context";
import type { Inflow } from "./inflow";
import type { Invocation } from "./invocation";
import { reportException } from "./report";
import { currentInvocation } from "./timers";

/** Why a connection ends that outlasts its request. */
export const REQUEST_OVER = "ECONNABORTED";

const CHUNK_BYTES = 64 * 1024;
const TEXT = 0;
/** PEM is ASCII; the node takes 512 KiB of words that ask for TLS. */
const TLS_CHARS_MAX = 256 * 1024;
const TLS_BYTES_MAX = 512 * 1024;

/** What is asked of TLS; `check` is `full`, `chain` or `none`, `authorities` PEM or empty. */
export interface Tls {
  readonly name: string;
  readonly check: string;
  readonly authorities: string;
}

/** What a handshake came to. */
export interface Secured {
  readonly protocol: string;
  readonly cipher: string;
  /** Facts of the server's certificate: DER as Base64, subject, issuer, other names, from, to, serial number. */
  readonly certificate: readonly string[];
}

/** Who has a connection; called in the context that it was opened in. */
export interface Listener {
  opened(remote: string, local: string, secured: Secured | null): void;
  secured(secured: Secured): void;
  /** Bytes; `consumed` says that as many more may come. */
  data(bytes: Uint8Array<ArrayBuffer>): void;
  /** The other side sends nothing more. */
  ended(): void;
  /** It does not stand, or no more; `code` is Node's word for why. */
  failed(code: string, sentence: string): void;
}

interface Piece {
  readonly kind: "bytes" | "tls" | "end";
  readonly buffer: ArrayBuffer;
  at: number;
  rest: number;
  readonly done: (failed: boolean) => void;
}

const NO_BYTES = new ArrayBuffer(0);
const nothing = (): void => {};

function secured(lines: string[], from: number): Secured {
  return { protocol: lines[from], cipher: lines[from + 1], certificate: apply(arraySlice, lines, [from + 2]) as string[] };
}

/** What a host's name or address may be written with. */
export function isHost(text: string): boolean {
  if (typeof text !== "string") return false;
  const length = text.length;
  if (length === 0 || length > 255) return false;
  for (let i = 0; i < length; i++) {
    const c = apply(charCodeAt, text, [i]) as number;
    const letter = (c >= 0x61 && c <= 0x7a) || (c >= 0x41 && c <= 0x5a);
    // Digits and the colon, `-`, `.`, `_`, `%`, `[` and `]`.
    const other = (c >= 0x30 && c <= 0x3a) || c === 0x2d || c === 0x2e || c === 0x5f || c === 0x25 || c === 0x5b || c === 0x5d;
    if (!letter && !other) return false;
  }
  return true;
}

/** Node's own modules may be called with anything: what goes to the node is looked at here, last. */
function textOf({ name, check, authorities }: Tls): string {
  if (typeof authorities !== "string" || (check !== "full" && check !== "chain" && check !== "none")) {
    throw new TypeError("TLS is asked for with a check that is none, or with certificates that are no text.");
  }
  if (name !== "" && !isHost(name)) throw new TypeError("The name of a TLS server is that of a host.");
  if (authorities.length > TLS_CHARS_MAX) throw new TypeError(`The certificates for TLS have ${authorities.length} characters; they may have ${TLS_CHARS_MAX}.`);
  return `${name}\n${check}\n${authorities}`;
}

export class Connection {
  readonly #id: number;
  readonly #invocation: Invocation;
  readonly #context: Context | undefined = current();
  readonly #queue = new Queue<Piece>();
  readonly #ended = () => this.#fail(REQUEST_OVER, "The request that opened this connection is over.");
  #listener: Listener;
  #inflow: Inflow | null = null;
  #credit = 0;
  #stands = false;
  #securing = false;
  #saidEnd = false;
  readonly #whenEnded: ((failed: boolean) => void)[] = [];
  #tlsAsked: boolean;
  /** What came and was not told to be dealt with. */
  #owed = 0;
  #over = false;

  /** Begins to connect. The host must be one by `isHost`, the port one from 0 to 65535. */
  constructor(hostname: string, port: number, tls: Tls | null, listener: Listener) {
    if (!isHost(hostname)) throw new TypeError("The host of a connection is no name or address.");
    if (!(isSafeInteger(port) && port >= 0 && port <= 65535)) throw new TypeError("The port of a connection is 0 to 65535.");
    this.#tlsAsked = tls !== null;
    this.#invocation = currentInvocation("connect()");
    this.#listener = listener;
    const text = `${hostname}\n${port}\n${tls === null ? "" : textOf(tls)}`;
    this.#id = call(this.#invocation, "connect", text, BodyKind.Stream, undefined, {
      answered: (head, inflow) => this.#opened(head, inflow!),
      failed: (reason) => this.#broken(reason),
    });
    connections[this.#id] = this;
    this.#invocation.wakes();
    this.#invocation.whenEnded.add(this.#ended);
  }

  /** Somebody else has it from now on. */
  handTo(listener: Listener): void {
    this.#listener = listener;
  }

  /** Whether anybody could miss what was said: it stands, or something waits to be sent. */
  get matters(): boolean {
    return this.#stands || this.#queue.first !== undefined;
  }

  /** `done` is called when the bytes have gone, or never will. */
  write(bytes: Uint8Array<ArrayBuffer>, done: (failed: boolean) => void): void {
    if (this.#over || this.#saidEnd) return done(true);
    const piece: Piece = { kind: "bytes", buffer: viewBuffer(bytes), at: viewOffset(bytes), rest: viewLength(bytes), done };
    if (this.#queue.first === undefined && this.#go(piece)) return done(false);
    const { buffer, at, rest } = piece;
    // Whoever wrote may change or detach what is theirs.
    this.#queue.add({ ...piece, buffer: sliceBuffer(buffer, at, at + rest), at: 0 });
  }

  /** Nothing more is written. */
  end(done: (failed: boolean) => void = nothing): void {
    if (this.#over) return done(true);
    const queued = this.#queue.first !== undefined;
    if (this.#saidEnd && !queued) return done(false);
    // Whoever ends it once more waits as well until all has gone.
    const others = this.#whenEnded;
    if (this.#saidEnd) return void (others[others.length] = done);
    this.#saidEnd = true;
    const ended = (failed: boolean): void => {
      done(failed);
      for (let i = 0; i < others.length; i++) others[i](failed);
    };
    this.#queue.add({ kind: "end", buffer: NO_BYTES, at: 0, rest: 0, done: ended });
    this.#flush();
  }

  /** Begins TLS behind what was written; what comes until it stands is dropped. */
  secure(tls: Tls): void {
    if (this.#over || this.#saidEnd) return;
    if (this.#tlsAsked) throw new TypeError("TLS was asked for before.");
    const bytes = encodeUtf8(textOf(tls));
    const rest = viewLength(bytes);
    if (rest > TLS_BYTES_MAX) throw new TypeError(`The certificates for TLS have ${rest} bytes; they may have ${TLS_BYTES_MAX}.`);
    this.#tlsAsked = true;
    this.#queue.add({ kind: "tls", buffer: viewBuffer(bytes), at: viewOffset(bytes), rest, done: nothing });
    this.#flush();
  }

  /** So many bytes of what came were dealt with. */
  consumed(bytes: number): void {
    if (!(isSafeInteger(bytes) && bytes > 0 && bytes <= this.#owed)) return;
    this.#owed -= bytes;
    this.#inflow?.pull(bytes);
  }

  /** Nobody wants it any more; what has gone to the node is still sent. */
  close(): void {
    if (this.#over) return;
    this.#leave();
    if (!this.#stands) abandon(this.#id);
    else io().abandon(this.#id);
    this.#inflow?.cancel(undefined);
    this.#drop();
  }

  // -- what the node says

  #opened(head: string, inflow: Inflow): void {
    if (this.#over) return;
    this.#stands = true;
    this.#inflow = inflow;
    const lines = apply(split, head, ["\n"]) as string[];
    this.#tell((listener) => listener.opened(lines[0], lines[1], lines.length > 2 ? secured(lines, 2) : null));
    inflow.start({
      chunk: (bytes) => this.#data(bytes as Uint8Array<ArrayBuffer>),
      end: () => this.#over || this.#tell((listener) => listener.ended()),
      fail: (error) => this.#broken((error as Error).message),
    });
    this.#flush();
  }

  #data(bytes: Uint8Array<ArrayBuffer>): void {
    if (this.#over) return;
    this.#owed += viewLength(bytes);
    if (this.#securing) return this.consumed(viewLength(bytes));
    this.#tell((listener) => listener.data(bytes));
  }

  /** The node says that TLS stands. */
  frame(buffer: ArrayBuffer | undefined, text: (bytes: Uint8Array) => string): void {
    if (this.#over || !this.#securing) return;
    this.#securing = false;
    const lines = apply(split, text(new Uint8Array(buffer ?? NO_BYTES)), ["\n"]) as string[];
    this.#tell((listener) => listener.secured(secured(lines, 0)));
    this.#flush();
  }

  creditGiven(bytes: number): void {
    this.#credit += bytes;
    this.#flush();
  }

  /** It takes nothing more: after the other side's end that is all that is said of a lost one. */
  stopped(): void {
    this.#fail("EPIPE", "Network connection lost.");
  }

  #broken(reason: string): void {
    const at = apply(indexOf, reason, ["\n"]) as number;
    this.#fail(at < 0 ? "ECONNRESET" : (apply(slice, reason, [0, at]) as string), apply(slice, reason, [at + 1]) as string);
  }

  #fail(code: string, sentence: string): void {
    if (this.#over) return;
    this.#leave();
    io().end(this.#id);
    // The reason first: what waits to be written fails because of it.
    this.#tell((listener) => listener.failed(code, sentence));
    this.#drop();
  }

  #leave(): void {
    this.#over = true;
    delete connections[this.#id];
    this.#invocation.sleeps();
    this.#invocation.whenEnded.delete(this.#ended);
  }

  #drop(): void {
    for (let piece = this.#queue.take(); piece !== undefined; piece = this.#queue.take()) {
      const { done } = piece;
      this.#tell(() => done(true));
    }
  }

  #tell(what: (listener: Listener) => void): void {
    try {
      run(this.#context, what, undefined, [this.#listener]);
    } catch (error) {
      reportException(error, this.#invocation);
    }
  }

  // -- what we say

  #flush(): void {
    if (!this.#stands) return;
    for (let piece = this.#queue.first; piece !== undefined; piece = this.#queue.first) {
      if (!this.#go(piece)) return;
      this.#queue.take();
      const { done } = piece;
      this.#tell(() => done(false));
    }
  }

  /** Whether all of it went. */
  #go(piece: Piece): boolean {
    if (!this.#stands || this.#securing || this.#over) return false;
    if (piece.kind === "end") io().end(this.#id);
    if (piece.kind === "tls") this.#goSecure(piece);
    while (piece.kind === "bytes" && piece.rest > 0 && this.#credit > 0) {
      const room = this.#credit < CHUNK_BYTES ? this.#credit : CHUNK_BYTES;
      const length = piece.rest < room ? piece.rest : room;
      io().chunk(this.#id, piece.buffer, piece.at, length);
      piece.at += length;
      piece.rest -= length;
      this.#credit -= length;
    }
    return piece.kind !== "bytes" || piece.rest === 0;
  }

  #goSecure({ buffer, at, rest }: Piece): void {
    this.#securing = true;
    for (let sent = 0; sent < rest; sent += CHUNK_BYTES) {
      const last = sent + CHUNK_BYTES >= rest;
      io().frame(this.#id, TEXT, last ? 1 : 0, buffer, at + sent, last ? rest - sent : CHUNK_BYTES);
    }
  }
}

/** What somebody else's code may do with a connection; what the node says of it is not theirs to say. */
export type Handle = Pick<Connection, "write" | "end" | "secure" | "consumed" | "close" | "handTo">;

export function open(hostname: string, port: number, tls: Tls | null, listener: Listener): Handle {
  const connection = new Connection(hostname, port, tls, listener);
  return {
    write: (bytes, done) => connection.write(bytes, done),
    end: (done) => connection.end(done),
    secure: (tls) => connection.secure(tls),
    consumed: (bytes) => connection.consumed(bytes),
    close: () => connection.close(),
    handTo: (listener) => connection.handTo(listener),
  };
}

/** The addresses of a name: `A`, `AAAA` or `ANY`; a failure tells Node's word for it. */
export function lookUp(type: string, name: string, found: (addresses: string[]) => void, failed: (code: string) => void): void {
  if (!isHost(name) || (type !== "A" && type !== "AAAA" && type !== "ANY")) return failed("ENOTFOUND");
  const context = current();
  const tell = (fn: (...args: any[]) => void, value: unknown) => {
    try {
      run(context, fn, undefined, [value]);
    } catch (error) {
      reportException(error, context?.invocation);
    }
  };
  call(currentInvocation("dns.lookup()"), "dns", `${type}\n${name}`, BodyKind.None, undefined, {
    answered: (text) => tell(found, apply(split, text, ["\n"])),
    failed: (reason) => {
      const at = apply(indexOf, reason, ["\n"]) as number;
      tell(failed, at < 0 ? "ESERVFAIL" : apply(slice, reason, [0, at]));
    },
  });
}
