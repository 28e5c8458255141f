/** `node:crypto`: over the JDK, by way of the ops of crypto.subtle and a few of its own. */
import { crypto } from "../globals";
import { agreement } from "./agreement";
import { ciphers } from "./ciphers";
import { constants } from "./constants";
import { derivations } from "./derivations";
import { digests } from "./digests";
import { createPrivateKey, createPublicKey, createSecretKey, KeyObject } from "./keys";
import { pairs } from "./pairs";
import { randomBytes, randomFill, randomFillSync, randomInt, timingSafeEqual } from "./random";
import { rsa } from "./rsa";
import { signing } from "./signing";

export const module = {
  ...agreement,
  ...ciphers,
  ...derivations,
  ...digests,
  ...pairs,
  ...rsa,
  ...signing,
  KeyObject,
  constants,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  getFips: () => 0,
  getRandomValues: (array: unknown) => crypto.getRandomValues(array),
  prng: randomBytes,
  pseudoRandomBytes: randomBytes,
  randomBytes,
  randomFill,
  randomFillSync,
  randomInt,
  randomUUID: () => crypto.randomUUID(),
  rng: randomBytes,
  secureHeapUsed: () => ({ total: 0, used: 0, utilization: 0, min: 0 }),
  subtle: crypto.subtle,
  timingSafeEqual,
  webcrypto: crypto,
};
