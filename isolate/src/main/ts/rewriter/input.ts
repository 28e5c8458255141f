/** Streams of bytes, read one chunk after the other. */
import { deps } from "./deps";

export class Input {
  readonly #reader: object;
  /** The chunk that `next` found. */
  chunk: Uint8Array = new Uint8Array(0);

  constructor(stream: object) {
    this.#reader = deps.lock(stream);
  }

  /** Whether there is a further chunk. No object passes through the promise: that would be asked for its `then`. */
  next(): Promise<boolean> {
    return new Promise((resolve, reject) => {
      deps.readFrom(this.#reader, {
        chunk: (value) => {
          const bytes = deps.bytesOf(value);
          if (bytes === undefined) {
            const wrong = new TypeError("HTMLRewriter takes streams of bytes only.");
            this.cancel(wrong);
            return reject(wrong);
          }
          this.chunk = bytes;
          resolve(true);
        },
        close: () => resolve(false),
        error: reject,
      });
    });
  }

  cancel(reason: unknown): void {
    deps.cancelFrom(this.#reader, reason);
  }
}

export async function readAll(stream: object, take: (bytes: Uint8Array) => Promise<void>): Promise<void> {
  const input = new Input(stream);
  try {
    while (await input.next()) await take(input.chunk);
  } catch (error) {
    input.cancel(error);
    throw error;
  }
}
