import * as workers from "cloudflare:workers";
import { env, exports, RpcStub, RpcTarget, waitUntil, withEnv, WorkerEntrypoint } from "cloudflare:workers";
import { runTests } from "../harness.js";

const early = env.GREETING;
let outside = "";
try {
  setTimeout(() => {}, 1);
} catch (error) {
  outside = error.message;
}

export class Admin extends WorkerEntrypoint {
  fetch(request) {
    const { pathname } = new URL(request.url);
    return Response.json({ pathname, props: this.ctx.props, greeting: this.env.GREETING });
  }
}

export const plain = {
  fetch: async (request, given, ctx) => new Response(`${await request.text()} ${given.GREETING} ${typeof ctx.waitUntil}`),
};

export const nothing = 1;

const tests = (request, given, ctx) => ({
  "env is there at the top level of a module"(assert) {
    assert.equal(early, "hi");
  },
  "I/O at the top level is refused with a sentence that says so"(assert) {
    assert.ok(outside.includes("global scope"), outside);
  },
  "cloudflare:workers has all its names"(assert) {
    assert.same(Object.keys(workers).sort(), [
      "DurableObject", "RpcPromise", "RpcProperty", "RpcStub", "RpcTarget", "ServiceStub", "WorkerEntrypoint",
      "WorkflowEntrypoint", "cache", "env", "exports", "tracing", "waitUntil", "withEnv", "withEnvAndExports",
      "withExports",
    ]);
  },
  "what belongs to RPC can be extended, and throws by name where it cannot be there"(assert) {
    assert.ok(new (class extends RpcTarget {})() instanceof RpcTarget, "the target");
    assert.throws(() => new RpcStub({}), { message: /RpcStub/ });
  },
  async "withEnv changes the imported env, for its function and what that awaits"(assert) {
    const seen = await withEnv({ GREETING: "yo" }, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      return [env.GREETING, Object.keys(env), "GREETING" in env];
    });
    assert.same(seen, ["yo", ["GREETING"], true]);
    assert.equal(env.GREETING, "hi");
    assert.equal(given.GREETING, "hi");
  },
  async "an app calls its own entrypoints"(assert) {
    const answer = await ctx.exports.Admin.fetch("http://own/a/b");
    assert.same(await answer.json(), { pathname: "/a/b", props: {}, greeting: "hi" });
    const plainly = await exports.plain.fetch("http://own/", { method: "POST", body: "to" });
    assert.equal(await plainly.text(), "to hi function");
  },
  async "and gives them props"(assert) {
    const answer = await ctx.exports.Admin({ props: { role: "root" } }).fetch("http://own/");
    assert.same((await answer.json()).props, { role: "root" });
    assert.same(ctx.props, {});
  },
  async "an entrypoint is no promise, and its methods are told to be missing by name"(assert) {
    assert.ok((await ctx.exports.Admin) !== undefined);
    assert.throws(() => ctx.exports.Admin.greet(), { message: /Admin\.greet\(\)/ });
    assert.same(Object.keys(ctx.exports).sort(), ["Admin", "default", "plain"]);
  },
  async "waitUntil is there without ctx, and passThroughOnException does no harm"(assert) {
    waitUntil(Promise.resolve());
    ctx.passThroughOnException();
    assert.throws(() => new ctx.constructor(), TypeError);
    assert.throws(() => Reflect.apply(ctx.waitUntil, {}, [1]), TypeError);
  },
  "request.cf says what is known of the connection"(assert) {
    assert.equal(request.cf.httpProtocol, "HTTP/1.1");
    assert.equal(new Request(request).cf.httpProtocol, "HTTP/1.1");
    assert.equal(new Request("http://a/").cf, undefined);
    assert.equal(new Request("http://a/", { cf: { colo: "X" } }).cf.colo, "X");
    assert.throws(() => new Request("http://a/", { cf: 1 }), TypeError);
  },
  "the client's address is the node's word"(assert) {
    assert.equal(request.headers.get("cf-connecting-ip"), "127.0.0.1");
  },
  async "unhandled rejections are an event"(assert) {
    const heard = [];
    const listener = (event) => {
      heard.push(event.type, event.reason.message, event.promise === promise);
      event.preventDefault();
    };
    addEventListener("unhandledrejection", listener);
    onrejectionhandled = (event) => heard.push(event.type, event.reason.message);
    const promise = Promise.reject(new Error("late"));
    const fine = Promise.reject(new Error("in time"));
    fine.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1));
    promise.catch(() => {});
    await new Promise((resolve) => setTimeout(resolve, 1));
    removeEventListener("unhandledrejection", listener);
    onrejectionhandled = null;
    assert.same(heard, ["unhandledrejection", "late", true, "rejectionhandled", "late"]);
  },
});

export default { fetch: (...args) => runTests(tests(...args)) };
