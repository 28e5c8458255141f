/**
 * Node's modules, a script beside the prelude: an isolate that asks for none of them never runs it.
 * Each is made when it is first asked for, and once.
 */

declare const require: (name: string) => any;

/** Each answers the value that is the module; its properties become the exports. */
const makers: Record<string, () => any> = {
  "cloudflare:node": () => require("./http").cloudflare,
  "node:assert": () => require("./assert").module,
  "node:assert/strict": () => require("./assert").strict,
  "node:buffer": () => require("./buffer").module,
  "node:console": () => require("./globals").console,
  "node:constants": () => ({ ...require("./fs/arguments").constants, ...require("./crypto/constants").constants, ...require("./os").module.constants.errno, ...require("./os").module.constants.signals }),
  "node:crypto": () => require("./crypto").module,
  "node:diagnostics_channel": () => require("./diagnostics").module,
  "node:dns": () => require("./dns").module,
  "node:dns/promises": () => require("./dns").promises,
  "node:events": () => require("./events").module,
  "node:fs": () => require("./fs").module,
  "node:fs/promises": () => require("./fs").promises,
  "node:http": () => require("./http").http,
  "node:https": () => require("./http").https,
  "node:module": () => require("./module").module,
  "node:net": () => require("./net").module,
  "node:os": () => require("./os").module,
  "node:path": () => require("./path").module,
  "node:path/posix": () => require("./path").module,
  "node:perf_hooks": () => require("./performance").module,
  "node:punycode": () => require("./punycode").module,
  "node:querystring": () => require("./querystring").module,
  "node:stream": () => require("./stream").module,
  "node:stream/consumers": () => require("./stream").consumers,
  "node:stream/promises": () => require("./stream").promises,
  "node:stream/web": () => require("./stream").web(),
  "node:string_decoder": () => ({ StringDecoder: require("string_decoder/").StringDecoder }),
  "node:sys": () => require("./util").module,
  "node:timers": () => require("./timers").module,
  "node:timers/promises": () => require("./timers").promises,
  "node:tls": () => require("./tls").module,
  "node:url": () => require("./url").module,
  "node:util": () => require("./util").module,
  "node:util/types": () => require("./types").module,
  "node:zlib": () => require("./zlib").module,
};

require("./module").builtinModules.push(
  ...[...Object.keys(makers).filter((name) => name.startsWith("node:")), "node:async_hooks", "node:process"].map((name) => name.slice("node:".length)),
  ...require("./absent").absentNames.filter((name: string) => name !== "sqlite" && name !== "test"),
);
require("./module").builtinModules.sort();

/** The module's exports, `default` among them; undefined where there is none of that name. */
export function builtin(name: string): object | undefined {
  if (!Object.hasOwn(makers, name)) {
    const absent = require("./absent").absentModule(name.replace(/^node:/, ""));
    return absent && { ...absent, default: absent };
  }
  const whole = makers[name]();
  if (name === "node:events") return { ...require("./events").names, default: whole };
  if (name === "node:stream") return { ...whole, promises: whole.promises, default: whole };
  return { ...whole, default: whole };
}

/** The class behind the global `Buffer`. */
export function bufferClass(): unknown {
  return require("./buffer").Buffer;
}
