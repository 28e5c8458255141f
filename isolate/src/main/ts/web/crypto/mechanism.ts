/** What an algorithm can do; those that it cannot do, the table of normalize.ts does not name. */
import { failure } from "../exception";
import type { Jwk } from "./jwk";
import type { Slots, Usage } from "./key";
import type { Params } from "./normalize";
import type { Bytes } from "./ops";

export type Format = "raw" | "spki" | "pkcs8" | "jwk";

/** What is imported: bytes, or a JSON Web Key where the format is `jwk`. */
export interface Import {
  format: Format;
  bytes: Bytes;
  jwk: Jwk;
  params: Params;
  extractable: boolean;
  usages: readonly Usage[];
}

export interface PairSlots {
  privateKey: Slots;
  publicKey: Slots;
}

export interface Mechanism {
  generateKey?(params: Params, extractable: boolean, usages: readonly Usage[]): Slots | PairSlots;
  importKey(given: Import): Slots;
  exportKey?(format: Format, key: Slots): ArrayBuffer | object;
  encrypt?(params: Params, key: Slots, data: Bytes): ArrayBuffer;
  decrypt?(params: Params, key: Slots, data: Bytes): ArrayBuffer;
  sign?(params: Params, key: Slots, data: Bytes): ArrayBuffer;
  verify?(params: Params, key: Slots, signature: Bytes, data: Bytes): boolean;
  deriveBits?(params: Params, key: Slots, length: number | null): ArrayBuffer;
  /** In bits; null where any will do. */
  keyLength?(params: Params): number | null;
}

export function noFormat(format: Format, name: string): never {
  throw failure("NotSupportedError", `A key for ${name} is not written as '${format}'.`);
}

export function operationError(message: string): never {
  throw failure("OperationError", message);
}
