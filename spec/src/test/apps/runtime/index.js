import { AsyncLocalStorage, AsyncResource } from "node:async_hooks";
import { env as imported } from "cloudflare:workers";
import { entropy } from "edgewise:runtime";
import answer from "./answer.wasm";
import text from "./note.txt";
import data from "./three.bin";
import { runTests } from "../harness.js";

const ready = await Promise.resolve("top-level await works");
const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));

const tests = {
  "top-level await is waited for"(assert) {
    assert.equal(ready, "top-level await works");
  },
  "a timer calls back in the context it was made in"(assert) {
    const storage = new AsyncLocalStorage();
    return storage.run("mine", async () => {
      await wait(5);
      assert.equal(storage.getStore(), "mine");
      await new Promise((resolve) => setTimeout(() => resolve(assert.equal(storage.getStore(), "mine")), 1));
    });
  },
  async "stores do not leak between interleaved functions"(assert) {
    const storage = new AsyncLocalStorage();
    const one = async (id) => {
      for (let i = 0; i < 20; i++) {
        await wait(Math.random() * 3);
        assert.equal(storage.getStore(), id);
        for await (const value of (async function* () { yield storage.getStore(); })()) assert.equal(value, id);
      }
    };
    await Promise.all(Array.from({ length: 50 }, (_, id) => storage.run(id, one, id)));
    assert.equal(storage.getStore(), undefined);
  },
  "snapshot and AsyncResource carry their context"(assert) {
    const storage = new AsyncLocalStorage();
    const [snapshot, resource] = storage.run(7, () => [AsyncLocalStorage.snapshot(), new AsyncResource("test")]);
    assert.equal(snapshot(() => storage.getStore()), 7);
    assert.equal(resource.runInAsyncScope(() => storage.getStore()), 7);
    assert.equal(storage.getStore(), undefined);
  },
  "event listeners run"(assert) {
    const target = new EventTarget();
    let heard = 0;
    target.addEventListener("ping", () => heard++, { once: true });
    target.dispatchEvent(new Event("ping"));
    target.dispatchEvent(new Event("ping"));
    assert.equal(heard, 1);
  },
  async "time stands still but for I/O"(assert) {
    const before = Date.now();
    for (let i = 0; i < 3e6; i++) Math.sqrt(i);
    assert.equal(Date.now(), before, "Date.now() after computing");
    assert.equal(performance.now(), performance.now());
    assert.equal(new Date().getTime(), before);
    await wait(20);
    assert.ok(Date.now() - before >= 19, "20 ms later");
  },
  "intervals repeat until they are cleared"(assert) {
    return new Promise((resolve) => {
      let count = 0;
      const id = setInterval(() => {
        if (++count === 3) {
          clearInterval(id);
          setTimeout(() => resolve(assert.equal(count, 3)), 20);
        }
      }, 1);
    });
  },
  "a blocking op answers"(assert) {
    assert.equal(entropy(16).length, 32);
    assert.ok(entropy(16) !== entropy(16), "two are different");
    assert.throws(() => entropy(1e9), Error);
  },
  "a WebAssembly file is a module"(assert) {
    assert.ok(answer instanceof WebAssembly.Module, "the import");
    assert.equal(new WebAssembly.Instance(answer).exports.answer(), 42);
  },
  async "WebAssembly is not compiled from bytes at run time"(assert) {
    assert.throws(() => new WebAssembly.Module(new Uint8Array(8)), WebAssembly.CompileError);
    await assert.rejects(WebAssembly.instantiate(new Uint8Array(8)), WebAssembly.CompileError);
    const instance = await WebAssembly.instantiate(answer, {});
    assert.equal(instance.exports.answer(), 42);
  },
  "text and data files are modules"(assert) {
    assert.equal(text.trim(), "a note");
    assert.equal(data.byteLength, 3);
  },
  "code is not made of strings"(assert) {
    assert.throws(() => eval("1"), EvalError);
    assert.throws(() => new Function("return 1"), EvalError);
    assert.throws(() => setTimeout("1", 1), TypeError);
  },
  "threads' shared memory is not there"(assert) {
    assert.equal(typeof SharedArrayBuffer, "undefined");
    assert.equal(typeof Atomics, "undefined");
  },
  "Intl and Unicode are whole"(assert) {
    assert.equal(new Intl.NumberFormat("de").format(1234567.8), "1.234.567,8");
    assert.ok(/^\p{L}+$/u.test("äß漢"), "letters");
    assert.equal("e\u0301".normalize("NFC"), "é");
    assert.ok(Intl.supportedValuesOf("timeZone").length > 400, "time zones");
    assert.equal([...new Intl.Segmenter("th", { granularity: "word" }).segment("สวัสดีชาวโลก")].length, 3);
  },
  "env is the same everywhere"(assert) {
    assert.equal(imported.GREETING, "hi");
    assert.equal(imported.NESTED.deep, 1);
  },
  "random numbers are random"(assert) {
    const seen = new Set(Array.from({ length: 1000 }, Math.random));
    assert.equal(seen.size, 1000);
    assert.equal(new Set(Array.from({ length: 100 }, () => crypto.randomUUID())).size, 100);
    assert.ok(crypto.getRandomValues(new Uint8Array(32)).some((byte) => byte !== 0), "some byte");
  },
  async "queueMicrotask runs before timers"(assert) {
    const order = [];
    setTimeout(() => order.push("timer"), 0);
    queueMicrotask(() => order.push("microtask"));
    order.push("now");
    await wait(10);
    assert.deepEqual(order, ["now", "microtask", "timer"]);
  },
};

export default { fetch: () => runTests(tests) };
