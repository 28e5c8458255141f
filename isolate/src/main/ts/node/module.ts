/** `node:module`: which modules there are. */
import { deps } from "./deps";
import { failed, wrongType, wrongValue } from "./errors";

/** Filled in by main.ts, which knows them. */
export const builtinModules: string[] = [];

function isBuiltin(name: unknown): boolean {
  return builtinModules.includes(String(name).replace(/^node:/, ""));
}

/** Requires Node's modules; the app's own were bundled when the app was built. */
function createRequire(from: unknown): unknown {
  if (typeof from !== "string" && !(from instanceof URL)) throw wrongType("filename", "a file URL object, file URL string, or absolute path string", from);
  if (typeof from === "string" && !/^(\/|file:)/.test(from)) throw wrongValue("filename", from, "must be a file URL object, file URL string, or absolute path string");
  const require = (name: unknown): unknown => {
    if (typeof name !== "string") throw wrongType("id", "of type string", name);
    const found = deps.process.getBuiltinModule(name);
    if (found === undefined) throw Object.assign(failed("MODULE_NOT_FOUND", `Cannot find module '${name}'`), { requireStack: [] });
    return found;
  };
  const resolve = (name: string) => {
    if (isBuiltin(name)) return name;
    throw failed("MODULE_NOT_FOUND", `Cannot find module '${name}'`);
  };
  return Object.assign(require, { cache: Object.create(null), extensions: Object.create(null), main: undefined, resolve: Object.assign(resolve, { paths: () => null }) });
}
declare const URL: any;

function Module(this: any, id = ""): void {
  Object.assign(this, { id, path: ".", exports: {}, filename: null, loaded: false, children: [] });
}

const unavailable = (name: string) => () => {
  throw failed("ERR_METHOD_NOT_IMPLEMENTED", `The module.${name}() method is not implemented: modules are bundled when the app is built`);
};

export const module: any = Object.assign(Module, {
  Module,
  _cache: Object.create(null),
  _extensions: Object.create(null),
  _nodeModulePaths: () => [],
  _load: unavailable("_load"),
  _resolveFilename: unavailable("_resolveFilename"),
  builtinModules,
  constants: { compileCacheStatus: { FAILED: 0, ENABLED: 1, ALREADY_ENABLED: 2, DISABLED: 3 } },
  createRequire,
  enableCompileCache: () => ({ status: 3 }),
  findSourceMap: () => undefined,
  flushCompileCache: () => undefined,
  getCompileCacheDir: () => undefined,
  globalPaths: [],
  isBuiltin,
  register: unavailable("register"),
  runMain: unavailable("runMain"),
  syncBuiltinESMExports: () => undefined,
});
