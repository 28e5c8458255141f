/** The part of a document that is still needed: positions count from the document's beginning. */
import { binary } from "./encoding";
import { ParserError } from "./errors";

/** A token may have so many bytes; what is longer would have to be held whole. */
const TOKEN_BYTES_MAX = 3 * 1024 * 1024;

export class Source {
  #bytes = new Uint8Array(131_072);
  #from = 0;
  #length = 0;

  /** Adds what came, and lets go of what lies before `settled`. */
  add(chunk: Uint8Array, settled: number): void {
    const kept = this.#from + this.#length - settled;
    if (kept > TOKEN_BYTES_MAX) {
      throw new ParserError(
        `A tag, comment or doctype has more than ${TOKEN_BYTES_MAX} bytes, which is the most that are held.`,
      );
    }
    let bytes = this.#bytes;
    const start = settled - this.#from;
    if (start + kept + chunk.length > bytes.length) {
      if ((kept + chunk.length) * 2 > bytes.length) bytes = new Uint8Array((kept + chunk.length) * 4);
      bytes.set(this.#bytes.subarray(start, start + kept));
      this.#bytes = bytes;
      this.#from = settled;
      this.#length = kept;
    }
    bytes.set(chunk, this.#length);
    this.#length += chunk.length;
  }

  get end(): number {
    return this.#from + this.#length;
  }

  /** A copy of the bytes. */
  bytes(from: number, to: number): Uint8Array {
    return this.#bytes.slice(from - this.#from, to - this.#from);
  }

  /** The bytes as a string that has one character for each. */
  text(from: number, to: number): string {
    return binary(this.#bytes.subarray(from - this.#from, to - this.#from));
  }
}
