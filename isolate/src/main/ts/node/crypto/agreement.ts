/** Secrets that two have in common: ECDH, X25519, Diffie and Hellman's. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { failed, wrongType } from "../errors";
import { bufferOf, bytesOf, type Bytes, callable, encoded } from "./bytes";
import { groupPrime, GROUPS } from "./groups";
import { AsymmetricKey, KeyObject, publicHalf, read } from "./keys";
import { CURVES, fromScalar } from "./keyforms";
import { curveOf } from "./pairs";

/** SEC 1 §2.3: the whole point, or x and the lowest bit of y. */
function point(whole: Bytes, form: unknown): Bytes {
  if (form === undefined || form === null || form === "uncompressed") return whole;
  const half = (whole.length - 1) / 2;
  const odd = whole[whole.length - 1] & 1;
  if (form === "compressed") return Buffer.concat([Uint8Array.of(2 + odd), whole.subarray(1, 1 + half)]);
  if (form === "hybrid") return Buffer.concat([Uint8Array.of(6 + odd), whole.subarray(1)]);
  throw failed("ERR_CRYPTO_ECDH_INVALID_FORMAT", `Invalid ECDH format: ${String(form)}`, TypeError);
}

class ECDH {
  readonly #family: string;
  #own: AsymmetricKey | null = null;

  constructor(curve: unknown) {
    if (typeof curve !== "string") throw wrongType("curve", "of type string", curve);
    this.#family = curveOf(curve);
  }

  static convertKey(key: unknown, curve: unknown, inputEncoding?: string, outputEncoding?: string, form?: string): unknown {
    return encoded(point(rawOf(openOf(curveOf(curve), bytesOf(key, inputEncoding, "key"))), form), outputEncoding);
  }

  generateKeys(encoding?: string, form?: string): unknown {
    this.#own = new AsymmetricKey("private", this.#family, deps.crypto().generatePair(this.#family));
    return this.getPublicKey(encoding, form);
  }

  #needed(): AsymmetricKey {
    if (this.#own === null) throw failed("ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", "Failed to get ECDH public key");
    return this.#own;
  }

