/** Normalizing an algorithm: Web Cryptography API §18.4.4, with the dictionaries of each algorithm. */
import { failure } from "../exception";
import {
  bytesOf,
  freeze,
  isBufferSource,
  isDetached,
  isArrayBuffer,
  typedArrayName,
  viewBuffer,
} from "../primordials";
import { domString, isObject } from "../webidl";
import { type Slots, slotsOf } from "./key";
import { type Bytes, NO_BYTES } from "./ops";

export type Operation =
  | "digest"
  | "encrypt"
  | "decrypt"
  | "sign"
  | "verify"
  | "deriveBits"
  | "generateKey"
  | "importKey"
  | "exportKey"
  | "getKeyLength"
  | "wrapKey"
  | "unwrapKey";

/** A normalized algorithm: its name as registered, and what its dictionary has. */
export interface Params {
  name: string;
  iv?: Bytes;
  counter?: Bytes;
  length?: number;
  additionalData?: Bytes;
  tagLength?: number;
  label?: Bytes;
  context?: Bytes;
  hash?: { name: string };
  saltLength?: number;
  modulusLength?: number;
  publicExponent?: Bytes;
  namedCurve?: string;
  public?: Slots;
  salt?: Bytes;
  info?: Bytes;
  iterations?: number;
}

/** Reads the members of a dictionary, in the order that Web IDL wants: inherited first, then by name. */
type Dictionary = (given: any, params: Params) => void;

const none: Dictionary = () => {};
const withIv: Dictionary = (given, params) => {
  params.iv = bytes(given, "iv");
};
const ctr: Dictionary = (given, params) => {
  params.counter = bytes(given, "counter");
  params.length = number(given, "length", 0xff);
};
const gcm: Dictionary = (given, params) => {
  params.additionalData = optionalBytes(given, "additionalData");
  params.iv = bytes(given, "iv");
  params.tagLength = optionalNumber(given, "tagLength", 0xff);
};
const aesLength: Dictionary = (given, params) => {
  params.length = number(given, "length", 0xffff);
};
const hmac: Dictionary = (given, params) => {
  params.hash = hash(given);
  params.length = optionalNumber(given, "length", 0xffffffff);
};
const rsaGeneration: Dictionary = (given, params) => {
  params.modulusLength = number(given, "modulusLength", 0xffffffff);
  const exponent = member(given, "publicExponent");
  if (typedArrayName(exponent) !== "Uint8Array")
    throw new TypeError("The member 'publicExponent' must be a Uint8Array.");
  params.publicExponent = held(exponent as Uint8Array);
  params.hash = hash(given);
};
const hashed: Dictionary = (given, params) => {
  params.hash = hash(given);
};
const oaep: Dictionary = (given, params) => {
  params.label = optionalBytes(given, "label");
};
const pss: Dictionary = (given, params) => {
  params.saltLength = number(given, "saltLength", 0xffffffff);
};
const named: Dictionary = (given, params) => {
  params.namedCurve = domString(member(given, "namedCurve"));
};
const agreement: Dictionary = (given, params) => {
  params.public = slotsOf(member(given, "public"), "The member 'public'");
};
const ed448: Dictionary = (given, params) => {
  params.context = optionalBytes(given, "context");
};
const hkdf: Dictionary = (given, params) => {
  params.hash = hash(given);
  params.info = bytes(given, "info");
  params.salt = bytes(given, "salt");
};
const pbkdf2: Dictionary = (given, params) => {
  params.hash = hash(given);
  params.iterations = number(given, "iterations", 0xffffffff);
  params.salt = bytes(given, "salt");
};

type Row = { readonly [operation in Operation]?: Dictionary };
const digest: Row = { digest: none };
const aes = (mode: Dictionary): Row => ({
  encrypt: mode,
  decrypt: mode,
  generateKey: aesLength,
  importKey: none,
  exportKey: none,
  getKeyLength: aesLength,
});
const rsaSignature = (params: Dictionary): Row => ({
  sign: params,
  verify: params,
  generateKey: rsaGeneration,
  importKey: hashed,
  exportKey: none,
});
const edwards = (params: Dictionary): Row => ({
  sign: params,
  verify: params,
  generateKey: none,
  importKey: none,
  exportKey: none,
});
const montgomery: Row = { deriveBits: agreement, generateKey: none, importKey: none, exportKey: none };

