/** Keys that are made. */
import { deps } from "../deps";
import { failed, outOfRange, wrongType, wrongValue } from "../errors";
import { callbackOf, type Bytes, later } from "./bytes";
import { AsymmetricKey, SecretKey } from "./keys";
import { CURVES } from "./keyforms";

const RSA_BITS_MAX = 4096;
const SECRET_BITS_MAX = 8 * 1024 * 1024;

export function curveOf(name: unknown): string {
  if (typeof name !== "string") throw wrongType("options.namedCurve", "of type string", name);
  const found = Object.keys(CURVES).find((each) => each === name || CURVES[each].name === name);
  if (found) return found;
  if (name === "secp256r1") return "P-256";
  throw failed("ERR_CRYPTO_INVALID_CURVE", "Invalid EC curve name", TypeError);
}

function rsa(options: any): number {
  const { modulusLength, publicExponent = 0x10001 } = options;
  if (typeof modulusLength !== "number") throw wrongType("options.modulusLength", "of type number", modulusLength);
  if (!Number.isInteger(modulusLength) || modulusLength < 512 || modulusLength > RSA_BITS_MAX) {
    throw outOfRange("options.modulusLength", `>= 512 && <= ${RSA_BITS_MAX}, which is the most here`, modulusLength);
  }
  if (typeof publicExponent !== "number") throw wrongType("options.publicExponent", "of type number", publicExponent);
  const exponent = Uint8Array.of(publicExponent >>> 24, publicExponent >>> 16, publicExponent >>> 8, publicExponent) as Bytes;
  return deps.crypto().generatePair("RSA", modulusLength, exponent);
}

const SIMPLE: Record<string, string> = { ed25519: "Ed25519", ed448: "Ed448", x25519: "X25519", x448: "X448" };

function make(type: unknown, options: any): [AsymmetricKey, AsymmetricKey] {
  if (typeof type !== "string") throw wrongType("type", "of type string", type);
  const family = type === "rsa" ? "RSA" : type === "ec" ? curveOf(options?.namedCurve) : SIMPLE[type];
  if (!family) throw wrongValue("type", type, "must be one of: 'rsa', 'ec', 'ed25519', 'ed448', 'x25519', 'x448'");
  if (family === "RSA" && (options === null || typeof options !== "object")) throw wrongType("options", "of type object", options);
  let number: number;
  try {
    number = family === "RSA" ? rsa(options) : deps.crypto().generatePair(family);
  } catch (error: any) {
    if (/^ERR_/.test(error?.code)) throw error;
    throw failed("ERR_OSSL_RSA_PUB_EXPONENT_OUT_OF_RANGE", `error:020000B2:rsa routines::pub exponent out of range (${error?.message})`);
  }
  return [new AsymmetricKey("public", family, number + 1), new AsymmetricKey("private", family, number)];
}

export function pairOf(type: unknown, options: any = {}): { publicKey: unknown; privateKey: unknown } {
  const [open, secret] = make(type, options);
  const as = (key: AsymmetricKey, encoding: any) => (encoding === undefined ? key : key.export(encoding));
  return { publicKey: as(open, options?.publicKeyEncoding), privateKey: as(secret, options?.privateKeyEncoding) };
}

function generateKeyPair(type: unknown, options: any, callback?: unknown): void {
  const told = callbackOf(typeof options === "function" ? options : callback);
  if (typeof type !== "string") throw wrongType("type", "of type string", type);
  later(() => {
    const { publicKey, privateKey } = pairOf(type, typeof options === "function" ? {} : options);
    return [publicKey, privateKey];
  }, told, true);
}
Object.defineProperty(generateKeyPair, Symbol.for("nodejs.util.promisify.custom"), { value: async (type: unknown, options: unknown) => pairOf(type, options), configurable: true });

function generateKeySync(type: unknown, options: any): SecretKey {
  if (type !== "hmac" && type !== "aes") throw wrongValue("type", type, "must be a supported key type");
  const length = options?.length;
  if (typeof length !== "number") throw wrongType("options.length", "of type number", length);
  if (type === "aes" && ![128, 192, 256].includes(length)) throw wrongValue("options.length", length, "must be one of: 128, 192, 256");
  if (!Number.isInteger(length) || length < 8 || length > SECRET_BITS_MAX) throw outOfRange("options.length", `>= 8 && <= ${SECRET_BITS_MAX}`, length);
  const bytes = new Uint8Array(Math.floor(length / 8));
  deps.random(bytes.buffer, 0, bytes.length);
  return new SecretKey(bytes);
}

export const pairs = {
  generateKeyPair,
  generateKeyPairSync: pairOf,
  generateKey: (type: unknown, options: unknown, callback: unknown) => later(() => generateKeySync(type, options), callbackOf(callback)),
  generateKeySync,
  getCurves: () => Object.values(CURVES).map(({ name }) => name),
};
