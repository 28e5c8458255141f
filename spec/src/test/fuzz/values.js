// Random values for calls of every kind; `random(n)` answers 0 to n - 1.

export function generator(seed) {
  let state = seed >>> 0;
  const random = (n) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) % n;
  };
  return random;
}

const NUMBERS = [0, -0, 1, -1, 2, 7, 8, 16, 255, 256, 1000, 65535, 65536, 1e5, 2 ** 31 - 1, 2 ** 31, -(2 ** 31),
  2 ** 32, 2 ** 53, -(2 ** 53), 1e21, 0.5, NaN, Infinity, -Infinity];
const TEXTS = ["", "a", "utf-8", "SHA-256", "AES-GCM", "RSA-PSS", "HMAC", "P-256", "raw", "jwk", "hex", "base64",
  "http://localhost/", "https://[::1]:1/?a#b", "data:text/plain,x", "::", "text/plain", "multipart/form-data; boundary=x",
  "GET", "\0", "\r\n", "\ud800", "\udc00x", "é☃", "x".repeat(70000), "constructor", "__proto__", "then", "gzip", "close",
  "message", "error", "/tmp/a", "../..", "*", "[", "a=b&c=d", "bytes", "default"];

/** Makes one value; `bag` holds what earlier calls answered. */
export function valueOf(random, bag, depth = 0) {
  const any = () => valueOf(random, bag, depth + 1);
  switch (random(depth > 2 ? 12 : 27)) {
    case 0: return undefined;
    case 1: return null;
    case 2: return random(2) === 0;
    case 3: case 4: return NUMBERS[random(NUMBERS.length)];
    case 5: case 6: return TEXTS[random(TEXTS.length)];
    case 7: return BigInt(random(5)) ** 70n;
    case 8: return Symbol.iterator;
    case 9: case 10: case 11: return bag.length === 0 ? {} : bag[random(bag.length)];
    case 12: return bytes(random);
    case 13: return detached(random);
    case 14: return new DataView(new ArrayBuffer(random(100)));
    case 15: return new ArrayBuffer(8, { maxByteLength: 64 });
    case 16: return Array.from({ length: random(6) }, any);
    case 17: return { name: any(), hash: any(), length: any(), [TEXTS[random(TEXTS.length)]]: any() };
    case 18: return { get a() { throw new Error("getter"); }, toString() { throw new Error("toString"); } };
    case 19: return { valueOf: any, toString: any, [Symbol.toPrimitive]: random(2) === 0 ? any : undefined };
    case 20: return new Proxy({}, { get: (_, key) => (key === "then" ? undefined : any()), ownKeys: () => ["a"] });
    case 21: return revoked();
    case 22: return random(2) === 0 ? any : () => { throw new Error("callback"); };
    case 23: return class { constructor() { return any() ?? {}; } };
    case 24: return Promise.resolve(any());
    case 25: return (function* () { for (let i = 0; i < 3; i++) yield any(); })();
    default: return new ReadableStream({ pull(c) { c.enqueue(any()); if (random(3) === 0) c.close(); } });
  }
}

function bytes(random) {
  const kinds = [Uint8Array, Int16Array, Float64Array, BigInt64Array, Uint8ClampedArray];
  return new kinds[random(kinds.length)](random(20) === 0 ? 70000 : random(70));
}

function detached(random) {
  const view = new Uint8Array(16);
  if (random(2) === 0) view.buffer.transfer();
  return view;
}

function revoked() {
  const { proxy, revoke } = Proxy.revocable({}, {});
  revoke();
  return proxy;
}
