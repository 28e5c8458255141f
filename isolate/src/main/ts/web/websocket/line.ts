/** What a WebSocket speaks into: the other half of its pair, or a stream of the host's. */

/** A text, or bytes that nobody else will change. */
export type Data = string | Uint8Array<ArrayBuffer>;

/** Close codes that no frame carries (RFC 6455 §7.4.1). */
export const NO_CODE = 1005;
export const LOST = 1006;

/** Who is told what the far side says. */
export interface Sink {
  message(data: Data): void;
  /** Nothing more comes; `LOST` where it was lost, and then nothing can be said to it either. */
  closed(code: number, reason: string): void;
}

export interface Line {
  /** Whether the invocation goes on for as long as this does. */
  readonly lasts: boolean;
  /** Bytes of messages that were given to `send` and have not left. */
  buffered(): number;
  /** Bytes are copied as far as they are kept. */
  send(data: Data): void;
  /** We say nothing more; `NO_CODE` for none. */
  close(code: number, reason: string): void;
  /** We are no more: the far side is told that we failed. */
  fail(): void;
  /** Gives what comes from now on, and what came before. */
  start(sink: Sink): void;
}
