import { runTests } from "../harness.js";

const long = "aé€🌈".repeat(5000);

export const tests = {
  "short and long texts are encoded and decoded alike"(assert) {
    for (const text of ["", "abc", "é€🌈", long, `${"x".repeat(600)}é`]) {
      assert.equal(new TextDecoder().decode(new TextEncoder().encode(text)), text);
    }
  },

  "lone surrogates become the replacement character"(assert) {
    assert.same([...new TextEncoder().encode("\ud800")], [0xef, 0xbf, 0xbd]);
    assert.same([...new TextEncoder().encode(`${"x".repeat(600)}\udfff`)].slice(-3), [0xef, 0xbf, 0xbd]);
  },

  "encodeInto stops before what does not fit"(assert) {
    const target = new Uint8Array(4);

    const result = new TextEncoder().encodeInto("a€€", target);

    assert.same(result, { read: 2, written: 4 });
  },

  "a code point that is cut by a chunk is put together"(assert) {
    const decoder = new TextDecoder();
    const bytes = new TextEncoder().encode("a🌈b");

    let text = "";
    for (const byte of bytes) text += decoder.decode(new Uint8Array([byte]), { stream: true });
    text += decoder.decode();

    assert.equal(text, "a🌈b");
  },

  "ill-formed bytes are replaced, or refused where fatal"(assert) {
    const bytes = new Uint8Array([97, 0xff, 0xe2, 0x82, 98]);

    const text = new TextDecoder().decode(bytes);

    assert.equal(text, "a\ufffd\ufffdb");
    assert.throws(() => new TextDecoder("utf-8", { fatal: true }).decode(bytes), TypeError);
    assert.throws(
      () => new TextDecoder("utf-8", { fatal: true }).decode(new Uint8Array([...new Uint8Array(300), 0xff])),
      TypeError,
    );
  },

  "the byte order mark is dropped unless it is asked for"(assert) {
    const bytes = new Uint8Array([0xef, 0xbb, 0xbf, 97]);

    assert.equal(new TextDecoder().decode(bytes), "a");
    assert.equal(new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes), "\ufeffa");
  },

  "labels mean encodings"(assert) {
    assert.equal(new TextDecoder(" Latin1 ").encoding, "windows-1252");
    assert.equal(new TextDecoder("utf-16").encoding, "utf-16le");
    assert.throws(() => new TextDecoder("utf-7"), RangeError);
    assert.equal(new TextDecoder("latin1").decode(new Uint8Array([0x80, 0xe9])), "€é");
    assert.equal(new TextDecoder("utf-16be").decode(new Uint8Array([0x20, 0xac])), "€");
  },

  "legacy encodings are decoded, also in pieces"(assert) {
    const decoder = new TextDecoder("shift_jis");

    const text =
      decoder.decode(new Uint8Array([0x93]), { stream: true }) +
      decoder.decode(new Uint8Array([0xfa, 0x96, 0x7b]));

    assert.equal(text, "日本");
    assert.equal(new TextDecoder("gbk").decode(new Uint8Array([0xc4, 0xe3])), "你");
    assert.equal(
      new TextDecoder("iso-2022-jp").decode(
        new Uint8Array([0x1b, 0x24, 0x42, 0x46, 0x7c, 0x1b, 0x28, 0x42, 0x61]),
      ),
      "日a",
    );
    assert.equal(new TextDecoder("koi8-r").decode(new Uint8Array([0xc1])), "а");
  },

  async "the streams put pairs and code points together"(assert) {
    const texts = ReadableStream.from(["a\ud83c", "\udf08b"]);

    const out = texts.pipeThrough(new TextEncoderStream()).pipeThrough(new TextDecoderStream());
    let text = "";
    for await (const chunk of out) text += chunk;

    assert.equal(text, "a🌈b");
  },

  "Base64 is written and read, and what is none refused"(assert) {
    assert.equal(btoa("hello"), "aGVsbG8=");
    assert.equal(atob(" aGVs\nbG8 "), "hello");
    assert.throws(() => btoa("€"), { name: "InvalidCharacterError", code: 5 });
    assert.throws(() => atob("a"), { name: "InvalidCharacterError" });
  },

  "gb18030 and gbk are read alike, in pairs and in rows of four"(assert) {
    const decode = (label, ...bytes) => new TextDecoder(label).decode(new Uint8Array(bytes));

    for (const label of ["gb18030", "gbk"]) {
      assert.equal(decode(label, 0x80, 0xb0, 0xa1, 0xa8, 0xbc), "€啊ḿ");
      assert.equal(decode(label, 0x81, 0x30, 0x81, 0x30, 0x90, 0x30, 0x81, 0x30), "\x80\u{10000}");
      assert.equal(decode(label, 0x82, 0x35, 0x90, 0x37, 0xfe, 0x59), "\u9fb4\u9fb4");
      assert.equal(decode(label, 0x81, 0x7f, 0x81, 0x30, 0x41), "\ufffd\x7f\ufffd0A");
      assert.equal(decode(label, 0x41, 0x81, 0x30, 0x81), "A\ufffd");
    }
    assert.throws(() => new TextDecoder("gbk", { fatal: true }).decode(new Uint8Array([0xff])), TypeError);
  },

  "ISO-2022-JP keeps its state from chunk to chunk"(assert) {
    const decoder = new TextDecoder("iso-2022-jp");
    const bytes = [0x41, 0x1b, 0x24, 0x42, 0x46, 0x7c, 0x4b, 0x5c, 0x1b, 0x28, 0x4a, 0x5c, 0x1b, 0x28, 0x42];

    let text = "";
    for (const byte of bytes) text += decoder.decode(new Uint8Array([byte]), { stream: true });
    text += decoder.decode();

    assert.equal(text, "A日本¥");
    assert.equal(decoder.decode(new Uint8Array([0x1b, 0x24, 0x42, 0x1b, 0x28, 0x42, 0x0e, 0x1b, 0x24])), "\ufffd\ufffd\ufffd$");
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
