/** crypto, as far as the host has ops for it: randomness and digests. */
import { host } from "../../host";
import { encodeUtf8 } from "../encoding/utf8";
import { failure } from "../exception";
import {
  bytesOf,
  chain,
  isBufferSource,
  rejected,
  resolved,
  typedArrayName,
  viewBuffer,
  viewLength,
  viewOffset,
} from "../primordials";
import { WritableStream } from "../streams/streams";
import { domString, interfaceOf, isObject, required } from "../webidl";

const TOKEN = {};
const QUOTA = 65536;
const fill = host.random;

export class Crypto {
  #subtle: SubtleCrypto | null = null;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  get subtle(): SubtleCrypto {
    return (this.#subtle ??= new SubtleCrypto(TOKEN));
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
  get DigestStream(): typeof DigestStream {
    this.#subtle;
    return DigestStream;
  }
}
const HEX = "0123456789abcdef";
Object.defineProperty(Crypto, "length", { value: 0, configurable: true });

/** The JDK's name of a digest that was asked for. */
function digestName(algorithm: unknown): string {
  const named = isObject(algorithm) ? (algorithm as any).name : algorithm;
  if (isObject(algorithm) && named === undefined) throw new TypeError("The algorithm has no name.");
  const name = domString(named).toUpperCase();
  switch (name) {
    case "SHA-1":
    case "SHA-256":
    case "SHA-384":
    case "SHA-512":
    case "MD5":
      return name;
    default:
      throw failure("NotSupportedError", `There is no digest named '${domString(named)}'.`);
  }
}

function digestOf(algorithm: unknown, data: unknown): ArrayBuffer {
  const name = digestName(algorithm);
  if (!isBufferSource(data)) throw new TypeError("The data must be an ArrayBuffer or a view of one.");
  const bytes = bytesOf(data);
  return host.digest(name, viewBuffer(bytes), viewOffset(bytes), viewLength(bytes));
}

export class SubtleCrypto {
  #brand = true;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  digest(algorithm: unknown, data: unknown): Promise<ArrayBuffer> {
    try {
      this.#brand;
      required(arguments.length, 2, "digest");
      return resolved(digestOf(algorithm, data));
    } catch (error) {
      return rejected(error);
    }
  }
  /** Workers' own: compares in a time that depends on the length alone. */
  timingSafeEqual(a: unknown, b: unknown): boolean {
    this.#brand;
    if (!isBufferSource(a) || !isBufferSource(b))
      throw new TypeError("Both values must be ArrayBuffers or views of one.");
    const first = bytesOf(a);
    const second = bytesOf(b);
    if (first.length !== second.length) throw new TypeError("Both values must have the same length.");
    let difference = 0;
    for (let i = 0; i < first.length; i++) difference |= first[i] ^ second[i];
    return difference === 0;
  }
}
Object.defineProperty(SubtleCrypto, "length", { value: 0, configurable: true });
refuse("encrypt", 3);
refuse("decrypt", 3);
refuse("sign", 3);
refuse("verify", 4);
refuse("generateKey", 3);
refuse("deriveKey", 5);
refuse("deriveBits", 2);
refuse("importKey", 5);
refuse("exportKey", 2);
refuse("wrapKey", 4);
refuse("unwrapKey", 7);
interfaceOf(Crypto, "Crypto");
interfaceOf(SubtleCrypto, "SubtleCrypto");

/** The rest of the interface is there, and says by name that it is not to be had. */
function refuse(name: string, length: number): void {
  const method = {
    [name](): Promise<never> {
      return rejected(failure("NotSupportedError", `crypto.subtle.${name} is not supported.`));
    },
  }[name];
  Object.defineProperty(method, "length", { value: length, configurable: true });
  Object.defineProperty(SubtleCrypto.prototype, name, { value: method, writable: true, configurable: true });
}

/** Workers' own: a sink that digests what is written to it, in constant memory. */
export class DigestStream extends WritableStream {
  #digest: Promise<ArrayBuffer>;
  #written = 0;
  constructor(algorithm: unknown) {
    required(arguments.length, 1, "DigestStream");
    const name = digestName(algorithm);
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
      host.digestUpdate(open, viewBuffer(bytes), viewOffset(bytes), viewLength(bytes));
    };
    const close = (): ArrayBuffer => {
      const id = open;
      open = -1;
      return host.digestClose(id);
    };
    super({
      start(): void {
        open = host.digestOpen(name);
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

export const crypto = new Crypto(TOKEN);
