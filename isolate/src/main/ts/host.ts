import { BodyKind } from "./bodykind";
import type { Parts } from "./parts/main";
import type { CryptoOps } from "./web/crypto/ops";

/** What node:crypto has beyond crypto.subtle. Answers that begin with `!` name the exception that it was. */
export interface NodeCryptoOps {
  cipherOpen(algorithm: string, mode: string, padded: boolean, decrypt: boolean, key: ArrayBuffer, keyOffset: number, keyLength: number, iv: ArrayBuffer, ivOffset: number, ivLength: number): number | string;
  cipherExtra(cipher: number, buffer: ArrayBuffer, offset: number, length: number): undefined | string;
  cipherUpdate(cipher: number, buffer: ArrayBuffer, offset: number, length: number): ArrayBuffer | string;
  cipherFinish(cipher: number, tag: ArrayBuffer, offset: number, length: number): ArrayBuffer | string;
  cipherClose(cipher: number): void;
  /** scrypt's blocks, mixed. */
  scryptMix(cost: number, blockSize: number, blocks: ArrayBuffer, offset: number, length: number): ArrayBuffer;
  /** base ** exponent % modulus; a sign octet may stand first. */
  power(base: ArrayBuffer, baseOffset: number, baseLength: number, exponent: ArrayBuffer, exponentOffset: number, exponentLength: number, modulus: ArrayBuffer, offset: number, length: number): ArrayBuffer;
}

/**
 * What the child's Java side gives to the prelude. One object, handed over once at boot, reachable by
 * no tenant code. Names of the three kinds of ops follow the architecture: local (answered here),
 * asynchronous (answered later through `entry.answer`), blocking (this thread waits).
 *
 * Binary data crosses as an ArrayBuffer with offset and length: that costs one crossing, a typed
 * array several.
 */
export interface Host {
  // -- local ops --------------------------------------------------------------------------------
  /** UTF-8 of a string; lone surrogates become U+FFFD. For long strings: short ones are faster in JS. */
  utf8Encode(text: string): ArrayBuffer;
  /** Text of UTF-8 bytes; ill-formed input becomes U+FFFD by the Encoding standard's rules; a BOM stays. */
  utf8Decode(buffer: ArrayBuffer, offset: number, length: number): string;
  /** Like utf8Decode, but null where the input is ill-formed. */
  utf8DecodeFatal(buffer: ArrayBuffer, offset: number, length: number): string | null;
  /** Fills with cryptographically strong random bytes. */
  random(buffer: ArrayBuffer, offset: number, length: number): void;
  /** What only those use that ask for something outside; bound when it is asked for, once. */
  io(): IoOps;
  /** What few apps need; bound when it is asked for, once. */
  rare(): RareOps;
  /** Compiles the script of the prelude's lazy parts and answers its function. */
  parts(): (lent: object) => Parts;
  // -- the invocation's answer -----------------------------------------------------------------
  /**
   * The head of the answer, `status\nname\nvalue\nname\nvalue...`, with the body where it is whole
   * (text or bytes). `bodyBytes` is the body's length, -1 where it is not known.
   */
  respond(invocation: number, head: string, text: string | undefined, buffer: ArrayBuffer | undefined, offset: number, length: number, bodyBytes: number, body: BodyKind): void;

  /** The hot way: an answer that is all text, and the end of its invocation with it. */
  finish(invocation: number, head: string, text: string): void;

  /** Whether a debugger may look at this isolate. */
  readonly debugged: boolean;

  // -- observation ------------------------------------------------------------------------------
  /** A console line. Level: debug, info, log, warn, error. */
  log(invocation: number, level: string, text: string): void;
  /** The invocation is over: its answer is out and its waitUntil work is settled. */
  done(invocation: number, outcome: string, detail: string): void;

  // -- V8's continuation-preserved embedder data --------------------------------------------------
  getContinuation(): unknown;
  setContinuation(value: unknown): void;
}

