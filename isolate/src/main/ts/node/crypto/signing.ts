/** `sign` and `verify`, at once and piece by piece. */
import { deps } from "../deps";
import { failed, wrongType, wrongValue } from "../errors";
import { module as stream } from "../stream";
import { bufferOf, bytesOf, type Bytes, callable, callbackOf, encoded, joined, later } from "./bytes";
import { constants } from "./constants";
import { element, elements, INTEGER, inside, SEQUENCE, unsigned } from "./der";
import { digestOf, hashNameOf } from "./digests";
import { type AsymmetricKey, keyOf } from "./keys";
import { CURVES } from "./keyforms";

const HASH_BYTES: Record<string, number> = { MD5: 16, "SHA-1": 20, "SHA-224": 28, "SHA-256": 32, "SHA-384": 48, "SHA-512": 64, "SHA-512/224": 28, "SHA-512/256": 32, "SHA3-224": 28, "SHA3-256": 32, "SHA3-384": 48, "SHA3-512": 64 };

/** r and s, one behind the other, as the sequence of two numbers that Node has by default; and back. */
function toDer(signature: Bytes): Bytes {
  const half = signature.length / 2;
  return element(SEQUENCE, unsigned(signature.subarray(0, half)), unsigned(signature.subarray(half)));
}

function fromDer(signature: Bytes, octets: number): Bytes | undefined {
  const numbers = inside(signature);
  if (numbers?.length !== 2 || elements(signature)?.length !== 1) return undefined;
  const flat = new Uint8Array(2 * octets);
  for (const [i, { tag, body }] of numbers.entries()) {
    const plain = body[0] === 0 ? body.subarray(1) : body;
    if (tag !== INTEGER || plain.length > octets) return undefined;
    flat.set(plain, (i + 1) * octets - plain.length);
  }
  return flat;
}

interface Way {
  readonly algorithm: string;
  readonly hash: string;
  readonly salt: number;
  readonly isDer: boolean;
}

function wayOf(key: AsymmetricKey, algorithm: unknown, options: any, verifies: boolean): Way {
  const { dsaEncoding = "der", padding = constants.RSA_PKCS1_PADDING, saltLength } = options ?? {};
  if (dsaEncoding !== "der" && dsaEncoding !== "ieee-p1363") throw wrongValue("options.dsaEncoding", dsaEncoding, "is invalid");
  if (/^Ed/.test(key.family)) {
    if (algorithm !== null && algorithm !== undefined) throw failed("ERR_OSSL_EVP_INVALID_DIGEST", "error:1C800066:Provider routines::invalid digest");
    return { algorithm: key.family, hash: "", salt: 0, isDer: false };
  }
  if (/^X/.test(key.family)) throw failed("ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE", "error:03000096:digital envelope routines::operation not supported for this keytype");
  const hash = hashNameOf(algorithm ?? "sha256");
  if (CURVES[key.family]) return { algorithm: "ECDSA", hash, salt: 0, isDer: dsaEncoding === "der" };
  if (padding === constants.RSA_PKCS1_PADDING) return { algorithm: "RSASSA-PKCS1-v1_5", hash, salt: 0, isDer: false };
  if (padding !== constants.RSA_PKCS1_PSS_PADDING) throw failed("ERR_OSSL_RSA_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE", "error:1C8000A5:Provider routines::illegal or unsupported padding mode");
  return { algorithm: "RSA-PSS", hash, salt: saltOf(key, hash, saltLength, verifies), isDer: false };
}

/** The bytes of PSS's salt: as many as the hash's, as many as there is room for, or whatever it turns out. */
function saltOf(key: AsymmetricKey, hash: string, length: unknown, verifies: boolean): number {
  if (length !== undefined && typeof length !== "number") throw wrongValue("options.saltLength", length, "is invalid");
  const wanted = length ?? (verifies ? constants.RSA_PSS_SALTLEN_AUTO : constants.RSA_PSS_SALTLEN_MAX_SIGN);
  if (wanted === constants.RSA_PSS_SALTLEN_DIGEST) return HASH_BYTES[hash];
  if (wanted >= 0) return wanted;
  return verifies ? -1 : Math.ceil((deps.crypto().bits(key.number) - 1) / 8) - HASH_BYTES[hash] - 2;
}

