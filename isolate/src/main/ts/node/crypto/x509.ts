/** What a certificate says of its key (RFC 5280 §4.1). */
import type { Bytes } from "./bytes";
import { CONTEXT, inside, elements, SEQUENCE } from "./der";
import { unreadable } from "./keyforms";

/** The SubjectPublicKeyInfo of a certificate. */
export function publicOf(certificate: Bytes): Bytes {
  const signed = inside(certificate)?.[0];
  const parts = signed && elements(signed.body);
  // serialNumber, signature, issuer, validity, subject come first, and the version where it is told.
  const key = parts?.[parts[0].tag === CONTEXT ? 6 : 5];
  if (key?.tag !== SEQUENCE) throw unreadable();
  return key.whole;
}
