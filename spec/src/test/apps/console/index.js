import { runTests } from "../harness.js";

export const tests = {
  "a hostile value cannot make logging throw"(assert) {
    const revoked = Proxy.revocable({}, {});
    revoked.revoke();
    const loud = new Proxy({}, { get: () => fail(), ownKeys: () => fail(), getPrototypeOf: () => fail() });
    let asked = false;
    const values = [
      revoked.proxy,
      loud,
      {
        get x() {
          asked = true;
          return 1;
        },
        toString() {
          asked = true;
          return "x";
        },
      },
      Object.create(null),
      Object.assign(new Error("x"), { stack: 5, name: Symbol("n"), message: {} }),
      new Array(2 ** 32 - 1),
      { [Symbol.toStringTag]: 5, constructor: null },
      Object.defineProperty(new Date(NaN), "toISOString", { value: () => fail() }),
      globalThis,
    ];

    for (const value of values) console.debug(value, "%o", value);

    assert.equal(asked, false);
  },

  "deep, long and circular values are logged in bounded time"(assert) {
    const circular = { list: [] };
    circular.list.push(circular);
    let deep = {};
    for (let i = 0; i < 50000; i++) deep = { deep };

    console.debug(
      circular,
      deep,
      "x".repeat(100000),
      Array.from({ length: 100000 }, (_, i) => ({ i })),
    );

    assert.ok(true);
  },

  "a list of millions is logged without its keys"(assert) {
    console.log(new Array(10_000_000).fill("x"));
    console.log(new Uint8Array(10_000_000));

    assert.ok(true);
  },

  "all methods of the standard are there"(assert) {
    const names = [
      "assert",
      "clear",
      "count",
      "countReset",
      "debug",
      "dir",
      "dirxml",
      "error",
      "group",
      "groupCollapsed",
      "groupEnd",
      "info",
      "log",
      "table",
      "time",
      "timeEnd",
      "timeLog",
      "trace",
      "warn",
    ];

    for (const name of names) assert.equal(typeof console[name], "function", name);
    assert.equal(String(console), "[object console]");
  },
};

function fail() {
  throw new Error("a trap was called");
}

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
