import { runTests } from "../harness.js";

export const tests = {
  async "a blob is its parts one after the other"(assert) {
    const blob = new Blob(["a", new Uint8Array([98]), new Blob(["c"]), new Uint16Array([0x6464]).buffer], {
      type: "Text/Plain",
    });

    assert.equal(await blob.text(), "abcdd");
    assert.equal(blob.size, 5);
    assert.equal(blob.type, "text/plain");
  },

  async "a slice counts from either end"(assert) {
    const blob = new Blob(["hello"]);

    assert.equal(await blob.slice(1, 3).text(), "el");
    assert.equal(await blob.slice(-2).text(), "lo");
    assert.equal(await blob.slice(3, 1).text(), "");
    assert.equal(blob.slice(0, 1, "x/y").type, "x/y");
  },

  async "a blob does not change with the bytes that it was made of"(assert) {
    const bytes = new Uint8Array([97]);
    const blob = new Blob([bytes]);

    bytes[0] = 98;
    (await blob.bytes())[0] = 99;

    assert.equal(await blob.text(), "a");
  },

  "a file has a name and a date"(assert) {
    const file = new File(["x"], "a.txt", { lastModified: 7 });

    assert.equal(file.name, "a.txt");
    assert.equal(file.lastModified, 7);
    assert.ok(file instanceof Blob);
    assert.throws(() => new File(["x"]), TypeError);
    assert.throws(() => new Blob("text"), TypeError);
  },

  "FormData keeps files apart from texts"(assert) {
    const form = new FormData();
    form.append("a", 1);
    form.append("a", new Blob(["x"]));
    form.set("b", "2");

    assert.equal(form.get("a"), "1");
    assert.equal(form.getAll("a")[1].name, "blob");
    assert.same([...form.keys()], ["a", "a", "b"]);
    assert.throws(() => form.append("c", "text", "name"), TypeError);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
