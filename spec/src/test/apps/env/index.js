import process, { nextTick } from "node:process";
import { env as imported } from "cloudflare:workers";
import { runTests } from "../harness.js";

const atStart = { secret: imported.SECRET, text: globalThis.process.env.TEXT };

const tests = (env) => ({
  "variables are what the settings say, of any kind"(assert) {
    assert.deepEqual([env.TEXT, env.NUMBER, env.FLAG], ["plain", 5, true]);
    assert.deepEqual(env.OBJECT, { a: [1, null] });
    assert.equal(Object.getOwnPropertyDescriptor(env, "__proto__").value, "a name");
  },
  "a local file gives secrets and stands over the settings"(assert) {
    assert.equal(env.SECRET, "two\nlines");
    assert.equal(env.OVER, "file");
  },
  "all of it is there while the modules start"(assert) {
    assert.deepEqual(atStart, { secret: "two\nlines", text: "plain" });
  },
  "process.env holds texts"(assert) {
    assert.deepEqual([process.env.TEXT, process.env.NUMBER, process.env.FLAG], ["plain", "5", "true"]);
    assert.equal(process.env.OBJECT, '{"a":[1,null]}');
    process.env.LATER = 7;
    assert.equal(process.env.LATER, "7");
    assert.equal(delete process.env.LATER, true);
    assert.ok(!("LATER" in process.env), "deleted");
    assert.throws(() => (process.env.SYMBOL = Symbol()), TypeError);
  },
  "process is the module and the global"(assert) {
    assert.equal(process, globalThis.process);
    assert.equal(process.cwd(), "/bundle");
    assert.equal(process.platform, "linux");
    assert.ok(/^v22\./.test(process.version), process.version);
    assert.equal(typeof process.hrtime.bigint(), "bigint");
    assert.equal(process.hrtime(process.hrtime())[0], 0);
    assert.throws(() => process.exit(1), Error);
    return new Promise((resolve) => nextTick((value) => resolve(assert.equal(value, 3)), 3));
  },
  "the version tells its id and time"(assert) {
    assert.ok(/^[0-9a-f-]{36}$/.test(env.VERSION.id), env.VERSION.id);
    assert.ok(Math.abs(Date.now() - Date.parse(env.VERSION.timestamp)) < 3600_000, env.VERSION.timestamp);
    assert.equal(env.VERSION.tag, "");
    assert.equal(JSON.parse(process.env.VERSION).id, env.VERSION.id);
  },
  "a binding that is not here throws by name when it is used"(assert) {
    const refusal = /The binding 'DB' \(d1_databases\) is not available in this version of edgewise\./;
    for (const use of [() => env.DB.prepare("x"), () => env.DB.anything, () => (env.DB.x = 1), () => `${env.DB}`]) {
      let thrown;
      try {
        use();
      } catch (error) {
        thrown = error;
      }
      assert.ok(refusal.test(thrown?.message), `${thrown}`);
    }
    assert.throws(() => env.AI.run("model"), Error);
  },
  async "and can still be shown, awaited and asked for"(assert) {
    console.log(env);
    console.log("%o %s", env.DB, "text");
    assert.ok(JSON.stringify(env).includes('"DB":{}'), "JSON");
    assert.equal(await env.DB, env.DB);
    assert.equal(await Promise.resolve(env.DB), env.DB);
    assert.equal(typeof env.DB, "object");
    assert.equal(Object.prototype.toString.call(env.DB), "[object Object]");
    assert.ok("DB" in env, "in env");
    assert.ok(!("prepare" in env.DB), "in the binding");
    assert.deepEqual(Object.keys(env.DB), []);
    assert.deepEqual({ ...env.DB }, {});
  },
});

export default { fetch: (request, env) => runTests(tests(env)) };
