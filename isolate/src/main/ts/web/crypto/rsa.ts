/** RSASSA-PKCS1-v1_5, RSA-PSS and RSA-OAEP: Web Cryptography API §20 to §22. */
import { checkJwk, dataError, type Jwk, needed, writeJwk } from "./jwk";
import type { KeyAlgorithm, KeyType, Slots, Usage } from "./key";
import { type Format, type Import, type Mechanism, noFormat } from "./mechanism";
import type { Params } from "./normalize";
import {
  answered,
  answeredText,
  cipher,
  generatePair,
  importForm,
  importMembers,
  lines,
  ops,
  sign,
  verify,
} from "./ops";
import { checkType, checkUsages, slots, usagesAmong } from "./slots";

const PRIVATE_MEMBERS = ["d", "p", "q", "dp", "dq", "qi"] as const;

/** Which usages the halves may have, and how a JSON Web Key names the algorithm. */
interface Kind {
  name: string;
  open: Usage[];
  secret: Usage[];
  use: string;
  alg(hash: string): string;
}

function rsa(kind: Kind): Mechanism {
  return {
    generateKey(params, extractable, usages) {
      checkUsages(usages, ...kind.open, ...kind.secret);
      const number = generatePair("RSA", extractable, params.modulusLength!, params.publicExponent!);
      const algorithm = () => algorithmOf(kind.name, params.hash!.name, number);
      return {
        privateKey: slots(number, "private", algorithm(), extractable, usagesAmong(usages, ...kind.secret)),
        publicKey: slots(number + 1, "public", algorithm(), true, usagesAmong(usages, ...kind.open)),
      };
    },
    importKey(given) {
      const type = typeOf(given);
      checkUsages(given.usages, ...(type === "private" ? kind.secret : kind.open));
      const number =
        given.format === "jwk"
          ? importJwk(kind, given, type)
          : importForm("RSA", given.format, given.bytes, given.extractable);
      const algorithm = algorithmOf(kind.name, given.params.hash!.name, number);
      return slots(number, type, algorithm, given.extractable, given.usages);
    },
    exportKey: (format, key) => exported(kind, format, key),
  };
}

function typeOf(given: Import): KeyType {
  if (given.format === "jwk") return given.jwk.d === undefined ? "public" : "private";
  if (given.format === "raw") noFormat("raw", given.params.name);
  return given.format === "spki" ? "public" : "private";
}

function algorithmOf(name: string, hash: string, number: number): KeyAlgorithm {
  const publicExponent = new Uint8Array(ops().exponent(number));
  return { name, modulusLength: ops().bits(number), publicExponent, hash: { name: hash } };
}

function importJwk(kind: Kind, given: Import, type: KeyType): number {
  const { jwk, extractable } = given;
  checkJwk(jwk, "RSA", kind.use, extractable, given.usages);
  const alg = kind.alg(given.params.hash!.name);
  if (jwk.alg !== undefined && jwk.alg !== alg) dataError(`The key's 'alg' must be '${alg}'.`);
  if (jwk.oth !== undefined) dataError("A key of more than two primes is not supported.");
  let members = `${needed(jwk, "n")}\n${needed(jwk, "e")}`;
  const isPrivate = type === "private";
  if (isPrivate)
    for (let i = 0; i < PRIVATE_MEMBERS.length; i++) members += `\n${needed(jwk, PRIVATE_MEMBERS[i])}`;
  return importMembers("RSA", members, isPrivate, extractable);
}

function exported(kind: Kind, format: Format, key: Slots): ArrayBuffer | object {
  if (format === "raw") noFormat(format, kind.name);
  if (format !== "jwk") {
    checkType(key, format === "spki" ? "public" : "private");
    return answered(ops().exportKey(key.number, format));
  }
  const [n, e, d, p, q, dp, dq, qi] = lines(answeredText(ops().exportJwk(key.number)));
  const jwk: Jwk = { kty: "RSA", alg: kind.alg(key.algorithm.hash!.name), n, e, d, p, q, dp, dq, qi };
  return writeJwk(key, jwk);
}

const hashOf = (key: Slots) => key.algorithm.hash!.name;

function signing(kind: Kind, salt: (params: Params) => number): Mechanism {
  return {
    ...rsa(kind),
    sign(params, key, data) {
      checkType(key, "private");
      return sign(kind.name, key.number, { hash: hashOf(key), salt: salt(params) }, data);
    },
    verify(params, key, signature, data) {
      checkType(key, "public");
      return verify(kind.name, key.number, { hash: hashOf(key), salt: salt(params) }, signature, data);
    },
  };
}

/** `SHA-256` is `256`, SHA-1 is `1`, in the names of RFC 7518. */
const digits = (hash: string) => hash.slice(4);

export const rsaPkcs1 = signing(
  {
    name: "RSASSA-PKCS1-v1_5",
    open: ["verify"],
    secret: ["sign"],
    use: "sig",
    alg: (hash) => `RS${digits(hash)}`,
  },
  () => 0,
);
export const rsaPss = signing(
  { name: "RSA-PSS", open: ["verify"], secret: ["sign"], use: "sig", alg: (hash) => `PS${digits(hash)}` },
  (params) => (params.saltLength! > 0x7fffffff ? -1 : params.saltLength!),
);
const oaep: Kind = {
  name: "RSA-OAEP",
  open: ["encrypt", "wrapKey"],
  secret: ["decrypt", "unwrapKey"],
  use: "enc",
  alg: (hash) => (hash === "SHA-1" ? "RSA-OAEP" : `RSA-OAEP-${digits(hash)}`),
};
export const rsaOaep: Mechanism = {
  ...rsa(oaep),
  encrypt(params, key, data) {
    checkType(key, "public");
    return cipher("RSA-OAEP", key.number, { decrypt: false, hash: hashOf(key), extra: params.label }, data);
  },
  decrypt(params, key, data) {
    checkType(key, "private");
    return cipher("RSA-OAEP", key.number, { decrypt: true, hash: hashOf(key), extra: params.label }, data);
  },
};
