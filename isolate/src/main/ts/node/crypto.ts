/** `node:crypto`, as far as digests, their HMACs and randomness go. */
import { Buffer } from "./buffer";
import { deps } from "./deps";
import { failed, outOfRange, wrongType } from "./errors";
import { crypto } from "./globals";
import { module as stream } from "./stream";

/** Node's names, and the JDK's with the bytes of a block. */
const DIGESTS: Record<string, [string, number]> = {
  md5: ["MD5", 64],
  sha1: ["SHA-1", 64],
  sha256: ["SHA-256", 64],
  sha384: ["SHA-384", 128],
  sha512: ["SHA-512", 128],
};
const RANDOM_BYTES_MAX = 2 ** 31 - 1;

function digestOf(name: unknown): [string, number] {
  if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
  const digest = DIGESTS[name.toLowerCase().replace(/^rsa-/, "").replace(/^sha-/, "sha")];
  if (digest === undefined) throw failed("ERR_OSSL_EVP_UNSUPPORTED", `Digest method not supported: ${name}`);
  return digest;
}

function bytesOf(data: unknown, encoding?: string): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, encoding === "buffer" ? undefined : encoding);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw wrongType("data", "of type string or an instance of Buffer, TypedArray, or DataView", data);
}

function encoded(bytes: any, encoding?: string): unknown {
  return encoding === undefined || encoding === "buffer" ? bytes : bytes.toString(encoding);
}

/** What was given so far is kept, since a running digest cannot be copied. */
class Digesting extends stream.Transform {
  protected readonly name: string;
  protected parts: Uint8Array[] = [];
  #over = false;

  constructor(name: string, options?: object) {
    super(options);
    this.name = name;
  }

  update(data: unknown, encoding?: string): this {
    if (this.#over) throw failed("ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.parts.push(bytesOf(data, encoding).slice());
    return this;
  }

  digest(encoding?: string): unknown {
    if (this.#over) throw failed("ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.#over = true;
    const digest = this.finish();
    this.parts = [];
    return encoded(digest, encoding);
  }

  protected finish(): any {
    return hashed(this.name, this.parts);
  }

  _transform(chunk: unknown, encoding: string, done: (error?: unknown) => void): void {
    this.update(chunk, encoding);
    done();
  }

  _flush(done: (error: unknown, digest?: unknown) => void): void {
    done(null, this.digest());
  }
}

function hashed(name: string, parts: Uint8Array[]): any {
  const digest = deps.digestOpen(name);
  for (const part of parts) deps.digestUpdate(digest, part.buffer as ArrayBuffer, part.byteOffset, part.byteLength);
  return Buffer.from(deps.digestClose(digest));
}

class Hash extends Digesting {
  constructor(algorithm: unknown, options?: object) {
    super(digestOf(algorithm)[0], options);
  }

  copy(options?: object): Hash {
    const name = Object.keys(DIGESTS).find((each) => DIGESTS[each][0] === this.name);
    const other = new Hash(name, options);
    other.parts.push(...this.parts);
    return other;
  }
}

/** RFC 2104. */
class Hmac extends Digesting {
  readonly #outer: Uint8Array;

  constructor(algorithm: unknown, key: unknown, options?: object) {
    const [name, blockBytes] = digestOf(algorithm);
    super(name, options);
    const given = bytesOf(key);
    const block = new Uint8Array(blockBytes);
    block.set(given.length > blockBytes ? hashed(name, [given]) : given);
    this.parts.push(block.map((byte) => byte ^ 0x36));
    this.#outer = block.map((byte) => byte ^ 0x5c);
  }

  protected finish(): any {
    return hashed(this.name, [this.#outer, super.finish()]);
  }
}

function hash(algorithm: string, data: unknown, encoding = "hex"): unknown {
  return new Hash(algorithm).update(data).digest(encoding);
}

type Callback = (error: unknown, value?: unknown) => void;

function later(work: () => unknown, callback: Callback): void {
  const value = work();
  deps.process.nextTick(callback, null, value);
}

function randomBytes(size: number, callback?: Callback): unknown {
  if (typeof size !== "number") throw wrongType("size", "of type number", size);
  if (!(size >= 0 && size <= RANDOM_BYTES_MAX)) throw outOfRange("size", `>= 0 && <= ${RANDOM_BYTES_MAX}`, size);
  const make = () => randomFillSync(Buffer.alloc(size));
  return callback ? later(make, callback) : make();
}

function randomFillSync(buffer: any, offset = 0, size?: number): unknown {
  const bytes = bytesOf(buffer);
  const length = size ?? bytes.length - offset;
  if (!(offset >= 0 && offset <= bytes.length)) throw outOfRange("offset", `>= 0 && <= ${bytes.length}`, offset);
  if (!(length >= 0 && offset + length <= bytes.length)) throw outOfRange("size + offset", `<= ${bytes.length}`, offset + length);
  deps.random(bytes.buffer as ArrayBuffer, bytes.byteOffset + offset, length);
  return buffer;
}

function randomFill(buffer: unknown, ...rest: unknown[]): void {
  const callback = rest.pop() as Callback;
  if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
  later(() => randomFillSync(buffer, rest[0] as number, rest[1] as number), callback);
}

/** From `min` to below `max`, each as likely as the others: what would tip the scale is drawn again. */
function randomInt(min: number, max?: number | Callback, callback?: Callback): unknown {
  if (typeof max !== "number") return randomInt(0, min, max);
  if (!Number.isSafeInteger(min)) throw wrongType("min", "a safe integer", min);
  if (!Number.isSafeInteger(max)) throw wrongType("max", "a safe integer", max);
  const range = max - min;
  if (range <= 0) throw outOfRange("max", `greater than the value of "min" (${min})`, max);
  if (range > 2 ** 48 - 1) throw outOfRange("max - min", "<= 281474976710655", range);
  const limit = 2 ** 48 - (2 ** 48 % range);
  const draw = () => {
    for (;;) {
      const drawn = (randomBytes(6) as any).readUIntBE(0, 6);
      if (drawn < limit) return min + (drawn % range);
    }
  };
  return callback ? later(draw, callback) : draw();
}

function timingSafeEqual(a: unknown, b: unknown): boolean {
  const [first, second] = [bytesOf(a), bytesOf(b)];
  if (first.length !== second.length) {
    throw failed("ERR_CRYPTO_TIMING_SAFE_EQUAL_LENGTH", "Input buffers must have the same byte length", RangeError);
  }
  let difference = 0;
  for (let i = 0; i < first.length; i++) difference |= first[i] ^ second[i];
  return difference === 0;
}

function callable<T extends new (...args: any[]) => object>(Type: T): T {
  return new Proxy(Type, { apply: (target, _, args) => Reflect.construct(target, args) });
}

export const module = {
  Hash: callable(Hash),
  Hmac: callable(Hmac),
  createHash: (algorithm: unknown, options?: object) => new Hash(algorithm, options),
  createHmac: (algorithm: unknown, key: unknown, options?: object) => new Hmac(algorithm, key, options),
  getHashes: () => Object.keys(DIGESTS),
  getRandomValues: (array: unknown) => crypto.getRandomValues(array),
  hash,
  pseudoRandomBytes: randomBytes,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID: () => crypto.randomUUID(),
  rng: randomBytes,
  prng: randomBytes,
  subtle: crypto.subtle,
  timingSafeEqual,
  webcrypto: crypto,
};
