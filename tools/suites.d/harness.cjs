// What suites of packages are written for, as far as they use it: tape, and the globals of mocha. Each
// assertion of tape is one result, as is each test of mocha. Runs in an isolate and under Node alike.
const assert = require("assert");

const tests = [];
const results = [];

function told(name, work) {
  try {
    work();
    results.push({ name, ok: true });
  } catch (error) {
    results.push({ name, ok: false, error: String(error && error.message).slice(0, 200) });
  }
}

class Test {
  constructor(name) {
    this.name = name;
    this.children = [];
    this.teardowns = [];
    this.over = new Promise((resolve) => (this.end = (error) => resolve(error)));
    this.left = Infinity;
  }
  check(message, work) {
    told(`${this.name}: ${message === undefined ? "" : message}`, work);
    if (--this.left <= 0) this.end();
  }
  plan(count) {
    this.left = count;
    if (count === 0) this.end();
  }
  comment() {}
  test(name, options, body) {
    this.children.push(entry(name, options, body));
  }
  teardown(fn) {
    this.teardowns.push(fn);
  }
  ok(value, message) { this.check(message, () => assert.ok(value)); }
  notOk(value, message) { this.check(message, () => assert.ok(!value)); }
  fail(message) { this.check(message, () => assert.fail(String(message))); }
  pass(message) { this.check(message, () => {}); }
  error(value, message) { this.check(message, () => assert.ifError(value)); }
  equal(a, b, message) { this.check(message, () => assert.ok(Object.is(a, b) || a === b, `${String(a)} is not ${String(b)}`)); }
  notEqual(a, b, message) { this.check(message, () => assert.notStrictEqual(a, b)); }
  deepEqual(a, b, message) { this.check(message, () => assert.deepStrictEqual(plain(a), plain(b))); }
  notDeepEqual(a, b, message) { this.check(message, () => assert.notDeepStrictEqual(a, b)); }
  match(a, b, message) { this.check(message, () => assert.match(a, b)); }
  throws(fn, expected, message) {
    const text = typeof expected === "string" ? expected : message;
    this.check(text, () => (expected === undefined || typeof expected === "string" ? assert.throws(fn) : assert.throws(fn, expected)));
  }
  doesNotThrow(fn, message) { this.check(typeof message === "string" ? message : undefined, () => fn()); }
  intercept() { throw new Error("intercept() is not here"); }
}
for (const [other, name] of [["is", "equal"], ["strictEqual", "equal"], ["isNot", "notEqual"], ["not", "notEqual"], ["same", "deepEqual"], ["deepLooseEqual", "deepEqual"], ["looseEqual", "equal"], ["true", "ok"], ["false", "notOk"], ["assert", "ok"], ["ifError", "error"], ["equals", "equal"]]) Test.prototype[other] = Test.prototype[name];

// tape compares what values hold, not what their prototypes are.
function plain(value) {
  return value !== null && typeof value === "object" && Object.getPrototypeOf(value) === null ? { ...value } : value;
}

function entry(name, options, body) {
  const fn = [name, options, body].find((each) => typeof each === "function");
  const skip = options && typeof options === "object" && options.skip;
  return { name: typeof name === "string" ? name : "", body: skip ? undefined : fn };
}

async function run({ name, body }) {
  if (!body) return;
  const test = new Test(name);
  try {
    const answer = body(test);
    if (answer && typeof answer.then === "function") answer.then(() => test.end(), (error) => test.end(error));
    const late = new Promise((resolve) => setTimeout(() => resolve(new Error("the test did not end within 5 s")), 5000));
    const error = test.children.length > 0 ? undefined : await Promise.race([test.over, late]);
    if (error) told(name, () => { throw error; });
  } catch (error) {
    told(name, () => { throw error; });
  }
  for (const child of test.children) await run({ ...child, name: `${name} > ${child.name}` });
  for (const teardown of test.teardowns) await teardown();
}

const tape = (...args) => void tests.push(entry(...args));
tape.skip = () => {};
tape.test = tape;
tape.comment = () => {};

const path = [];
const before = [];
const mocha = {
  describe(name, body) {
    path.push(name);
    body();
    path.pop();
  },
  it(name, body) {
    const whole = [...path, name].join(" > ");
    tests.push({ whole, body });
  },
  beforeEach: (fn) => before.push(fn),
};

async function one({ whole, body }) {
  try {
    for (const fn of before) await fn();
    await (body.length > 0 ? new Promise((resolve, reject) => body((error) => (error ? reject(error) : resolve()))) : body());
    results.push({ name: whole, ok: true });
  } catch (error) {
    results.push({ name: whole, ok: false, error: String(error && error.message).slice(0, 200) });
  }
}

Object.assign(globalThis, { describe: mocha.describe, context: mocha.describe, it: mocha.it, beforeEach: mocha.beforeEach });

module.exports = tape;
tape.finish = async () => {
  for (const test of tests.splice(0)) await (test.whole ? one(test) : run(test));
  return results;
};
