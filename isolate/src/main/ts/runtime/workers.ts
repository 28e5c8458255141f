/** `cloudflare:workers`: the classes that an app extends, its `env` and what is about the running event. */
import { env } from "./env";
import { executionContext } from "./execution";
import { ownEntrypoints } from "./exports";
import { runWith, storedOf } from "./storage";
import { currentInvocation } from "./timers";
import { interfaceOf } from "../web/index";

class WorkerEntrypoint {
  constructor(
    protected readonly ctx: unknown,
    protected readonly env: unknown,
  ) {}
}

class DurableObject {
  constructor(
    protected readonly ctx: unknown,
    protected readonly env: unknown,
  ) {}
}

class WorkflowEntrypoint {
  constructor(
    protected readonly ctx: unknown,
    protected readonly env: unknown,
  ) {}
}

class RpcTarget {}

/** A class whose objects come from calls by RPC only. */
function notYet(name: string): Function {
  const made = {
    [name]: class {
      constructor() {
        throw new Error(`'${name}' belongs to calls by RPC, which are not here yet.`);
      }
    },
  }[name];
  interfaceOf(made, name);
  return made;
}

const classes: Record<string, Function> = { WorkerEntrypoint, DurableObject, WorkflowEntrypoint, RpcTarget };
for (const name in classes) interfaceOf(classes[name], name);
for (const name of ["RpcStub", "RpcPromise", "RpcProperty", "ServiceStub"]) classes[name] = notYet(name);

const ENV = {};
const EXPORTS = {};

/** An object that shows another one, which `withEnv` and its kin may change for a while. */
function changing(key: object, standing: () => object): object {
  const now = () => (storedOf(key) as object | undefined) ?? standing();
  return new Proxy(
    {},
    {
      get: (_, name) => Reflect.get(now(), name),
      set: (_, name, value) => Reflect.set(now(), name, value),
      has: (_, name) => Reflect.has(now(), name),
      deleteProperty: (_, name) => Reflect.deleteProperty(now(), name),
      ownKeys: () => Reflect.ownKeys(now()),
      defineProperty: (_, name, descriptor) => Reflect.defineProperty(now(), name, descriptor),
      getOwnPropertyDescriptor: (_, name) => {
        const descriptor = Reflect.getOwnPropertyDescriptor(now(), name);
        // The proxy's own target is empty, so that what it shows has to be such as could be taken away.
        return descriptor === undefined ? undefined : { ...descriptor, configurable: true };
      },
    },
  );
}

function objectOf(value: unknown, what: string): object {
  if (typeof value !== "object" || value === null) throw new TypeError(`${what} must be an object.`);
  return value;
}

/** A span of which nobody takes note. */
const span = Object.freeze({ isTraced: false, setAttribute() {}, end() {} });

function inSpan(_name: unknown, fn: (...args: unknown[]) => unknown, ...args: unknown[]): unknown {
  return fn(span, ...args);
}

/** The module's exports. */
export function workersModule(): object {
  return {
    ...classes,
    env: changing(ENV, () => env),
    exports: changing(EXPORTS, () => ownEntrypoints),
    waitUntil(promise: unknown): void {
      executionContext(currentInvocation("waitUntil()")).waitUntil(promise);
    },
    withEnv(changed: unknown, fn: () => unknown): unknown {
      return runWith(ENV, objectOf(changed, "The env of withEnv()"), fn);
    },
    withExports(changed: unknown, fn: () => unknown): unknown {
      return runWith(EXPORTS, objectOf(changed, "The exports of withExports()"), fn);
    },
    withEnvAndExports(changed: unknown, exported: unknown, fn: () => unknown): unknown {
      objectOf(exported, "The exports of withEnvAndExports()");
      return runWith(ENV, objectOf(changed, "The env of withEnvAndExports()"), () => runWith(EXPORTS, exported, fn));
    },
    tracing: { enterSpan: inSpan, startActiveSpan: inSpan },
    cache: {
      purge() {
        throw new Error("'cache.purge()' needs the cache, which is not here yet.");
      },
    },
  };
}
