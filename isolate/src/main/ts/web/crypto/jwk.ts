/** JSON Web Keys (RFC 7517): the dictionary, what all kinds of keys check in it, how one is written. */
import { failure } from "../exception";
import { defineProperty } from "../primordials";
import { domString, isObject, sequence } from "../webidl";
import type { Slots, Usage } from "./key";

/** A JsonWebKey dictionary, read once. */
export interface Jwk {
  alg?: string;
  crv?: string;
  d?: string;
  dp?: string;
  dq?: string;
  e?: string;
  ext?: boolean;
  k?: string;
  key_ops?: string[];
  kty?: string;
  n?: string;
  oth?: object[];
  p?: string;
  q?: string;
  qi?: string;
  use?: string;
  x?: string;
  y?: string;
}

const MEMBERS = [
  "alg",
  "crv",
  "d",
  "dp",
  "dq",
  "e",
  "ext",
  "k",
  "key_ops",
  "kty",
  "n",
  "oth",
  "p",
  "q",
  "qi",
  "use",
  "x",
  "y",
] as const;

/** Converts to the dictionary; members in the order of Web IDL. */
export function readJwk(value: any): Jwk {
  const jwk: any = { __proto__: null };
  if (value === undefined || value === null) return jwk;
  if (!isObject(value)) throw new TypeError("The key must be bytes or an object.");
  for (let i = 0; i < MEMBERS.length; i++) {
    const name = MEMBERS[i];
    const given = (value as any)[name];
    if (given !== undefined) jwk[name] = convert(name, given);
  }
  return jwk;
}

function convert(name: string, given: unknown): unknown {
  if (name === "ext") return !!given;
  if (name === "key_ops") return sequence(given, domString, "The member 'key_ops'");
  if (name === "oth") return sequence(given, dictionaryOf, "The member 'oth'");
  return domString(given);
}

function dictionaryOf(item: unknown): object {
  if (item !== undefined && item !== null && !isObject(item))
    throw new TypeError("Each of 'oth' must be an object.");
  return Object(item ?? {});
}

export function dataError(message: string): never {
  throw failure("DataError", message);
}

/** The checks that every kind of key makes, but for `alg` and the material. */
export function checkJwk(
  jwk: Jwk,
  kty: string,
  use: string,
  extractable: boolean,
  usages: readonly Usage[],
): void {
  if (jwk.kty !== kty) dataError(`The key's 'kty' must be '${kty}'.`);
  if (usages.length > 0 && jwk.use !== undefined && jwk.use !== use)
    dataError(`The key's 'use' must be '${use}'.`);
  if (jwk.key_ops !== undefined) checkOperations(jwk.key_ops, usages);
  if (jwk.ext === false && extractable) dataError("The key's 'ext' says that it must not be extractable.");
}

/** RFC 7517 §4.3: no value twice, and all that is wanted must be there. */
function checkOperations(operations: string[], usages: readonly Usage[]): void {
  for (let i = 0; i < operations.length; i++)
    for (let j = 0; j < i; j++)
      if (operations[i] === operations[j]) dataError(`The key's 'key_ops' names '${operations[i]}' twice.`);
  for (let i = 0; i < usages.length; i++) {
    let named = false;
    for (let j = 0; j < operations.length; j++) named ||= operations[j] === usages[i];
    if (!named) dataError(`The key's 'key_ops' lacks '${usages[i]}'.`);
  }
}

/** A member that must be there. */
export function needed(
  jwk: Jwk,
  name: "crv" | "d" | "dp" | "dq" | "e" | "k" | "n" | "p" | "q" | "qi" | "x" | "y",
): string {
  const value = jwk[name];
  if (value === undefined) dataError(`The key has no '${name}'.`);
  // A line each: the host reads several at once.
  if (value.includes("\n")) dataError(`The key's '${name}' is not base64url.`);
  return value;
}

/** The object that is exported: members sorted, as Web IDL makes it. */
export function writeJwk(slots: Slots, members: Jwk): object {
  const all: any = { __proto__: null, key_ops: [], ext: slots.extractable };
  for (const name in members) all[name] = (members as any)[name];
  for (let i = 0; i < slots.usages.length; i++) put(all.key_ops, i, slots.usages[i]);
  const jwk = {};
  for (let i = 0; i < MEMBERS.length; i++)
    if (all[MEMBERS[i]] !== undefined) put(jwk, MEMBERS[i], all[MEMBERS[i]]);
  return jwk;
}

function put(target: object, key: PropertyKey, value: unknown): void {
  defineProperty(target, key, { value, writable: true, enumerable: true, configurable: true });
}
