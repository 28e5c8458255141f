/** Private keys under a passphrase: PBES2 of RFC 8018 §6.2 with PBKDF2 and AES-CBC. */
import { deps } from "../deps";
import { failed } from "../errors";
import type { Bytes } from "./bytes";
import { cipherAtOnce } from "./ciphers";
import { element, elements, identifier, identifierOf, inside, INTEGER, OCTETS, SEQUENCE, unsigned } from "./der";

const PBES2 = "1.2.840.113549.1.5.13";
const PBKDF2 = "1.2.840.113549.1.5.12";
const HMACS: Record<string, string> = { "1.2.840.113549.2.7": "SHA-1", "1.2.840.113549.2.9": "SHA-256", "1.2.840.113549.2.10": "SHA-384", "1.2.840.113549.2.11": "SHA-512" };
const CIPHERS: Record<string, [string, number]> = {
  "2.16.840.1.101.3.4.1.2": ["aes-128-cbc", 16], "2.16.840.1.101.3.4.1.22": ["aes-192-cbc", 24], "2.16.840.1.101.3.4.1.42": ["aes-256-cbc", 32], "1.2.840.113549.3.7": ["des-ede3-cbc", 24],
};
const ITERATIONS = 2048;
/** What a key that somebody else wrote may cost. */
const ITERATIONS_MAX = 10_000_000;
const SALT_BYTES = 16;

function unsupported(): Error {
  return failed("ERR_OSSL_UNSUPPORTED", "error:1E08010C:DECODER routines::unsupported");
}

function derived(passphrase: Bytes, hash: string, salt: Bytes, iterations: number, bytes: number): Bytes {
  const host = deps.crypto();
  const key = host.importSecret(passphrase);
  try {
    return new Uint8Array(host.pbkdf2(key, hash, salt, iterations, bytes));
  } finally {
    host.free(key);
  }
}

export function decryptPkcs8(bytes: Bytes, passphrase: Bytes): Bytes {
  const [algorithm, data] = inside(bytes) ?? [];
  const [scheme, parameters] = (algorithm && elements(algorithm.body)) ?? [];
  if (!scheme || !parameters || !data || identifierOf(scheme.body) !== PBES2) throw unsupported();
  const [derivation, encryption] = elements(parameters.body) ?? [];
  const [kdf, how] = (derivation && elements(derivation.body)) ?? [];
  const [cipher, iv] = (encryption && elements(encryption.body)) ?? [];
  if (!kdf || !how || !cipher || !iv || identifierOf(kdf.body) !== PBKDF2) throw unsupported();
  const [salt, iterations, ...rest] = elements(how.body) ?? [];
  const prf = rest.find(({ tag }) => tag === SEQUENCE);
  const hash = prf ? HMACS[identifierOf(elements(prf.body)![0].body)] : "SHA-1";
  const known = CIPHERS[identifierOf(cipher.body)];
  const rounds = iterations ? iterations.body.reduce((value, octet) => value * 256 + octet, 0) : 0;
  if (!hash || !known || salt?.tag !== OCTETS || iterations?.tag !== INTEGER || rounds < 1 || rounds > ITERATIONS_MAX) throw unsupported();
  return cipherAtOnce(known[0], true, derived(passphrase, hash, salt.body, rounds, known[1]), iv.body, data.body);
}

export function encryptPkcs8(bytes: Bytes, name: string, passphrase: Bytes): Bytes {
  const found = Object.entries(CIPHERS).find(([, [own]]) => own === name.toLowerCase().replace(/^aes(128|192|256)$/, "aes-$1-cbc"));
  if (!found) throw failed("ERR_CRYPTO_UNKNOWN_CIPHER", "Unknown cipher");
  const [oid, [cipher, keyBytes]] = found;
  const salt = random(SALT_BYTES);
  const iv = random(cipher.startsWith("des") ? 8 : 16);
  const key = derived(passphrase, "SHA-256", salt, ITERATIONS, keyBytes);
  const prf = element(SEQUENCE, identifier("1.2.840.113549.2.9"), Uint8Array.of(5, 0));
  const how = element(SEQUENCE, element(OCTETS, salt), unsigned(Uint8Array.of(ITERATIONS >> 8, ITERATIONS & 255)), prf);
  const scheme = element(SEQUENCE, element(SEQUENCE, identifier(PBKDF2), how), element(SEQUENCE, identifier(oid), element(OCTETS, iv)));
  const sealed = cipherAtOnce(cipher, false, key, iv, bytes);
  return element(SEQUENCE, element(SEQUENCE, identifier(PBES2), scheme), element(OCTETS, sealed));
}

function random(length: number): Bytes {
  const bytes = new Uint8Array(length);
  deps.random(bytes.buffer, 0, length);
  return bytes;
}
