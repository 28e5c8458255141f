import { runTests } from "../harness.js";

export const tests = {
  "values of all kinds are copied deeply"(assert) {
    const value = {
      a: [1, , 3],
      d: new Date(5),
      r: /x/gi,
      m: new Map([["k", new Set([1])]]),
      n: null,
      u: undefined,
      b: 5n,
      s: Object("x"),
    };

    const copy = structuredClone(value);

    assert.ok(copy.a !== value.a && !(1 in copy.a));
    assert.equal(copy.d.getTime(), 5);
    assert.equal(String(copy.r), "/x/gi");
    assert.ok(copy.m.get("k").has(1));
    assert.equal(copy.b, 5n);
    assert.equal(typeof copy.s, "object");
    assert.same(Object.keys(copy), Object.keys(value));
  },

  "cycles and shared parts keep their shape"(assert) {
    const part = {};
    const value = { one: part, two: part };
    value.self = value;

    const copy = structuredClone(value);

    assert.ok(copy.self === copy);
    assert.ok(copy.one === copy.two && copy.one !== part);
  },

  "errors keep their kind, message and cause"(assert) {
    const copy = structuredClone(new RangeError("far", { cause: { x: 1 } }));

    assert.ok(copy instanceof RangeError);
    assert.equal(copy.message, "far");
    assert.same(copy.cause, { x: 1 });
    assert.equal(structuredClone(new DOMException("m", "AbortError")).name, "AbortError");
  },

  "an instance becomes a plain object"(assert) {
    class Point {
      x = 1;
      get y() {
        return 2;
      }
    }

    const copy = structuredClone(new Point());

    assert.ok(Object.getPrototypeOf(copy) === Object.prototype);
    assert.same(copy, { x: 1 });
  },

  "functions, symbols and platform objects cannot be cloned"(assert) {
    for (const value of [
      () => 1,
      Symbol("s"),
      new WeakMap(),
      Promise.resolve(),
      new Headers(),
      { deep: [() => 1] },
    ]) {
      assert.throws(() => structuredClone(value), { name: "DataCloneError", code: 25 });
    }
  },

  "a transferred buffer moves and its views move with it"(assert) {
    const buffer = new ArrayBuffer(8);
    const view = new Uint8Array(buffer, 2, 3);
    view[0] = 9;

    const copy = structuredClone({ view, buffer }, { transfer: [buffer] });

    assert.equal(buffer.byteLength, 0);
    assert.ok(copy.view.buffer === copy.buffer);
    assert.equal(copy.view[0], 9);
    assert.throws(() => structuredClone(1, { transfer: [buffer] }), { name: "DataCloneError" });
  },

  async "blobs and files are cloned"(assert) {
    const copy = structuredClone(new File(["x"], "n", { lastModified: 1 }));

    assert.equal(copy.name, "n");
    assert.equal(await copy.text(), "x");
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
