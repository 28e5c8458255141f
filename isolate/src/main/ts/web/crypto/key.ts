/** CryptoKey: what code may see of a key, and the number that stands for its material. */
import { failure } from "../exception";
import { apply, defineProperty, freeze } from "../primordials";
import { interfaceOf } from "../webidl";
import { ops, useRoomMaker } from "./ops";

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

/** The slots of a key that the host has just made. */
export function slots(
  number: number,
  type: KeyType,
  algorithm: KeyAlgorithm,
  extractable: boolean,
  usages: readonly Usage[],
): Slots {
  const made = freeze({ number, type, algorithm: freeze(algorithm), extractable, usages: freeze(usages) });
  watch(made);
  return made;
}

export function allows(slots: Slots, usage: Usage): boolean {
  for (let i = 0; i < slots.usages.length; i++) if (slots.usages[i] === usage) return true;
  return false;
}

/** Those of the usages that are among `allowed`. */
export function usagesAmong(usages: readonly Usage[], ...allowed: Usage[]): Usage[] {
  const found: Usage[] = [];
  for (let i = 0; i < usages.length; i++)
    for (let j = 0; j < allowed.length; j++) if (usages[i] === allowed[j]) found[found.length] = usages[i];
  return found;
}

/** A SyntaxError where a usage is not among the allowed ones. */
export function checkUsages(usages: readonly Usage[], ...allowed: Usage[]): void {
  for (let i = 0; i < usages.length; i++) {
    let known = false;
    for (let j = 0; j < allowed.length; j++) known ||= usages[i] === allowed[j];
    if (!known) throw failure("SyntaxError", `A key of this kind has no usage '${usages[i]}'.`);
  }
}

/** An InvalidAccessError where the key is another half, or a secret. */
export function checkType(slots: Slots, type: KeyType): void {
  if (slots.type !== type)
    throw failure("InvalidAccessError", `The key is ${slots.type}; this needs a ${type} one.`);
}

const WeakReference = WeakRef;
const derefIt = WeakRef.prototype.deref;
const SWEPT_MIN = 1000;
let watched: { weak: WeakRef<Slots>; number: number }[] = [];
let sweepAt = SWEPT_MIN;

/**
 * Keys that nobody holds any more are given back. The engine tells of them only after a full
 * collection, so one is asked for whenever their number has doubled, and when there is no room left.
 * What was made since the engine's queue of microtasks was empty is held by the engine itself.
 */
function watch(made: Slots): void {
  if (watched.length >= sweepAt) sweep();
  watched[watched.length] = { weak: new WeakReference(made), number: made.number };
}

function sweep(): void {
  ops().collect();
  const left: typeof watched = [];
  for (let i = 0; i < watched.length; i++) {
    if (apply(derefIt, watched[i].weak, []) === undefined) ops().free(watched[i].number);
    else left[left.length] = watched[i];
  }
  watched = left;
  sweepAt = left.length * 2 > SWEPT_MIN ? left.length * 2 : SWEPT_MIN;
}

useRoomMaker(sweep);
