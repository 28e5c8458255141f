/** Hashes and their HMACs. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { failed, outOfRange, wrongType } from "../errors";
import { module as stream } from "../stream";
import { bytesOf, callable, encoded } from "./bytes";
import { keyBytes } from "./keys";

interface Digest {
  /** Node's name. */
  readonly name: string;
  /** The JDK's. */
  readonly jdk: string;
  /** The bytes of an HMAC's block. */
  readonly block: number;
  /** The most bytes that can be asked for, where there is a choice, and how many there are otherwise. */
  readonly most?: number;
  readonly usual?: number;
}

/** Node's names, the JDK's, the bytes of a block. */
const TABLE: [string, string, number][] = [
  ["md5", "MD5", 64], ["sha1", "SHA-1", 64], ["sha224", "SHA-224", 64], ["sha256", "SHA-256", 64], ["sha384", "SHA-384", 128], ["sha512", "SHA-512", 128],
  ["sha512-224", "SHA-512/224", 128], ["sha512-256", "SHA-512/256", 128], ["sha3-224", "SHA3-224", 144], ["sha3-256", "SHA3-256", 136], ["sha3-384", "SHA3-384", 104], ["sha3-512", "SHA3-512", 72],
];
const DIGESTS: Record<string, Digest> = Object.fromEntries(TABLE.map(([name, jdk, block]) => [name, { name, jdk, block }]));
// FIPS 202: what is shorter is the beginning of what is longer.
DIGESTS.shake128 = { name: "shake128", jdk: "SHAKE128-256", block: 168, most: 32, usual: 16 };
DIGESTS.shake256 = { name: "shake256", jdk: "SHAKE256-512", block: 136, most: 64, usual: 32 };

const SIGNED = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512", "sha512-224", "sha512-256", "sha3-224", "sha3-256", "sha3-384", "sha3-512"];

export function getHashes(): string[] {
  return [...SIGNED.map((name) => `RSA-${name.replace(/^sha/, "SHA").replace(/^md/, "MD").replace("-", "/")}`), ...Object.keys(DIGESTS)];
}

export function digestOf(name: unknown): Digest {
  if (typeof name !== "string") throw wrongType("algorithm", "of type string", name);
  const plain = name.toLowerCase().replace(/^rsa-/, "").replace(/^ecdsa-with-/, "").replace("/", "-").replace(/^sha-(?=\d)/, "sha").replace(/^sha_/, "sha").replace(/withrsa(encryption)?$/, "");
  const digest = Object.hasOwn(DIGESTS, plain) ? DIGESTS[plain] : undefined;
  if (digest === undefined) throw failed("ERR_OSSL_EVP_UNSUPPORTED", "Digest method not supported");
  return digest;
}

