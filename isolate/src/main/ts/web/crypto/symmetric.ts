/** AES and HMAC: Web Cryptography API §27 to §31. */
import { viewLength } from "../primordials";
import { checkJwk, dataError, type Jwk, needed, writeJwk } from "./jwk";
import type { KeyAlgorithm, Slots, Usage } from "./key";
import { type Format, type Import, type Mechanism, noFormat, operationError } from "./mechanism";
import type { Params } from "./normalize";
import {
  answered,
  answeredText,
  type Bytes,
  cipher,
  generateSecret,
  importSecret,
  keyMade,
  ops,
  sign,
  verify,
} from "./ops";
import { checkUsages, slots } from "./slots";

/** Imports the octets of a secret: the key's number and its bits. */
function secret(
  given: Import,
  use: string,
  algorithm: (bits: number) => string,
): { number: number; bits: number } {
  if (given.format === "raw")
    return { number: importSecret(given.bytes, given.extractable), bits: viewLength(given.bytes) * 8 };
  if (given.format !== "jwk") noFormat(given.format, given.params.name);
  const jwk = given.jwk;
  if (jwk.kty !== "oct") dataError("The key's 'kty' must be 'oct'.");
  const k = needed(jwk, "k");
  const number = keyMade(() => ops().importText(k, given.extractable));
  const bits = ops().bits(number);
  try {
    const wanted = algorithm(bits);
    if (jwk.alg !== undefined && jwk.alg !== wanted) dataError(`The key's 'alg' must be '${wanted}'.`);
    checkJwk(jwk, "oct", use, given.extractable, given.usages);
  } catch (error) {
    ops().free(number);
    throw error;
  }
  return { number, bits };
}

function exported(format: Format, key: Slots, alg: string): ArrayBuffer | object {
  if (format === "raw") return answered(ops().exportKey(key.number, "raw"));
  if (format !== "jwk") noFormat(format, key.algorithm.name);
  const jwk: Jwk = { kty: "oct", k: answeredText(ops().exportJwk(key.number)), alg };
  return writeJwk(key, jwk);
}

function isAesLength(bits: number): boolean {
  return bits === 128 || bits === 192 || bits === 256;
}

/** What all modes have in common; `suffix` ends the name that RFC 7518 has for them. */
function aes(name: string, suffix: string, ...usages: Usage[]): Mechanism {
  return {
    generateKey(params, extractable, wanted) {
      checkUsages(wanted, ...usages);
      const length = aesLength(params);
      return slots(generateSecret(length, extractable), "secret", { name, length }, extractable, wanted);
    },
    importKey(given) {
      checkUsages(given.usages, ...usages);
      const { number, bits } = secret(given, "enc", (length) => `A${checkLength(length)}${suffix}`);
      if (!isAesLength(bits)) ops().free(number);
      checkLength(bits);
      return slots(number, "secret", { name, length: bits }, given.extractable, given.usages);
    },
    exportKey: (format, key) => exported(format, key, `A${key.algorithm.length}${suffix}`),
    keyLength: aesLength,
  };
}

function checkLength(bits: number): number {
  if (!isAesLength(bits)) dataError(`The key has ${bits} bits; AES has keys of 128, 192 or 256.`);
  return bits;
}

function aesLength(params: Params): number {
  if (!isAesLength(params.length!)) operationError(`'length' is ${params.length}; it is 128, 192 or 256.`);
  return params.length!;
}

function blockOf(bytes: Bytes, what: string): Bytes {
  if (viewLength(bytes) !== 16) operationError(`'${what}' has ${viewLength(bytes)} bytes; it must have 16.`);
  return bytes;
}

function cbc(params: Params, key: Slots, data: Bytes, decrypt: boolean): ArrayBuffer {
  return cipher("AES-CBC", key.number, { decrypt, iv: blockOf(params.iv!, "iv") }, data);
}

function ctr(params: Params, key: Slots, data: Bytes, decrypt: boolean): ArrayBuffer {
  const iv = blockOf(params.counter!, "counter");
  const length = params.length!;
  if (length === 0 || length > 128) operationError(`'length' is ${length}; it is 1 to 128.`);
  return cipher("AES-CTR", key.number, { decrypt, iv, number: length }, data);
}

function gcm(params: Params, key: Slots, data: Bytes, decrypt: boolean): ArrayBuffer {
  const number = params.tagLength ?? 128;
  if (number !== 32 && number !== 64 && !(number >= 96 && number <= 128 && number % 8 === 0))
    operationError(`'tagLength' is ${number}; it is 32, 64, 96, 104, 112, 120 or 128.`);
  return cipher(
    "AES-GCM",
    key.number,
    { decrypt, iv: params.iv, extra: params.additionalData, number },
    data,
  );
}

type Mode = (params: Params, key: Slots, data: Bytes, decrypt: boolean) => ArrayBuffer;
function mode(name: string, suffix: string, run: Mode): Mechanism {
  return {
    ...aes(name, suffix, "encrypt", "decrypt", "wrapKey", "unwrapKey"),
    encrypt: (params, key, data) => run(params, key, data, false),
    decrypt: (params, key, data) => run(params, key, data, true),
  };
}

export const aesCbc = mode("AES-CBC", "CBC", cbc);
export const aesCtr = mode("AES-CTR", "CTR", ctr);
export const aesGcm = mode("AES-GCM", "GCM", gcm);
export const aesKw: Mechanism = {
  ...aes("AES-KW", "KW", "wrapKey", "unwrapKey"),
  encrypt: (_, key, data) => cipher("AES-KW", key.number, { decrypt: false }, data),
  decrypt: (_, key, data) => cipher("AES-KW", key.number, { decrypt: true }, data),
};

/** The bits of the block that a hash works on. */
function blockBits(hash: string): number {
  return hash === "SHA-1" || hash === "SHA-256" ? 512 : 1024;
}

function hmacAlgorithm(hash: string, length: number): KeyAlgorithm {
  return { name: "HMAC", hash: { name: hash }, length };
}

/** RFC 7518 §3.2, and the web's own for SHA-1. */
function hmacName(hash: string): string {
  return `HS${hash.slice(4)}`;
}

export const hmac: Mechanism = {
  generateKey(params, extractable, usages) {
    checkUsages(usages, "sign", "verify");
    const length = params.length ?? blockBits(params.hash!.name);
    if (length === 0) operationError("'length' is 0; a key has one bit at least.");
    const number = generateSecret(length, extractable);
    return slots(number, "secret", hmacAlgorithm(params.hash!.name, length), extractable, usages);
  },
  importKey(given) {
    checkUsages(given.usages, "sign", "verify");
    const hash = given.params.hash!.name;
    const { number, bits } = secret(given, "sig", () => hmacName(hash));
    const length = given.params.length ?? bits;
    if (bits === 0 || length > bits || length <= bits - 8) {
      ops().free(number);
      dataError(`The key has ${bits} bits, which do not fit a 'length' of ${length}.`);
    }
    return slots(number, "secret", hmacAlgorithm(hash, length), given.extractable, given.usages);
  },
  exportKey: (format, key) => exported(format, key, hmacName(key.algorithm.hash!.name)),
  sign: (_, key, data) => sign("HMAC", key.number, { hash: key.algorithm.hash!.name }, data),
  verify: (_, key, signature, data) =>
    verify("HMAC", key.number, { hash: key.algorithm.hash!.name }, signature, data),
  keyLength(params) {
    if (params.length === 0) throw new TypeError("'length' is 0; a key has one bit at least.");
    return params.length ?? blockBits(params.hash!.name);
  },
};
