// What a test finds beside what the runtime has: the shell that testharness.js and the tests expect.
import about from "./about.js";

const location = Object.freeze({
  href: about.origin + about.path + about.search,
  origin: about.origin,
  protocol: "http:",
  host: about.origin.slice("http://".length),
  hostname: about.origin.slice("http://".length).split(":")[0],
  port: about.origin.split(":")[2],
  pathname: about.path,
  search: about.search,
  hash: "",
  toString() {
    return this.href;
  },
});
const define = (name, value) =>
  Object.defineProperty(globalThis, name, { value, writable: true, enumerable: false, configurable: true });
if (globalThis.self === undefined) define("self", globalThis);
if (globalThis.addEventListener === undefined) {
  const target = new EventTarget();
  for (const name of ["addEventListener", "removeEventListener", "dispatchEvent"]) {
    define(name, (...args) => target[name](...args));
  }
}
define("location", location);
define("GLOBAL", { isWindow: () => false, isWorker: () => true, isShadowRealm: () => false });

// A worker here has no address, so that a relative one means nothing; tests have the address of their file.
const absolute = (input) => {
  if (input === null || typeof input === "number") return absolute(`${input}`);
  if (typeof input !== "string") return input;
  try {
    return new URL(input, location.href).href;
  } catch {
    return input;
  }
};
const plain = { Request, fetch, redirect: Response.redirect };
if (!/idlharness/.test(about.path)) {
  const based = new Proxy(plain.Request, {
    construct: (target, args, newTarget) =>
      Reflect.construct(target, args.length === 0 ? args : [absolute(args[0]), ...args.slice(1)], newTarget),
  });
  plain.Request.prototype.constructor = based;
  define("Request", based);
  define("fetch", new Proxy(plain.fetch, {
    apply: (target, self, args) =>
      Reflect.apply(target, self, args.length === 0 ? args : [absolute(args[0]), ...args.slice(1)]),
  }));
  for (const name of ["WebSocket", "EventSource"]) {
    if (globalThis[name] === undefined) continue;
    define(name, new Proxy(globalThis[name], {
      construct: (target, args, newTarget) =>
        Reflect.construct(target, args.length === 0 ? args : [absolute(args[0]), ...args.slice(1)], newTarget),
    }));
  }
  Response.redirect = new Proxy(plain.redirect, {
    apply: (target, self, args) =>
      Reflect.apply(target, self, args.length === 0 ? args : [absolute(args[0]), ...args.slice(1)]),
  });
}
