/** `createCipheriv` and `createDecipheriv`. */
import { Buffer } from "../buffer";
import { deps } from "../deps";
import { failed, wrongType } from "../errors";
import { module as stream } from "../stream";
import { bufferOf, bytesOf, type Bytes, callable } from "./bytes";
import { keyBytes } from "./keys";

const { StringDecoder } = require("string_decoder/");
declare const require: (name: string) => any;

interface CipherForm {
  readonly name: string;
  readonly algorithm: "AES" | "ChaCha20" | "DESede";
  readonly mode: "CBC" | "CTR" | "ECB" | "GCM" | "Poly1305";
  readonly keyBytes: number;
  /** 0 for none, undefined for any. */
  readonly ivBytes?: number;
}

const FORMS: Record<string, CipherForm> = {};
for (const bits of [128, 192, 256]) {
  for (const mode of ["CBC", "CTR", "ECB", "GCM"] as const) {
    const name = `aes-${bits}-${mode.toLowerCase()}`;
    FORMS[name] = { name, algorithm: "AES", mode, keyBytes: bits / 8, ivBytes: mode === "ECB" ? 0 : mode === "GCM" ? undefined : 16 };
  }
}
FORMS["chacha20-poly1305"] = { name: "chacha20-poly1305", algorithm: "ChaCha20", mode: "Poly1305", keyBytes: 32, ivBytes: 12 };
FORMS["des-ede3-cbc"] = { name: "des-ede3-cbc", algorithm: "DESede", mode: "CBC", keyBytes: 24, ivBytes: 8 };
const ALIASES: Record<string, string> = { aes128: "aes-128-cbc", aes192: "aes-192-cbc", aes256: "aes-256-cbc", "id-aes128-gcm": "aes-128-gcm", "id-aes192-gcm": "aes-192-gcm", "id-aes256-gcm": "aes-256-gcm", des3: "des-ede3-cbc" };

const TAG_BYTES = 16;
const PIECE_BYTES = 1024 * 1024;
const GCM_TAGS = [4, 8, 12, 13, 14, 15, 16];
const BLOCK: Record<string, number> = { CBC: 16, ECB: 16, CTR: 1, GCM: 1, Poly1305: 1 };

function formOf(name: string): CipherForm | undefined {
  const plain = name.toLowerCase();
  const own = ALIASES[plain] ?? plain;
  return Object.hasOwn(FORMS, own) ? FORMS[own] : undefined;
}

/** An answer of the host's, or the error of OpenSSL's that its exception stands for. */
function answered<T>(answer: T | string): T {
  if (typeof answer !== "string") return answer;
  const name = answer.slice(1);
  if (name === "AEADBadTagException") throw new Error("Unsupported state or unable to authenticate data");
  if (name === "IllegalBlockSizeException") throw opensslError("ERR_OSSL_WRONG_FINAL_BLOCK_LENGTH", "1C80006B", "wrong final block length");
  throw opensslError("ERR_OSSL_BAD_DECRYPT", "1C800064", "bad decrypt");
}

function opensslError(code: string, number: string, reason: string): Error {
  const error = failed(code, `error:${number}:Provider routines::${reason}`);
  return Object.assign(error, { library: "Provider routines", reason });
}

class Cipher extends stream.Transform {
  readonly #form: CipherForm;
  readonly #decrypt: boolean;
  readonly #key: Bytes;
  readonly #iv: Bytes;
  #id = -1;
  #padded = true;
  #over = false;
  #tag: Bytes | null = null;
  readonly #tagBytes: number | undefined;
  #decoder: any = null;
  #begun = false;
  #forget: (() => void) | null = null;

