import { rare } from "../../host";
import { parts } from "../../parts/door";
import { encodeUtf8 } from "../encoding/utf8";
import { bytesOf, chain, isBufferSource, viewBuffer, viewLength, viewOffset } from "../primordials";
import { WritableStream } from "../streams/streams";
import { interfaceOf, required } from "../webidl";

/** Workers' own: a sink that digests what is written to it, in constant memory. */
export class DigestStream extends WritableStream {
  #digest: Promise<ArrayBuffer>;
  #written = 0;
  constructor(algorithm: unknown) {
    required(arguments.length, 1, "DigestStream");
    const name = parts().subtle().digestName(algorithm);
    let settle!: (digest: ArrayBuffer) => void;
    let fail!: (reason: unknown) => void;
    let open = -1;
    const promise = new Promise<ArrayBuffer>((resolve, reject) => {
      settle = resolve;
      fail = reject;
    });
    const update = (chunk: unknown): void => {
      const bytes = typeof chunk === "string" ? encodeUtf8(chunk) : chunkBytes(chunk);
      this.#written += bytes.length;
      rare().digestUpdate(open, viewBuffer(bytes), viewOffset(bytes), viewLength(bytes));
    };
    const close = (): ArrayBuffer => {
      const id = open;
      open = -1;
      return rare().digestClose(id);
    };
    super({
      start(): void {
        open = rare().digestOpen(name);
      },
      write(chunk: unknown): void {
        try {
          update(chunk);
        } catch (error) {
          close();
          fail(error);
          throw error;
        }
      },
      close(): void {
        settle(close());
      },
      abort(reason: unknown): void {
        if (open >= 0) close();
        fail(reason);
      },
    });
    this.#digest = promise;
    chain(promise, undefined, () => undefined);
  }
  get digest(): Promise<ArrayBuffer> {
    return this.#digest;
  }
  get bytesWritten(): bigint {
    return BigInt(this.#written);
  }
}
interfaceOf(DigestStream, "DigestStream");

function chunkBytes(chunk: unknown): Uint8Array {
  if (!isBufferSource(chunk)) throw new TypeError("A DigestStream takes bytes or text.");
  return bytesOf(chunk);
}
