/**
 * The groups of RFC 2409 §6 and RFC 3526. Each prime is 2^n - 2^(n-64) - 1 + 2^64 * (floor(2^(n-130) * pi) + k):
 * what is kept is n and k.
 */
import { Buffer } from "../buffer";
import type { Bytes } from "./bytes";

export const GROUPS: Record<string, [number, bigint]> = {
  modp1: [768, 149686n], modp2: [1024, 129093n], modp5: [1536, 741804n], modp14: [2048, 124476n], modp15: [3072, 1690314n], modp16: [4096, 240904n], modp17: [6144, 929484n], modp18: [8192, 4743158n],
};
/** More bits than are asked for, for what each division loses. */
const GUARD_BITS = 64n;

/** arctan(1/x), times 2^bits. */
function arctangent(x: bigint, bits: bigint): bigint {
  let power = (1n << bits) / x;
  let sum = power;
  for (let odd = 3n, sign = -1n; power !== 0n; odd += 2n, sign = -sign) {
    power /= x * x;
    sum += (sign * power) / odd;
  }
  return sum;
}

/** floor(2^bits * pi), by Machin's formula. */
function pi(bits: bigint): bigint {
  const more = bits + GUARD_BITS;
  return (4n * (4n * arctangent(5n, more) - arctangent(239n, more))) >> GUARD_BITS;
}

export function groupPrime(name: string): Bytes {
  const [size, k] = GROUPS[name];
  const n = BigInt(size);
  const prime = (1n << n) - (1n << (n - 64n)) - 1n + (1n << 64n) * (pi(n - 130n) + k);
  return Buffer.from(prime.toString(16), "hex");
}
