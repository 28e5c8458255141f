/** The rewritten document on its way out: what passes untouched as it came, the rest encoded. */
import type { Content } from "./content";
import { escaped } from "./content";
import { type Controller, deps } from "./deps";
import type { Encoding } from "./encoding";
import { readAll } from "./input";

/** So many bytes are gathered before the reader's next wish is waited for. */
const PIECE_BYTES = 65_536;

export class Output {
  readonly #encoding: Encoding;
  #controller: Controller | null = null;
  #pieces: Uint8Array[] = [];
  #bytes = 0;
  #wake: (() => void) | null = null;
  /** Nobody wants it any more. */
  isCancelled = false;

  constructor(encoding: Encoding) {
    this.#encoding = encoding;
  }

  /** The reader wants a chunk. */
  wanted(controller: Controller): void {
    this.#controller = controller;
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }

  bytes(bytes: Uint8Array): void {
    if (bytes.length === 0) return;
    this.#pieces.push(bytes);
    this.#bytes += bytes.length;
  }

  text(text: string): void {
    if (text !== "") this.bytes(this.#encoding.encode(text));
  }

  get isFull(): boolean {
    return this.#bytes >= PIECE_BYTES;
  }

  /** What handlers gave, in order. */
  async contents(list: readonly Content[]): Promise<void> {
    for (let i = 0; i < list.length; i++) {
      const content = list[i];
      if ("text" in content) this.text(content.text);
      else await this.#stream(content.stream, content.html);
    }
  }

  async #stream(stream: object, html: boolean): Promise<void> {
    const decoder = deps.decoder("utf-8");
    const put = (text: string) => this.text(html ? text : escaped(text));
    await readAll(stream, async (bytes) => {
      put(decoder.decode(bytes, { stream: true }));
      if (this.isFull) await this.flush();
    });
    put(decoder.decode());
  }

  /** Hands over what there is; settled when the reader wants more. */
  async flush(): Promise<void> {
    if (this.#bytes === 0 || this.isCancelled) return;
    const whole = this.#take();
    const wanted = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    this.#controller!.enqueue(whole);
    await wanted;
  }

  /** Hands over the rest and the end. */
  end(): void {
    if (this.isCancelled) return;
    const controller = this.#controller!;
    if (this.#bytes > 0) controller.enqueue(this.#take());
    controller.close();
    controller.byobRequest?.respond(0);
  }

  fail(reason: unknown): void {
    if (!this.isCancelled) this.#controller!.error(reason);
  }

  #take(): Uint8Array {
    const whole = new Uint8Array(this.#bytes);
    let at = 0;
    for (const piece of this.#pieces) {
      whole.set(piece, at);
      at += piece.length;
    }
    this.#pieces = [];
    this.#bytes = 0;
    return whole;
  }
}