function signed(key: AsymmetricKey, algorithm: unknown, data: Bytes, options: any): any {
  const { algorithm: name, hash, salt, isDer } = wayOf(key, algorithm, options, false);
  let signature: ArrayBuffer;
  try {
    signature = deps.crypto().sign(name, key.number, { hash, salt }, data);
  } catch {
    throw failed("ERR_OSSL_RSA_DIGEST_TOO_BIG_FOR_RSA_KEY", "error:02000070:rsa routines::digest too big for rsa key");
  }
  return isDer ? joined([toDer(new Uint8Array(signature))]) : bufferOf(signature);
}

function holds(key: AsymmetricKey, algorithm: unknown, data: Bytes, options: any, signature: Bytes): boolean {
  const { algorithm: name, hash, salt, isDer } = wayOf(key, algorithm, options, true);
  const plain = isDer ? fromDer(signature, CURVES[key.family].bytes) : signature;
  if (plain === undefined) return false;
  try {
    return deps.crypto().verify(name, key.number, { hash, salt }, plain, data);
  } catch {
    return false;
  }
}

/** What was given so far, to be signed or verified as a whole. */
class Gathering extends stream.Writable {
  readonly #algorithm: string;
  #parts: Uint8Array[] = [];

  constructor(algorithm: unknown, options?: object) {
    if (typeof algorithm !== "string") throw wrongType("algorithm", "of type string", algorithm);
    try {
      digestOf(algorithm);
    } catch {
      throw failed("ERR_CRYPTO_INVALID_DIGEST", `Invalid digest: ${algorithm}`, TypeError);
    }
    super(options);
    this.#algorithm = algorithm;
  }

  update(data: unknown, encoding?: string): this {
    this.#parts.push(bytesOf(data, encoding).slice());
    return this;
  }

  protected run<T>(work: (algorithm: string, data: Bytes) => T): T {
    const data = joined(this.#parts);
    this.#parts = [];
    return work(this.#algorithm, data);
  }

  _write(chunk: unknown, encoding: string, done: () => void): void {
    this.update(chunk, encoding);
    done();
  }
}

class Sign extends Gathering {
  sign(key: any, encoding?: string): unknown {
    if (!key) throw failed("ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign");
    return this.run((algorithm, data) => encoded(signed(keyOf(key, "private"), algorithm, data, key), encoding));
  }
}

class Verify extends Gathering {
  verify(key: any, signature: unknown, encoding?: string): boolean {
    const bytes = bytesOf(signature, encoding, "signature");
    return this.run((algorithm, data) => holds(keyOf(key, "public"), algorithm, data, key, bytes));
  }
}

function sign(algorithm: unknown, data: unknown, key: any, callback?: unknown): unknown {
  const bytes = bytesOf(data);
  if (!key) throw failed("ERR_CRYPTO_SIGN_KEY_REQUIRED", "No key provided to sign");
  const work = () => signed(keyOf(key, "private"), algorithm, bytes, key);
  return callback === undefined ? work() : later(work, callbackOf(callback));
}

function verify(algorithm: unknown, data: unknown, key: any, signature: unknown, callback?: unknown): unknown {
  const [bytes, given] = [bytesOf(data), bytesOf(signature, undefined, "signature")];
  const work = () => holds(keyOf(key, "public"), algorithm, bytes, key, given);
  return callback === undefined ? work() : later(work, callbackOf(callback));
}

export const signing = {
  Sign: callable(Sign),
  Verify: callable(Verify),
  createSign: (algorithm: unknown, options?: object) => new Sign(algorithm, options),
  createVerify: (algorithm: unknown, options?: object) => new Verify(algorithm, options),
  sign,
  verify,
};
