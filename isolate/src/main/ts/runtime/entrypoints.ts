/** What a version exports to be called: its default handler, its named entrypoints. */
import { type Invocation } from "./invocation";
import { bind, env } from "./env";
import { executionContext } from "./execution";
import { ownEntrypoints } from "./exports";
import { stubOf } from "./loopback";
import { Refusal } from "./refusal";

const apply = Reflect.apply;
const construct = Reflect.construct;

/** The main module's exports; the classes and objects among them are entrypoints. */
let exported: Record<string, unknown> = {};
let isModule = true;

/** Before the version's modules are evaluated: `env` is there, at the top level of a module already. */
export function prepare(namespace: Record<string, unknown>, settings: string): void {
  exported = namespace;
  bind(settings);
  // Only the names of a module's exports are known before it ran. Without a default export it is written
  // as a service worker, whose bindings are globals.
  isModule = Reflect.has(namespace, "default");
  if (isModule) return;
  for (const name of Object.keys(env)) {
    Object.defineProperty(globalThis, name, { value: env[name], writable: true, enumerable: true, configurable: true });
  }
}

/** After they were evaluated. */
export function started(): void {
  for (const name of Object.keys(exported)) {
    if (isEntrypoint(exported[name])) ownEntrypoints[name] = stubOf(callHandler, name);
  }
}

function isEntrypoint(value: unknown): boolean {
  return typeof value === "function" || (typeof value === "object" && value !== null);
}

/** Whether the version is written as a service worker: with event listeners instead of exports. */
export function isServiceWorker(): boolean {
  return !isModule;
}

/** Calls a handler of an entrypoint: `export default { fetch() ... }` or a class with such a method. */
export function callHandler(
  invocation: Invocation,
  entrypoint: string,
  method: string,
  argument: unknown,
  props?: unknown,
): unknown {
  const ctx = executionContext(invocation, props);
  const entry: any = entrypointOf(entrypoint);
  const handler = entry[method];
  if (typeof handler === "function") return apply(handler, entry, [argument, env, ctx]);
  if (isConstructor(entry)) {
    const instance = construct(entry, [ctx, env]);
    const own = instance[method];
    if (typeof own === "function") return apply(own, instance, [argument]);
  }
  throw new Refusal("noHandler", missing(entrypoint, method));
}

function entrypointOf(name: string): unknown {
  const entry = Reflect.has(exported, name) ? exported[name] : undefined;
  if (isEntrypoint(entry)) return entry;
  if (name === "default") throw new Refusal("noHandler", missing(name, "fetch"));
  const names = Object.keys(ownEntrypoints);
  throw new Refusal(
    "noHandler",
    `The app has no entrypoint '${name}': an entrypoint is a class or an object that the main module exports; ` +
      (names.length === 0 ? "it exports none." : `it exports ${names.join(", ")}.`),
  );
}

/** A function with a prototype of its own; arrow functions and methods have none. */
function isConstructor(value: unknown): value is new (...args: unknown[]) => any {
  return typeof value === "function" && typeof value.prototype === "object" && value.prototype !== null;
}

const WAYS: Record<string, string> = {
  fetch: "export default { fetch(request, env, ctx) { return new Response(...) } }",
  scheduled: "export default { async scheduled(controller, env, ctx) { ... } }",
  queue: "export default { async queue(batch, env, ctx) { ... } }",
  email: "export default { async email(message, env, ctx) { ... } }",
  tail: "export default { async tail(events, env, ctx) { ... } }",
};

function missing(entrypoint: string, method: string): string {
  const what = entrypoint === "default" ? "The default export of the main module" : `The entrypoint '${entrypoint}'`;
  const way = Object.hasOwn(WAYS, method) ? `: write \`${WAYS[method]}\`.` : ".";
  return `${what} has no ${method} handler${way}`;
}
