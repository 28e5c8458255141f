/** HKDF and PBKDF2: Web Cryptography API §32, §33. */
import { failure } from "../exception";
import { type Mechanism, noFormat, operationError } from "./mechanism";
import type { Params } from "./normalize";
import { hkdf as runHkdf, importSecret, pbkdf2 as runPbkdf2 } from "./ops";
import { checkUsages, slots } from "./slots";

type Run = (params: Params, key: number, bytes: number) => ArrayBuffer;

function derivation(name: string, run: Run): Mechanism {
  return {
    importKey(given) {
      if (given.format !== "raw") noFormat(given.format, name);
      checkUsages(given.usages, "deriveKey", "deriveBits");
      if (given.extractable) throw failure("SyntaxError", `A key for ${name} cannot be extractable.`);
      return slots(importSecret(given.bytes, false), "secret", { name }, false, given.usages);
    },
    deriveBits(params, key, length) {
      if (length === null || length % 8 !== 0)
        operationError(`The length is ${length}; it must be a number of bits that is a multiple of 8.`);
      return run(params, key.number, length / 8);
    },
    keyLength: () => null,
  };
}

export const hkdf = derivation("HKDF", (params, key, bytes) =>
  runHkdf(key, params.hash!.name, params.salt!, params.info!, bytes),
);

export const pbkdf2 = derivation("PBKDF2", (params, key, bytes) => {
  if (params.iterations === 0) operationError("'iterations' is 0; one is the least.");
  return runPbkdf2(key, params.hash!.name, params.salt!, params.iterations!, bytes);
});
