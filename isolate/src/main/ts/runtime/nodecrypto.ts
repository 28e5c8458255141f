/** What the prelude lends to `node:crypto`: the ops of crypto.subtle with keys as numbers, and some that only Node has. */
import { rare } from "../host";
import { keyOf, slotsOf } from "../web/crypto/key";
import {
  answered,
  answeredText,
  type Bytes,
  cipher,
  generatePair,
  hkdf,
  importForm,
  importMembers,
  importSecret,
  ops,
  pbkdf2,
  sign,
  verify,
} from "../web/crypto/ops";
import { slots } from "../web/crypto/slots";

export { lines } from "../web/crypto/ops";

let made: ReturnType<typeof make> | undefined;

export function nodeCrypto() {
  return (made ??= make());
}

function make() {
  return {
    generatePair: (family: string, bits?: number, exponent?: Bytes) => generatePair(family, true, bits, exponent),
    readKey: (family: string, format: string, bytes: Bytes) => importForm(family, format, bytes, true),
    readMembers: (family: string, members: string, isPrivate: boolean) => importMembers(family, members, isPrivate, true),
    writeKey: (key: number, format: string) => answered(ops().exportKey(key, format)),
    writeMembers: (key: number) => answeredText(ops().exportJwk(key)),
    bits: (key: number) => ops().bits(key),
    exponent: (key: number) => ops().exponent(key),
    /** The key is given back some time after nobody holds what is answered. */
    hold: (key: number, type: "private" | "public") => slots(key, type, { name: "" }, true, []),
    importSecret: (material: Bytes) => importSecret(material, true),
    free: (key: number) => ops().free(key),
    /** What a CryptoKey is, and one of such. */
    slotsOf: (key: unknown) => slotsOf(key, "The key"),
    keyOf,
    cipher,
    sign,
    verify,
    agree: (own: number, other: number) => answered(ops().agree(own, other)),
    hkdf,
    pbkdf2,
    ...rare().nodeCrypto(),
  };
}
