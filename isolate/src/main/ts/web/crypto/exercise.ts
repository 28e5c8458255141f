import { cipher, generateSecret, ops } from "./ops";

/**
 * What must have been used before the lock: the JDK reads the policy of its ciphers from a file, once.
 * All else that it needs is classes, which can be loaded at any time.
 */
export function exercise(): void {
  const key = generateSecret(128, false);
  const twelve = new Uint8Array(12);
  cipher("AES-GCM", key, { decrypt: false, iv: twelve, number: 128 }, twelve);
  ops().free(key);
}
