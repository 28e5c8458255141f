/** RSA for a few bytes: `publicEncrypt` and its like. */
import { deps } from "../deps";
import { failed } from "../errors";
import { bufferOf, bytesOf } from "./bytes";
import { constants } from "./constants";
import { hashNameOf } from "./digests";
import { keyOf } from "./keys";

const { RSA_NO_PADDING, RSA_PKCS1_OAEP_PADDING, RSA_PKCS1_PADDING } = constants;

function wayOf(options: any, usual: number, signs: boolean): [string, object] {
  const { padding = usual, oaepHash = "sha1", oaepLabel } = options ?? {};
  if (padding === RSA_NO_PADDING) return [signs ? "RSA-raw-signing" : "RSA-raw", {}];
  if (padding === RSA_PKCS1_PADDING) return [signs ? "RSA-PKCS1-signing" : "RSA-PKCS1", {}];
  if (padding === RSA_PKCS1_OAEP_PADDING && !signs) return ["RSA-OAEP", { hash: hashNameOf(oaepHash), extra: oaepLabel === undefined ? undefined : bytesOf(oaepLabel) }];
  throw failed("ERR_OSSL_RSA_ILLEGAL_OR_UNSUPPORTED_PADDING_MODE", "error:1C8000A5:Provider routines::illegal or unsupported padding mode");
}

function function_(half: "public" | "private", decrypt: boolean, usual: number): (key: any, data: unknown) => unknown {
  // Whoever encrypts with the private key signs, in the older way.
  const signs = (half === "private") !== decrypt;
  return (key, data) => {
    const own = keyOf(key, half);
    const [algorithm, options] = wayOf(key, usual, signs);
    if (own.family !== "RSA") throw failed("ERR_OSSL_EVP_OPERATION_NOT_SUPPORTED_FOR_THIS_KEYTYPE", "error:03000096:digital envelope routines::operation not supported for this keytype");
    const bytes = bytesOf(data, key?.encoding, "buffer");
    try {
      return bufferOf(deps.crypto().cipher(algorithm, own.number, { decrypt, ...options }, bytes));
    } catch {
      if (decrypt) throw failed("ERR_OSSL_RSA_OAEP_DECODING_ERROR", "error:02000079:rsa routines::oaep decoding error");
      throw failed("ERR_OSSL_RSA_DATA_TOO_LARGE_FOR_KEY_SIZE", "error:0200006E:rsa routines::data too large for key size");
    }
  };
}

export const rsa = {
  publicEncrypt: function_("public", false, RSA_PKCS1_OAEP_PADDING),
  privateDecrypt: function_("private", true, RSA_PKCS1_OAEP_PADDING),
  privateEncrypt: function_("private", false, RSA_PKCS1_PADDING),
  publicDecrypt: function_("public", true, RSA_PKCS1_PADDING),
};
