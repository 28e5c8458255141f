/** Runs an app's own tests in the isolate and answers what came of each, as JSON. */
export async function runTests(tests) {
  const results = [];
  for (const [name, test] of Object.entries(tests)) {
    try {
      await test(assert);
      results.push({ name, ok: true, error: "" });
    } catch (error) {
      results.push({ name, ok: false, error: String(error?.stack ?? error) });
    }
  }
  return Response.json(results);
}

function show(value) {
  return typeof value === "string" ? JSON.stringify(value) : String(value);
}

const assert = {
  equal(actual, expected, what = "") {
    if (!Object.is(actual, expected)) throw new Error(`${what} is ${show(actual)}, expected ${show(expected)}`);
  },
  deepEqual(actual, expected, what = "") {
    const a = JSON.stringify(actual);
    const e = JSON.stringify(expected);
    if (a !== e) throw new Error(`${what} is ${a}, expected ${e}`);
  },
  ok(value, what = "value") {
    if (!value) throw new Error(`${what} is ${show(value)}`);
  },
  throws(fn, type, what = "") {
    try {
      fn();
    } catch (error) {
      if (type === undefined || error instanceof type || error?.name === type) return error;
      throw new Error(`${what} threw ${error}, expected ${type?.name ?? type}`);
    }
    throw new Error(`${what} did not throw`);
  },
  async rejects(promise, type, what = "") {
    try {
      await promise;
    } catch (error) {
      if (type === undefined || error instanceof type || error?.name === type) return error;
      throw new Error(`${what} rejected with ${error}, expected ${type?.name ?? type}`);
    }
    throw new Error(`${what} did not reject`);
  },
};
