/** The work behind SubtleCrypto, once its arguments are there: Web Cryptography API §14.3. */
import { parseJson, stringifyJson } from "../captured";
import { encodeUtf8, decodeUtf8 } from "../encoding/utf8";
import { failure } from "../exception";
import {
  bytesOf,
  defineProperty,
  freeze,
  isBufferSource,
  setPrototypeOf,
  viewBuffer,
  viewLength,
  viewOffset,
} from "../primordials";
import { integer, isObject, oneOf, sequence } from "../webidl";
import { rare } from "../../host";
import { aesCbc, aesCtr, aesGcm, aesKw, hmac } from "./symmetric";
import { ecdh, ecdsa, ed25519, ed448, x25519, x448 } from "./curves";
import { type Jwk, readJwk } from "./jwk";
import { hkdf, pbkdf2 } from "./kdf";
import { type CryptoKey, keyOf, type Slots, slotsOf, type Usage, USAGES } from "./key";
import type { Format, Mechanism, PairSlots } from "./mechanism";
import {
  bytesHeld,
  held,
  identifier,
  normalize,
  normalizeIf,
  type Operation,
  type Params,
  supports,
} from "./normalize";
import { type Bytes, NO_BYTES } from "./ops";
import { rsaOaep, rsaPkcs1, rsaPss } from "./rsa";
import { allows } from "./slots";

const MECHANISMS: { readonly [name: string]: Mechanism } = freeze({
  __proto__: null as never,
  "AES-CBC": aesCbc,
  "AES-CTR": aesCtr,
  "AES-GCM": aesGcm,
  "AES-KW": aesKw,
  HMAC: hmac,
  "RSASSA-PKCS1-v1_5": rsaPkcs1,
  "RSA-PSS": rsaPss,
  "RSA-OAEP": rsaOaep,
  ECDSA: ecdsa,
  ECDH: ecdh,
  Ed25519: ed25519,
  Ed448: ed448,
  X25519: x25519,
  X448: x448,
  HKDF: hkdf,
  PBKDF2: pbkdf2,
});

const FORMATS: readonly Format[] = ["raw", "spki", "pkcs8", "jwk"];

function bytesArgument(value: unknown, what: string): ArrayBuffer | ArrayBufferView {
  if (!isBufferSource(value)) throw new TypeError(`${what} must be an ArrayBuffer or a view of one.`);
  return value;
}

function formatArgument(value: unknown): Format {
  return oneOf(value, FORMATS, "The format");
}

/** The usages that were asked for, each once, in the order of the standard. */
function usagesArgument(value: unknown): Usage[] {
  const given = sequence(value, (item) => oneOf(item, USAGES, "A usage"), "The usages");
  const usages: Usage[] = [];
  for (let i = 0; i < USAGES.length; i++)
    for (let j = 0; j < given.length; j++)
      if (given[j] === USAGES[i]) {
        usages[usages.length] = USAGES[i];
        break;
      }
  return usages;
}

/** The key must be for the algorithm and the usage. */
function check(key: Slots, params: Params, usage: Usage): Mechanism {
  if (key.algorithm.name !== params.name)
    throw failure("InvalidAccessError", `The key is for ${key.algorithm.name}, not for ${params.name}.`);
  if (!allows(key, usage)) throw failure("InvalidAccessError", `The key has no usage '${usage}'.`);
  return MECHANISMS[params.name];
}

/** A secret or private key that can be used for nothing is refused. */
function usable(key: Slots): Slots {
  if (key.type !== "public" && key.usages.length === 0)
    throw failure("SyntaxError", "A secret or private key needs a usage.");
  return key;
}

interface Imported {
  format: Format;
  data: Bytes;
  jwk: Jwk;
  extractable: boolean;
  usages: Usage[];
}

const NO_JWK: Jwk = freeze({ __proto__: null } as Jwk);

function importInto(params: Params, given: Imported): Slots {
  const { format, data, jwk, extractable, usages } = given;
  return usable(MECHANISMS[params.name].importKey({ format, bytes: data, jwk, params, extractable, usages }));
}