  constructor(decrypt: boolean, name: unknown, key: unknown, iv: unknown, options: any = {}) {
    if (typeof name !== "string") throw wrongType("cipher", "of type string", name);
    const form = formOf(name);
    if (form === undefined) throw failed("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
    const material = keyBytes(key, undefined);
    const vector = iv === null ? new Uint8Array(0) : bytesOf(iv, undefined, "iv");
    super(options);
    this.#form = form;
    this.#decrypt = decrypt;
    if (material.length !== form.keyBytes) throw failed("ERR_CRYPTO_INVALID_KEYLEN", "Invalid key length", RangeError);
    if (form.ivBytes === undefined ? vector.length === 0 : vector.length !== form.ivBytes) throw failed("ERR_CRYPTO_INVALID_IV", "Invalid initialization vector", TypeError);
    this.#key = material.slice();
    this.#iv = vector.slice();
    this.#tagBytes = options?.authTagLength;
    if (this.#tagBytes !== undefined && this.#authenticates && !this.#validTag(this.#tagBytes)) {
      throw failed("ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${this.#tagBytes}`, TypeError);
    }
  }

  get #authenticates(): boolean {
    return this.#form.mode === "GCM" || this.#form.mode === "Poly1305";
  }

  #validTag(bytes: number): boolean {
    return this.#form.mode === "GCM" ? GCM_TAGS.includes(bytes) : bytes === TAG_BYTES;
  }

  /** It is begun with the first piece, since until then the padding may be turned off. */
  #open(): number {
    if (this.#over) throw failed("ERR_CRYPTO_INVALID_STATE", "Unsupported state");
    if (this.#id < 0) {
      const { algorithm, mode } = this.#form;
      const padded = this.#padded && (mode === "CBC" || mode === "ECB");
      this.#id = answered(deps.crypto().cipherOpen(algorithm, mode, padded, this.#decrypt, this.#key.buffer, 0, this.#key.length, this.#iv.buffer, 0, this.#iv.length));
      const id = this.#id;
      this.#forget = deps.atEnd(() => deps.crypto().cipherClose(id));
    }
    return this.#id;
  }

  update(data: unknown, inputEncoding?: string, outputEncoding?: string): any {
    const bytes = bytesOf(data, inputEncoding);
    const id = this.#open();
    this.#begun = true;
    return this.#encoded(this.#passed(id, bytes), outputEncoding, false);
  }

