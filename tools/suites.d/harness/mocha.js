// Suites of mocha's `describe` and `it`, each test of which counts.
const TEST_MILLIS_MAX = 10_000;
const HOOKS = ["before", "after", "beforeEach", "afterEach"];

const suiteOf = (name, parent) => ({ name, parent, children: [], before: [], after: [], beforeEach: [], afterEach: [] });

const root = suiteOf("");
let current = root;
let failCurrent;

function describe(name, fill) {
    const suite = suiteOf(name, current);
    current.children.push(suite);
    current = suite;
    try {
        fill.call(settings);
    } finally {
        current = suite.parent;
    }
}

const it = (name, body) => void current.children.push({ name, body, parent: current });
describe.skip = it.skip = () => {};
describe.only = describe;
it.only = it;

/// What `this` offers in a test.
const settings = { timeout: () => settings, slow: () => settings, retries: () => settings };

export { describe, it, it as test };
Object.assign(globalThis, { describe, it, context: describe, specify: it, test: it, suite: describe });
globalThis.xit = globalThis.xdescribe = () => {};
for (const hook of HOOKS) {
    globalThis[hook] = (name, body = name) => void current[hook].push(body);
}

/// A function of mocha's: one with a parameter is done when it calls it, another when its promise is.
function call(body, holder) {
    let timer;
    const late = new Promise((_, reject) => {
        failCurrent = reject;
        timer = setTimeout(() => reject(new Error(`It did not end within ${TEST_MILLIS_MAX} ms.`)), TEST_MILLIS_MAX);
    });
    const done = new Promise((resolve, reject) => {
        if (body.length === 0) resolve(body.call(holder));
        else body.call(holder, error => (error ? reject(error) : resolve()));
    });
    return Promise.race([done, late]).finally(() => clearTimeout(timer));
}

const upward = suite => (suite ? [...upward(suite.parent), suite] : []);

async function runTest(test, seen) {
    const path = upward(test.parent);
    const name = [...path.map(suite => suite.name), test.name].filter(Boolean).join(" ");
    const holder = { ...settings };
    try {
        for (const suite of path) for (const hook of suite.beforeEach) await call(hook, holder);
        await call(test.body, holder);
        for (const suite of path.reverse()) for (const hook of suite.afterEach) await call(hook, holder);
        seen.push({ name, ok: true });
    } catch (error) {
        seen.push({ name, ok: false, why: String(error?.stack ?? error) });
    }
}

async function runSuite(suite, seen) {
    try {
        for (const hook of suite.before) await call(hook, { ...settings });
        for (const child of suite.children) {
            if (child.children) await runSuite(child, seen);
            else if (child.body) await runTest(child, seen);
        }
        for (const hook of suite.after) await call(hook, { ...settings });
    } catch (error) {
        seen.push({ name: `${suite.name} [hook]`, ok: false, why: String(error?.stack ?? error) });
    }
}

/// Assertions in callbacks throw where nobody catches.
function catchThrown() {
    if (typeof addEventListener === "function") {
        addEventListener("error", event => {
            event.preventDefault();
            failCurrent?.(event.error);
        });
    } else process.on("uncaughtException", error => failCurrent?.(error));
}

/// Files as pairs of a name and what loads one.
export async function run(files) {
    const seen = [];
    catchThrown();
    for (const [name, load] of files) {
        try {
            load();
        } catch (error) {
            seen.push({ name: `[${name}]`, ok: false, why: String(error.stack ?? error) });
        }
    }
    await runSuite(root, seen);
    return { unit: "tests", hung: false, seen };
}
