/** The modules that code may import without bringing them. */
import { rare } from "../host";
import { parts } from "../parts/door";
import { decodeUtf8 } from "../web/index";
import { chain, defineProperty, resolved } from "../web/primordials";
import { block } from "./calls";
import { current } from "./context";
import { nodeModule } from "./node";
import { process, processModule } from "./process";
import { AsyncLocalStorage, AsyncResource } from "./storage";
import { currentInvocation } from "./timers";
import { workersModule } from "./workers";

const ErrorConstructor = Error;
const WebAssemblyModule = (globalThis as any).WebAssembly.Module;

const makers: Record<string, () => object> = {
  "node:async_hooks": () => {
    const hooks = {
      AsyncLocalStorage,
      AsyncResource,
      asyncWrapProviders: {},
      // As on Workers nothing is told of: there are no hooks into the engine.
      createHook: () => ({ enable() { return this; }, disable() { return this; } }),
      executionAsyncId: () => 0,
      executionAsyncResource: () => ({}),
      triggerAsyncId: () => 0,
    };
    return { ...hooks, default: hooks };
  },
  "node:process": processModule,
  "cloudflare:sockets": () => parts().connect().socketsModule(),
  "cloudflare:workers": workersModule,
  /** What the bundler makes of `import()`, which the engine's own host does not answer. */
  "edgewise:import": () => ({ load }),
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

/** `import(specifier)` in the module `referrer`; a turn later, when nothing is half evaluated. */
function load(referrer: string, specifier: unknown): Promise<unknown> {
  return chain(resolved(undefined), () => {
    const loaded = rare().importModule(`${specifier}`, referrer);
    if (typeof loaded === "string") throw new ErrorConstructor(loaded);
    return loaded[0] === undefined ? loaded[1] : chain(loaded[0], () => loaded[1]);
  });
}

/** A path that leads nowhere is mostly that of a file which no rule makes a module. */
function hint(name: string): string {
  return name[0] === "." || name[0] === "/" ? " among the app's modules; a file becomes one by 'rules' in its settings" : " here";
}

export function builtin(name: string): object {
  const exports = Object.hasOwn(makers, name) ? makers[name]() : nodeModule(name);
  if (exports === undefined) throw new Error(`There is no module '${name}'${hint(name)}.`);
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
      return { default: decodeUtf8(new Uint8Array(buffer)) };
  }
}