  /** In pieces, between which code can be stopped. */
  #passed(id: number, bytes: Bytes): any {
    const parts: any[] = [];
    let at = 0;
    do {
      const length = Math.min(PIECE_BYTES, bytes.byteLength - at);
      parts.push(bufferOf(answered(deps.crypto().cipherUpdate(id, bytes.buffer, bytes.byteOffset + at, length))));
      at += length;
    } while (at < bytes.byteLength);
    return parts.length === 1 ? parts[0] : Buffer.concat(parts);
  }

  final(outputEncoding?: string): any {
    const id = this.#open();
    const tag = this.#decrypt && this.#authenticates ? this.#tag : new Uint8Array(0);
    this.#over = true;
    this.#forget?.();
    if (tag === null) {
      deps.crypto().cipherClose(id);
      throw new Error("Unsupported state or unable to authenticate data");
    }
    let out = bufferOf(answered(deps.crypto().cipherFinish(id, tag.buffer, tag.byteOffset, tag.byteLength)));
    if (!this.#decrypt && this.#authenticates) {
      this.#tag = out.subarray(out.length - TAG_BYTES, out.length - TAG_BYTES + (this.#tagBytes ?? TAG_BYTES)).slice();
      out = out.subarray(0, out.length - TAG_BYTES);
    }
    return this.#encoded(out, outputEncoding, true);
  }

  /** Text may end within a letter, which then waits for the rest of it. */
  #encoded(out: any, encoding: string | undefined, last: boolean): any {
    if (!encoding || encoding === "buffer") return out;
    this.#decoder ??= new StringDecoder(encoding);
    return last ? this.#decoder.end(out) : this.#decoder.write(out);
  }

  setAutoPadding(padded = true): this {
    if (this.#over) throw failed("ERR_CRYPTO_INVALID_STATE", "Attempting to set auto padding in unsupported state");
    this.#padded = Boolean(padded);
    return this;
  }

  setAAD(data: unknown, options?: { encoding?: string }): this {
    const bytes = bytesOf(data, options?.encoding, "buffer");
    if (!this.#authenticates || this.#begun) throw failed("ERR_CRYPTO_INVALID_STATE", "Invalid state for operation setAAD");
    answered(deps.crypto().cipherExtra(this.#open(), bytes.buffer, bytes.byteOffset, bytes.byteLength));
    return this;
  }

  getAuthTag(): any {
    if (this.#decrypt || !this.#over || this.#tag === null) throw failed("ERR_CRYPTO_INVALID_STATE", "Invalid state for operation getAuthTag");
    return this.#tag;
  }

  setAuthTag(tag: unknown, encoding?: string): this {
    const bytes = bytesOf(tag, encoding, "buffer");
    if (!this.#decrypt || !this.#authenticates || this.#over || this.#tag !== null) throw failed("ERR_CRYPTO_INVALID_STATE", "Invalid state for operation setAuthTag");
    if (!this.#validTag(bytes.length) || (this.#tagBytes !== undefined && bytes.length !== this.#tagBytes)) {
      throw failed("ERR_CRYPTO_INVALID_AUTH_TAG", `Invalid authentication tag length: ${bytes.length}`, TypeError);
    }
    this.#tag = bytes.slice();
    return this;
  }

  _transform(chunk: unknown, encoding: string, done: (error: unknown, out?: unknown) => void): void {
    try {
      done(null, this.update(chunk, encoding));
    } catch (error) {
      done(error);
    }
  }

  _flush(done: (error: unknown, out?: unknown) => void): void {
    try {
      done(null, this.final());
    } catch (error) {
      done(error);
    }
  }
}

class Cipheriv extends Cipher {
  constructor(name: unknown, key: unknown, iv: unknown, options?: object) {
    super(false, name, key, iv, options);
  }
}
class Decipheriv extends Cipher {
  constructor(name: unknown, key: unknown, iv: unknown, options?: object) {
    super(true, name, key, iv, options);
  }
}
// Each has only what it can do.
for (const [Type, names] of [[Cipheriv, ["setAuthTag"]], [Decipheriv, ["getAuthTag"]]] as const) {
  for (const name of names) Object.defineProperty(Type.prototype, name, { value: undefined, configurable: true, writable: true });
}

/** Without a stream. */
export function cipherAtOnce(name: string, decrypt: boolean, key: Bytes, iv: Bytes, data: Bytes): Bytes {
  const cipher = decrypt ? new Decipheriv(name, key, iv) : new Cipheriv(name, key, iv);
  const first = cipher.update(data);
  const last = cipher.final();
  const whole = new Uint8Array(first.length + last.length);
  whole.set(first);
  whole.set(last, first.length);
  return whole;
}

function getCipherInfo(name: unknown, options: { keyLength?: number; ivLength?: number } = {}): object | undefined {
  if (typeof name !== "string" && typeof name !== "number") throw wrongType("nameOrNid", "of type string or number", name);
  const form = formOf(String(name));
  if (!form || (options.keyLength !== undefined && options.keyLength !== form.keyBytes)) return undefined;
  if (options.ivLength !== undefined && form.ivBytes !== undefined && options.ivLength !== form.ivBytes) return undefined;
  const mode = form.mode === "Poly1305" ? "stream" : form.mode.toLowerCase();
  const block = form.algorithm === "DESede" ? 8 : BLOCK[form.mode];
  const ivLength = options.ivLength ?? form.ivBytes ?? 12;
  return { mode, name: form.name.startsWith("aes") && mode === "gcm" ? `id-${form.name.replace("aes-", "aes")}` : form.name, nid: undefined, ...(block > 1 ? { blockSize: block } : {}), ...(ivLength ? { ivLength } : {}), keyLength: form.keyBytes };
}

export const ciphers = {
  Cipheriv: callable(Cipheriv),
  Decipheriv: callable(Decipheriv),
  createCipheriv: (name: unknown, key: unknown, iv: unknown, options?: object) => new Cipheriv(name, key, iv, options),
  createDecipheriv: (name: unknown, key: unknown, iv: unknown, options?: object) => new Decipheriv(name, key, iv, options),
  getCipherInfo,
  getCiphers: () => Object.keys(FORMS),
};
