// Node itself holds all of this: the file also runs there.
import child from "node:child_process";
import constants from "node:constants";
import { builtinModules, createRequire, isBuiltin } from "node:module";
import { performance, createHistogram, PerformanceObserver } from "node:perf_hooks";
import { createHook, executionAsyncId } from "node:async_hooks";
import process from "node:process";
import tty from "node:tty";
import util from "node:util";
import { isMainThread, Worker } from "node:worker_threads";
import zlib from "node:zlib";

export const tests = {
  "modules are asked for by name when code runs"(assert) {
    const require = createRequire("/tmp/x.js");
    assert.ok(require("node:path") === require("path") && require("fs").readFileSync);
    assert.throws(() => require("no-such-module"), { code: "MODULE_NOT_FOUND" });
    assert.throws(() => createRequire("x"), { code: "ERR_INVALID_ARG_VALUE" });
    assert.ok(builtinModules.includes("fs") && isBuiltin("node:fs/promises") && !isBuiltin("express"));
  },

  "arguments are read as Node reads them"(assert) {
    const { values, positionals } = util.parseArgs({
      args: ["-v", "--name=a", "--file", "x", "--file", "y", "rest", "--", "--last"],
      options: { verbose: { type: "boolean", short: "v" }, name: { type: "string" }, file: { type: "string", multiple: true }, level: { type: "string", default: "3" } },
      allowPositionals: true,
    });
    assert.equal(JSON.stringify([values, positionals]), '[{"verbose":true,"name":"a","file":["x","y"],"level":"3"},["rest","--last"]]');
    assert.throws(() => util.parseArgs({ args: ["--none"], options: {} }), { code: "ERR_PARSE_ARGS_UNKNOWN_OPTION" });
    assert.throws(() => util.parseArgs({ args: ["x"], options: {} }), { code: "ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL" });
    assert.throws(() => util.parseArgs({ args: ["--a"], options: { a: { type: "string" } } }), { code: "ERR_PARSE_ARGS_INVALID_OPTION_VALUE" });
    assert.equal(JSON.stringify(util.parseEnv("A=1\n# no\nB=\"two\\nlines\"\nexport C='3' # said\nD = plain text # said")), '{"A":"1","B":"two\\nlines","C":"3","D":"plain text"}');
  },

  "a type of content is taken apart"(assert) {
    const type = new util.MIMEType('Text/HTML; charset="utf-8"; q=a b;x');
    assert.equal(`${type.essence} ${type.params.get("charset")}`, "text/html utf-8");
    type.params.set("v", "1;2");
    assert.ok(String(type).endsWith('v="1;2"'));
    assert.throws(() => new util.MIMEType("text"), { code: "ERR_INVALID_MIME_SYNTAX" });
  },

  "what a system answers has a name"(assert) {
    assert.equal(util.getSystemErrorName(-2), "ENOENT");
    assert.equal(util.getSystemErrorMap().get(-28)[0], "ENOSPC");
    assert.ok(constants.O_CREAT === 64 && constants.SIGTERM === 15 && constants.ENOENT === 2);
  },

  "packing has levels"(assert) {
    const data = Buffer.from("abcdefgh".repeat(3000) + Math.PI);
    const [none, best] = [zlib.deflateSync(data, { level: 0 }), zlib.deflateSync(data, { level: 9 })];
    assert.ok(none.length > data.length && best.length < 200);
    assert.ok(zlib.inflateSync(none).equals(data) && zlib.gunzipSync(zlib.gzipSync(data, { level: 1 })).equals(data));
    assert.throws(() => zlib.deflateSync(data, { level: 10 }), { code: "ERR_OUT_OF_RANGE" });
  },

  "a process tells of events"(assert) {
    const told = [];
    const listen = (value) => told.push(value);
    process.once("x", listen);
    process.on("x", listen);
    process.emit("x", 1);
    process.emit("x", 2);
    process.off("x", listen);
    assert.equal(process.emit("x", 3), false);
    assert.equal(told.join(), "1,1,2");
    assert.equal(typeof process.stdout.write, "function");
  },

  "durations are counted"(assert) {
    const histogram = createHistogram();
    for (const value of [1, 2, 3]) histogram.record(value);
    assert.equal(`${histogram.min} ${histogram.max} ${histogram.mean}`, "1 3 2");
    assert.ok(performance.now() >= 0 && typeof PerformanceObserver === "function");
    assert.ok(createHook({}).enable() && typeof executionAsyncId() === "number");
  },

  "what has nothing behind it can be imported"(assert) {
    assert.equal(typeof child.spawn, "function");
    assert.ok(isMainThread && typeof Worker === "function" && typeof tty.isatty(99) === "boolean");
  },
};
