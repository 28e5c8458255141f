/** JSON Web Keys (RFC 7518 §6, RFC 8037): their members in the order in which the host reads and writes them. */
import { failed, wrongType, wrongValue } from "../errors";
import { CURVES } from "./keyforms";

const RSA = ["n", "e", "d", "p", "q", "dp", "dq", "qi"];
const EC = ["x", "y", "d"];
const OKP = ["x", "d"];

/** The names, and of the private ones how many are public. */
function namesOf(family: string): [string[], number] {
  if (family === "RSA") return [RSA, 2];
  return CURVES[family] ? [EC, 2] : [OKP, 1];
}

export function jwkOf(family: string, isPrivate: boolean, lines: string): object {
  const [names, open] = namesOf(family);
  const values = lines.split("\n");
  const jwk: Record<string, string> = { kty: family === "RSA" ? "RSA" : CURVES[family] ? "EC" : "OKP" };
  if (family !== "RSA") jwk.crv = family;
  for (const [i, name] of names.slice(0, isPrivate ? names.length : open).entries()) jwk[name] = values[i];
  return jwk;
}

function familyOf(jwk: any): string {
  if (jwk.kty === "RSA") return "RSA";
  if (jwk.kty !== "EC" && jwk.kty !== "OKP") throw wrongValue("key.kty", jwk.kty, "must be one of: 'RSA', 'EC', 'OKP'");
  const known = jwk.kty === "EC" ? Object.hasOwn(CURVES, String(jwk.crv)) : ["Ed25519", "Ed448", "X25519", "X448"].includes(jwk.crv);
  if (!known) throw failed("ERR_CRYPTO_INVALID_CURVE", `Invalid EC curve name: ${jwk.crv}`, TypeError);
  return jwk.crv;
}

export function membersOf(jwk: any, isPrivate: boolean): { family: string; members: string } {
  const family = familyOf(jwk);
  const [names, open] = namesOf(family);
  const wanted = names.slice(0, isPrivate ? names.length : open);
  for (const name of wanted) if (typeof jwk[name] !== "string") throw wrongType(`key.${name}`, "of type string", jwk[name]);
  return { family, members: wanted.map((name) => jwk[name].replace(/=+$/, "")).join("\n") };
}
