import { runTests } from "../harness.js";

export const tests = {
  "names are compared in lower case and values are combined"(assert) {
    const headers = new Headers({ "X-A": "1" });

    headers.append("x-a", " 2 ");

    assert.equal(headers.get("X-a"), "1, 2");
    assert.ok(headers.has("x-A"));
  },

  "iteration is sorted and keeps each cookie apart"(assert) {
    const headers = new Headers([
      ["b", "2"],
      ["Set-Cookie", "x=1"],
      ["a", "1"],
      ["set-cookie", "y=2"],
      ["b", "3"],
    ]);

    const pairs = [...headers].map((pair) => pair.join("="));

    assert.same(pairs, ["a=1", "b=2, 3", "set-cookie=x=1", "set-cookie=y=2"]);
    assert.same(headers.getSetCookie(), ["x=1", "y=2"]);
  },

  "bad names and values are refused"(assert) {
    assert.throws(() => new Headers({ "a b": "1" }), TypeError);
    assert.throws(() => new Headers({ a: "x\ny" }), TypeError);
    assert.throws(() => new Headers({ a: "€" }), TypeError);
    assert.throws(() => new Headers([["a"]]), TypeError);
    assert.throws(() => new Headers(null), TypeError);
  },

  "set takes the place of all values"(assert) {
    const headers = new Headers([
      ["a", "1"],
      ["b", "2"],
      ["a", "3"],
    ]);

    headers.set("A", "4");
    headers.delete("b");

    assert.same([...headers], [["a", "4"]]);
  },

  "an invocation's request has headers that cannot be changed"(assert) {
    const response = Response.redirect("http://a/");

    assert.throws(() => response.headers.set("x", "y"), { name: "TypeError", message: /immutable/ });
    new Headers(response.headers).set("x", "y");
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
