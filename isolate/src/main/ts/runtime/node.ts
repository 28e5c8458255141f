/** Node's modules: their script runs when the first is asked for. */
import { host, rare, type RareOps } from "../host";
import { parts } from "../parts/door";
import { format, inspect } from "../web/index";
import { defineProperty } from "../web/primordials";
import { current } from "./context";
import { process } from "./process";
import { reportException } from "./report";
import { AsyncResource } from "./storage";
import type { Listener, Tls } from "./tcp";

const tcp = () => parts().tcp();
let opened: ReturnType<ReturnType<RareOps["library"]>> | null = null;

function library(): NonNullable<typeof opened> {
  return (opened ??= rare().library()({
    process,
    AsyncResource,
    inspect,
    format,
    report: (error: unknown) => reportException(error, current()?.invocation),
    random: host.random,
    digestOpen: rare().digestOpen,
    digestUpdate: rare().digestUpdate,
    digestClose: rare().digestClose,
    codecOpen: rare().codecOpen,
    codecGive: rare().codecGive,
    codecTake: rare().codecTake,
    codecClose: rare().codecClose,
    isHost: (text: string) => tcp().isHost(text),
    lookUp: (type: string, name: string, found: (addresses: string[]) => void, failed: (code: string) => void) =>
      tcp().lookUp(type, name, found, failed),
    connect: (hostname: string, port: number, tls: Tls | null, listener: Listener) =>
      tcp().open(hostname, port, tls, listener),
    atEnd(fn: () => void) {
      const waiting = current()?.invocation?.whenEnded;
      waiting?.add(fn);
      return () => void waiting?.delete(fn);
    },
    crypto: () => parts().nodecrypto().nodeCrypto(),
    ofRequest,
    bundleNames: () => parts().nodecrypto().lines(rare().bundleNames()),
    bundleBytes: rare().bundleBytes,
  }));
}

/** Kept with the invocation, so that it ends with it. */
function ofRequest(name: string, make: () => unknown): unknown {
  const invocation = current()?.invocation;
  if (invocation === undefined) return undefined;
  const kept = (invocation.kept ??= { __proto__: null } as any as Record<string, unknown>);
  return (kept[name] ??= make());
}

/** The exports of a module of Node's; undefined where it is not one of those that are there. */
export function nodeModule(name: string): object | undefined {
  return name.startsWith("node:") || name === "cloudflare:node" ? library().builtin(name) : undefined;
}

/** The global `Buffer`, which most code only asks for to see whether it is there. */
export function installBuffer(global: object): void {
  const settle = (value: unknown) =>
    defineProperty(global, "Buffer", { value, writable: true, enumerable: true, configurable: true });
  defineProperty(global, "Buffer", {
    get() {
      const value = library().bufferClass();
      settle(value);
      return value;
    },
    set: settle,
    enumerable: true,
    configurable: true,
  });
}