const TABLE: { readonly [name: string]: Row } = freeze({
  __proto__: null as never,
  MD5: digest,
  "SHA-1": digest,
  "SHA-256": digest,
  "SHA-384": digest,
  "SHA-512": digest,
  "AES-CBC": aes(withIv),
  "AES-CTR": aes(ctr),
  "AES-GCM": aes(gcm),
  "AES-KW": {
    wrapKey: none,
    unwrapKey: none,
    generateKey: aesLength,
    importKey: none,
    exportKey: none,
    getKeyLength: aesLength,
  },
  HMAC: { sign: none, verify: none, generateKey: hmac, importKey: hmac, exportKey: none, getKeyLength: hmac },
  "RSASSA-PKCS1-v1_5": rsaSignature(none),
  "RSA-PSS": rsaSignature(pss),
  "RSA-OAEP": {
    encrypt: oaep,
    decrypt: oaep,
    generateKey: rsaGeneration,
    importKey: hashed,
    exportKey: none,
  },
  ECDSA: { sign: hashed, verify: hashed, generateKey: named, importKey: named, exportKey: none },
  ECDH: { deriveBits: agreement, generateKey: named, importKey: named, exportKey: none },
  Ed25519: edwards(none),
  Ed448: edwards(ed448),
  X25519: montgomery,
  X448: montgomery,
  HKDF: { deriveBits: hkdf, importKey: none, getKeyLength: none },
  PBKDF2: { deriveBits: pbkdf2, importKey: none, getKeyLength: none },
});

/** An AlgorithmIdentifier argument. */
export function identifier(value: unknown): object | string {
  return isObject(value) ? value : domString(value);
}

/** Throws a NotSupportedError where no algorithm of that name has the operation. */
export function normalize(algorithm: object | string, operation: Operation): Params {
  const name = nameOf(algorithm);
  const params = paramsOf(name, algorithm, operation);
  if (params === undefined)
    throw failure("NotSupportedError", `No algorithm named '${name}' can do ${operation}.`);
  return params;
}

/** The same, but undefined where there is none. */
export function normalizeIf(algorithm: object | string, operation: Operation): Params | undefined {
  return paramsOf(nameOf(algorithm), algorithm, operation);
}

function paramsOf(given: string, algorithm: object | string, operation: Operation): Params | undefined {
  const name = registered(given);
  const dictionary = name === undefined ? undefined : TABLE[name][operation];
  if (dictionary === undefined) return undefined;
  const params = { __proto__: null as never, name: name! } as Params;
  // Text stands for a dictionary that has nothing but a name.
  dictionary(typeof algorithm === "string" ? NOTHING : algorithm, params);
  return params;
}

const NOTHING = freeze({ __proto__: null });

/** Whether an algorithm has an operation. */
export function supports(name: string, operation: Operation): boolean {
  return TABLE[name]?.[operation] !== undefined;
}

function nameOf(algorithm: object | string): string {
  return typeof algorithm === "string" ? algorithm : domString(member(algorithm, "name"));
}

/** The registered name that is the same but for the case of ASCII letters. */
function registered(name: string): string | undefined {
  const wanted = upper(name);
  for (const known in TABLE) if (upper(known) === wanted) return known;
  return undefined;
}

function upper(name: string): string {
  let out = "";
  for (let i = 0; i < name.length; i++) {
    const letter = name[i];
    out += letter >= "a" && letter <= "z" ? letter.toUpperCase() : letter;
  }
  return out;
}

function member(given: any, name: string): unknown {
  const value = given[name];
  if (value === undefined) throw new TypeError(`The algorithm has no member '${name}'.`);
  return value;
}

/** A hash is an algorithm of its own; the digests of Workers alone are none. */
function hash(given: any): { name: string } {
  const params = normalize(identifier(member(given, "hash")), "digest");
  if (params.name === "MD5") throw failure("NotSupportedError", "MD5 is no hash to build on.");
  return params;
}

function bytes(given: any, name: string): Bytes {
  return bytesFrom(member(given, name), name);
}

function optionalBytes(given: any, name: string): Bytes | undefined {
  const value = given[name];
  return value === undefined ? undefined : bytesFrom(value, name);
}

function bytesFrom(value: unknown, name: string): Bytes {
  if (!isBufferSource(value))
    throw new TypeError(`The member '${name}' must be an ArrayBuffer or a view of one.`);
  return held(value);
}

function number(given: any, name: string, most: number): number {
  return numberFrom(member(given, name), name, most);
}

function optionalNumber(given: any, name: string, most: number): number | undefined {
  const value = given[name];
  return value === undefined ? undefined : numberFrom(value, name, most);
}

/** `[EnforceRange]`. */
function numberFrom(value: any, name: string, most: number): number {
  const whole = Math.trunc(+value);
  if (!(whole >= 0 && whole <= most))
    throw new TypeError(`The member '${name}' must be a number from 0 to ${most}.`);
  return whole + 0;
}

/** A copy of the bytes that a buffer source holds; of a detached one: none. */
export function held(source: ArrayBuffer | ArrayBufferView): Bytes {
  const seen = bytesHeld(source);
  return seen === NO_BYTES ? seen : new Uint8Array(seen);
}

/** The bytes themselves, for what is done with them at once. */
export function bytesHeld(source: ArrayBuffer | ArrayBufferView): Bytes {
  return isDetached(isArrayBuffer(source) ? source : viewBuffer(source)) ? NO_BYTES : bytesOf(source);
}
