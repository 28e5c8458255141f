/**
 * What the prelude lends to HTMLRewriter: it is a script of its own, which an isolate runs when the
 * class is first asked for. `lent` is that script's one parameter.
 */
export interface Lent {
  /** Whether a value is a Response, and whether it is a ReadableStream. */
  isResponse(value: unknown): boolean;
  isReadable(value: unknown): boolean;
  /** The body of a response as a stream; null where it has none. */
  bodyOf(response: object): object | null;
  /** The type that a response says its body has; null where it says none. */
  typeOf(response: object): string | null;
  /** A response like another one, with another body and no length. */
  withBody(response: object, body: object): object;
  /** Makes a stream the caller's; throws a TypeError when it is somebody's already. */
  lock(stream: object): object;
  /** Asks for the next chunk of a stream that was locked. */
  readFrom(reader: object, request: { chunk(value: unknown): void; close(): void; error(reason: unknown): void }): void;
  cancelFrom(reader: object, reason: unknown): void;
  /** A stream of bytes; `pull` is called when a chunk is wanted. */
  byteStream(pull: (controller: Controller) => void, cancel: (reason: unknown) => void): object;
  /** The bytes of a chunk; undefined where it is none of bytes. */
  bytesOf(chunk: unknown): Uint8Array | undefined;
  encodeUtf8(text: string): Uint8Array;
  /** The charset that a type names, if it does. */
  charsetOf(type: string): string | undefined;
  decoder(label: string): Decoder;
  /** The same function, called in the context that is current now. */
  bindContext<T extends Function>(fn: T): T;
  /** Tells what the request waits for, should it hang; what is answered takes that back. */
  waits(what: string): () => void;
  /** Gives a class the look of an interface. */
  interfaceOf(constructor: Function, name: string): void;
}

export interface Controller {
  enqueue(chunk: Uint8Array): void;
  close(): void;
  error(reason: unknown): void;
  readonly byobRequest: { respond(bytes: number): void } | null;
}

export interface Decoder {
  readonly encoding: string;
  decode(bytes?: Uint8Array, options?: { stream: boolean }): string;
}

declare const lent: Lent;

export const deps = lent;
