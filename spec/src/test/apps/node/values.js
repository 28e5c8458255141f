// Node itself holds all of this: the file also runs there.
import { Buffer, constants, isAscii, isUtf8, transcode } from "node:buffer";
import { createHash, createHmac, hash, randomBytes, randomInt, randomUUID, timingSafeEqual } from "node:crypto";
import querystring from "node:querystring";
import url from "node:url";

export const tests = {
  "a buffer is read and written in every encoding"(assert) {
    const text = "grüße, 世界 🎉";
    for (const encoding of ["utf8", "utf16le", "hex", "base64", "base64url"]) {
      assert.equal(Buffer.from(Buffer.from(text).toString(encoding), encoding).toString(), text);
    }

    assert.equal(Buffer.from("ÿ÷~?", "latin1").toString("base64"), "//d+Pw==");
    assert.equal(Buffer.from("ÿ÷~?", "latin1").toString("base64url"), "__d-Pw");
    assert.equal(Buffer.from("__d-Pw", "base64url").toString("hex"), "fff77e3f");
    assert.equal(Buffer.byteLength("_-x", "base64url"), 2);
    assert.equal(Buffer.byteLength(text), 20);
    assert.ok(Buffer.isEncoding("BASE64URL") && !Buffer.isEncoding("base65"));
  },

  "a buffer is bytes with numbers in them"(assert) {
    const buffer = Buffer.alloc(16);
    buffer.writeUInt32BE(0xcafebabe, 0);
    buffer.writeDoubleLE(0.1, 4);
    buffer.writeInt16LE(-2, 12);

    assert.equal(buffer.toString("hex"), "cafebabe9a9999999999b93ffeff0000");
    assert.equal(buffer.readUInt32BE(0), 0xcafebabe);
    assert.equal(buffer.readDoubleLE(4), 0.1);
    assert.equal(buffer.readInt16LE(12), -2);
    assert.throws(() => buffer.readUInt32BE(13), RangeError);
  },

  "numbers of a buffer are checked as Node checks them"(assert) {
    const buffer = Buffer.alloc(8);
    const codeOf = (call) => {
      try {
        return call();
      } catch (error) {
        return `${error.name} ${error.code}: ${error.message}`;
      }
    };

    buffer.writeIntBE(-2, 1, 6);
    assert.equal(buffer.readIntBE(1, 6), -2);
    assert.equal(buffer.readUintBE(1, 6), 2 ** 48 - 2);
    assert.equal(buffer.writeUInt8("7", 0), 1);
    assert.equal(buffer.readFloatBE(0), Math.fround(buffer.readFloatBE(0)));
    assert.equal(
      codeOf(() => buffer.writeUInt8(256, 0, true)),
      'RangeError ERR_OUT_OF_RANGE: The value of "value" is out of range. It must be >= 0 and <= 255. Received 256',
    );
    assert.equal(
      codeOf(() => buffer.readUIntLE(0, 7, true)),
      'RangeError ERR_OUT_OF_RANGE: The value of "byteLength" is out of range. It must be >= 1 and <= 6. Received 7',
    );
    assert.equal(
      codeOf(() => buffer.readInt32LE(5)),
      'RangeError ERR_OUT_OF_RANGE: The value of "offset" is out of range. It must be >= 0 and <= 4. Received 5',
    );
    assert.equal(
      codeOf(() => Buffer.alloc(1).readInt32LE()),
      "RangeError ERR_BUFFER_OUT_OF_BOUNDS: Attempt to access memory outside buffer bounds",
    );
    assert.equal(
      codeOf(() => buffer.readInt8("0")),
      "TypeError ERR_INVALID_ARG_TYPE: The \"offset\" argument must be of type number. Received type string ('0')",
    );
    assert.throws(() => Buffer.prototype.writeUIntBE.call(Promise.resolve(), 1, 0, 1), TypeError);
  },

  "buffers are cut, joined, searched and compared"(assert) {
    const joined = Buffer.concat([Buffer.from("ab"), new Uint8Array([99]), Buffer.from("d")]);

    assert.equal(joined.toString(), "abcd");
    assert.equal(joined.indexOf("cd"), 2);
    assert.ok(joined.includes("bc") && joined.equals(Buffer.from("abcd")));
    assert.ok(joined.equals(new Uint8Array([97, 98, 99, 100])));
    assert.equal(Buffer.compare(Buffer.from("a"), Buffer.from("b")), -1);
    const part = joined.subarray(1, 3);
    part[0] = 120;
    assert.equal(joined.toString(), "axcd");
    assert.ok(part instanceof Buffer && Buffer.isBuffer(part) && part instanceof Uint8Array);
    assert.equal(JSON.stringify(part), '{"type":"Buffer","data":[120,99]}');
    assert.equal(Buffer.copyBytesFrom(new Uint16Array([1, 2]), 1).toString("hex"), "0200");
  },

  "the global buffer is the module's"(assert) {
    assert.ok(globalThis.Buffer === Buffer);
    assert.ok(isAscii(Buffer.from("abc")) && !isAscii(Buffer.from("ü")));
    assert.ok(isUtf8(Buffer.from("ü")) && !isUtf8(Buffer.from([255])));
    assert.equal(transcode(Buffer.from("€ü"), "utf8", "latin1").toString("hex"), "3ffc");
    assert.ok(constants.MAX_LENGTH > 0);
  },

  "digests and their keyed kind"(assert) {
    assert.equal(createHash("md5").update("a").update("b").digest("hex"), "187ef4436122d1cc2f40dc2b92f0eba0");
    assert.equal(hash("sha1", "abc"), "a9993e364706816aba3e25717850c26c9cd0d89d");
    const known = "97d2a569059bbcd8ead4444ff99071f4c01d005bcefe0d3567e1be628e5fdcd9";
    assert.equal(createHmac("sha256", "secret").update("what").digest("hex"), createHmac("SHA256", Buffer.from("secret")).update("wh").update("at").digest("hex"));
    assert.equal(createHmac("sha256", "").update("").digest("hex"), "b613679a0814d9ec772f95d778c35fc5ff1697c493715653c6c712144292c5ad");
    assert.equal(known.length, 64);
    const first = createHash("sha256").update("a");
    const copy = first.copy().update("b");
    assert.equal(first.digest("base64url"), "ypeBEsobvcr6wjGzmiPcTaeG7_gUfE5yuYB3ha_uSLs");
    assert.equal(copy.digest("hex").slice(0, 16), "fb8e20fc2e4c3f24");
    assert.throws(() => first.digest(), { message: /Digest already called/ });
    assert.throws(() => createHash("none"), { message: /Digest method not supported/ });
  },

  "random values lie where they shall"(assert) {
    assert.equal(randomBytes(7).length, 7);
    for (let i = 0; i < 50; i++) assert.ok([3, 4].includes(randomInt(3, 5)));
    assert.ok(/^[0-9a-f-]{36}$/.test(randomUUID()));
    assert.throws(() => randomInt(5, 5), RangeError);
    assert.ok(timingSafeEqual(Buffer.from("a"), Buffer.from("a")));
    assert.throws(() => timingSafeEqual(Buffer.from("a"), Buffer.from("ab")), RangeError);
  },

  "query strings, there and back"(assert) {
    assert.equal(querystring.stringify({ a: 1, b: ["x y", "ü"], c: null, d: true }), "a=1&b=x%20y&b=%C3%BC&c=&d=true");
    const parsed = querystring.parse("a=1&b=x+y&b=%C3%BC&c&=z&d=%zz&e=%E4");
    assert.equal(JSON.stringify(parsed), '{"a":"1","b":["x y","ü"],"c":"","":"z","d":"%zz","e":"\ufffd"}');
    assert.equal(Object.getPrototypeOf(parsed), null);
  },

  "urls by the older interface"(assert) {
    const parsed = url.parse("HTTP://user:pa%20ss@Example.com:8080/p/a th?q=1&q=2#frag", true);
    assert.equal(parsed.protocol, "http:");
    assert.equal(parsed.auth, "user:pa ss");
    assert.equal(parsed.host, "example.com:8080");
    assert.equal(parsed.pathname, "/p/a%20th");
    assert.equal(JSON.stringify(parsed.query), '{"q":["1","2"]}');
    assert.equal(parsed.hash, "#frag");
    assert.equal(parsed.href, "http://user:pa%20ss@example.com:8080/p/a%20th?q=1&q=2#frag");
    assert.equal(url.parse("/only/path?x").path, "/only/path?x");
    assert.equal(url.parse("/only/path").host, null);
    assert.equal(url.format({ protocol: "https", hostname: "a.b", pathname: "c", query: { d: "e f" } }), "https://a.b/c?d=e%20f");
    assert.equal(url.resolve("http://a.b/c/d", "../e"), "http://a.b/e");
    assert.equal(url.resolve("/one/two", "three"), "/one/three");
  },

  "paths of files and their urls"(assert) {
    assert.equal(url.fileURLToPath("file:///a%20b/c"), "/a b/c");
    assert.equal(url.pathToFileURL("/a b/#c?%").href, "file:///a%20b/%23c%3F%25");
    assert.throws(() => url.fileURLToPath("http://a/"), { message: /scheme file/ });
  },
};