function exportFrom(key: Slots, format: Format): ArrayBuffer | object {
  if (!supports(key.algorithm.name, "exportKey"))
    throw failure("NotSupportedError", `A key for ${key.algorithm.name} cannot be exported.`);
  if (!key.extractable) throw failure("InvalidAccessError", "The key is not extractable.");
  return MECHANISMS[key.algorithm.name].exportKey!(format, key);
}

/** Wrapping is an operation of its own for some, and encryption for the others. */
function normalizeWrap(algorithm: object | string, wrap: Operation, otherwise: Operation): Params {
  return normalizeIf(algorithm, wrap) ?? normalize(algorithm, otherwise);
}

function jsonOf(key: object): Bytes {
  // Every member is the key's own; a toJSON that code gave to all objects is none of its.
  setPrototypeOf(key, null);
  const operations = (key as any).key_ops;
  if (operations !== undefined) defineProperty(operations, "toJSON", { value: undefined });
  return encodeUtf8(stringifyJson(key)) as Bytes;
}

function jwkOf(bytes: Bytes): Jwk {
  let parsed: unknown;
  try {
    parsed = parseJson(decodeUtf8(bytes));
  } catch {
    throw failure("DataError", "What was wrapped is not JSON.");
  }
  if (!isObject(parsed)) throw failure("DataError", "What was wrapped is no JSON Web Key.");
  setPrototypeOf(parsed, null);
  const jwk = readJwk(parsed);
  if (jwk.kty === undefined) throw failure("DataError", "What was wrapped has no 'kty'.");
  return jwk;
}

function derive(
  params: Params,
  key: Slots,
  usage: "deriveBits" | "deriveKey",
  length: number | null,
): ArrayBuffer {
  return check(key, params, usage).deriveBits!(params, key, length);
}

export function encrypt(algorithm: unknown, key: unknown, data: unknown): ArrayBuffer {
  const given = identifier(algorithm);
  const used = slotsOf(key, "The key");
  const source = bytesArgument(data, "The data");
  const params = normalize(given, "encrypt");
  return check(used, params, "encrypt").encrypt!(params, used, bytesHeld(source));
}

export function decrypt(algorithm: unknown, key: unknown, data: unknown): ArrayBuffer {
  const given = identifier(algorithm);
  const used = slotsOf(key, "The key");
  const source = bytesArgument(data, "The data");
  const params = normalize(given, "decrypt");
  return check(used, params, "decrypt").decrypt!(params, used, bytesHeld(source));
}

export function sign(algorithm: unknown, key: unknown, data: unknown): ArrayBuffer {
  const given = identifier(algorithm);
  const used = slotsOf(key, "The key");
  const source = bytesArgument(data, "The data");
  const params = normalize(given, "sign");
  return check(used, params, "sign").sign!(params, used, bytesHeld(source));
}

export function verify(algorithm: unknown, key: unknown, signature: unknown, data: unknown): boolean {
  const given = identifier(algorithm);
  const used = slotsOf(key, "The key");
  const signed = bytesArgument(signature, "The signature");
  const source = bytesArgument(data, "The data");
  const params = normalize(given, "verify");
  return check(used, params, "verify").verify!(params, used, bytesHeld(signed), bytesHeld(source));
}

export function digest(algorithm: unknown, data: unknown): ArrayBuffer {
  const given = identifier(algorithm);
  const source = bytesArgument(data, "The data");
  const name = normalize(given, "digest").name;
  const bytes = bytesHeld(source);
  return rare().digest(name, viewBuffer(bytes), viewOffset(bytes), viewLength(bytes));
}

export function generateKey(
  algorithm: unknown,
  extractable: unknown,
  keyUsages: unknown,
): CryptoKey | object {
  const given = identifier(algorithm);
  const usages = usagesArgument(keyUsages);
  const params = normalize(given, "generateKey");
  const made = MECHANISMS[params.name].generateKey!(params, !!extractable, usages);
  if ("type" in made) return keyOf(usable(made));
  const { privateKey, publicKey } = made as PairSlots;
  usable(privateKey);
  return { publicKey: keyOf(publicKey), privateKey: keyOf(privateKey) };
}

