/** How Node's keys are written: PEM or DER of SPKI, PKCS#8, PKCS#1 and SEC1, read to what the host reads. */
import { Buffer } from "../buffer";
import { failed } from "../errors";
import { bytesOf, type Bytes } from "./bytes";
import { BITS, CONTEXT, element, elements, IDENTIFIER, identifier, identifierOf, inside, INTEGER, integer, OCTETS, SEQUENCE } from "./der";
import { decryptPkcs8 } from "./pbes";

/** The host's name of a family of keys by the identifier of its algorithm. */
const ALGORITHMS: Record<string, string> = {
  "1.2.840.113549.1.1.1": "RSA", "1.3.101.110": "X25519", "1.3.101.111": "X448", "1.3.101.112": "Ed25519", "1.3.101.113": "Ed448",
};
const EC = "1.2.840.10045.2.1";
const RSA_PSS = "1.2.840.113549.1.1.10";
export const CURVES: Record<string, { identifier: string; name: string; bytes: number; hash: string }> = {
  "P-256": { identifier: "1.2.840.10045.3.1.7", name: "prime256v1", bytes: 32, hash: "ES256" },
  "P-384": { identifier: "1.3.132.0.34", name: "secp384r1", bytes: 48, hash: "ES384" },
  "P-521": { identifier: "1.3.132.0.35", name: "secp521r1", bytes: 66, hash: "ES512" },
};

/** A key as the host reads it. */
export interface Form {
  readonly family: string;
  readonly format: "spki" | "pkcs8";
  readonly bytes: Bytes;
}

export function unreadable(): Error {
  return Object.assign(failed("ERR_OSSL_UNSUPPORTED", "error:1E08010C:DECODER routines::unsupported"), { library: "DECODER routines", reason: "unsupported" });
}

function curveOf(oid: string): string | undefined {
  return Object.keys(CURVES).find((name) => CURVES[name].identifier === oid);
}

