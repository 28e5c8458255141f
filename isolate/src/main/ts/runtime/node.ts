/** Node's modules: their script runs when the first is asked for. */
import { host } from "../host";
import { lines } from "../web/crypto/ops";
import { format, inspect } from "../web/index";
import { defineProperty } from "../web/primordials";
import { current } from "./context";
import { nodeCrypto } from "./nodecrypto";
import { process } from "./process";
import { reportException } from "./report";
import { AsyncResource } from "./storage";
import { Connection, handleOf, isHost, type Listener, lookUp, type Tls } from "./tcp";

let opened: ReturnType<ReturnType<typeof host.library>> | null = null;

function library(): NonNullable<typeof opened> {
  return (opened ??= host.library()({
    process,
    AsyncResource,
    inspect,
    format,
    report: (error: unknown) => reportException(error, current()?.invocation),
    random: host.random,
    digestOpen: host.digestOpen,
    digestUpdate: host.digestUpdate,
    digestClose: host.digestClose,
    codecOpen: host.codecOpen,
    codecGive: host.codecGive,
    codecTake: host.codecTake,
    codecClose: host.codecClose,
    isHost,
    lookUp,
    connect: (hostname: string, port: number, tls: Tls | null, listener: Listener) =>
      handleOf(new Connection(hostname, port, tls, listener)),
    atEnd(fn: () => void) {
      const waiting = current()?.invocation?.whenEnded;
      waiting?.add(fn);
      return () => void waiting?.delete(fn);
    },
    crypto: nodeCrypto,
    ofRequest,
    bundleNames: () => lines(host.bundleNames()),
    bundleBytes: host.bundleBytes,
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
