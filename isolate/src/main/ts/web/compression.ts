/** CompressionStream and DecompressionStream: Compression standard. The work is a local op of the child's. */
import { rare } from "../host";
import { deps } from "./deps";
import { chain, isArrayBuffer, viewBuffer, viewLength, viewOffset, isView, bufferLength } from "./primordials";
import { type ReadableStream, TransformStream, type WritableStream } from "./streams/streams";
import { whenWanted } from "./streams/transform";
import { domString, interfaceOf, required } from "./webidl";

const FORMATS = ["gzip", "deflate", "deflate-raw"];
/** A larger chunk is given in parts, since what is given is copied. */
const PART_BYTES = 256 * 1024;

function transformOf(format: unknown, compress: boolean, name: string): TransformStream {
  const text = domString(format);
  if (!FORMATS.includes(text)) {
    throw new TypeError(`The format of a ${name} is '${text}'; it is one of ${FORMATS.join(", ")}.`);
  }
  let codec = 0;
  const close = (): void => {
    if (codec > 0) rare().codecClose(codec);
    codec = -1;
  };
  /** Opened late: a stream of which nothing is asked costs nothing. */
  const open = (): void => {
    if (codec < 0) throw new TypeError("The request that this stream belongs to is over.");
    if (codec > 0) return;
    codec = rare().codecOpen(text, compress, -1);
    deps.atEnd?.(close);
  };
  /** Takes what there is, no faster than it is read: a little input may unpack to a lot. */
  const drain = (controller: any, last: boolean, begun = false): Promise<unknown> | undefined => {
    for (let first = !begun; ; first = false) {
      const piece = codec < 0 ? "The request that this stream belongs to is over." : rare().codecTake(codec, last);
      if (piece === null) return undefined;
      if (typeof piece === "string") {
        close();
        throw new TypeError(piece);
      }
      const bytes = new Uint8Array(piece);
      const wanted = first ? null : whenWanted(controller);
      if (wanted === null) {
        controller.enqueue(bytes);
        continue;
      }
      return chain(wanted, () => {
        controller.enqueue(bytes);
        return drain(controller, last, true);
      });
    }
  };
  const give = (buffer: ArrayBuffer, from: number, to: number, controller: any): Promise<unknown> | undefined => {
    open();
    const part = Math.min(PART_BYTES, to - from);
    rare().codecGive(codec, buffer, from, part);
    const drained = drain(controller, false);
    if (from + part >= to) return drained;
    const rest = () => give(buffer, from + part, to, controller);
    return drained === undefined ? rest() : chain(drained, rest);
  };
  return new TransformStream({
    transform(chunk: unknown, controller: any): unknown {
      const buffer = isView(chunk) ? viewBuffer(chunk) : chunk;
      // The memory of a WebAssembly module may be shared: a view of that is none of an ArrayBuffer.
      if (!isArrayBuffer(buffer)) throw new TypeError("The chunk must be an ArrayBuffer or a view of one.");
      const offset = isView(chunk) ? viewOffset(chunk) : 0;
      const length = isView(chunk) ? viewLength(chunk) : bufferLength(buffer);
      return length === 0 ? undefined : give(buffer, offset, offset + length, controller);
    },
    flush(controller: any): unknown {
      open();
      const drained = drain(controller, true);
      if (drained === undefined) return close();
      return chain(drained, close);
    },
    cancel: close,
  });
}

export class CompressionStream {
  #transform: TransformStream;
  constructor(format: unknown) {
    required(arguments.length, 1, "CompressionStream");
    this.#transform = transformOf(format, true, "CompressionStream");
  }
  get readable(): ReadableStream {
    return this.#transform.readable;
  }
  get writable(): WritableStream {
    return this.#transform.writable;
  }
}
interfaceOf(CompressionStream, "CompressionStream");

export class DecompressionStream {
  #transform: TransformStream;
  constructor(format: unknown) {
    required(arguments.length, 1, "DecompressionStream");
    this.#transform = transformOf(format, false, "DecompressionStream");
  }
  get readable(): ReadableStream {
    return this.#transform.readable;
  }
  get writable(): WritableStream {
    return this.#transform.writable;
  }
}
interfaceOf(DecompressionStream, "DecompressionStream");
