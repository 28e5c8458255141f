/** The streams that Workers adds: bytes that pass unchanged, and as many as were promised. */
import { copyOf, isBufferSource } from "../primordials";
import { interfaceOf, required } from "../webidl";
import { TransformStream } from "./streams";

function toBytes(chunk: unknown): Uint8Array {
  if (!isBufferSource(chunk)) {
    throw new TypeError("This stream takes bytes only: an ArrayBuffer or a view of one.");
  }
  return copyOf(chunk);
}

/** Bytes come out as they went in. */
export class IdentityTransformStream extends TransformStream {
  constructor() {
    super({
      transform(chunk: unknown, controller: any): void {
        const bytes = toBytes(chunk);
        if (bytes.length > 0) controller.enqueue(bytes);
      },
    });
  }
}
interfaceOf(IdentityTransformStream, "IdentityTransformStream");

const lengths = new WeakMap<object, number>();

/** The length that a FixedLengthStream's readable side promises; -1 for any other stream. */
export function promisedLength(readable: object): number {
  return lengths.get(readable) ?? -1;
}

/** Bytes come out as they went in, and it is an error unless they are as many as said. */
export class FixedLengthStream extends TransformStream {
  constructor(length: unknown) {
    required(arguments.length, 1, "FixedLengthStream");
    const expected = Number(length);
    if (!(Number.isSafeInteger(expected) && expected >= 0)) {
      throw new TypeError(
        `The length of a FixedLengthStream is ${String(length)}; it must be a whole number from 0.`,
      );
    }
    let passed = 0;
    super({
      transform(chunk: unknown, controller: any): void {
        const bytes = toBytes(chunk);
        passed += bytes.length;
        if (passed > expected)
          throw new TypeError(`A FixedLengthStream of ${expected} bytes was given more.`);
        if (bytes.length > 0) controller.enqueue(bytes);
      },
      flush(): void {
        if (passed < expected) {
          throw new TypeError(`A FixedLengthStream of ${expected} bytes was closed after ${passed}.`);
        }
      },
    });
    lengths.set(this.readable, expected);
  }
}
interfaceOf(FixedLengthStream, "FixedLengthStream");
