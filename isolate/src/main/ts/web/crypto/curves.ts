/** ECDSA, ECDH (Web Cryptography API §23, §24), Ed25519, Ed448, X25519 and X448 (its secure curves). */
import { checkJwk, dataError, type Jwk, needed, writeJwk } from "./jwk";
import type { KeyAlgorithm, KeyType, Slots, Usage } from "./key";
import { failure } from "../exception";
import { bufferLength } from "../primordials";
import { type Format, type Import, type Mechanism, operationError } from "./mechanism";
import type { Params } from "./normalize";
import {
  answered,
  answeredText,
  firstBits,
  generatePair,
  importForm,
  importMembers,
  lines,
  ops,
  sign,
  verify,
} from "./ops";
import { checkType, checkUsages, slots, usagesAmong } from "./slots";

interface Kind {
  name: string;
  kty: "EC" | "OKP";
  open: Usage[];
  secret: Usage[];
  use: "sig" | "enc";
  /** Whether a JSON Web Key of that curve may have this `alg`. */
  takes(alg: string, curve: string): boolean;
  /** The `alg` that is written; none for most. */
  alg?: string;
}

/** The curve that is meant: the algorithm's own, or the one that was named. */
function curveOf(kind: Kind, params: Params): string {
  return kind.kty === "OKP" ? kind.name : params.namedCurve!;
}

function isCurve(name: string): boolean {
  return name === "P-256" || name === "P-384" || name === "P-521";
}

function algorithmOf(kind: Kind, curve: string): KeyAlgorithm {
  return kind.kty === "OKP" ? { name: kind.name } : { name: kind.name, namedCurve: curve };
}

function curveKeys(kind: Kind): Mechanism {
  return {
    generateKey(params, extractable, usages) {
      checkUsages(usages, ...kind.open, ...kind.secret);
      const curve = known(kind, params);
      const number = generatePair(curve, extractable);
      const { open, secret } = kind;
      return {
        privateKey: slots(
          number,
          "private",
          algorithmOf(kind, curve),
          extractable,
          usagesAmong(usages, ...secret),
        ),
        publicKey: slots(number + 1, "public", algorithmOf(kind, curve), true, usagesAmong(usages, ...open)),
      };
    },
    importKey(given) {
      const type = typeOf(given);
      checkUsages(given.usages, ...(type === "private" ? kind.secret : kind.open));
      const number = given.format === "jwk" ? importJwk(kind, given, type) : importBytes(kind, given);
      const algorithm = algorithmOf(kind, curveOf(kind, given.params));
      return slots(number, type, algorithm, given.extractable, given.usages);
    },
    exportKey: (format, key) => exported(kind, format, key),
  };
}

function known(kind: Kind, params: Params): string {
  const curve = curveOf(kind, params);
  if (kind.kty === "EC" && !isCurve(curve))
    throw failure("NotSupportedError", `There is no curve named '${curve}'.`);
  return curve;
}

function typeOf(given: Import): KeyType {
  if (given.format === "jwk") return given.jwk.d === undefined ? "public" : "private";
  return given.format === "pkcs8" ? "private" : "public";
}

function importBytes(kind: Kind, given: Import): number {
  const curve = curveOf(kind, given.params);
  if (kind.kty === "EC" && !isCurve(curve)) dataError(`There is no curve named '${curve}'.`);
  return importForm(curve, given.format, given.bytes, given.extractable);
}

function importJwk(kind: Kind, given: Import, type: KeyType): number {
  const { jwk, extractable } = given;
  const curve = curveOf(kind, given.params);
  checkJwk(jwk, kind.kty, kind.use, extractable, given.usages);
  if (jwk.crv !== curve || (kind.kty === "EC" && !isCurve(curve)))
    dataError(`The key's 'crv' must be '${curve}'.`);
  if (jwk.alg !== undefined && !kind.takes(jwk.alg, curve)) dataError(`The key's 'alg' is '${jwk.alg}'.`);
  let members = needed(jwk, "x");
  if (kind.kty === "EC") members += `\n${needed(jwk, "y")}`;
  const isPrivate = type === "private";
  if (isPrivate) members += `\n${needed(jwk, "d")}`;
  return importMembers(curve, members, isPrivate, extractable);
}

function exported(kind: Kind, format: Format, key: Slots): ArrayBuffer | object {
  if (format !== "jwk") {
    checkType(key, format === "pkcs8" ? "private" : "public");
    return answered(ops().exportKey(key.number, format));
  }
  const values = lines(answeredText(ops().exportJwk(key.number)));
  const crv = key.algorithm.namedCurve ?? kind.name;
  const jwk: Jwk =
    kind.kty === "EC"
      ? { kty: "EC", crv, x: values[0], y: values[1], d: values[2] }
      : { kty: "OKP", crv, alg: kind.alg, x: values[0], d: values[1] };
  return writeJwk(key, jwk);
}

/** RFC 7518 §3.1. */
const ES: Record<string, string> = { "P-256": "ES256", "P-384": "ES384", "P-521": "ES512" };

export const ecdsa: Mechanism = {
  ...curveKeys({
    name: "ECDSA",
    kty: "EC",
    open: ["verify"],
    secret: ["sign"],
    use: "sig",
    takes: (alg, curve) => ES[curve] === alg,
  }),
  sign(params, key, data) {
    checkType(key, "private");
    return sign("ECDSA", key.number, { hash: params.hash!.name }, data);
  },
  verify(params, key, signature, data) {
    checkType(key, "public");
    return verify("ECDSA", key.number, { hash: params.hash!.name }, signature, data);
  },
};

function edwards(name: string): Mechanism {
  return {
    ...curveKeys({
      name,
      kty: "OKP",
      open: ["verify"],
      secret: ["sign"],
      use: "sig",
      takes: (alg) => alg === name || alg === "EdDSA",
      alg: name,
    }),
    sign(params, key, data) {
      checkType(key, "private");
      return sign(name, key.number, { context: params.context }, data);
    },
    verify(params, key, signature, data) {
      checkType(key, "public");
      return verify(name, key.number, { context: params.context }, signature, data);
    },
  };
}

function agreement(name: string, kty: "EC" | "OKP"): Mechanism {
  return {
    ...curveKeys({ name, kty, open: [], secret: ["deriveKey", "deriveBits"], use: "enc", takes: () => true }),
    deriveBits(params, key, length) {
      checkType(key, "private");
      const other = params.public!;
      checkType(other, "public");
      if (other.algorithm.name !== name)
        throw failure("InvalidAccessError", `The public key is not for ${name}.`);
      if (other.algorithm.namedCurve !== key.algorithm.namedCurve)
        throw failure("InvalidAccessError", "The two keys lie on different curves.");
      const secret = answered(ops().agree(key.number, other.number));
      const bits = bufferLength(secret) * 8;
      if (length === null || length === bits) return secret;
      if (length > bits) operationError(`${length} bits were asked for; the secret has ${bits}.`);
      return firstBits(secret, length);
    },
  };
}

export const ecdh = agreement("ECDH", "EC");
export const x25519 = agreement("X25519", "OKP");
export const x448 = agreement("X448", "OKP");
export const ed25519 = edwards("Ed25519");
export const ed448 = edwards("Ed448");