/** The family that an AlgorithmIdentifier names, and the identifier as the host knows it. */
function familyOf(algorithm: Bytes): string {
  const parts = elements(algorithm);
  if (parts?.[0]?.tag !== IDENTIFIER) throw unreadable();
  const oid = identifierOf(parts[0].body);
  if (oid === RSA_PSS) throw failed("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "Keys that are for RSA-PSS alone are not read here; RSA keys sign with PSS too", TypeError);
  const family = oid === EC ? parts[1] && curveOf(identifierOf(parts[1].body)) : ALGORITHMS[oid];
  if (family === undefined) throw Object.assign(failed("ERR_OSSL_UNSUPPORTED", `error:1E08010C:DECODER routines::unsupported (${oid})`), { reason: "unsupported" });
  return family;
}

function algorithmOf(family: string): Bytes {
  const curve = CURVES[family];
  if (curve) return element(SEQUENCE, identifier(EC), identifier(curve.identifier));
  const oid = Object.keys(ALGORITHMS).find((name) => ALGORITHMS[name] === family)!;
  return family === "RSA" ? element(SEQUENCE, identifier(oid), Uint8Array.of(5, 0)) : element(SEQUENCE, identifier(oid));
}

export function fromSpki(bytes: Bytes): Form {
  const parts = inside(bytes);
  if (parts?.length !== 2 || parts[0].tag !== SEQUENCE) throw unreadable();
  return { family: familyOf(parts[0].body), format: "spki", bytes };
}

export function fromPkcs8(bytes: Bytes): Form {
  const parts = inside(bytes);
  if (!parts || parts.length < 3 || parts[0].tag !== INTEGER || parts[1].tag !== SEQUENCE) throw unreadable();
  return { family: familyOf(parts[1].body), format: "pkcs8", bytes };
}

/** RSAPublicKey of RFC 8017 §A.1.1. */
export function fromPkcs1Public(bytes: Bytes): Form {
  if (inside(bytes)?.length !== 2) throw unreadable();
  return { family: "RSA", format: "spki", bytes: element(SEQUENCE, algorithmOf("RSA"), element(BITS, new Uint8Array(1), bytes)) };
}

/** RSAPrivateKey of RFC 8017 §A.1.2. */
export function fromPkcs1(bytes: Bytes): Form {
  if ((inside(bytes)?.length ?? 0) < 9) throw unreadable();
  return { family: "RSA", format: "pkcs8", bytes: pkcs8("RSA", bytes) };
}

function pkcs8(family: string, key: Bytes): Bytes {
  return element(SEQUENCE, integer(0), algorithmOf(family), element(OCTETS, key));
}

/** ECPrivateKey of RFC 5915 §3. */
export function fromSec1(bytes: Bytes): Form {
  const named = inside(bytes)?.find(({ tag }) => tag === CONTEXT);
  const family = named && curveOf(identifierOf(elements(named.body)?.[0]?.body ?? new Uint8Array(0)));
  if (!family) throw unreadable();
  return { family, format: "pkcs8", bytes: pkcs8(family, bytes) };
}

/** The private key of a curve, as its number. */
export function fromScalar(family: string, scalar: Uint8Array): Form {
  const { bytes } = CURVES[family];
  const octets = new Uint8Array(bytes);
  octets.set(scalar, bytes - scalar.length);
  return { family, format: "pkcs8", bytes: pkcs8(family, element(SEQUENCE, integer(1), element(OCTETS, octets))) };
}

/** Inverse of the readers above: what stands inside of SPKI and PKCS#8. */
export function toPkcs1Public(spki: Bytes): Bytes {
  return inside(spki)![1].body.subarray(1);
}
export function toPkcs1(pkcs8: Bytes): Bytes {
  return inside(pkcs8)![2].body;
}
/** With the curve inside, since nothing around it tells. */
export function toSec1(pkcs8: Bytes, family: string): Bytes {
  const [version, scalar, ...rest] = inside(inside(pkcs8)![2].body)!;
  const open = rest.find(({ tag }) => tag === CONTEXT + 1);
  const curve = element(CONTEXT, identifier(CURVES[family].identifier));
  return element(SEQUENCE, version.whole, scalar.whole, curve, ...(open ? [open.whole] : []));
}

const PEM = /-----BEGIN ([A-Z0-9 ]+)-----([^-]*)-----END \1-----/;

export function pem(label: string, bytes: Uint8Array): string {
  const lines = Buffer.from(bytes).toString("base64").match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join("\n")}\n-----END ${label}-----\n`;
}

/** The first block of a PEM text: its label and bytes. */
export function fromPem(text: string): { label: string; bytes: Bytes } {
  const found = PEM.exec(text);
  if (!found) throw unreadable();
  if (/Proc-Type:/.test(found[2])) throw failed("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", "PEM that is encrypted in the older way (Proc-Type) is not read here; PKCS#8 is", TypeError);
  return { label: found[1], bytes: Buffer.from(found[2], "base64") };
}

function needed(passphrase: unknown): Bytes {
  if (passphrase === undefined || passphrase === null) throw failed("ERR_MISSING_PASSPHRASE", "Passphrase required for encrypted key", TypeError);
  return bytesOf(passphrase, undefined, "options.passphrase");
}

export function privateFromPem(text: string, passphrase: unknown): Form {
  const { label, bytes } = fromPem(text);
  switch (label) {
    case "PRIVATE KEY":
      return fromPkcs8(bytes);
    case "RSA PRIVATE KEY":
      return fromPkcs1(bytes);
    case "EC PRIVATE KEY":
      return fromSec1(bytes);
    case "ENCRYPTED PRIVATE KEY":
      return fromPkcs8(decryptPkcs8(bytes, needed(passphrase)));
    default:
      throw unreadable();
  }
}

export function privateFromDer(bytes: Bytes, type: unknown, passphrase: unknown): Form {
  if (type === "pkcs1") return fromPkcs1(bytes);
  if (type === "sec1") return fromSec1(bytes);
  return inside(bytes)?.[0]?.tag === SEQUENCE ? fromPkcs8(decryptPkcs8(bytes, needed(passphrase))) : fromPkcs8(bytes);
}

