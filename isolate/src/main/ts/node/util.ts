/** `node:util`. */
import { parseArgs, parseEnv } from "./arguments";
import { alike } from "./compare";
import { deps } from "./deps";
import { failed, wrongType } from "./errors";
import { AbortController, TextDecoder, TextEncoder, console } from "./globals";
import { MIMEParams, MIMEType } from "./mime";
import { systemErrors } from "./system";
import { module as types } from "./types";

type Fn = (...args: any[]) => any;

const custom = Symbol.for("nodejs.util.inspect.custom");
const promisified = Symbol.for("nodejs.util.promisify.custom");

interface InspectOptions {
  depth?: number | null;
  showHidden?: boolean;
  customInspect?: boolean;
}

/** A value's own way of showing itself counts at the top, as most code that has one relies on. */
function inspect(value: any, options: InspectOptions | boolean = {}): string {
  const given = typeof options === "boolean" ? { showHidden: options } : options;
  const depth = given.depth === null ? Infinity : (given.depth ?? 2);
  const own = given.customInspect === false ? undefined : value?.[custom];
  if (typeof own === "function" && own !== inspect) {
    const shown = own.call(value, depth, { ...given, depth, stylize: (text: string) => text }, inspect);
    if (shown !== value) return typeof shown === "string" ? shown : inspect(shown, given);
  }
  return deps.inspect(value, { depth, showHidden: given.showHidden });
}
Object.assign(inspect, { custom, defaultOptions: { depth: 2, showHidden: false, colors: false }, colors: {}, styles: {} });

function format(...args: unknown[]): string {
  return deps.format(args);
}

function inherits(child: Fn, parent: Fn): void {
  if (typeof child !== "function") throw wrongType("ctor", "of type function", child);
  if (typeof parent !== "function") throw wrongType("superCtor", "of type function", parent);
  Object.defineProperty(child, "super_", { value: parent, writable: true, configurable: true });
  Object.setPrototypeOf(child.prototype, parent.prototype);
}

function promisify(original: Fn): Fn {
  if (typeof original !== "function") throw wrongType("original", "of type function", original);
  const own = (original as any)[promisified];
  if (own !== undefined) {
    if (typeof own !== "function") throw wrongType("util.promisify.custom", "of type function", own);
    return own;
  }
  const wrapped = function (this: unknown, ...args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      original.call(this, ...args, (error: unknown, value: unknown) => (error ? reject(error) : resolve(value)));
    });
  };
  Object.setPrototypeOf(wrapped, Object.getPrototypeOf(original));
  Object.defineProperty(wrapped, promisified, { value: wrapped, configurable: true });
  return Object.defineProperties(wrapped, Object.getOwnPropertyDescriptors(original));
}
promisify.custom = promisified;

function callbackify(original: Fn): Fn {
  if (typeof original !== "function") throw wrongType("original", "of type function", original);
  return function (this: unknown, ...args: unknown[]) {
    const callback = args.pop();
    if (typeof callback !== "function") throw wrongType("last argument", "of type function", callback);
    const tell = (...told: unknown[]) => deps.process.nextTick(callback, ...told);
    original.apply(this, args).then(
      (value: unknown) => tell(null, value),
      (reason: unknown) => tell(reason || Object.assign(failed("ERR_FALSY_VALUE_REJECTION", "Promise was rejected with falsy value"), { reason })),
    );
  };
}

const told = new Set<string>();

function deprecate<T extends Fn>(fn: T, message: string, code?: string): T {
  const wrapped = function (this: unknown, ...args: unknown[]) {
    const once = code ?? message;
    if (!told.has(once)) {
      told.add(once);
      deps.process.emitWarning(`DeprecationWarning: ${code ? `[${code}] ` : ""}${message}`);
    }
    return new.target ? Reflect.construct(fn, args, new.target) : fn.apply(this, args);
  };
  Object.setPrototypeOf(wrapped, fn);
  if (fn.prototype) wrapped.prototype = fn.prototype;
  return wrapped as unknown as T;
}

/** Sections named in NODE_DEBUG are told, all others are silent. */
function debuglog(section: string): Fn & { enabled: boolean } {
  const wanted = String(deps.process.env.NODE_DEBUG ?? "").toLowerCase().split(",");
  const enabled = wanted.includes(section.toLowerCase());
  return Object.assign(
    (...args: unknown[]) => {
      if (enabled) console.error(`${section.toUpperCase()} ${deps.process.pid}: ${format(...args)}`);
    },
    { enabled });
}

function aborted(signal: any, resource: object): Promise<void> {
  if (signal === undefined) throw wrongType("signal", "an instance of AbortSignal", signal);
  if (resource === null || typeof resource !== "object") throw wrongType("resource", "of type object", resource);
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener("abort", () => resolve(), { once: true }));
}

const COLOURS: Record<string, [number, number]> = {
  reset: [0, 0], bold: [1, 22], dim: [2, 22], italic: [3, 23], underline: [4, 24], inverse: [7, 27],
  black: [30, 39], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], magenta: [35, 39], cyan: [36, 39], white: [37, 39], gray: [90, 39], grey: [90, 39],
};

function styleText(format: string | string[], text: string): string {
  return [format].flat().reduceRight((inner, name) => {
    const codes = COLOURS[name];
    if (codes === undefined) throw failed("ERR_INVALID_ARG_VALUE", `The argument 'format' must be one of: ${Object.keys(COLOURS).join(", ")}. Received '${name}'`, TypeError);
    return `\u001b[${codes[0]}m${inner}\u001b[${codes[1]}m`;
  }, text);
}

export const module = {
  ...systemErrors,
  MIMEParams,
  MIMEType,
  parseArgs,
  parseEnv,
  _extend: (target: object, source: unknown) => Object.assign(target, typeof source === "object" ? source : null),
  TextDecoder,
  TextEncoder,
  aborted,
  callbackify,
  debug: debuglog,
  debuglog,
  deprecate,
  format,
  formatWithOptions: (_: object, ...args: unknown[]) => format(...args),
  inherits,
  inspect,
  isArray: Array.isArray,
  isDeepStrictEqual: (a: unknown, b: unknown) => alike(a, b, true),
  promisify,
  stripVTControlCharacters: (text: string) => text.replace(/[\u001b\u009b][[\]()#;?]*(?:\d{1,4}(?:;\d{0,4})*)?[\dA-PR-TZcf-nq-uy=><~]/g, ""),
  styleText,
  toUSVString: (text: unknown) => `${text}`.toWellFormed(),
  transferableAbortController: () => new AbortController(),
  types,
};