/** The name that the JDK gives a hash which signatures, HMACs and derivations are made with. */
export function hashNameOf(name: unknown): string {
  const digest = digestOf(name);
  if (digest.most !== undefined) throw failed("ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`, TypeError);
  return digest.jdk;
}

/** The same where a wrong name is one of an argument. */
export function derivationHash(name: unknown): string {
  if (typeof name !== "string") throw wrongType("digest", "of type string", name);
  try {
    return hashNameOf(name);
  } catch {
    throw failed("ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${name}`, TypeError);
  }
}

/** What was given so far is kept, since a running digest cannot be copied. */
class Digesting extends stream.Transform {
  protected readonly hash: Digest;
  protected parts: Uint8Array[] = [];
  protected over = false;

  constructor(hash: Digest, options?: object) {
    super(options);
    this.hash = hash;
  }

  update(data: unknown, encoding?: string): this {
    if (this.over) throw failed("ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    this.parts.push(bytesOf(data, encoding).slice());
    return this;
  }

  protected finish(): any {
    return hashed(this.hash, this.parts);
  }

  protected ended(): any {
    this.over = true;
    const digest = this.finish();
    this.parts = [];
    return digest;
  }

  digest(encoding?: string): unknown {
    if (this.over) throw failed("ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    return encoded(this.ended(), encoding);
  }

  _transform(chunk: unknown, encoding: string, done: (error?: unknown) => void): void {
    this.update(chunk, encoding);
    done();
  }

  _flush(done: (error: unknown, digest?: unknown) => void): void {
    done(null, this.digest());
  }
}

function hashed({ jdk }: Digest, parts: Uint8Array[]): any {
  const digest = deps.digestOpen(jdk);
  for (const part of parts) deps.digestUpdate(digest, part.buffer as ArrayBuffer, part.byteOffset, part.byteLength);
  return Buffer.from(deps.digestClose(digest));
}

class Hash extends Digesting {
  readonly #bytes: number | undefined;

  constructor(algorithm: unknown, options?: { outputLength?: number }) {
    const hash = typeof algorithm === "object" && algorithm !== null ? (algorithm as Digest) : digestOf(algorithm);
    super(hash, options);
    this.#bytes = lengthOf(hash, options?.outputLength);
  }

  copy(options?: object): Hash {
    if (this.over) throw failed("ERR_CRYPTO_HASH_FINALIZED", "Digest already called");
    const other = new Hash(this.hash, { outputLength: this.#bytes, ...options });
    other.parts.push(...this.parts);
    return other;
  }

  protected finish(): any {
    const whole = super.finish();
    return this.#bytes === undefined ? whole : whole.subarray(0, this.#bytes);
  }
}

function lengthOf(hash: Digest, asked: unknown): number | undefined {
  if (asked === undefined) return hash.usual;
  if (typeof asked !== "number") throw wrongType("options.outputLength", "of type number", asked);
  if (!Number.isInteger(asked) || asked < 0) throw outOfRange("options.outputLength", ">= 0", asked);
  if (hash.most === undefined) {
    const own = hashed(hash, []).length;
    if (asked === own) return asked;
    throw failed("ERR_OSSL_EVP_NOT_XOF_OR_INVALID_LENGTH", "error:030000B2:digital envelope routines::not XOF or invalid length");
  }
  if (asked > hash.most) throw outOfRange("options.outputLength", `<= ${hash.most}, which is the most that ${hash.name} gives here`, asked);
  return asked;
}

/** RFC 2104. */
class Hmac extends Digesting {
  readonly #outer: Uint8Array;

  constructor(algorithm: unknown, key: unknown, options?: { encoding?: string }) {
    if (typeof algorithm !== "string") throw wrongType("hmac", "of type string", algorithm);
    let hash: Digest;
    try {
      hash = digestOf(algorithm);
    } catch {
      throw failed("ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm}`, TypeError);
    }
    super(hash, options);
    const given = keyBytes(key, options?.encoding);
    const block = new Uint8Array(hash.block);
    block.set(given.length > hash.block ? hashed(hash, [given]) : given);
    this.parts.push(block.map((byte) => byte ^ 0x36));
    this.#outer = block.map((byte) => byte ^ 0x5c);
  }

  protected finish(): any {
    return hashed(this.hash, [this.#outer, super.finish()]);
  }

  /** Once it is over it is empty, where a hash throws. */
  digest(encoding?: string): unknown {
    return encoded(this.over ? Buffer.alloc(0) : this.ended(), encoding);
  }
}

function hash(algorithm: unknown, data: unknown, options: any = "hex"): unknown {
  const { outputEncoding = "hex", outputLength } = typeof options === "string" ? { outputEncoding: options } : options;
  return new Hash(digestOf(algorithm), { outputLength }).update(data).digest(outputEncoding);
}

export const digests = {
  Hash: callable(Hash),
  Hmac: callable(Hmac),
  createHash: (algorithm: unknown, options?: object) => new Hash(digestOf(algorithm), options),
  createHmac: (algorithm: unknown, key: unknown, options?: object) => new Hmac(algorithm, key, options),
  getHashes,
  hash,
};
