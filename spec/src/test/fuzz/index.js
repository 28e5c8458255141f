// Calls what the platform offers, of the global object and of Node's modules, with random arguments.
import * as workers from "cloudflare:workers";
import { generator, valueOf } from "./values.js";

const LANGUAGE = new Set(Object.getOwnPropertyNames(globalThis).filter((name) => isOfLanguage(name)));

function isOfLanguage(name) {
  const value = globalThis[name];
  if (name === "globalThis" || name === "self") return true;
  const OWN = /^(Object|Function|Array|Number|parse\w+|Infinity|NaN|undefined|Boolean|String|Symbol|Date|Promise|RegExp|\w*Error|JSON|Math|Intl|Temporal|ArrayBuffer|Atomics|\w+Array|DataView|Map|BigInt|Set|Iterator|WeakMap|WeakSet|WeakRef|Proxy|Reflect|FinalizationRegistry|(de|en)codeURI\w*|escape|unescape|eval|is(Finite|NaN)|SuppressedError|\w*DisposableStack|WebAssembly)$/;
  return OWN.test(name) && value !== undefined;
}

const NODE = ("assert async_hooks buffer child_process console constants crypto diagnostics_channel dns events fs " +
  "fs/promises http https module net os path perf_hooks process punycode querystring stream stream/promises " +
  "stream/web stream/consumers string_decoder timers timers/promises tls url util util/types zlib").split(" ");

/** Those of Node's modules that are here. */
function modules() {
  const found = NODE.map((name) => [name, process.getBuiltinModule(name)]);
  return Object.fromEntries(found.filter(([, module]) => module !== undefined));
}

/** Every function with a way to reach it. */
function targets() {
  const found = [];
  const seen = new Set();
  const visit = (holder, path, depth) => {
    if (holder === null || (typeof holder !== "object" && typeof holder !== "function") || seen.has(holder)) return;
    seen.add(holder);
    for (const key of Reflect.ownKeys(holder)) {
      if (holder === globalThis && LANGUAGE.has(key)) continue;
      const descriptor = Reflect.getOwnPropertyDescriptor(holder, key);
      const name = `${path}.${String(key)}`;
      for (const fn of [descriptor.get, descriptor.set, descriptor.value]) {
        if (typeof fn === "function" && key !== "constructor") found.push({ name, fn, holder });
      }
      if (depth < 4 && key !== "constructor") visit(descriptor.get ? read(holder, key) : descriptor.value, name, depth + 1);
    }
    const prototype = Reflect.getPrototypeOf(holder);
    if (depth < 4 && prototype !== Object.prototype && prototype !== Function.prototype) visit(prototype, `${path}.__proto__`, depth + 1);
  };
  visit(globalThis, "global", 0);
  for (const [name, module] of Object.entries({ ...modules(), workers })) visit(module, name, 0);
  return found;
}

function read(holder, key) {
  try {
    return holder[key];
  } catch {
    return undefined;
  }
}

// Language builtins that a module exports again are V8's own, not ours.
const NATIVE = /^(String|Object|Array)\.prototype/;
let all;

async function calls(seed, count) {
  all ??= targets().filter(({ name }) => !NATIVE.test(name));
  const random = generator(seed);
  const bag = [];
  const pending = [];
  let thrown = 0;
  for (let i = 0; i < count; i++) {
    const { fn, holder } = all[random(all.length)];
    const length = random(6);
    const given = Array.from({ length }, () => valueOf(random, bag));
    const self = random(3) > 0 && bag.length > 0 ? bag[random(bag.length)] : random(4) > 0 ? holder : valueOf(random, bag);
    try {
      const result = random(4) === 0 ? Reflect.construct(fn, given) : Reflect.apply(fn, self, given);
      if (typeof result === "object" && result !== null) {
        bag[bag.length < 200 ? bag.length : random(200)] = result;
        if (result instanceof Promise) pending.push(result.then((v) => bag.push(v), () => {}));
      }
    } catch {
      thrown++;
    }
    if (random(50) === 0) await Promise.race([Promise.allSettled(pending.splice(0)), null]);
  }
  return `${count} calls, ${thrown} threw, of ${all.length} functions`;
}

export default {
  async fetch(request) {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/fuzz") return new Response("well");
    return new Response(await calls(Number(searchParams.get("seed")), Number(searchParams.get("calls"))));
  },
};
