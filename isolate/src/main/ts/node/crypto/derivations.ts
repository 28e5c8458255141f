/** PBKDF2, HKDF and scrypt. */
import { deps } from "../deps";
import { failed, outOfRange, wrongType } from "../errors";
import { bufferOf, bytesOf, type Bytes, callbackOf, later } from "./bytes";
import { derivationHash } from "./digests";
import { keyBytes } from "./keys";

const LENGTH_MAX = 2 ** 31 - 1;
/** What the host derives at most at once. */
const BYTES_MAX = 1 << 20;
const SCRYPT_MEMORY = 32 * 1024 * 1024;
/** Whatever `maxmem` says. */
const SCRYPT_MEMORY_MAX = 64 * 1024 * 1024;

function whole(value: unknown, name: string, min: number, max = LENGTH_MAX): number {
  if (typeof value !== "number") throw wrongType(name, "of type number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

/** Does something with bytes as a key of the host's. */
function withKey<T>(bytes: Uint8Array, work: (key: number) => T): T {
  const host = deps.crypto();
  const key = host.importSecret(bytes as Bytes);
  try {
    return work(key);
  } finally {
    host.free(key);
  }
}

function pbkdf2Work(password: unknown, salt: unknown, iterations: unknown, length: unknown, digest: unknown): () => unknown {
  const hash = derivationHash(digest);
  const [secret, grains] = [bytesOf(password, undefined, "password").slice(), bytesOf(salt, undefined, "salt").slice()];
  const rounds = whole(iterations, "iterations", 1);
  const bytes = whole(length, "keylen", 0);
  if (bytes > BYTES_MAX) throw outOfRange("keylen", `<= ${BYTES_MAX}, which is the most here`, bytes);
  return () => bufferOf(withKey(secret, (key) => deps.crypto().pbkdf2(key, hash, grains, rounds, bytes)));
}

function hkdfWork(digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown): () => unknown {
  const hash = derivationHash(digest);
  const secret = keyBytes(ikm, undefined).slice();
  const [grains, about] = [bytesOf(salt, undefined, "salt").slice(), bytesOf(info, undefined, "info").slice()];
  if (about.length > 1024) throw outOfRange("info", "must not contain more than 1024 bytes", about.length);
  const bytes = whole(length, "length", 0);
  return () => {
    try {
      return withKey(secret, (key) => deps.crypto().hkdf(key, hash, grains, about, bytes));
    } catch {
      throw failed("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length", RangeError);
    }
  };
}

function invalid(reason: string): Error {
  return failed("ERR_CRYPTO_INVALID_SCRYPT_PARAMS", `Invalid scrypt params: ${reason}`, RangeError);
}

/** RFC 7914 §6. */
function scryptWork(password: unknown, salt: unknown, length: unknown, options: any = {}): () => unknown {
  const [secret, grains] = [bytesOf(password, undefined, "password").slice(), bytesOf(salt, undefined, "salt").slice()];
  const bytes = whole(length, "keylen", 0);
  const cost = whole(options.N ?? options.cost ?? 16384, "N", 1);
  const size = whole(options.r ?? options.blockSize ?? 8, "r", 1);
  const count = whole(options.p ?? options.parallelization ?? 1, "p", 1);
  const memory = whole(options.maxmem ?? SCRYPT_MEMORY, "maxmem", 0, Number.MAX_SAFE_INTEGER);
  if (cost < 2 || (cost & (cost - 1)) !== 0) throw invalid("N is a power of two from 2");
  if (128 * cost * size + 128 * size * count > Math.min(memory, SCRYPT_MEMORY_MAX)) throw invalid("memory limit exceeded");
  if (bytes > BYTES_MAX) throw outOfRange("keylen", `<= ${BYTES_MAX}, which is the most here`, bytes);
  return () =>
    withKey(secret, (key) => {
      const host = deps.crypto();
      const blocks = host.pbkdf2(key, "SHA-256", grains, 1, 128 * size * count);
      const mixed = host.scryptMix(cost, size, blocks, 0, blocks.byteLength);
      return bufferOf(host.pbkdf2(key, "SHA-256", new Uint8Array(mixed), 1, bytes));
    });
}

export const derivations = {
  pbkdf2(password: unknown, salt: unknown, iterations: unknown, length: unknown, digest: unknown, callback?: unknown) {
    const told = callbackOf(typeof digest === "function" ? digest : callback);
    later(pbkdf2Work(password, salt, iterations, length, digest), told);
  },
  pbkdf2Sync: (password: unknown, salt: unknown, iterations: unknown, length: unknown, digest: unknown) => pbkdf2Work(password, salt, iterations, length, digest)(),
  hkdf: (digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown, callback: unknown) => later(hkdfWork(digest, ikm, salt, info, length), callbackOf(callback)),
  hkdfSync: (digest: unknown, ikm: unknown, salt: unknown, info: unknown, length: unknown) => hkdfWork(digest, ikm, salt, info, length)(),
  scrypt(password: unknown, salt: unknown, length: unknown, options: any, callback?: unknown) {
    const told = callbackOf(typeof options === "function" ? options : callback);
    later(scryptWork(password, salt, length, typeof options === "function" ? {} : options), told);
  },
  scryptSync: (password: unknown, salt: unknown, length: unknown, options?: object) => scryptWork(password, salt, length, options)(),
};
