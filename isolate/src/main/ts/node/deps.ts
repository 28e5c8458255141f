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
}

declare const lent: Lent;

export const deps = lent;
