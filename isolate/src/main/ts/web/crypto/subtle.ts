/**
 * SubtleCrypto: Web Cryptography API §14. What is asked for is done at once and the promise is settled
 * already: the isolate's thread has nothing better to do, and the invocation pays for it.
 */
import { parts } from "../../parts/door";
import { bytesOf, defineProperty, isBufferSource, rejected, resolved } from "../primordials";
import { interfaceOf, required } from "../webidl";
import type { CryptoKey } from "./key";

const TOKEN = {};
const subtle = () => parts().subtle();

/** For the one object that there is. */
export function makeSubtle(): SubtleCrypto {
  return new SubtleCrypto(TOKEN);
}

/** Does it now; what it throws is the promise's reason. */
function promised<T>(work: () => T): Promise<T> {
  try {
    return resolved(work());
  } catch (error) {
    return rejected(error);
  }
}

export class SubtleCrypto {
  #brand = true;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }

  encrypt(algorithm: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 3, "encrypt");
      return subtle().encrypt(algorithm, key, data);
    });
  }

  decrypt(algorithm: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 3, "decrypt");
      return subtle().decrypt(algorithm, key, data);
    });
  }

  sign(algorithm: unknown, key: unknown, data: unknown): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 3, "sign");
      return subtle().sign(algorithm, key, data);
    });
  }

  verify(algorithm: unknown, key: unknown, signature: unknown, data: unknown): Promise<boolean> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 4, "verify");
      return subtle().verify(algorithm, key, signature, data);
    });
  }

  digest(algorithm: unknown, data: unknown): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 2, "digest");
      return subtle().digest(algorithm, data);
    });
  }

  generateKey(algorithm: unknown, extractable: unknown, keyUsages: unknown): Promise<CryptoKey | object> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 3, "generateKey");
      return subtle().generateKey(algorithm, extractable, keyUsages);
    });
  }

  deriveKey(
    algorithm: unknown,
    baseKey: unknown,
    derivedKeyType: unknown,
    extractable: unknown,
    keyUsages: unknown,
  ): Promise<CryptoKey> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 5, "deriveKey");
      return subtle().deriveKey(algorithm, baseKey, derivedKeyType, extractable, keyUsages);
    });
  }

  deriveBits(algorithm: unknown, baseKey: unknown, length: unknown = null): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 2, "deriveBits");
      return subtle().deriveBits(algorithm, baseKey, length);
    });
  }

  importKey(
    format: unknown,
    keyData: unknown,
    algorithm: unknown,
    extractable: unknown,
    keyUsages: unknown,
  ): Promise<CryptoKey> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 5, "importKey");
      return subtle().importKey(format, keyData, algorithm, extractable, keyUsages);
    });
  }

  exportKey(format: unknown, key: unknown): Promise<ArrayBuffer | object> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 2, "exportKey");
      return subtle().exportKey(format, key);
    });
  }

  wrapKey(format: unknown, key: unknown, wrappingKey: unknown, wrapAlgorithm: unknown): Promise<ArrayBuffer> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 4, "wrapKey");
      return subtle().wrapKey(format, key, wrappingKey, wrapAlgorithm);
    });
  }

  unwrapKey(
    format: unknown,
    wrappedKey: unknown,
    unwrappingKey: unknown,
    unwrapAlgorithm: unknown,
    unwrappedKeyAlgorithm: unknown,
    extractable: unknown,
    keyUsages: unknown,
  ): Promise<CryptoKey> {
    return promised(() => {
      this.#brand;
      required(arguments.length, 7, "unwrapKey");
      return subtle().unwrapKey(format, wrappedKey, unwrappingKey, unwrapAlgorithm, unwrappedKeyAlgorithm, extractable, keyUsages);
    });
  }

  /** Workers' own: compares in a time that depends on the length alone. */
  timingSafeEqual(a: unknown, b: unknown): boolean {
    this.#brand;
    if (!isBufferSource(a) || !isBufferSource(b))
      throw new TypeError("Both values must be ArrayBuffers or views of one.");
    const first = bytesOf(a);
    const second = bytesOf(b);
    if (first.length !== second.length) throw new TypeError("Both values must have the same length.");
    let difference = 0;
    for (let i = 0; i < first.length; i++) difference |= first[i] ^ second[i];
    return difference === 0;
  }
}
defineProperty(SubtleCrypto, "length", { value: 0, configurable: true });
defineProperty(SubtleCrypto.prototype.deriveBits, "length", { value: 2, configurable: true });
interfaceOf(SubtleCrypto, "SubtleCrypto");
