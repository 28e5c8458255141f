/**
 * Modules that packages import and seldom use: they can be imported, and what there can be nothing
 * behind in a place without processes, threads and terminals throws by its name, as on Workers.
 */
import { failed } from "./errors";
import { EventEmitter } from "./events";

type Members = Record<string, unknown>;

function absent(module: string, name: string): (...args: unknown[]) => never {
  const value = function (this: unknown): never {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", `The ${module}.${name}() method is not implemented: there is nothing behind it here`);
  };
  Object.defineProperty(value, "name", { value: name });
  return value as (...args: unknown[]) => never;
}

function all(module: string, names: string, more: Members = {}): Members {
  return { ...Object.fromEntries(names.split(" ").map((name) => [name, absent(module, name)])), ...more };
}

function v8(): Members {
  const { structuredClone } = globalThis as any;
  return all("v8", "getHeapSnapshot writeHeapSnapshot queryObjects startCpuProfile setHeapSnapshotNearHeapLimit serialize deserialize Serializer Deserializer DefaultSerializer DefaultDeserializer", {
    cachedDataVersionTag: () => 0,
    getHeapCodeStatistics: () => ({ code_and_metadata_size: 0, bytecode_and_metadata_size: 0, external_script_source_size: 0, cpu_profiler_metadata_size: 0 }),
    getHeapSpaceStatistics: () => [],
    getHeapStatistics: () => ({ total_heap_size: 0, total_heap_size_executable: 0, total_physical_size: 0, total_available_size: 0, used_heap_size: 0, heap_size_limit: 0, malloced_memory: 0, peak_malloced_memory: 0, does_zap_garbage: 0, number_of_native_contexts: 1, number_of_detached_contexts: 0, total_global_handles_size: 0, used_global_handles_size: 0, external_memory: 0 }),
    setFlagsFromString: () => undefined,
    startupSnapshot: { isBuildingSnapshot: () => false },
    stopCoverage: () => undefined,
    takeCoverage: () => undefined,
    structuredClone,
  });
}

function workerThreads(): Members {
  const { MessageChannel, MessagePort } = globalThis as any;
  return all("worker_threads", "Worker BroadcastChannel receiveMessageOnPort moveMessagePortToContext postMessageToThread markAsUncloneable", {
    MessageChannel,
    MessagePort,
    SHARE_ENV: Symbol.for("nodejs.worker_threads.SHARE_ENV"),
    getEnvironmentData: () => undefined,
    isMainThread: true,
    isMarkedAsUntransferable: () => false,
    markAsUntransferable: () => undefined,
    parentPort: null,
    resourceLimits: {},
    setEnvironmentData: () => undefined,
    threadId: 0,
    workerData: null,
  });
}

function tty(): Members {
  return all("tty", "ReadStream WriteStream", { isatty: () => false });
}

function cluster(): Members {
  return Object.assign(new EventEmitter(), all("cluster", "Worker fork disconnect setupPrimary setupMaster", {
    SCHED_NONE: 1, SCHED_RR: 2, isMaster: true, isPrimary: true, isWorker: false, schedulingPolicy: 2, settings: {}, workers: {},
  }));
}

/** Lines of a stream that is here are read; there is no terminal to ask. */
function readline(): Members {
  return all("readline", "Interface createInterface clearLine clearScreenDown cursorTo emitKeypressEvents moveCursor", {
    promises: all("readline/promises", "Interface Readline createInterface"),
  });
}

const HTTP2 = "Http2ServerRequest Http2ServerResponse connect createServer createSecureServer getPackedSettings getUnpackedSettings performServerHandshake";

const makers: Record<string, () => Members> = {
  child_process: () => all("child_process", "ChildProcess exec execFile execFileSync execSync fork spawn spawnSync"),
  cluster,
  dgram: () => all("dgram", "Socket createSocket"),
  domain: () => all("domain", "Domain create createDomain", { active: null }),
  http2: () => all("http2", HTTP2, { constants: {}, getDefaultSettings: () => ({}), sensitiveHeaders: Symbol("nodejs.http2.sensitiveHeaders") }),
  inspector: () => all("inspector", "Session close open waitForDebugger", { console: (globalThis as any).console, url: () => undefined }),
  "inspector/promises": () => all("inspector", "Session close open waitForDebugger", { url: () => undefined }),
  readline,
  "readline/promises": () => all("readline/promises", "Interface Readline createInterface"),
  repl: () => all("repl", "REPLServer Recoverable start", { builtinModules: [] }),
  sqlite: () => all("sqlite", "DatabaseSync StatementSync backup", { constants: {} }),
  test: () => all("test", "test suite describe it before after beforeEach afterEach run mock"),
  trace_events: () => all("trace_events", "createTracing", { getEnabledCategories: () => "" }),
  tty,
  v8,
  vm: () => all("vm", "Script SourceTextModule SyntheticModule compileFunction createContext createScript runInContext runInNewContext runInThisContext measureMemory", { constants: {}, isContext: () => false }),
  wasi: () => all("wasi", "WASI"),
  worker_threads: workerThreads,
};

const made = new Map<string, Members>();

/** One of them by its name, without `node:`. */
export function absentModule(name: string): Members | undefined {
  if (!Object.hasOwn(makers, name)) return undefined;
  let found = made.get(name);
  if (!found) made.set(name, (found = makers[name]()));
  return found;
}

export const absentNames = Object.keys(makers);
