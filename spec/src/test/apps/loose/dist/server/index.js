import process from "node:process";
import { runTests } from "../lib/harness.js";
import page, { name } from "../pages/one.js";
import common from "../lib/common.cjs";
import answer from "../lib/answer.wasm";
import note from "../lib/note.md";
import text from "../lib/note.txt";
import data from "../lib/three.bin";

const early = await import("../pages/deep/two.js");

const tests = {
  "modules import each other by their paths"(assert) {
    assert.equal(page, "one sees two");
    assert.equal(name, "one");
    assert.equal(common.sum(2, 3), 5);
    assert.equal(common.type, "function");
  },
  "other files are what their rules say"(assert) {
    assert.equal(new WebAssembly.Instance(answer).exports.answer(), 42);
    assert.deepEqual([note.trim(), text.trim(), data.byteLength], ["a *note*", "a text", 3]);
  },
  async "a module is loaded while the code runs, by any path"(assert) {
    for (const page of ["one", "deep/two"]) {
      const loaded = await import(`../pages/${page}.js`);
      assert.ok(loaded.name === page.split("/").at(-1), loaded.name);
    }
    assert.equal(early, await import("../pages/deep/two.js"));
    assert.equal((await import("../lib/note.md")).default.trim(), "a *note*");
    assert.equal((await import("../lib/answer.wasm")).default, answer);
    assert.equal((await import("node:process")).default, process);
  },
  async "and seen from the module that asks"(assert) {
    assert.equal((await early.sibling()).name, "three");
    assert.equal((await early.above()).name, "one");
  },
  async "an import that fails rejects"(assert) {
    const fails = [
      ["../pages/none.js", /There is no module '\.\.\/pages\/none\.js'/],
      ["node:nothing", /There is no module 'node:nothing'/],
      ["../pages/throws.js", /thrown while loading/],
      ["../pages/throws.js", /thrown while loading/],
      ["../pages/needs-throws.js", /^5$/],
      ["../pages/throws-too.js", /threw something/],
      ["../pages/unlinked.js", /nothere/],
      ["../pages/syntax.mjs", /SyntaxError/],
    ];
    for (const [path, message] of fails) {
      const error = await import(path).then(() => null, (error) => error);
      assert.ok(message.test(String(error)), `${path}: ${error}`);
    }
    await assert.rejects(import({ toString: () => { throw new RangeError("mine"); } }), RangeError);
  },
  async "circles and a module that waits for itself are survived"(assert) {
    const { circle } = await import("../pages/circle.js");
    assert.equal(circle(), "a b");
    const own = await import("../pages/itself.js");
    assert.equal((await own.self).value, 1);
  },
  async "what only looks like an import is left alone"(assert) {
    const object = { import: (x) => x * 2 };
    assert.equal(object.import(4), 8);
    assert.equal("import('x')", ["import", "('x')"].join(""));
    assert.equal(`${`import(${1})`}`, "import(1)");
    assert.ok(/import\(/.test("import("), "expression");
    assert.equal(6 / 2 / 1, 3); // import("comment")
    assert.equal(import.meta.url, undefined);
  },
};

export default { fetch: () => runTests(tests) };
