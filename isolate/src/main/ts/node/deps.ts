import type { nodeCrypto } from "../runtime/nodecrypto";
import type { Handle, Listener, Tls } from "../runtime/tcp";

export type { Handle, Listener, Secured, Tls } from "../runtime/tcp";

/**
 * What the prelude lends to Node's modules: they are a script of their own, which an isolate runs
 * when the first of them is asked for. `lent` is that script's one parameter.
 */
export interface Lent {
  readonly process: any;
  readonly AsyncResource: new (type: string) => object;
  /** A value as text for people, and the arguments of a console call as one text. */
  inspect(value: unknown, options?: { depth?: number; showHidden?: boolean }): string;
  format(args: readonly unknown[]): string;
  /** Tells of an exception that nobody caught. */
  report(error: unknown): void;
  random(buffer: ArrayBuffer, offset: number, length: number): void;
  /** A running digest by a JDK name; what is given out is a number. */
  digestOpen(algorithm: string): number;
  digestUpdate(digest: number, buffer: ArrayBuffer, offset: number, length: number): void;
  digestClose(digest: number): ArrayBuffer;
  /** A stream to be packed or unpacked; input is given, then output taken until there is none. */
  codecOpen(format: string, compress: boolean, level: number): number;
  codecGive(codec: number, buffer: ArrayBuffer, offset: number, length: number): void;
  codecTake(codec: number, last: boolean): ArrayBuffer | null | string;
  codecClose(codec: number): void;
  /** Opens a connection of bytes; the host is one by `isHost`. What is answered reads and writes it. */
  connect(hostname: string, port: number, tls: Tls | null, listener: Listener): Handle;
  isHost(text: string): boolean;
  /** The addresses of a name (`A`, `AAAA` or `ANY`), or Node's word for why there are none. */
  lookUp(type: string, name: string, found: (addresses: string[]) => void, failed: (code: string) => void): void;
  /** Calls when the request that runs now is over; what is answered takes that back. */
  atEnd(fn: () => void): () => void;
  /** What node:crypto stands on; bound when it is asked for. */
  crypto(): ReturnType<typeof nodeCrypto>;
  /** What belongs to the request that runs now under a name, made when first asked for; undefined where none runs. */
  ofRequest<T>(name: string, make: () => T): T | undefined;
  /** The modules of the app by their paths, and the bytes of one. */
  bundleNames(): string[];
  bundleBytes(name: string): ArrayBuffer;
}

declare const lent: Lent;

export const deps = lent;
