import { runTests } from "../harness.js";

export const tests = {
  "listeners are called in order, once where asked, and can stop the others"(assert) {
    const target = new EventTarget();
    const calls = [];
    target.addEventListener("x", () => calls.push("first"), { once: true });
    target.addEventListener("x", { handleEvent: (event) => calls.push(event.type) });
    target.addEventListener("x", (event) => event.stopImmediatePropagation());
    target.addEventListener("x", () => calls.push("never"));

    target.dispatchEvent(new Event("x"));
    target.dispatchEvent(new Event("x"));

    assert.same(calls, ["first", "x", "x"]);
  },

  "an event can be cancelled where it is cancelable"(assert) {
    const target = new EventTarget();
    target.addEventListener("x", (event) => event.preventDefault());

    assert.equal(target.dispatchEvent(new Event("x")), true);
    assert.equal(target.dispatchEvent(new Event("x", { cancelable: true })), false);
  },

  "an abort calls the listeners once with the reason"(assert) {
    const controller = new AbortController();
    let calls = 0;
    controller.signal.onabort = () => calls++;

    controller.abort("why");
    controller.abort("again");

    assert.equal(calls, 1);
    assert.equal(controller.signal.reason, "why");
    assert.throws(() => new AbortController().abort() ?? AbortSignal.abort().throwIfAborted(), {
      name: "AbortError",
    });
  },

  "any of several signals aborts the one that follows them"(assert) {
    const one = new AbortController();
    const two = new AbortController();
    const signal = AbortSignal.any([one.signal, AbortSignal.any([two.signal])]);

    two.abort(2);
    one.abort(1);

    assert.equal(signal.reason, 2);
  },

  async "a time-out aborts with a TimeoutError"(assert) {
    const signal = AbortSignal.timeout(1);

    await new Promise((resolve) => signal.addEventListener("abort", resolve));

    assert.equal(signal.reason.name, "TimeoutError");
    assert.equal(signal.reason.code, 23);
  },

  "a listener goes with its signal"(assert) {
    const target = new EventTarget();
    const controller = new AbortController();
    let calls = 0;
    target.addEventListener("x", () => calls++, { signal: controller.signal });

    controller.abort();
    target.dispatchEvent(new Event("x"));

    assert.equal(calls, 0);
  },

  "DOMException is an error with a name and a code"(assert) {
    const error = new DOMException("no", "AbortError");

    assert.ok(error instanceof Error);
    assert.equal(error.code, DOMException.ABORT_ERR);
    assert.equal(String(error), "AbortError: no");
    assert.ok(error.stack.includes("AbortError: no"));
    assert.equal(Object.prototype.toString.call(error), "[object DOMException]");
  },

  "interfaces look as Web IDL says"(assert) {
    const names = [
      "Event",
      "EventTarget",
      "AbortSignal",
      "Request",
      "Response",
      "Headers",
      "URL",
      "Blob",
      "ReadableStream",
      "TextDecoder",
    ];

    for (const name of names) {
      const global = Object.getOwnPropertyDescriptor(globalThis, name);
      assert.equal(global.enumerable, false, `${name} enumerable`);
      assert.equal(global.value.prototype[Symbol.toStringTag], name);
      assert.equal(Object.getOwnPropertyDescriptor(global.value, "prototype").writable, false);
    }
    assert.ok(Object.getOwnPropertyDescriptor(URL.prototype, "href").enumerable);
    assert.equal(URL.length, 1);
    assert.throws(() => new AbortSignal(), TypeError);
  },

  "an exception that nobody catches is an error event of the global object"(assert) {
    const seen = [];
    const listener = (event) => {
      seen.push(event.error, event.target === globalThis);
      event.preventDefault();
    };
    addEventListener("error", listener);
    globalThis.onerror = (message, file, line, column, error) => {
      seen.push(message, error);
      return true;
    };

    const error = new RangeError("told");
    reportError(error);
    removeEventListener("error", listener);
    reportError(error);
    globalThis.onerror = null;

    const told = ["Uncaught RangeError: told", error];
    assert.same(seen, [error, true, ...told, ...told]);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
