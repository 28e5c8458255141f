/** KeyObject: secret bytes, or a number that stands for a key of the host's. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { failed, wrongType, wrongValue } from "../errors";
import { bytesOf, type Bytes } from "./bytes";
import { CURVES, type Form, fromPem, fromPkcs1Public, fromSpki, pem, privateFromDer, privateFromPem, toPkcs1, toPkcs1Public, toSec1, unreadable } from "./keyforms";
import { jwkOf, membersOf } from "./jwk";
import { encryptPkcs8 } from "./pbes";
import { publicOf } from "./x509";

export type KeyType = "secret" | "public" | "private";
const TOKEN = {};

export class KeyObject {
  readonly #type: KeyType;
  constructor(token: unknown, type: KeyType) {
    if (token !== TOKEN) throw wrongType("handle", "of type object", token);
    this.#type = type;
  }
  get type(): KeyType {
    return this.#type;
  }
  get [Symbol.toStringTag](): string {
    return "KeyObject";
  }

  static from(key: unknown): KeyObject {
    const host = deps.crypto();
    const slots: any = host.slotsOf(key);
    if (slots.type === "secret") return new SecretKey(Buffer.from(host.writeKey(slots.number, "raw")));
    const family = slots.algorithm.namedCurve ?? (/^RSA/.test(slots.algorithm.name) ? "RSA" : slots.algorithm.name);
    return new AsymmetricKey(slots.type, family, slots.number, slots);
  }

  equals(other: unknown): boolean {
    if (!(other instanceof KeyObject)) throw wrongType("otherKeyObject", "an instance of KeyObject", other);
    if (this.#type !== other.#type) return false;
    const [a, b]: any[] = [this, other].map((key: any) => (key.#type === "secret" ? key.export() : key.export({ format: "der", type: key.#type === "public" ? "spki" : "pkcs8" })));
    return a.equals(b);
  }
}

export class SecretKey extends KeyObject {
  readonly #material: Bytes;
  constructor(material: Uint8Array) {
    super(TOKEN, "secret");
    this.#material = Buffer.from(material);
  }
  get symmetricKeySize(): number {
    return this.#material.length;
  }
  export(options: any = {}): unknown {
    if (options.format === "jwk") return { kty: "oct", k: Buffer.from(this.#material).toString("base64url") };
    if (options.format !== undefined && options.format !== "buffer") throw wrongValue("options.format", options.format, "is invalid");
    return Buffer.from(this.#material);
  }
}

const TYPES: Record<string, string> = { RSA: "rsa", "P-256": "ec", "P-384": "ec", "P-521": "ec", Ed25519: "ed25519", Ed448: "ed448", X25519: "x25519", X448: "x448" };

export class AsymmetricKey extends KeyObject {
  /** The host's name of what kind of key it is, and its number there. */
  readonly family: string;
  readonly number: number;
  readonly #held: unknown;

  constructor(type: KeyType, family: string, number: number, held?: unknown) {
    super(TOKEN, type);
    this.family = family;
    this.number = number;
    this.#held = held ?? deps.crypto().hold(number, type as "public" | "private");
    for (const name of ["family", "number"]) Object.defineProperty(this, name, { enumerable: false, writable: false });
  }

  get asymmetricKeyType(): string {
    return TYPES[this.family];
  }

  get asymmetricKeyDetails(): object {
    void this.#held;
    if (CURVES[this.family]) return { namedCurve: CURVES[this.family].name };
    if (this.family !== "RSA") return {};
    const exponent = Buffer.from(deps.crypto().exponent(this.number)).toString("hex");
    return { modulusLength: deps.crypto().bits(this.number), publicExponent: BigInt(`0x${exponent}`) };
  }

  export(options: any): unknown {
    if (options === null || typeof options !== "object") throw wrongType("options", "of type object", options);
    const host = deps.crypto();
    if (options.format === "jwk") return jwkOf(this.family, this.type === "private", host.writeMembers(this.number));
    if (options.format !== "pem" && options.format !== "der") throw wrongValue("options.format", options.format, "is invalid");
    const [bytes, label] = this.type === "public" ? this.#publicForm(options.type) : this.#privateForm(options);
    return options.format === "pem" ? pem(label, bytes) : Buffer.from(bytes);
  }

  #publicForm(type: unknown): [Bytes, string] {
    const spki = new Uint8Array(deps.crypto().writeKey(this.number, "spki"));
    if (type === "spki") return [spki, "PUBLIC KEY"];
    if (type === "pkcs1" && this.family === "RSA") return [toPkcs1Public(spki), "RSA PUBLIC KEY"];
    throw this.#wrongForm(type);
  }

  #privateForm({ type, cipher, passphrase }: any): [Bytes, string] {
    const pkcs8 = new Uint8Array(deps.crypto().writeKey(this.number, "pkcs8"));
    if (cipher !== undefined && cipher !== null) {
      if (type !== "pkcs8") throw failed("ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", `The selected key encoding ${type} does not support encryption.`);
      return [encryptPkcs8(pkcs8, String(cipher), bytesOf(passphrase, undefined, "options.passphrase")), "ENCRYPTED PRIVATE KEY"];
    }
    if (type === "pkcs8") return [pkcs8, "PRIVATE KEY"];
    if (type === "pkcs1" && this.family === "RSA") return [toPkcs1(pkcs8), "RSA PRIVATE KEY"];
    if (type === "sec1" && CURVES[this.family]) return [toSec1(pkcs8, this.family), "EC PRIVATE KEY"];
    throw this.#wrongForm(type);
  }

  #wrongForm(type: unknown): Error {
    if (type === "pkcs1" || type === "sec1") return failed("ERR_CRYPTO_INCOMPATIBLE_KEY_OPTIONS", `The selected key encoding ${type} ${type === "pkcs1" ? "can only be used for RSA keys" : "can only be used for EC keys"}.`);
    return wrongValue("options.type", type, "is invalid");
  }
}
for (const Type of [SecretKey, AsymmetricKey]) Object.defineProperty(Type, "name", { value: Type === SecretKey ? "SecretKeyObject" : "AsymmetricKeyObject" });

