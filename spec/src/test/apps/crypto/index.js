import { runTests } from "../harness.js";
import { ENCRYPTED, SIGNATURES } from "./vectors.js";

const { subtle } = crypto;
const text = new TextEncoder();

function bytes(base64url) {
  return Uint8Array.fromBase64
    ? Uint8Array.fromBase64(base64url, { alphabet: "base64url" })
    : Uint8Array.from(atob(base64url.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
}

function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** The halves of a JSON Web Key, imported. */
async function halves({ key, algorithm }) {
  if (key.kty === "oct") {
    const secret = await subtle.importKey("jwk", key, algorithm, false, ["sign", "verify"]);
    return { signing: secret, verifying: secret };
  }
  const { d, p, q, dp, dq, qi, ...open } = key;
  return {
    signing: await subtle.importKey("jwk", key, algorithm, true, ["sign"]),
    verifying: await subtle.importKey("jwk", open, algorithm, true, ["verify"]),
  };
}

const signatures = {};
for (const vector of SIGNATURES) {
  signatures[`the example of the standard for ${vector.name} verifies, and a change in it does not`] = async (
    assert,
  ) => {
    const { signing, verifying } = await halves(vector);
    const at = vector.token.lastIndexOf(".");
    const signed = text.encode(vector.token.slice(0, at));
    const signature = bytes(vector.token.slice(at + 1));

    assert.equal(await subtle.verify(vector.algorithm, verifying, signature, signed), true);
    assert.equal(await subtle.verify(vector.algorithm, verifying, signature, signed.slice(1)), false);
    assert.equal(await subtle.verify(vector.algorithm, verifying, signature.slice(1), signed), false);
    const ours = new Uint8Array(await subtle.sign(vector.algorithm, signing, signed));
    if (vector.same) assert.equal(hex(ours), hex(signature));
    assert.equal(await subtle.verify(vector.algorithm, verifying, ours, signed), true);
  };
}

export const tests = {
  ...signatures,

  async "an encrypted token of the standard is unwrapped and read"(assert) {
    const [head, wrapped, iv, data, tag] = ENCRYPTED.token.split(".");
    const kek = await subtle.importKey("jwk", ENCRYPTED.key, "AES-KW", false, ["unwrapKey"]);

    const key = await subtle.unwrapKey("raw", bytes(wrapped), kek, "AES-KW", "AES-GCM", false, ["decrypt"]);
    const sealed = new Uint8Array([...bytes(data), ...bytes(tag)]);
    const params = { name: "AES-GCM", iv: bytes(iv), additionalData: text.encode(head) };
    const plain = new TextDecoder().decode(await subtle.decrypt(params, key, sealed));

    assert.ok(plain.startsWith(ENCRYPTED.begins));
    sealed[0] ^= 1;
    await assert.rejects(subtle.decrypt(params, key, sealed), "OperationError");
  },

  async "keys are derived as RFC 5869 and RFC 7914 have it"(assert) {
    const range = (from, to) => Uint8Array.from({ length: to - from }, (_, i) => from + i);
    const hkdf = await subtle.importKey("raw", new Uint8Array(22).fill(11), "HKDF", false, ["deriveBits"]);
    const password = await subtle.importKey("raw", text.encode("passwd"), "PBKDF2", false, ["deriveBits"]);
    const info = range(0xf0, 0xfa);

    const first = await subtle.deriveBits(
      { name: "HKDF", hash: "SHA-256", salt: range(0, 13), info },
      hkdf,
      336,
    );
    const second = await subtle.deriveBits(
      { name: "PBKDF2", hash: "SHA-256", salt: text.encode("salt"), iterations: 1 },
      password,
      512,
    );

    assert.equal(
      hex(first),
      "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865",
    );
    assert.equal(
      hex(second),
      "55ac046e56e3089fec1691c22544b605f94185216dde0465e68b9d57c20dacbc" +
        "49ca9cccf179b645991664b39d77ef317c71b845b1e30bd509112041d3a19783",
    );
  },

  async "two agree on a secret over each kind of curve"(assert) {
    for (const algorithm of [
      { name: "ECDH", namedCurve: "P-256" },
      { name: "ECDH", namedCurve: "P-384" },
      { name: "ECDH", namedCurve: "P-521" },
      "X25519",
      "X448",
    ]) {
      const one = await subtle.generateKey(algorithm, false, ["deriveBits"]);
      const two = await subtle.generateKey(algorithm, false, ["deriveBits"]);
      const name = algorithm.name ?? algorithm;

      const ours = await subtle.deriveBits({ name, public: two.publicKey }, one.privateKey);
      const theirs = await subtle.deriveBits({ name, public: one.publicKey }, two.privateKey);

      assert.ok(ours.byteLength >= 32, `${name}'s secret`);
      assert.equal(hex(ours), hex(theirs));
    }
  },

  async "a key made here is written and read back in every format"(assert) {
    const rsa = {
      name: "RSA-PSS",
      hash: "SHA-256",
      modulusLength: 1024,
      publicExponent: new Uint8Array([1, 0, 1]),
    };
    for (const algorithm of [rsa, { name: "ECDSA", namedCurve: "P-384" }, { name: "Ed448" }]) {
      const pair = await subtle.generateKey(algorithm, true, ["sign", "verify"]);
      for (const [format, half] of [
        ["pkcs8", "privateKey"],
        ["spki", "publicKey"],
      ]) {
        const written = await subtle.exportKey(format, pair[half]);
        const read = await subtle.importKey(format, written, algorithm, true, pair[half].usages);

        assert.same(await subtle.exportKey("jwk", read), await subtle.exportKey("jwk", pair[half]));
      }
    }
  },

  async "a key that is not extractable stays where it is, also wrapped or cloned"(assert) {
    const key = await subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    const wrapping = await subtle.generateKey({ name: "AES-KW", length: 128 }, true, [
      "wrapKey",
      "unwrapKey",
    ]);
    const pair = await subtle.generateKey({ name: "ECDSA", namedCurve: "P-256" }, false, ["sign", "verify"]);

    await assert.rejects(subtle.exportKey("raw", key), "InvalidAccessError");
    await assert.rejects(subtle.exportKey("jwk", pair.privateKey), "InvalidAccessError");
    await assert.rejects(subtle.wrapKey("raw", key, wrapping, "AES-KW"), "InvalidAccessError");
    const copy = structuredClone({ key }).key;
    assert.ok(copy instanceof CryptoKey && copy !== key);
    await assert.rejects(subtle.exportKey("raw", copy), "InvalidAccessError");
    const iv = new Uint8Array(12);
    const sealed = await subtle.encrypt({ name: "AES-GCM", iv }, key, text.encode("hello"));
    const opened = await subtle.decrypt({ name: "AES-GCM", iv }, copy, sealed);
    assert.equal(new TextDecoder().decode(opened), "hello");
    assert.equal(JSON.stringify(key), "{}");
  },

  async "what code does to a key's face does not change the key"(assert) {
    const key = await subtle.generateKey({ name: "HMAC", hash: "SHA-256" }, false, ["sign"]);
    key.usages.push("verify");
    key.algorithm.name = "AES-GCM";
    key.algorithm.hash.name = "SHA-1";

    await assert.rejects(
      subtle.verify("HMAC", key, new Uint8Array(32), new Uint8Array(1)),
      "InvalidAccessError",
    );
    assert.equal((await subtle.sign("HMAC", key, new Uint8Array(1))).byteLength, 32);
    assert.throws(() => new CryptoKey(), TypeError);
  },

  async "wrapping asks nobody's toJSON and getters"(assert) {
    Object.prototype.toJSON = () => "stolen";
    Object.prototype.kty = "patched";
    try {
      const key = await subtle.generateKey({ name: "AES-CBC", length: 128 }, true, ["encrypt"]);
      const wrapping = await subtle.generateKey({ name: "AES-GCM", length: 128 }, true, [
        "wrapKey",
        "unwrapKey",
      ]);
      const params = { name: "AES-GCM", iv: new Uint8Array(12) };

      const wrapped = await subtle.wrapKey("jwk", key, wrapping, params);
      const back = await subtle.unwrapKey("jwk", wrapped, wrapping, params, "AES-CBC", true, ["encrypt"]);

      assert.equal(hex(await subtle.exportKey("raw", back)), hex(await subtle.exportKey("raw", key)));
    } finally {
      delete Object.prototype.toJSON;
      delete Object.prototype.kty;
    }
  },

  async "errors have the classes of the standard"(assert) {
    const { privateKey, publicKey } = await subtle.generateKey("Ed25519", true, ["sign", "verify"]);
    const jwk = await subtle.exportKey("jwk", privateKey);

    await assert.rejects(
      subtle.importKey("jwk", { ...jwk, kty: "EC" }, "Ed25519", true, ["sign"]),
      "DataError",
    );
    await assert.rejects(
      subtle.importKey("jwk", { ...jwk, d: jwk.x }, "Ed25519", true, ["sign"]),
      "DataError",
    );
    await assert.rejects(subtle.importKey("jwk", jwk, "Ed25519", true, ["encrypt"]), "SyntaxError");
    await assert.rejects(subtle.importKey("jwk", jwk, "Ed25519", true, []), "SyntaxError");
    await assert.rejects(subtle.importKey("pem", jwk, "Ed25519", true, ["sign"]), TypeError);
    await assert.rejects(subtle.sign("Ed25519", publicKey, new Uint8Array(1)), "InvalidAccessError");
    await assert.rejects(subtle.sign("DSA", privateKey, new Uint8Array(1)), "NotSupportedError");
    await assert.rejects(subtle.sign("Ed25519", {}, new Uint8Array(1)), TypeError);
    const rsa = {
      name: "RSA-PSS",
      hash: "SHA-256",
      modulusLength: 8192,
      publicExponent: new Uint8Array([3]),
    };
    await assert.rejects(subtle.generateKey(rsa, true, ["sign"]), "OperationError");
    await assert.rejects(
      subtle.generateKey({ ...rsa, modulusLength: 1024, publicExponent: new Uint8Array([4]) }, true, [
        "sign",
      ]),
      "OperationError",
    );
  },

  async "keys that nobody holds make room for others"(assert) {
    const algorithm = { name: "HMAC", hash: "SHA-256", length: 256 };
    for (let round = 0; round < 12; round++) {
      for (let i = 0; i < 2000; i++) await subtle.generateKey(algorithm, false, ["sign"]);
      // The engine holds what was made until its microtasks are done.
      await new Promise((resolve) => setTimeout(resolve, 0));
    }
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
