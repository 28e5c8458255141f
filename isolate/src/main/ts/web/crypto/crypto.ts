/** crypto: randomness, and the door to the rest. */
import { host } from "../../host";
import { failure } from "../exception";
import { typedArrayName, viewBuffer, viewLength, viewOffset } from "../primordials";
import { interfaceOf, required } from "../webidl";
import { DigestStream } from "./digeststream";
import { makeSubtle, type SubtleCrypto } from "./subtle";

const TOKEN = {};
const QUOTA = 65536;
const fill = host.random;

export class Crypto {
  #subtle: SubtleCrypto | null = null;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  get subtle(): SubtleCrypto {
    return (this.#subtle ??= makeSubtle());
  }
  getRandomValues(array: unknown): unknown {
    this.#subtle;
    required(arguments.length, 1, "getRandomValues");
    const name = typedArrayName(array);
    if (name === undefined || name.startsWith("Float")) {
      throw failure("TypeMismatchError", "getRandomValues takes a typed array of integers.");
    }
    const view = array as ArrayBufferView;
    if (viewLength(view) > QUOTA) {
      throw failure(
        "QuotaExceededError",
        `The array has ${viewLength(view)} bytes; at most ${QUOTA} can be asked for at once.`,
      );
    }
    fill(viewBuffer(view), viewOffset(view), viewLength(view));
    return array;
  }
  randomUUID(): string {
    this.#subtle;
    return randomUuid();
  }
  get DigestStream(): typeof DigestStream {
    this.#subtle;
    return DigestStream;
  }
}
const HEX = "0123456789abcdef";

export function randomUuid(): string {
  const bytes = new Uint8Array(16);
  fill(bytes.buffer, 0, 16);
  // RFC 9562 §5.4: version 4, variant 10.
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  let out = "";
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) out += "-";
    out += HEX[bytes[i] >> 4] + HEX[bytes[i] & 15];
  }
  return out;
}

Object.defineProperty(Crypto, "length", { value: 0, configurable: true });

interfaceOf(Crypto, "Crypto");

export const crypto = new Crypto(TOKEN);
