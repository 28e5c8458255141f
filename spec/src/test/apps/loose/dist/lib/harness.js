/** Runs the tests of a worker inside of it and answers with what came out, one entry a test. */
export async function runTests(tests) {
  const results = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(assert);
      results.push({ name, ok: true, error: "" });
    } catch (error) {
      results.push({ name, ok: false, error: describe(error) });
    }
  }
  return Response.json(results);
}

function describe(error) {
  return error instanceof Error ? `${error.name}: ${error.message}\n${error.stack}` : String(error);
}

function show(value) {
  if (typeof value === "string") return `'${value}'`;
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (ArrayBuffer.isView(value))
    return `${value.constructor.name} [${[...new Uint8Array(value.buffer, value.byteOffset, value.byteLength)]}]`;
  try {
    return JSON.stringify(value) ?? String(value);
  } catch {
    return Object.prototype.toString.call(value);
  }
}

function fail(sentence) {
  throw new Error(sentence);
}

function same(actual, expected) {
  if (Object.is(actual, expected)) return true;
  if (typeof actual !== "object" || typeof expected !== "object" || actual === null || expected === null)
    return false;
  if (Object.getPrototypeOf(actual) !== Object.getPrototypeOf(expected)) return false;
  if (actual instanceof Date) return actual.getTime() === expected.getTime();
  if (actual instanceof Map || actual instanceof Set) return same([...actual], [...expected]);
  const keys = Object.keys(actual);
  return (
    keys.length === Object.keys(expected).length &&
    keys.every((key) => Object.hasOwn(expected, key) && same(actual[key], expected[key]))
  );
}

/** `expected`: nothing, a class, the name of an error, or an object of fields, strings or patterns. */
function matches(error, expected, thrower) {
  if (expected === undefined) return;
  if (typeof expected === "function") {
    if (!(error instanceof expected)) fail(`${thrower} threw ${show(error)}; expected a ${expected.name}`);
    return;
  }
  for (const [key, value] of Object.entries(typeof expected === "string" ? { name: expected } : expected)) {
    const fits = value instanceof RegExp ? value.test(error?.[key]) : error?.[key] === value;
    if (!fits)
      fail(`${thrower} threw an error whose ${key} is ${show(error?.[key])}; expected ${String(value)}`);
  }
}

const NOTHING = Symbol("nothing was thrown");

function deepEqual(actual, expected, what = "the value") {
  if (!same(actual, expected)) fail(`${what} is ${show(actual)}; expected ${show(expected)}`);
}

export const assert = {
  ok(value, what = "the value") {
    if (!value) fail(`${what} is ${show(value)}`);
  },
  equal(actual, expected, what = "the value") {
    if (!Object.is(actual, expected)) fail(`${what} is ${show(actual)}; expected ${show(expected)}`);
  },
  same: deepEqual,
  deepEqual,
  /** Answers what was thrown. */
  throws(fn, expected, what = "the function") {
    let thrown = NOTHING;
    try {
      fn();
    } catch (error) {
      thrown = error;
    }
    if (thrown === NOTHING) fail(`${what} threw nothing`);
    matches(thrown, expected, what);
    return thrown;
  },
  async rejects(promise, expected, what = "the promise") {
    let thrown = NOTHING;
    try {
      await promise;
    } catch (error) {
      thrown = error;
    }
    if (thrown === NOTHING) fail(`${what} was not rejected`);
    matches(thrown, expected, what);
    return thrown;
  },
};
