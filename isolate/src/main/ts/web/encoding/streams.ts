/** TextEncoderStream and TextDecoderStream. */
import { isBufferSource } from "../primordials";
import { type ReadableStream, TransformStream, type WritableStream } from "../streams/streams";
import { domString, interfaceOf } from "../webidl";
import { TextDecoder } from "./encoding";
import { encodeUtf8 } from "./utf8";

export class TextEncoderStream {
  #transform: TransformStream;
  constructor() {
    // The first half of a surrogate pair waits for the second, which may come in the next chunk.
    let high = "";
    this.#transform = new TransformStream({
      transform(chunk: unknown, controller: any): void {
        let text = high + domString(chunk);
        high = "";
        const last = text.charCodeAt(text.length - 1);
        if (last >= 0xd800 && last <= 0xdbff) {
          high = text[text.length - 1];
          text = text.slice(0, -1);
        }
        if (text !== "") controller.enqueue(encodeUtf8(text));
      },
      flush(controller: any): void {
        if (high !== "") controller.enqueue(encodeUtf8(high));
      },
    });
  }
  get encoding(): string {
    this.#transform;
    return "utf-8";
  }
  get readable(): ReadableStream {
    return this.#transform.readable;
  }
  get writable(): WritableStream {
    return this.#transform.writable;
  }
}
interfaceOf(TextEncoderStream, "TextEncoderStream");

export class TextDecoderStream {
  #decoder: TextDecoder;
  #transform: TransformStream;
  constructor(label: unknown = "utf-8", options: unknown = undefined) {
    const decoder = new TextDecoder(label, options);
    const decode = (chunk: unknown, stream: boolean): string => decodeWith(decoder, chunk, stream);
    this.#decoder = decoder;
    this.#transform = new TransformStream({
      transform(chunk: unknown, controller: any): void {
        if (!isBufferSource(chunk)) throw new TypeError("The chunk must be an ArrayBuffer or a view of one.");
        const text = decode(chunk, true);
        if (text !== "") controller.enqueue(text);
      },
      flush(controller: any): void {
        const text = decode(undefined, false);
        if (text !== "") controller.enqueue(text);
      },
    });
  }
  get encoding(): string {
    return this.#decoder.encoding;
  }
  get fatal(): boolean {
    return this.#decoder.fatal;
  }
  get ignoreBOM(): boolean {
    return this.#decoder.ignoreBOM;
  }
  get readable(): ReadableStream {
    return this.#transform.readable;
  }
  get writable(): WritableStream {
    return this.#transform.writable;
  }
}
interfaceOf(TextDecoderStream, "TextDecoderStream");

const decodeMethod = TextDecoder.prototype.decode;

function decodeWith(decoder: TextDecoder, chunk: unknown, stream: boolean): string {
  return Reflect.apply(decodeMethod, decoder, [chunk, { stream }]);
}