/** The key that a form is read to. */
export function read({ family, format, bytes }: Form): AsymmetricKey {
  let number: number;
  try {
    number = deps.crypto().readKey(family, format, bytes);
  } catch {
    throw unreadable();
  }
  return new AsymmetricKey(format === "spki" ? "public" : "private", family, number);
}

/** What belongs to a private key and everybody may have. */
export function publicHalf(key: AsymmetricKey): AsymmetricKey {
  if (key.type === "public") return key;
  const count = key.family === "RSA" || CURVES[key.family] ? 2 : 1;
  const host = deps.crypto();
  const members = host.writeMembers(key.number).split("\n").slice(0, count).join("\n");
  return new AsymmetricKey("public", key.family, host.readMembers(key.family, members, false));
}

function isBytes(value: unknown): boolean {
  return ArrayBuffer.isView(value) || value instanceof ArrayBuffer;
}

/** Options of a key: as such, or around it. */
function given(key: any): any {
  if (typeof key === "string" || isBytes(key)) return { key, format: "pem" };
  if (key === null || typeof key !== "object" || key.key === undefined || key.key === null) {
    throw wrongType("key", "of type string or an instance of ArrayBuffer, Buffer, TypedArray, DataView, KeyObject, or CryptoKey", key);
  }
  return { format: "pem", ...key };
}

/** Any argument that may be a key of two halves. */
export function keyOf(key: any, wanted: "public" | "private"): AsymmetricKey {
  const own = key instanceof KeyObject ? key : key?.key instanceof KeyObject ? key.key : isCryptoKey(key) ? KeyObject.from(key) : isCryptoKey(key?.key) ? KeyObject.from(key.key) : null;
  if (own) {
    if (!(own instanceof AsymmetricKey) || (wanted === "private" && own.type !== "private")) {
      throw failed("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${own.type}, expected ${wanted === "private" ? "private" : "private or public"}.`, TypeError);
    }
    return wanted === "public" ? publicHalf(own) : own;
  }
  return wanted === "private" ? createPrivateKey(key) : createPublicKey(key);
}

function isCryptoKey(value: unknown): boolean {
  return Object.prototype.toString.call(value) === "[object CryptoKey]";
}

export function createPrivateKey(key: any): AsymmetricKey {
  const options = given(key);
  if (options.format === "jwk") return fromJwk(options.key, true);
  if (options.format === "der") return read(privateFromDer(bytesOf(options.key, options.encoding, "key.key"), options.type, options.passphrase));
  return read(privateFromPem(textOf(options.key), options.passphrase));
}

export function createPublicKey(key: any): AsymmetricKey {
  if (key instanceof KeyObject || key?.key instanceof KeyObject || isCryptoKey(key)) {
    const own = key instanceof KeyObject ? key : isCryptoKey(key) ? KeyObject.from(key) : key.key;
    if (own.type !== "private") throw failed("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${own.type}, expected private.`, TypeError);
    return publicHalf(own as AsymmetricKey);
  }
  const options = given(key);
  if (options.format === "jwk") return publicHalf(fromJwk(options.key, false));
  if (options.format === "der") {
    const bytes = bytesOf(options.key, options.encoding, "key.key");
    if (options.type === "pkcs1") return read(fromPkcs1Public(bytes));
    if (options.type === "spki") return read(fromSpki(bytes));
    return publicHalf(read(privateFromDer(bytes, options.type, options.passphrase)));
  }
  const text = textOf(options.key);
  const { label, bytes } = fromPem(text);
  if (label === "PUBLIC KEY") return read(fromSpki(bytes));
  if (label === "RSA PUBLIC KEY") return read(fromPkcs1Public(bytes));
  if (label === "CERTIFICATE" || label === "X509 CERTIFICATE") return read(fromSpki(publicOf(bytes)));
  return publicHalf(read(privateFromPem(text, options.passphrase)));
}

function textOf(key: unknown): string {
  return typeof key === "string" ? key : Buffer.from(bytesOf(key, undefined, "key")).toString("latin1");
}

function fromJwk(jwk: any, isPrivate: boolean): AsymmetricKey {
  if (jwk === null || typeof jwk !== "object") throw wrongType("key.key", "of type object", jwk);
  const { family, members } = membersOf(jwk, isPrivate);
  let number: number;
  try {
    number = deps.crypto().readMembers(family, members, isPrivate);
  } catch {
    throw failed("ERR_CRYPTO_INVALID_JWK", "Invalid JWK data");
  }
  return new AsymmetricKey(isPrivate ? "private" : "public", family, number);
}

export function createSecretKey(key: unknown, encoding?: string): SecretKey {
  return new SecretKey(bytesOf(key, encoding, "key"));
}

/** The bytes of what a cipher or an HMAC takes for a key. */
export function keyBytes(key: unknown, encoding: string | undefined): Bytes {
  const own = isCryptoKey(key) ? KeyObject.from(key) : key;
  if (own instanceof KeyObject) {
    if (own instanceof SecretKey) return own.export() as Bytes;
    throw failed("ERR_CRYPTO_INVALID_KEY_OBJECT_TYPE", `Invalid key object type ${own.type}, expected secret.`, TypeError);
  }
  return bytesOf(own, encoding, "key");
}

