/** The local ops of crypto.subtle: what they take and answer. Keys are numbers; their material stays with the host. */
import { host, rare } from "../../host";
import { failure } from "../exception";
import { viewBuffer, viewLength, viewOffset } from "../primordials";

/** An answer, or the name of a DOMException and its message: `!OperationError Why it failed.` */
type Or<T> = T | string;

export interface CryptoOps {
  generateSecret(bits: number, extractable: boolean): Or<number>;
  /** The number of the private key; the public one has the next. */
  generatePair(
    family: string,
    bits: number,
    exponent: ArrayBuffer,
    offset: number,
    length: number,
    extractable: boolean,
  ): Or<number>;
  importSecret(material: ArrayBuffer, offset: number, length: number, extractable: boolean): Or<number>;
  importText(base64url: string, extractable: boolean): Or<number>;
  importKey(
    family: string,
    format: string,
    jwk: string,
    bytes: ArrayBuffer,
    offset: number,
    length: number,
    extractable: boolean,
  ): Or<number>;
  exportKey(key: number, format: string): Or<ArrayBuffer>;
  /** The values of a JSON Web Key, a line each. */
  exportJwk(key: number): string;
  bits(key: number): number;
  exponent(key: number): ArrayBuffer;
  free(key: number): void;
  /** Has V8 find out which keys nobody holds. */
  collect(): void;
  cipher(
    algorithm: string,
    key: number,
    decrypt: boolean,
    hash: string,
    number: number,
    iv: ArrayBuffer,
    ivOffset: number,
    ivLength: number,
    extra: ArrayBuffer,
    extraOffset: number,
    extraLength: number,
    data: ArrayBuffer,
    offset: number,
    length: number,
  ): Or<ArrayBuffer>;
  sign(
    algorithm: string,
    key: number,
    hash: string,
    salt: number,
    context: ArrayBuffer,
    contextOffset: number,
    contextLength: number,
    data: ArrayBuffer,
    offset: number,
    length: number,
  ): Or<ArrayBuffer>;
  verify(
    algorithm: string,
    key: number,
    hash: string,
    salt: number,
    context: ArrayBuffer,
    contextOffset: number,
    contextLength: number,
    data: ArrayBuffer,
    offset: number,
    length: number,
    signature: ArrayBuffer,
    signatureOffset: number,
    signatureLength: number,
  ): Or<boolean>;
  agree(own: number, other: number): Or<ArrayBuffer>;
  hkdf(
    key: number,
    hash: string,
    salt: ArrayBuffer,
    saltOffset: number,
    saltLength: number,
    info: ArrayBuffer,
    infoOffset: number,
    infoLength: number,
    bytes: number,
  ): Or<ArrayBuffer>;
  pbkdf2(
    key: number,
    hash: string,
    salt: ArrayBuffer,
    saltOffset: number,
    saltLength: number,
    iterations: number,
    bytes: number,
  ): Or<ArrayBuffer>;
}

export type Bytes = Uint8Array<ArrayBuffer>;
export const NO_BYTES: Bytes = new Uint8Array(0);

let opened: CryptoOps | undefined;

export function ops(): CryptoOps {
  return (opened ??= rare().crypto());
}

/** Throws what a refusal says. */
function refused(line: string): never {
  const space = line.indexOf(" ");
  throw failure(line.slice(1, space), line.slice(space + 1));
}

/** The answer of an op, or the exception that it names. */
export function answered<T extends object | number | boolean>(answer: T | string): T {
  return typeof answer === "string" ? refused(answer) : answer;
}

/** What makes room for keys; set by key.ts. */
let makeRoom: () => void = () => {};

export function useRoomMaker(maker: () => void): void {
  makeRoom = maker;
}

/** The number of a key that was made; where there is no room for it, once more with the unused ones gone. */
export function keyMade(make: () => Or<number>): number {
  let answer = make();
  if (isFull(answer)) {
    makeRoom();
    answer = make();
  }
  return isFull(answer) ? refused(`!OperationError${answer.slice(5)}`) : answered(answer);
}

function isFull(answer: Or<number>): answer is string {
  return typeof answer === "string" && answer.slice(0, 6) === "!Full ";
}

/** The same for an op that answers text, which never begins like a refusal. */
export function answeredText(answer: string): string {
  return answer.charCodeAt(0) === 0x21 ? refused(answer) : answer;
}

export function generateSecret(bits: number, extractable: boolean): number {
  return keyMade(() => ops().generateSecret(bits, extractable));
}

