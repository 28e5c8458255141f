/** console, by the Console Standard: each call is one text at a level, given to the sink. */
import { deps } from "../deps";
import { apply, isArray } from "../primordials";
import { format, inspect, table } from "./shown";

interface Memory {
  indent: string;
  readonly counts: Map<string, number>;
  readonly timers: Map<string, number>;
}

function labelOf(label: unknown): string {
  return label === undefined ? "default" : String(label);
}

/** Logging never throws into the code that logs. */
function guarded(make: () => string): string {
  try {
    return make();
  } catch {
    return "[cannot be shown]";
  }
}

/** A console with its own counts, timers and groups. */
export function makeConsole(): object {
  const memory: Memory = { indent: "", counts: new Map(), timers: new Map() };
  const print = (level: string, make: () => string): void => {
    const text = guarded(make);
    deps.consoleSink(
      level,
      memory.indent === "" ? text : memory.indent + text.replaceAll("\n", `\n${memory.indent}`),
    );
  };
  const console = Object.create({}) as object;
  const methods = {
    ...logging(print),
    ...counting(print, memory),
    ...timing(print, memory),
    ...grouping(print, memory),
  };
  for (const [name, method] of Object.entries(methods)) {
    const value = told(deps.debuggerConsole?.[name], method, name);
    Object.defineProperty(console, name, { value, writable: true, enumerable: true, configurable: true });
  }
  Object.defineProperty(console, Symbol.toStringTag, { value: "console", configurable: true });
  return console;
}

/** A method that tells a debugger's console first, where there is one. */
function told(debuggers: Function | undefined, ours: Function, name: string): Function {
  if (debuggers === undefined) return ours;
  const both = {
    [name](...data: unknown[]): void {
      try {
        apply(debuggers, undefined, data);
      } finally {
        apply(ours, undefined, data);
      }
    },
  };
  return both[name];
}

type Print = (level: string, make: () => string) => void;

function logging(print: Print): Record<string, Function> {
  const at = (level: string) => (args: unknown[]) => print(level, () => format(args));
  const [debug, error, info, log, warn] = ["debug", "error", "info", "log", "warn"].map(at);
  return {
    assert(condition: unknown = false, ...data: unknown[]): void {
      if (condition) return;
      if (typeof data[0] === "string") error([`Assertion failed: ${data[0]}`, ...data.slice(1)]);
      else error(["Assertion failed", ...data]);
    },
    clear(): void {},
    debug: (...data: unknown[]): void => debug(data),
    error: (...data: unknown[]): void => error(data),
    info: (...data: unknown[]): void => info(data),
    log: (...data: unknown[]): void => log(data),
    table(data: unknown = undefined, columns: unknown = undefined): void {
      print("log", () => table(data, isArray(columns) ? columns.map(String) : null) ?? format([data]));
    },
    trace(...data: unknown[]): void {
      const stack = (new Error().stack ?? "").split("\n").slice(2).join("\n");
      print("debug", () => `Trace${data.length > 0 ? `: ${format(data)}` : ""}\n${stack}`);
    },
    warn: (...data: unknown[]): void => warn(data),
    dir(item: unknown = undefined, options: unknown = undefined): void {
      print("log", () =>
        inspect(item, typeof options === "object" && options !== null ? dirOptions(options) : {}),
      );
    },
    dirxml: (...data: unknown[]): void => log(data),
  };
}

function dirOptions(options: any): { depth?: number; showHidden?: boolean } {
  const depth = options.depth === null ? Infinity : options.depth;
  return { depth: typeof depth === "number" ? depth : undefined, showHidden: Boolean(options.showHidden) };
}

function counting(print: Print, memory: Memory): Record<string, Function> {
  return {
    count(label: unknown = undefined): void {
      const name = labelOf(label);
      const count = (memory.counts.get(name) ?? 0) + 1;
      memory.counts.set(name, count);
      print("info", () => `${name}: ${count}`);
    },
    countReset(label: unknown = undefined): void {
      const name = labelOf(label);
      if (!memory.counts.delete(name)) print("warn", () => `Count for '${name}' does not exist`);
    },
  };
}

function grouping(print: Print, memory: Memory): Record<string, Function> {
  const group = (...data: unknown[]): void => {
    if (data.length > 0) print("log", () => format(data));
    if (memory.indent.length < 100) memory.indent += "  ";
  };
  return {
    group,
    groupCollapsed: (...data: unknown[]): void => group(...data),
    groupEnd(): void {
      memory.indent = memory.indent.slice(2);
    },
  };
}

function timing(print: Print, memory: Memory): Record<string, Function> {
  const tell = (name: string, data: unknown[], end: boolean): void => {
    const start = memory.timers.get(name);
    if (start === undefined) {
      print("warn", () => `Timer '${name}' does not exist`);
      return;
    }
    if (end) memory.timers.delete(name);
    const passed = deps.now() - start;
    print(end ? "info" : "log", () =>
      [`${name}: ${passed}ms`, ...(data.length > 0 ? [format(data)] : [])].join(" "),
    );
  };
  return {
    time(label: unknown = undefined): void {
      const name = labelOf(label);
      if (memory.timers.has(name)) print("warn", () => `Timer '${name}' already exists`);
      else memory.timers.set(name, deps.now());
    },
    timeLog(label: unknown = undefined, ...data: unknown[]): void {
      tell(labelOf(label), data, false);
    },
    timeEnd(label: unknown = undefined): void {
      tell(labelOf(label), [], true);
    },
  };
}
