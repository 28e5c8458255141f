// Node itself holds all of this: the file also runs there.
import crypto from "node:crypto";
import util from "node:util";

const pairs = () => ({
  rsa: crypto.generateKeyPairSync("rsa", { modulusLength: 2048 }),
  p256: crypto.generateKeyPairSync("ec", { namedCurve: "prime256v1" }),
  p384: crypto.generateKeyPairSync("ec", { namedCurve: "P-384" }),
  ed25519: crypto.generateKeyPairSync("ed25519"),
});

export const tests = {
  "what one half signs the other verifies, in every way"(assert) {
    const { rsa, p256, p384, ed25519 } = pairs();
    const { RSA_PKCS1_PSS_PADDING, RSA_PSS_SALTLEN_DIGEST } = crypto.constants;
    const ways = [
      [rsa, "sha256", {}], [rsa, "RSA-SHA512", {}], [rsa, "sha256", { padding: RSA_PKCS1_PSS_PADDING }],
      [rsa, "sha384", { padding: RSA_PKCS1_PSS_PADDING, saltLength: RSA_PSS_SALTLEN_DIGEST }], [rsa, "sha1", { padding: RSA_PKCS1_PSS_PADDING, saltLength: 7 }],
      [p256, "sha256", {}], [p256, "sha256", { dsaEncoding: "ieee-p1363" }], [p384, "sha384", {}], [ed25519, null, {}],
    ];
    for (const [pair, hash, options] of ways) {
      const data = Buffer.from("what is said");
      const signature = crypto.sign(hash, data, { key: pair.privateKey, ...options });
      assert.ok(crypto.verify(hash, data, { key: pair.publicKey, ...options }, signature), `${hash} ${JSON.stringify(options)}`);
      assert.ok(!crypto.verify(hash, Buffer.from("else"), { key: pair.publicKey, ...options }, signature));
      if (options.dsaEncoding) assert.equal(signature.length, 64);
      if (hash) {
        const piecewise = crypto.createSign(hash).update("what is ").update("said").sign({ key: pair.privateKey, ...options }, "base64");
        assert.ok(crypto.createVerify(hash).update(data).verify({ key: pair.privateKey.export({ format: "pem", type: "pkcs8" }), ...options }, piecewise, "base64"));
      }
    }
    assert.ok(!crypto.verify("sha256", Buffer.from(""), p256.publicKey, Buffer.from("none")));
    assert.throws(() => crypto.createSign("none"), { code: "ERR_CRYPTO_INVALID_DIGEST" });
    assert.throws(() => crypto.createSign("sha256").sign(null), { code: "ERR_CRYPTO_SIGN_KEY_REQUIRED" });
  },

  "keys are written and read in all their forms"(assert) {
    for (const [name, { publicKey, privateKey }] of Object.entries(pairs())) {
      const forms = ["pkcs8", ...(name === "rsa" ? ["pkcs1"] : name.startsWith("p") ? ["sec1"] : [])];
      for (const type of forms) {
        const pem = privateKey.export({ format: "pem", type });
        assert.ok(pem.startsWith("-----BEGIN ") && crypto.createPrivateKey(pem).equals(privateKey), `${name} ${type}`);
        const der = privateKey.export({ format: "der", type });
        assert.ok(crypto.createPrivateKey({ key: der, format: "der", type }).equals(privateKey));
        assert.ok(crypto.createPublicKey(pem).equals(publicKey));
      }
      for (const type of ["spki", ...(name === "rsa" ? ["pkcs1"] : [])]) {
        assert.ok(crypto.createPublicKey(publicKey.export({ format: "pem", type })).equals(publicKey));
        assert.ok(crypto.createPublicKey({ key: publicKey.export({ format: "der", type }), format: "der", type }).equals(publicKey));
      }
      assert.ok(crypto.createPrivateKey({ key: privateKey.export({ format: "jwk" }), format: "jwk" }).equals(privateKey));
      assert.ok(crypto.createPublicKey({ key: publicKey.export({ format: "jwk" }), format: "jwk" }).equals(publicKey));
      assert.ok(crypto.createPublicKey(privateKey).equals(publicKey) && !privateKey.equals(publicKey));
      const sealed = privateKey.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "secret" });
      assert.ok(sealed.startsWith("-----BEGIN ENCRYPTED PRIVATE KEY-----") && crypto.createPrivateKey({ key: sealed, passphrase: "secret" }).equals(privateKey));
      assert.throws(() => crypto.createPrivateKey(sealed));
    }
    assert.throws(() => crypto.createPrivateKey("no key"), { code: "ERR_OSSL_UNSUPPORTED" });
    assert.throws(() => crypto.createPublicKey(7), { code: "ERR_INVALID_ARG_TYPE" });
  },

  "keys say what they are"(assert) {
    const { rsa, p256, ed25519 } = pairs();
    assert.equal(`${rsa.publicKey.type} ${rsa.privateKey.type} ${crypto.createSecretKey(Buffer.alloc(3)).type}`, "public private secret");
    assert.equal(`${rsa.publicKey.asymmetricKeyType} ${p256.privateKey.asymmetricKeyType} ${ed25519.publicKey.asymmetricKeyType}`, "rsa ec ed25519");
    assert.equal(rsa.privateKey.asymmetricKeyDetails.modulusLength, 2048);
    assert.equal(rsa.publicKey.asymmetricKeyDetails.publicExponent, 65537n);
    assert.equal(p256.publicKey.asymmetricKeyDetails.namedCurve, "prime256v1");
    assert.equal(crypto.generateKeySync("aes", { length: 256 }).symmetricKeySize, 32);
    assert.ok(rsa.publicKey instanceof crypto.KeyObject && util.types.isKeyObject(rsa.publicKey));
  },

  async "a pair may be made with a callback, as texts"(assert) {
    const made = await util.promisify(crypto.generateKeyPair)("ec", { namedCurve: "P-256", publicKeyEncoding: { type: "spki", format: "pem" }, privateKeyEncoding: { type: "pkcs8", format: "pem" } });
    assert.ok(made.publicKey.startsWith("-----BEGIN PUBLIC KEY-----") && made.privateKey.startsWith("-----BEGIN PRIVATE KEY-----"));
    const told = await new Promise((resolve) => crypto.generateKeyPair("ed25519", {}, (...all) => resolve(all)));
    assert.equal(told.map((each) => each?.type).join(), ",public,private");
    assert.throws(() => crypto.generateKeyPairSync("ec", { namedCurve: "none" }), { code: "ERR_CRYPTO_INVALID_CURVE" });
    assert.throws(() => crypto.generateKeyPairSync("none"), { code: "ERR_INVALID_ARG_VALUE" });
  },

  "RSA encrypts a few bytes"(assert) {
    const { publicKey, privateKey } = pairs().rsa;
    const { RSA_PKCS1_OAEP_PADDING } = crypto.constants;
    const text = Buffer.from("for you alone");
    assert.equal(crypto.privateDecrypt(privateKey, crypto.publicEncrypt(publicKey, text)).toString(), "for you alone");
    const options = { padding: RSA_PKCS1_OAEP_PADDING, oaepHash: "sha256", oaepLabel: Buffer.from("x") };
    assert.equal(crypto.privateDecrypt({ key: privateKey, ...options }, crypto.publicEncrypt({ key: publicKey, ...options }, text)).toString(), "for you alone");
    assert.equal(crypto.publicDecrypt(publicKey, crypto.privateEncrypt(privateKey, text)).toString(), "for you alone");
    assert.throws(() => crypto.publicEncrypt(publicKey, Buffer.alloc(300)));
  },

  "two reach one secret over a curve"(assert) {
    const [a, b] = [crypto.createECDH("prime256v1"), crypto.createECDH("prime256v1")];
    a.generateKeys();
    const compressed = b.generateKeys("hex", "compressed");
    assert.equal(compressed.length, 66);
    assert.equal(a.computeSecret(compressed, "hex", "hex"), b.computeSecret(a.getPublicKey(), null, "hex"));
    const again = crypto.createECDH("prime256v1");
    again.setPrivateKey(a.getPrivateKey("hex"), "hex");
    assert.equal(again.getPublicKey("hex"), a.getPublicKey("hex"));
    const [x, y] = [crypto.generateKeyPairSync("x25519"), crypto.generateKeyPairSync("x25519")];
    assert.ok(crypto.diffieHellman({ privateKey: x.privateKey, publicKey: y.publicKey }).equals(crypto.diffieHellman({ privateKey: y.privateKey, publicKey: x.publicKey })));
    assert.equal(crypto.ECDH.convertKey(a.getPublicKey("hex", "compressed"), "prime256v1", "hex", "hex", "uncompressed"), a.getPublicKey("hex"));
  },
};
