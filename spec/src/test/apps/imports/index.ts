// @ts-ignore
import { runTests } from "../harness.js";
import { kind } from "fs-like";
import json from "./values.json" with { type: "json" };
import note from "./note.md";
import raw from "./raw.dat";
import answer from "./answer.wasm?module";
import { greet as english } from "./lang/en.js";

declare const VERSION: string;
declare const DEBUG: { on: boolean };

const tests: Record<string, (assert: any) => unknown> = {
  "an alias leads elsewhere and defined names are replaced"(assert) {
    assert.equal(kind, "fake");
    assert.equal(VERSION, "1.2.3");
    assert.equal(DEBUG.on, false);
    assert.equal(process.env.NODE_ENV, "development");
  },
  "JSON, texts, bytes and WebAssembly are imported by their rules"(assert) {
    assert.deepEqual(json, { deep: { value: [1, 2] } });
    assert.equal(note.trim(), "# note");
    assert.equal(raw.byteLength, 4);
    assert.equal((new WebAssembly.Instance(answer).exports as any).answer(), 42);
  },
  async "modules that a rule finds are loaded by a name that is put together"(assert) {
    const names: string[] = [];
    for (const lang of ["en", "de"]) names.push((await import(`./lang/${lang}.js`)).greet());
    assert.deepEqual(names, ["hello", "hallo"]);
    assert.equal(english(), "hello");
    assert.equal((await import("./lang/en.js")).greet, english);
  },
  async "a literal import is loaded when it is asked for"(assert) {
    assert.equal((globalThis as any).loadedLate, undefined);
    assert.equal((await import("./late")).late, 1);
    assert.equal((globalThis as any).loadedLate, true);
  },
  async "modules of the platform are imported late as well"(assert) {
    const { AsyncLocalStorage } = await import("node:async_hooks");
    assert.equal(new AsyncLocalStorage().run(3, () => 4), 4);
    const missing = await import("node:nothing").then(() => "", (error) => error.message);
    assert.ok(/There is no module 'node:nothing'/.test(missing), missing);
  },
};

export default { fetch: () => runTests(tests) };