export function deriveKey(
  algorithm: unknown,
  baseKey: unknown,
  derivedKeyType: unknown,
  extractable: unknown,
  keyUsages: unknown,
): CryptoKey {
  const given = identifier(algorithm);
  const used = slotsOf(baseKey, "The base key");
  const type = identifier(derivedKeyType);
  const usages = usagesArgument(keyUsages);
  const params = normalize(given, "deriveBits");
  const importing = normalize(type, "importKey");
  const sizing = normalize(type, "getKeyLength");
  check(used, params, "deriveKey");
  const length = MECHANISMS[sizing.name].keyLength!(sizing);
  const data = new Uint8Array(derive(params, used, "deriveKey", length));
  return keyOf(
    importInto(importing, { format: "raw", data, jwk: NO_JWK, extractable: !!extractable, usages }),
  );
}

export function deriveBits(algorithm: unknown, baseKey: unknown, length: unknown): ArrayBuffer {
  const given = identifier(algorithm);
  const used = slotsOf(baseKey, "The base key");
  const bits = length === null || length === undefined ? null : integer(length, 32, true);
  const params = normalize(given, "deriveBits");
  return derive(params, used, "deriveBits", bits);
}

export function importKey(
  format: unknown,
  keyData: unknown,
  algorithm: unknown,
  extractable: unknown,
  keyUsages: unknown,
): CryptoKey {
  const named = formatArgument(format);
  const jwk = isBufferSource(keyData) ? undefined : readJwk(keyData);
  const given = identifier(algorithm);
  const usages = usagesArgument(keyUsages);
  const params = normalize(given, "importKey");
  if ((named === "jwk") !== (jwk !== undefined))
    throw new TypeError(named === "jwk" ? "A JSON Web Key must be an object." : "The key must be bytes.");
  const data = jwk === undefined ? held(keyData as ArrayBuffer) : NO_BYTES;
  return keyOf(
    importInto(params, { format: named, data, jwk: jwk ?? NO_JWK, extractable: !!extractable, usages }),
  );
}

export function exportKey(format: unknown, key: unknown): ArrayBuffer | object {
  const named = formatArgument(format);
  return exportFrom(slotsOf(key, "The key"), named);
}

export function wrapKey(
  format: unknown,
  key: unknown,
  wrappingKey: unknown,
  wrapAlgorithm: unknown,
): ArrayBuffer {
  const named = formatArgument(format);
  const wrapped = slotsOf(key, "The key");
  const wrapping = slotsOf(wrappingKey, "The wrapping key");
  const params = normalizeWrap(identifier(wrapAlgorithm), "wrapKey", "encrypt");
  const mechanism = check(wrapping, params, "wrapKey");
  const exported = exportFrom(wrapped, named);
  const bytes = named === "jwk" ? jsonOf(exported) : bytesOf(exported as ArrayBuffer);
  return mechanism.encrypt!(params, wrapping, bytes);
}

export function unwrapKey(
  format: unknown,
  wrappedKey: unknown,
  unwrappingKey: unknown,
  unwrapAlgorithm: unknown,
  unwrappedKeyAlgorithm: unknown,
  extractable: unknown,
  keyUsages: unknown,
): CryptoKey {
  const named = formatArgument(format);
  const source = bytesArgument(wrappedKey, "The wrapped key");
  const unwrapping = slotsOf(unwrappingKey, "The unwrapping key");
  const given = identifier(unwrapAlgorithm);
  const type = identifier(unwrappedKeyAlgorithm);
  const usages = usagesArgument(keyUsages);
  const params = normalizeWrap(given, "unwrapKey", "decrypt");
  const importing = normalize(type, "importKey");
  const mechanism = check(unwrapping, params, "unwrapKey");
  const bytes = new Uint8Array(mechanism.decrypt!(params, unwrapping, bytesHeld(source)));
  const imported: Imported =
    named === "jwk"
      ? { format: named, data: NO_BYTES, jwk: jwkOf(bytes), extractable: !!extractable, usages }
      : { format: named, data: bytes, jwk: NO_JWK, extractable: !!extractable, usages };
  return keyOf(importInto(importing, imported));
}

/** The name of a digest's algorithm, as DigestStream takes it. */
export function digestName(algorithm: unknown): string {
  return normalize(identifier(algorithm), "digest").name;
}
