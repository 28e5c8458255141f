/** CryptoKey: what code may see of a key, and the number that stands for its material. */
import { defineProperty } from "../primordials";
import { interfaceOf } from "../webidl";

export type KeyType = "secret" | "private" | "public";
export type Usage = (typeof USAGES)[number];

/** In the order in which a key lists its usages. */
export const USAGES = [
  "encrypt",
  "decrypt",
  "sign",
  "verify",
  "deriveKey",
  "deriveBits",
  "wrapKey",
  "unwrapKey",
] as const;

/** What a key is for; code gets a copy, which it may change. */
export interface KeyAlgorithm {
  readonly name: string;
  readonly length?: number;
  readonly hash?: { readonly name: string };
  readonly namedCurve?: string;
  readonly modulusLength?: number;
  readonly publicExponent?: Uint8Array;
}

/** The slots of a key. Clones of it share them, so that the key ends with the last. */
export interface Slots {
  readonly number: number;
  readonly type: KeyType;
  readonly extractable: boolean;
  readonly algorithm: KeyAlgorithm;
  readonly usages: readonly Usage[];
}

const TOKEN = {};
let read: (key: CryptoKey) => Slots;
let has: (value: object) => boolean;

export class CryptoKey {
  #slots: Slots;
  #algorithm: object | undefined;
  #usages: Usage[] | undefined;
  constructor(token?: unknown, slots?: Slots) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    this.#slots = slots!;
  }
  static {
    read = (key) => key.#slots;
    has = (value) => #slots in value;
  }
  get type(): KeyType {
    return this.#slots.type;
  }
  get extractable(): boolean {
    return this.#slots.extractable;
  }
  get algorithm(): object {
    return (this.#algorithm ??= visible(this.#slots.algorithm));
  }
  get usages(): Usage[] {
    return (this.#usages ??= list(this.#slots.usages));
  }
}
defineProperty(CryptoKey, "length", { value: 0, configurable: true });
interfaceOf(CryptoKey, "CryptoKey");

function visible(algorithm: KeyAlgorithm): object {
  const copy: any = { name: algorithm.name };
  if (algorithm.modulusLength !== undefined) {
    copy.modulusLength = algorithm.modulusLength;
    copy.publicExponent = new Uint8Array(algorithm.publicExponent!);
  }
  if (algorithm.hash !== undefined) copy.hash = { name: algorithm.hash.name };
  if (algorithm.length !== undefined) copy.length = algorithm.length;
  if (algorithm.namedCurve !== undefined) copy.namedCurve = algorithm.namedCurve;
  return copy;
}

function list(usages: readonly Usage[]): Usage[] {
  const copy: Usage[] = [];
  for (let i = 0; i < usages.length; i++)
    defineProperty(copy, i, { value: usages[i], writable: true, enumerable: true, configurable: true });
  return copy;
}

export function isCryptoKey(value: object): value is CryptoKey {
  return has(value);
}

/** A CryptoKey argument. */
export function slotsOf(value: unknown, what: string): Slots {
  if (typeof value !== "object" || value === null || !has(value)) {
    throw new TypeError(`${what} must be a CryptoKey.`);
  }
  return read(value as CryptoKey);
}

export function keyOf(slots: Slots): CryptoKey {
  return new CryptoKey(TOKEN, slots);
}

/** A second object for the same key, as structuredClone makes it. */
export function cloneKey(key: CryptoKey): CryptoKey {
  return keyOf(read(key));
}