export function generatePair(family: string, extractable: boolean, bits = 0, exponent = NO_BYTES): number {
  return keyMade(() =>
    ops().generatePair(
      family,
      bits,
      viewBuffer(exponent),
      viewOffset(exponent),
      viewLength(exponent),
      extractable,
    ),
  );
}

export function importSecret(material: Bytes, extractable: boolean): number {
  return keyMade(() =>
    ops().importSecret(viewBuffer(material), viewOffset(material), viewLength(material), extractable),
  );
}

export function importForm(family: string, format: string, bytes: Bytes, extractable: boolean): number {
  return keyMade(() =>
    ops().importKey(family, format, "", viewBuffer(bytes), viewOffset(bytes), viewLength(bytes), extractable),
  );
}

/** A JSON Web Key, as the values of its members. */
export function importMembers(
  family: string,
  members: string,
  isPrivate: boolean,
  extractable: boolean,
): number {
  const none = viewBuffer(NO_BYTES);
  return keyMade(() =>
    ops().importKey(family, isPrivate ? "jwk-private" : "jwk", members, none, 0, 0, extractable),
  );
}

export interface CipherCall {
  decrypt: boolean;
  hash?: string;
  number?: number;
  iv?: Bytes;
  extra?: Bytes;
}

export function cipher(algorithm: string, key: number, call: CipherCall, data: Bytes): ArrayBuffer {
  const { decrypt, hash = "", number = 0, iv = NO_BYTES, extra = NO_BYTES } = call;
  return answered(
    ops().cipher(
      algorithm,
      key,
      decrypt,
      hash,
      number,
      viewBuffer(iv),
      viewOffset(iv),
      viewLength(iv),
      viewBuffer(extra),
      viewOffset(extra),
      viewLength(extra),
      viewBuffer(data),
      viewOffset(data),
      viewLength(data),
    ),
  );
}

export interface SignatureCall {
  hash?: string;
  salt?: number;
  context?: Bytes;
}

export function sign(algorithm: string, key: number, call: SignatureCall, data: Bytes): ArrayBuffer {
  const { hash = "", salt = 0, context = NO_BYTES } = call;
  return answered(
    ops().sign(
      algorithm,
      key,
      hash,
      salt,
      viewBuffer(context),
      viewOffset(context),
      viewLength(context),
      viewBuffer(data),
      viewOffset(data),
      viewLength(data),
    ),
  );
}

export function verify(
  algorithm: string,
  key: number,
  call: SignatureCall,
  signature: Bytes,
  data: Bytes,
): boolean {
  const { hash = "", salt = 0, context = NO_BYTES } = call;
  return answered(
    ops().verify(
      algorithm,
      key,
      hash,
      salt,
      viewBuffer(context),
      viewOffset(context),
      viewLength(context),
      viewBuffer(data),
      viewOffset(data),
      viewLength(data),
      viewBuffer(signature),
      viewOffset(signature),
      viewLength(signature),
    ),
  );
}

export function hkdf(key: number, hash: string, salt: Bytes, info: Bytes, bytes: number): ArrayBuffer {
  return answered(
    ops().hkdf(
      key,
      hash,
      viewBuffer(salt),
      viewOffset(salt),
      viewLength(salt),
      viewBuffer(info),
      viewOffset(info),
      viewLength(info),
      bytes,
    ),
  );
}

export function pbkdf2(
  key: number,
  hash: string,
  salt: Bytes,
  iterations: number,
  bytes: number,
): ArrayBuffer {
  return answered(
    ops().pbkdf2(key, hash, viewBuffer(salt), viewOffset(salt), viewLength(salt), iterations, bytes),
  );
}

/** The first bits; what is left of the last byte is zero. */
export function firstBits(secret: ArrayBuffer, bits: number): ArrayBuffer {
  const bytes = new Uint8Array(Math.ceil(bits / 8));
  const from = new Uint8Array(secret, 0, bytes.length);
  for (let i = 0; i < bytes.length; i++) bytes[i] = from[i];
  if (bits % 8 !== 0) bytes[bytes.length - 1] &= 0xff << (8 - (bits % 8));
  return viewBuffer(bytes);
}

/** The lines of an answer, without asking the text's own methods for anything that code could replace. */
export function lines(text: string): string[] {
  const found: string[] = [];
  let line = "";
  for (let i = 0; i < text.length; i++) {
    if (text[i] === "\n") {
      found[found.length] = line;
      line = "";
    } else line += text[i];
  }
  found[found.length] = line;
  return found;
}
