/** The modules that code may import without bringing them. */
import { defineProperty } from "../web/primordials";
import { block } from "./calls";
import { current } from "./context";
import { nodeModule } from "./node";
import { process, processModule } from "./process";
import { AsyncLocalStorage, AsyncResource } from "./storage";
import { currentInvocation } from "./timers";
import { workersModule } from "./workers";

const WebAssemblyModule = (globalThis as any).WebAssembly.Module;

const makers: Record<string, () => object> = {
  "node:async_hooks": () => {
    const hooks = { AsyncLocalStorage, AsyncResource };
    return { ...hooks, default: hooks };
  },
  "node:process": processModule,
  "cloudflare:workers": workersModule,
  "edgewise:runtime": () => ({
    /** Random bytes of the node's own source as hexadecimal text; a blocking op. */
    entropy(bytes: number) {
      return block(currentInvocation("entropy()"), "entropy", String(bytes));
    },
    /** The number of the isolate's invocation that runs now, for tests and logs. */
    invocationId() {
      return current()?.invocation?.id;
    },
  }),
};

export function builtin(name: string): object {
  const exports = Object.hasOwn(makers, name) ? makers[name]() : nodeModule(name);
  if (exports === undefined) throw new Error(`The module '${name}' is imported and there is none of that name here.`);
  return exports;
}

/** `process.getBuiltinModule`: for code that asks at run time what is there. */
function getBuiltinModule(name: string): unknown {
  const full = name.startsWith("node:") ? name : `node:${name}`;
  const exports = Object.hasOwn(makers, full) ? makers[full]() : nodeModule(full);
  return (exports as { default?: unknown } | undefined)?.default;
}
defineProperty(process, "getBuiltinModule", { value: getBuiltinModule, writable: true, enumerable: true, configurable: true });

/** A module that is a file: 1 WebAssembly, 2 data, 3 text. */
export function asset(kind: number, bytes?: ArrayBuffer): object {
  const buffer = bytes ?? new ArrayBuffer(0);
  switch (kind) {
    case 1:
      return { default: new WebAssemblyModule(buffer) };
    case 2:
      return { default: buffer };
    default:
      return { default: new (globalThis as any).TextDecoder().decode(buffer) };
  }
}
