/** The modules that code may import without bringing them. */
import { block } from "./calls";
import { ExecutionContext } from "./dispatch";
import { env } from "./env";
import { current } from "./context";
import { processModule } from "./process";
import { AsyncLocalStorage, AsyncResource } from "./storage";
import { currentInvocation } from "./timers";

const WebAssemblyModule = (globalThis as any).WebAssembly.Module;

class WorkerEntrypoint {
  constructor(
    protected readonly ctx: ExecutionContext,
    protected readonly env: unknown,
  ) {}
}

const makers: Record<string, () => object> = {
  "node:async_hooks": () => {
    const hooks = { AsyncLocalStorage, AsyncResource };
    return { ...hooks, default: hooks };
  },
  "node:process": processModule,
  "cloudflare:workers": () => ({
    WorkerEntrypoint,
    env,
    waitUntil(promise: unknown) {
      new ExecutionContext(currentInvocation("waitUntil()")).waitUntil(promise);
    },
  }),
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
  const make = Object.hasOwn(makers, name) ? makers[name] : undefined;
  if (make === undefined) throw new Error(`The module '${name}' is imported and there is none of that name here.`);
  return make();
}

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
