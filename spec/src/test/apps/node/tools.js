// Node itself holds all of this: the file also runs there.
import nodeAssert from "node:assert";
import strict from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { channel, tracingChannel } from "node:diagnostics_channel";
import os from "node:os";
import path from "node:path";
import process from "node:process";
import util from "node:util";

const EventEmitter = process.getBuiltinModule("events");

export const tests = {
  "paths are joined, taken apart and led from one to another"(assert) {
    assert.equal(path.join("/a", "../b", "./c.txt"), "/b/c.txt");
    assert.equal(path.relative("/a/b/c", "/a/d"), "../../d");
    assert.equal(path.resolve("/x", "y", "..", "z"), "/x/z");
    assert.equal(JSON.stringify(path.parse("/home/f.tar.gz")), '{"root":"/","dir":"/home","base":"f.tar.gz","ext":".gz","name":"f.tar"}');
    assert.equal(path.posix.sep, "/");
  },

  "promises and callbacks are turned into each other"(assert) {
    const half = (number, done) => done(number % 2 ? new Error("odd") : null, number / 2);

    return util
      .promisify(half)(4)
      .then((value) => assert.equal(value, 2))
      .then(() => util.promisify(half)(3))
      .catch((error) => assert.equal(error.message, "odd"))
      .then(() => new Promise((resolve) => util.callbackify(async (x) => x + 1)(1, (_, value) => resolve(value))))
      .then((value) => assert.equal(value, 2));
  },

  "values are alike or not, all the way down"(assert) {
    const alike = util.isDeepStrictEqual;
    const circle = { a: 1 };
    circle.self = circle;
    const other = { a: 1 };
    other.self = other;

    assert.ok(alike({ a: [1, { b: new Map([["k", new Set([1])]]) }] }, { a: [1, { b: new Map([["k", new Set([1])]]) }] }));
    assert.ok(alike(circle, other) && alike(NaN, NaN) && alike(new Date(1), new Date(1)) && alike(/a/g, /a/g));
    assert.ok(!alike(0, -0) && !alike([1], { 0: 1 }) && !alike({ a: undefined }, {}) && !alike(new Date(1), new Date(2)));
    assert.ok(alike(new Set([{ a: 1 }]), new Set([{ a: 1 }])) && !alike(new Set([1]), new Set(["1"])));
    assert.ok(alike(new Uint8Array([1]), new Uint8Array([1])) && !alike(new Uint8Array([1]), new Int8Array([1])));
  },

  "assertions say what was wrong, with Node's code"(assert) {
    nodeAssert(1);
    nodeAssert.equal(1, "1");
    nodeAssert.deepEqual({ a: "1" }, { a: 1 });
    strict.deepEqual({ a: [1] }, { a: [1] });
    strict.throws(() => strict.equal(1, "1"), { name: "AssertionError", code: "ERR_ASSERTION", operator: "strictEqual" });
    nodeAssert.throws(() => nodeAssert.throws(() => {}), /Missing expected exception/);
    nodeAssert.throws(() => JSON.parse("{"), SyntaxError);
    try {
      nodeAssert.fail("told");
    } catch (error) {
      assert.ok(error instanceof nodeAssert.AssertionError && error instanceof Error);
      assert.equal(error.message, "told");
    }
    return strict.rejects(Promise.reject(new TypeError("x")), TypeError);
  },

  "what a value is, whatever it says"(assert) {
    const { types } = util;
    assert.ok(types.isDate(new Date()) && !types.isDate({ __proto__: Date.prototype }));
    assert.ok(types.isRegExp(/a/) && types.isMap(new Map()) && types.isSet(new Set()) && types.isPromise(Promise.resolve()));
    assert.ok(types.isUint8Array(Buffer.alloc(1)) && types.isTypedArray(new Int8Array()) && !types.isTypedArray(new DataView(new ArrayBuffer(1))));
    assert.ok(types.isNativeError(new RangeError()) && types.isBoxedPrimitive(Object(1n)) && !types.isBoxedPrimitive(1));
    assert.ok(types.isAsyncFunction(async () => {}) && types.isGeneratorFunction(function* () {}));
  },

  "classes inherit in the older way"(assert) {
    function Old() {
      EventEmitter.call(this);
    }
    util.inherits(Old, EventEmitter);
    let told = null;
    const old = new Old();
    old.on("x", (value) => (told = value));
    old.emit("x", 7);

    assert.equal(told, 7);
    assert.ok(Old.super_ === EventEmitter);
  },

  "texts are put together and values shown"(assert) {
    assert.equal(util.format("%s is %d of %j%%", "a", 1, { b: 2 }), 'a is 1 of {"b":2}%');
    assert.equal(util.inspect({ a: [1, "x"], b: { c: { d: {} } } }), "{ a: [ 1, 'x' ], b: { c: { d: {} } } }");
    assert.equal(util.inspect({ a: { b: 1 } }, { depth: 0 }), "{ a: [Object] }");
    assert.equal(util.inspect({ [util.inspect.custom]: () => "mine" }), "mine");
    assert.equal(util.stripVTControlCharacters(util.styleText("red", "x")), "x");
  },

  "channels tell whoever listens"(assert) {
    const told = [];
    const listen = (message, name) => told.push(`${String(name)} ${message}`);
    channel("c").subscribe(listen);
    assert.ok(channel("c").hasSubscribers);
    channel("c").publish("one");
    channel("c").unsubscribe(listen);
    channel("c").publish("two");
    assert.equal(told.join(), "c one");

    const store = new AsyncLocalStorage();
    const traced = tracingChannel("work");
    const steps = [];
    traced.start.bindStore(store, (data) => data.id);
    traced.subscribe({ start: () => steps.push("start"), end: (data) => steps.push(`end ${data.result}`) });
    assert.equal(traced.traceSync(() => store.getStore() + 1, { id: 41 }), 42);
    assert.equal(steps.join(), "start,end 42");
  },

  "the machine has a system of one kind"(assert) {
    assert.equal(os.EOL, "\n");
    assert.equal(os.platform(), "linux");
    assert.equal(process.getBuiltinModule("node:none"), undefined);
    assert.ok(process.getBuiltinModule("node:os").EOL === os.EOL);
  },
};
