// Values that others have published; Node itself holds all of this: the file also runs there.
import crypto from "node:crypto";

const hex = (text) => Buffer.from(text, "hex");

export const tests = {
  // FIPS 180-4, FIPS 202, RFC 1321: the examples "abc".
  "hashes of abc are those of their standards"(assert) {
    const of = (name, options) => crypto.createHash(name, options).update("abc").digest("hex");
    assert.equal(of("md5"), "900150983cd24fb0d6963f7d28e17f72");
    assert.equal(of("sha224"), "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7");
    assert.equal(of("RSA-SHA256"), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert.equal(of("sha512-256"), "53048e2681941ef99b2e29b76b4c7dabe4c2d0c634fc6d46e0e2f13107e7af23");
    assert.equal(of("sha3-256"), "3a985da74fe225b2045c172d6bd390bd855f086e3e9d525b46bfe24511431532");
    assert.equal(of("shake128"), "5881092dd818bf5cf8a3ddb793fbcba7");
    assert.equal(of("shake256", { outputLength: 8 }), "483366601360a877");
    assert.throws(() => of("none"), { message: "Digest method not supported" });
    const hash = crypto.createHash("sha1").update("a");
    const copy = hash.copy().update("bc");
    assert.equal(copy.digest("hex"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    assert.throws(() => copy.update("x"), { code: "ERR_CRYPTO_HASH_FINALIZED" });
  },

  // RFC 4231 §4.3; FIPS 202's by NIST's HMAC-SHA3 examples.
  "codes of authentication are those of RFC 4231"(assert) {
    const mac = (name, key, data) => crypto.createHmac(name, key).update(data).digest("hex");
    assert.equal(mac("sha256", "Jefe", "what do ya want for nothing?"), "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
    assert.equal(mac("sha224", "Jefe", "what do ya want for nothing?"), "a30e01098bc6dbbf45690f3a7e9e6d0f8bbea2a39e6148008fd05e44");
    assert.equal(mac("sha256", crypto.createSecretKey(Buffer.from("Jefe")), "what do ya want for nothing?").slice(0, 8), "5bdcc146");
    assert.throws(() => crypto.createHmac("none", ""), { code: "ERR_CRYPTO_INVALID_DIGEST" });
  },

  // RFC 6070, RFC 7914 §11 and §12, RFC 5869 §A.1.
  async "keys are derived as the RFCs say"(assert) {
    assert.equal(crypto.pbkdf2Sync("password", "salt", 4096, 20, "sha1").toString("hex"), "4b007901b765489abead49d926f721d065a429c1");
    assert.equal(crypto.scryptSync("", "", 64, { N: 16, r: 1, p: 1 }).toString("hex").slice(0, 32), "77d6576238657b203b19ca42c18a0497");
    assert.equal(crypto.scryptSync("password", "NaCl", 64, { N: 1024, r: 8, p: 16 }).toString("hex"),
      "fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b3731622eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640");
    const okm = crypto.hkdfSync("sha256", hex("0b".repeat(22)), hex("000102030405060708090a0b0c"), hex("f0f1f2f3f4f5f6f7f8f9"), 42);
    assert.equal(Buffer.from(okm).toString("hex"), "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf34007208d5b887185865");
    const late = await new Promise((resolve, reject) => crypto.scrypt("pleaseletmein", "SodiumChloride", 64, (error, key) => (error ? reject(error) : resolve(key))));
    assert.equal(late.toString("hex").slice(0, 32), "7023bdcb3afd7348461c06cd81fd38eb");
    assert.throws(() => crypto.scryptSync("", "", 1, { N: 2 ** 20 }), { code: "ERR_CRYPTO_INVALID_SCRYPT_PARAMS" });
    assert.throws(() => crypto.scryptSync("", "", 1, { N: 3 }), { code: "ERR_CRYPTO_INVALID_SCRYPT_PARAMS" });
    assert.throws(() => crypto.pbkdf2Sync("", "", 0, 1, "sha1"), { code: "ERR_OUT_OF_RANGE" });
    assert.throws(() => crypto.pbkdf2Sync("", "", 1, 1, "none"), { code: "ERR_CRYPTO_INVALID_DIGEST" });
    assert.throws(() => crypto.pbkdf2Sync("", "", 1, 1), { code: "ERR_INVALID_ARG_TYPE" });
  },

  // NIST SP 800-38A F.2.1, F.5.5; McGrew and Viega's GCM test case 4; RFC 8439 §2.8.2.
  "texts are encrypted as the standards say"(assert) {
    const run = (name, key, iv, text, options = {}) => {
      const cipher = crypto.createCipheriv(name, hex(key), iv === null ? null : hex(iv), options.make);
      if (options.plain) cipher.setAutoPadding(false);
      if (options.extra) cipher.setAAD(hex(options.extra));
      const out = cipher.update(text, "hex", "hex") + cipher.final("hex");
      return options.extra ? `${out} ${cipher.getAuthTag().toString("hex")}` : out;
    };
    const key = "2b7e151628aed2a6abf7158809cf4f3c";
    const block = "6bc1bee22e409f96e93d7e117393172a";
    assert.equal(run("aes-128-cbc", key, "000102030405060708090a0b0c0d0e0f", block, { plain: true }), "7649abac8119b246cee98e9b12e9197d");
    assert.equal(run("aes-128-ecb", key, null, block, { plain: true }), "3ad77bb40d7a3660a89ecaf32466ef97");
    assert.equal(run("aes-256-ctr", "603deb1015ca71be2b73aef0857d77811f352c073b6108d72d9810a30914dff4", "f0f1f2f3f4f5f6f7f8f9fafbfcfdfeff", block), "601ec313775789a5b7a7f504bbf3d228");
    assert.equal(
      run("aes-128-gcm", "feffe9928665731c6d6a8f9467308308", "cafebabefacedbaddecaf888",
        "d9313225f88406e5a55909c5aff5269a86a7a9531534f7da2e4c303d8a318a721c3c0c95956809532fcf0e2449a6b525b16aedf5aa0de657ba637b39",
        { extra: "feedfacedeadbeeffeedfacedeadbeefabaddad2" }),
      "42831ec2217774244b7221b784d0d49ce3aa212f2c02a4e035c17e2329aca12e21d514b25466931c7d8f6a5aac84aa051ba30b396a0aac973d58e091 5bc94fbc3221a5db94fae95ae7121a47");
    const chacha = run("chacha20-poly1305", Buffer.from(Array.from({ length: 32 }, (_, i) => 0x80 + i)).toString("hex"), "070000004041424344454647",
      Buffer.from("Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, sunscreen would be it.").toString("hex"),
      { extra: "50515253c0c1c2c3c4c5c6c7", make: { authTagLength: 16 } });
    assert.equal(chacha.slice(-32), "1ae10b594f09e26a7e902ecbd0600691");
  },

  async "what was encrypted is read again, and what was changed is refused"(assert) {
    for (const [name, keyBytes, ivBytes] of [["aes-256-cbc", 32, 16], ["aes-192-ctr", 24, 16], ["aes-256-gcm", 32, 12], ["aes-128-gcm", 16, 8], ["chacha20-poly1305", 32, 12], ["des-ede3-cbc", 24, 8]]) {
      const [key, iv] = [crypto.randomBytes(keyBytes), crypto.randomBytes(ivBytes)];
      const seals = /gcm|poly/.test(name);
      const cipher = crypto.createCipheriv(name, key, iv, seals ? { authTagLength: 16 } : undefined);
      const sealed = Buffer.concat([cipher.update("grüße "), cipher.update("x".repeat(3000)), cipher.final()]);
      const open = (change) => {
        const decipher = crypto.createDecipheriv(name, key, iv, seals ? { authTagLength: 16 } : undefined);
        if (seals) decipher.setAuthTag(cipher.getAuthTag());
        const bytes = Buffer.from(sealed);
        if (change) bytes[3] ^= 1;
        return decipher.update(bytes, undefined, "utf8") + decipher.final("utf8");
      };
      assert.equal(open(false), `grüße ${"x".repeat(3000)}`, name);
      if (seals) assert.equal(assert.throws(() => open(true)).message, "Unsupported state or unable to authenticate data");
    }
    const decipher = crypto.createDecipheriv("aes-128-cbc", Buffer.alloc(16), Buffer.alloc(16));
    decipher.update(Buffer.alloc(16));
    assert.throws(() => decipher.final(), { code: "ERR_OSSL_BAD_DECRYPT" });
    assert.throws(() => crypto.createCipheriv("aes-128-cbc", Buffer.alloc(15), Buffer.alloc(16)), { code: "ERR_CRYPTO_INVALID_KEYLEN", name: "RangeError" });
    assert.throws(() => crypto.createCipheriv("aes-128-cbc", Buffer.alloc(16), Buffer.alloc(15)), { code: "ERR_CRYPTO_INVALID_IV", name: "TypeError" });
    assert.throws(() => crypto.createCipheriv("none", Buffer.alloc(16), null), { code: "ERR_CRYPTO_UNKNOWN_CIPHER" });
    const stream = crypto.createCipheriv("aes-128-ctr", Buffer.alloc(16), Buffer.alloc(16));
    stream.end("abc");
    let out = "";
    for await (const part of stream) out += part.toString("hex");
    assert.equal(out, "078b28");
  },

  "the groups of RFC 3526 have two reach one secret"(assert) {
    const [a, b] = [crypto.getDiffieHellman("modp14"), crypto.getDiffieHellman("modp14")];
    const prime = a.getPrime("hex");
    assert.equal(prime.slice(0, 48) + prime.slice(-32), "ffffffffffffffffc90fdaa22168c234c4c6628b80dc1cd115728e5a8aacaa68ffffffffffffffff");
    a.generateKeys();
    b.generateKeys();
    assert.equal(a.computeSecret(b.getPublicKey(), null, "hex"), b.computeSecret(a.getPublicKey("hex"), "hex", "hex"));
    const c = crypto.createDiffieHellman(a.getPrime(), a.getGenerator());
    c.generateKeys();
    assert.equal(c.computeSecret(a.getPublicKey()).toString("hex"), a.computeSecret(c.getPublicKey()).toString("hex"));
  },
};