  getPublicKey(encoding?: string, form?: string): unknown {
    return encoded(point(rawOf(publicHalf(this.#needed())), form), encoding);
  }

  getPrivateKey(encoding?: string): unknown {
    const jwk: any = this.#needed().export({ format: "jwk" });
    return encoded(Buffer.from(jwk.d, "base64url"), encoding);
  }

  setPrivateKey(key: unknown, encoding?: string): this {
    const scalar = bytesOf(key, encoding, "key");
    try {
      if (scalar.length > CURVES[this.#family].bytes) throw scalar;
      this.#own = read(fromScalar(this.#family, scalar));
    } catch {
      throw failed("ERR_CRYPTO_INVALID_KEYTYPE", "Private key is not valid for specified curve.");
    }
    return this;
  }

  computeSecret(other: unknown, inputEncoding?: string, outputEncoding?: string): unknown {
    const open = openOf(this.#family, bytesOf(other, inputEncoding, "otherPublicKey"));
    return encoded(bufferOf(deps.crypto().agree(this.#needed().number, open.number)), outputEncoding);
  }
}

function openOf(family: string, bytes: Bytes): AsymmetricKey {
  // A hybrid point is a whole one with another mark.
  const plain = bytes[0] === 6 || bytes[0] === 7 ? Buffer.concat([Uint8Array.of(4), bytes.subarray(1)]) : bytes;
  try {
    return new AsymmetricKey("public", family, deps.crypto().readKey(family, "raw", plain));
  } catch {
    throw failed("ERR_CRYPTO_ECDH_INVALID_PUBLIC_KEY", "Public key is not valid for specified curve");
  }
}

function rawOf(key: AsymmetricKey): Bytes {
  return bufferOf(deps.crypto().writeKey(key.number, "raw"));
}

/** Powers modulo a prime (RFC 2631). */
class DiffieHellman {
  readonly #prime: Bytes;
  readonly #generator: Bytes;
  #secret: Bytes | null = null;
  #open: Bytes | null = null;
  readonly verifyError = 0;

  constructor(prime: Bytes, generator: Bytes) {
    this.#prime = prime;
    this.#generator = generator;
  }

  #power(base: Bytes, exponent: Bytes): Bytes {
    const [p, length] = [this.#prime, this.#prime.length];
    const power = bufferOf(deps.crypto().power(base.buffer, base.byteOffset, base.length, exponent.buffer, exponent.byteOffset, exponent.length, p.buffer, p.byteOffset, length));
    const out = Buffer.alloc(length);
    const plain = power.subarray(Math.max(0, power.length - length));
    out.set(plain, length - plain.length);
    return out;
  }

  generateKeys(encoding?: string): unknown {
    if (this.#secret === null) {
      const secret = Buffer.alloc(this.#prime.length);
      deps.random(secret.buffer, secret.byteOffset, secret.length);
      secret[0] &= this.#prime[0] >> 1;
      this.#secret = secret;
    }
    this.#open = this.#power(this.#generator, this.#secret!);
    return encoded(this.#open, encoding);
  }

  computeSecret(other: unknown, inputEncoding?: string, outputEncoding?: string): unknown {
    const given = bytesOf(other, inputEncoding, "otherPublicKey");
    if (given.length > this.#prime.length) throw failed("ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too large", RangeError);
    if (given.every((octet, i) => octet === 0 || (i === given.length - 1 && octet === 1))) throw failed("ERR_CRYPTO_INVALID_KEYLEN", "Supplied key is too small", RangeError);
    return encoded(this.#power(given, this.#needed(this.#secret, "private")), outputEncoding);
  }

  #needed(key: Bytes | null, which: string): Bytes {
    if (key === null) throw failed("ERR_CRYPTO_INVALID_STATE", `No ${which} key - did you forget to generate one?`);
    return key;
  }

  getPrime = (encoding?: string) => encoded(Buffer.from(this.#prime), encoding);
  getGenerator = (encoding?: string) => encoded(Buffer.from(this.#generator), encoding);
  getPublicKey = (encoding?: string) => encoded(Buffer.from(this.#needed(this.#open, "public")), encoding);
  getPrivateKey = (encoding?: string) => encoded(Buffer.from(this.#needed(this.#secret, "private")), encoding);
  setPublicKey(key: unknown, encoding?: string): void {
    this.#open = bytesOf(key, encoding).slice();
  }
  setPrivateKey(key: unknown, encoding?: string): void {
    this.#secret = bytesOf(key, encoding).slice();
  }
}

const PRIME_BYTES_MAX = 1024;

function createDiffieHellman(prime: unknown, ...rest: any[]): DiffieHellman {
  if (typeof prime === "number") throw failed("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "A fresh prime for Diffie and Hellman's agreement takes long to find and is not made here; getDiffieHellman() has the known groups", TypeError);
  const bytes = bytesOf(prime, typeof prime === "string" && typeof rest[0] === "string" ? rest.shift() : undefined, "sizeOrKey").slice();
  const [generator = 2, encoding] = rest;
  if (bytes.length === 0 || bytes.length > PRIME_BYTES_MAX) throw failed("ERR_OSSL_DH_MODULUS_TOO_LARGE", "error:02800067:Diffie-Hellman routines::modulus too large");
  const base = typeof generator === "number" ? Uint8Array.of(generator) : bytesOf(generator, encoding, "generator").slice();
  return new DiffieHellman(bytes, base);
}

function getDiffieHellman(name: unknown): DiffieHellman {
  if (typeof name !== "string" || !Object.hasOwn(GROUPS, name.toLowerCase())) throw failed("ERR_CRYPTO_UNKNOWN_DH_GROUP", "Unknown DH group");
  return new DiffieHellman(groupPrime(name.toLowerCase()), Uint8Array.of(2));
}

function diffieHellman(options: any): unknown {
  const { privateKey, publicKey } = options ?? {};
  for (const [name, key] of Object.entries({ privateKey, publicKey })) if (!(key instanceof KeyObject)) throw wrongType(`options.${name}`, "an instance of KeyObject", key);
  if (privateKey.type !== "private") throw failed("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${privateKey.type}, expected private.`, TypeError);
  const open = publicHalf(publicKey);
  if (open.family !== privateKey.family || open.family === "RSA" || /^Ed/.test(open.family)) throw failed("ERR_CRYPTO_INCOMPATIBLE_KEY", `Incompatible key types for Diffie-Hellman: ${privateKey.asymmetricKeyType} and ${publicKey.asymmetricKeyType}`);
  return bufferOf(deps.crypto().agree(privateKey.number, open.number));
}

export const agreement = {
  DiffieHellman: callable(DiffieHellman),
  ECDH: callable(ECDH),
  createDiffieHellman,
  createDiffieHellmanGroup: getDiffieHellman,
  createECDH: (curve: unknown) => new ECDH(curve),
  diffieHellman,
  getDiffieHellman,
};
