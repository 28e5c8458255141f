/**
 * `process`, as Workers have it where Node's modules are there: `process.env` holds the texts of
 * `env`, and what asks a machine about itself gets the answer of a place without one.
 */
import { apply, chain, defineProperty, freeze, ownKeys, resolved } from "../web/primordials";
import { now } from "./clock";
import { current } from "./context";
import { events, streams } from "./processevents";
import { log, reportException } from "./report";

const stringify = JSON.stringify;
const reflectSet = Reflect.set;
const reflectDefine = Reflect.defineProperty;
const toBigInt = BigInt;
const floor = Math.floor;

/** What packages take for the version of Node; that of workerd at this compatibility date. */
const NODE_VERSION = "22.23.4";

const values: Record<string, unknown> = {};

/** Every value becomes a text, as in Node. */
const env = new Proxy(values, {
  __proto__: null,
  set: (target: object, key: PropertyKey, value: unknown) => reflectSet(target, key, textOf(key, value)),
  defineProperty: (target: object, key: PropertyKey, descriptor: PropertyDescriptor) =>
    reflectDefine(target, key, "value" in descriptor ? { ...descriptor, value: textOf(key, descriptor.value) } : descriptor),
} as ProxyHandler<Record<string, unknown>>);

function textOf(key: PropertyKey, value: unknown): unknown {
  if (typeof key === "symbol") throw new TypeError("A name in process.env is a string.");
  if (typeof value === "symbol") throw new TypeError("A value in process.env is a string.");
  return `${value}`;
}

/** Puts the variables there: texts as they are, all else as JSON. */
export function fillProcessEnv(vars: Record<string, unknown>): void {
  for (const name of ownKeys(vars) as string[]) {
    const value = vars[name];
    const text = typeof value === "string" ? value : stringify(value);
    defineProperty(values, name, { value: text, writable: true, enumerable: true, configurable: true });
  }
}

function nextTick(fn: unknown, ...args: unknown[]): void {
  if (typeof fn !== "function") throw new TypeError("process.nextTick() takes a function.");
  chain(resolved(undefined), () => {
    try {
      apply(fn as any, undefined, args);
    } catch (error) {
      reportException(error, current()?.invocation);
    }
  });
}

function hrtime(before?: [number, number]): [number, number] {
  const millis = now();
  let seconds = floor(millis / 1000);
  let nanos = floor((millis % 1000) * 1e6);
  if (before !== undefined) {
    seconds -= before[0];
    nanos -= before[1];
    if (nanos < 0) {
      seconds--;
      nanos += 1e9;
    }
  }
  return [seconds, nanos];
}
defineProperty(hrtime, "bigint", {
  value: { bigint: () => toBigInt(floor(now() * 1e6)) }.bigint,
  writable: true,
  configurable: true,
});

function emitWarning(warning: unknown, type?: unknown): void {
  const error = typeof warning === "string" ? new Error(warning) : warning;
  if (typeof warning === "string") (error as Error).name = typeof type === "string" ? type : ((type as { type?: string } | undefined)?.type ?? "Warning");
  if (events.listenerCount("warning") > 0) nextTick(() => events.emit("warning", error));
  log("warn", typeof warning === "string" ? `Warning: ${warning}` : `${(warning as { stack?: unknown } | null)?.stack}`);
}

export const process = {
  ...events,
  ...streams,
  env,
  version: `v${NODE_VERSION}`,
  versions: { node: NODE_VERSION },
  release: { name: "node", lts: true, sourceUrl: "", headersUrl: "" },
  features: { inspector: false, debug: false, uv: true, ipv6: true, tls: true, require_module: false, typescript: false },
  title: "edgewise",
  argv: ["edgewise"],
  argv0: "edgewise",
  execArgv: [] as string[],
  execPath: "",
  platform: "linux",
  arch: "x64",
  pid: 1,
  ppid: 0,
  exitCode: undefined,
  nextTick,
  hrtime,
  emitWarning,
  cwd: () => "/bundle",
  umask: () => 0o22,
  uptime: () => 0,
  getuid: () => 0,
  geteuid: () => 0,
  getgid: () => 0,
  getegid: () => 0,
  memoryUsage: () => ({ rss: 0, heapTotal: 0, heapUsed: 0, external: 0, arrayBuffers: 0 }),
  exit(code?: unknown): never {
    throw new Error(`process.exit(${code === undefined ? "" : `${code}`}) was called, which ends the request.`);
  },
  abort(): never {
    throw new Error("process.abort() was called, which ends the request.");
  },
};
defineProperty(process, Symbol.toStringTag, { value: "process", configurable: true });

/** Defines the global; a worker that assigns to it has its own value from then on. */
export function installProcess(global: object): void {
  defineProperty(global, "process", { value: process, writable: true, enumerable: true, configurable: true });
}

/** The module `node:process`: every member by its name, and the object itself. */
export function processModule(): object {
  return freeze({ ...process, default: process });
}