/** Bound with the first use of one. */
export interface IoOps {
  // -- streams (an invocation's body, or a call's): both directions ------------------------------
  /** Sends a chunk; the other side gives credit back through `entry.credit`. */
  chunk(stream: number, buffer: ArrayBuffer, offset: number, length: number): void;
  /** A piece of a WebSocket's message (type 0 text, 1 binary), or our close of it (2); `last` is 1 at its end. */
  frame(stream: number, type: number, last: number, buffer: ArrayBuffer, offset: number, length: number): void;
  /** The stream that we send is whole. */
  end(stream: number): void;
  /** The stream that we send breaks off and must not be taken for whole. */
  cut(stream: number, reason: string): void;
  /** We want no more of the stream that is sent to us. */
  stop(stream: number): void;
  /** We have consumed so many bytes: the other side may send as many more. */
  credit(stream: number, bytes: number): void;

  // -- ops ------------------------------------------------------------------------------------
  /** Asynchronous op; answers the number that names the call from then on. */
  call(invocation: number, op: string, text: string, body: BodyKind, buffer: ArrayBuffer | undefined, offset: number, length: number): number;
  /** The caller no longer wants the answer. */
  abandon(call: number): void;
  /** Blocking op: answers `+text` or `-reason`. */
  block(invocation: number, op: string, text: string): string;
  /** Asks for `entry.timer(id)` after so many milliseconds. */
  timerStart(invocation: number, timer: number, millis: number): void;
  timerStop(timer: number): void;
}

/** Bound with the first use of one. */
export interface RareOps {
  /** What crypto.subtle is made of; bound when it is asked for, once. */
  crypto(): CryptoOps;
  /** The same for what only node:crypto has. */
  nodeCrypto(): NodeCryptoOps;

  /** Compiles the script of Node's modules and answers its function; the cost is a few milliseconds. */
  library(): (lent: object) => { builtin(name: string): object | undefined; bufferClass(): unknown };

  /** Compiles the script of HTMLRewriter and answers its function. */
  rewriter(): (lent: object) => { HTMLRewriter: Function };

  /** The modules of the version by their paths, a line each. */
  bundleNames(): string;
  /** What a module of the version holds; empty where there is none of that path. */
  bundleBytes(name: string): ArrayBuffer;

  /** Loads a module: a promise of its evaluation, unless that is over, and its namespace; or why not. */
  importModule(specifier: string, referrer: string): [Promise<unknown> | undefined, object] | string;

  /** Text of bytes in a legacy encoding by its standard name (`windows-1252`, `gbk` ...); whole input. */
  legacyDecode(encoding: string, buffer: ArrayBuffer, offset: number, length: number, fatal: boolean): string | null;
  /** Digest by a JDK name: `SHA-1`, `SHA-256`, `SHA-384`, `SHA-512`, `MD5`. */
  digest(algorithm: string, buffer: ArrayBuffer, offset: number, length: number): ArrayBuffer;
  /** A running digest; the number names it until it is closed. */
  digestOpen(algorithm: string): number;
  digestUpdate(digest: number, buffer: ArrayBuffer, offset: number, length: number): void;
  digestClose(digest: number): ArrayBuffer;
  /**
   * A stream to be compressed or decompressed: `gzip`, `deflate` or `deflate-raw`; a number names it.
   * The level is 0 to 9, -1 for the usual one.
   */
  codecOpen(format: string, compress: boolean, level: number): number;
  /** Input; only when all output was taken. */
  codecGive(codec: number, buffer: ArrayBuffer, offset: number, length: number): void;
  /** A piece of output, null when there is none (yet), or a sentence that says what is wrong. */
  codecTake(codec: number, last: boolean): ArrayBuffer | null | string;
  codecClose(codec: number): void;
}

declare const host: Host;
const captured: Host = host;
export { BodyKind, captured as host };

let boundIo: IoOps | null = null;
let boundRare: RareOps | null = null;

export function io(): IoOps {
  return (boundIo ??= captured.io());
}

export function rare(): RareOps {
  return (boundRare ??= captured.rare());
}
