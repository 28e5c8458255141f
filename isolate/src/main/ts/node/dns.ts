/** `node:dns`: addresses, as the node's machine knows them. */
import { isIP } from "./addresses";
import { deps } from "./deps";
import { failed, wrongType, wrongValue } from "./errors";
import { queueMicrotask } from "./globals";

type Callback = (...args: any[]) => void;

interface Found {
  readonly address: string;
  readonly family: 4 | 6;
}

const CODES = [
  "NODATA", "FORMERR", "SERVFAIL", "NOTFOUND", "NOTIMP", "REFUSED", "BADQUERY", "BADNAME", "BADFAMILY", "BADRESP", "CONNREFUSED", "TIMEOUT",
  "EOF", "FILE", "NOMEM", "DESTRUCTION", "BADSTR", "BADFLAGS", "NONAME", "BADHINTS", "NOTINITIALIZED", "LOADIPHLPAPI", "ADDRGETNETWORKPARAMS", "CANCELLED",
];
const constants = { ...Object.fromEntries(CODES.map((code) => [code, `E${code}`])), ADDRCONFIG: 1024, ALL: 256, V4MAPPED: 2048 };

function unknown(code: string, syscall: string, hostname: string): Error {
  return Object.assign(new Error(`${syscall} ${code} ${hostname}`), { errno: code === "ENOTFOUND" ? -3008 : undefined, code, syscall, hostname });
}

function named(hostname: unknown): string {
  if (typeof hostname !== "string") throw wrongType("hostname", "of type string", hostname);
  return hostname;
}

function found(address: string): Found {
  return { address, family: isIP(address) as 4 | 6 };
}

function ask(type: string, syscall: string, hostname: string): Promise<Found[]> {
  return new Promise((resolve, reject) => {
    deps.lookUp(type, hostname, (addresses) => resolve(addresses.map(found)), (code) => reject(unknown(code, syscall, hostname)));
  });
}

let order = "verbatim";

async function lookUp(hostname: unknown, options: any): Promise<Found[]> {
  const given = typeof options === "number" ? { family: options } : (options ?? {});
  const family = given.family === "IPv4" ? 4 : given.family === "IPv6" ? 6 : (given.family ?? 0);
  if (family !== 0 && family !== 4 && family !== 6) throw wrongValue("options.family", family, "must be one of: 0, 4, 6");
  if (hostname === "" || hostname === null || hostname === undefined) return [];
  const name = named(hostname);
  if (isIP(name) !== 0) return [found(name)];
  const all = await ask(family === 4 ? "A" : family === 6 ? "AAAA" : "ANY", "getaddrinfo", name).catch((error) => {
    // The resolver has one word for a name without addresses of that kind, getaddrinfo another.
    throw error.code === "ENODATA" ? unknown("ENOTFOUND", "getaddrinfo", name) : error;
  });
  const sorted = given.order ?? (given.verbatim === false ? "ipv4first" : order);
  return sorted === "verbatim" ? all : all.sort((a, b) => (sorted === "ipv4first" ? a.family - b.family : b.family - a.family));
}

function lookup(hostname: unknown, ...rest: any[]): object {
  const callback: Callback = rest.at(-1);
  if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
  const options = rest.length > 1 ? rest[0] : {};
  if (hostname) named(hostname);
  settle(lookUp(hostname, options), callback, (all) => (options?.all ? [all] : [all[0]?.address ?? null, all[0]?.family ?? 4]));
  return {};
}

/** A callback that throws is an exception of its own, not a failure of what it was called for. */
function settle<T>(promise: Promise<T>, callback: Callback, args: (value: T) => unknown[]): void {
  const later = (...told: unknown[]) => queueMicrotask(() => callback(...told));
  promise.then((value) => later(null, ...args(value)), (error) => later(error));
}

async function addresses(type: string, syscall: string, hostname: unknown, options: any): Promise<unknown[]> {
  const all = await ask(type, syscall, named(hostname));
  return all.map(({ address }) => (options?.ttl ? { address, ttl: 0 } : address));
}

const resolve4 = (hostname: unknown, options?: unknown) => addresses("A", "queryA", hostname, options);
const resolve6 = (hostname: unknown, options?: unknown) => addresses("AAAA", "queryAaaa", hostname, options);

function refuse(name: string): (...args: unknown[]) => Promise<never> {
  return async () => {
    throw failed("ENOTIMP", `dns.${name}() is not there: this platform looks up addresses only (lookup, resolve4, resolve6).`);
  };
}

async function resolve(hostname: unknown, type: unknown = "A"): Promise<unknown[]> {
  if (type === "A") return resolve4(hostname);
  if (type === "AAAA") return resolve6(hostname);
  if (typeof type !== "string") throw wrongType("rrtype", "of type string", type);
  return refuse(`resolve(…, '${type}')`)();
}

const OTHERS = ["resolveAny", "resolveCaa", "resolveCname", "resolveMx", "resolveNaptr", "resolveNs", "resolvePtr", "resolveSoa", "resolveSrv", "resolveTlsa", "resolveTxt", "reverse", "lookupService"];

const asked: Record<string, (...args: any[]) => Promise<unknown>> = { resolve, resolve4, resolve6 };
for (const name of OTHERS) asked[name] = refuse(name);

/** The same with a callback behind the arguments. */
function called(name: string): (...args: any[]) => void {
  return (...args) => {
    const callback = args.at(-1);
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    settle(asked[name](...args.slice(0, -1)), callback, (value) => [value]);
  };
}

const byCallback: Record<string, (...args: any[]) => unknown> = Object.fromEntries(Object.keys(asked).map((name) => [name, called(name)]));
const common = {
  getServers: (): string[] => [],
  setServers(): void {},
  getDefaultResultOrder: () => order,
  setDefaultResultOrder(value: string): void {
    if (value !== "verbatim" && value !== "ipv4first" && value !== "ipv6first") throw wrongValue("dnsOrder", value, "must be one of: 'verbatim', 'ipv4first', 'ipv6first'");
    order = value;
  },
};

function resolver(methods: object): new () => object {
  const Resolver = class Resolver {
    getServers = common.getServers;
    setServers = common.setServers;
    setLocalAddress(): void {}
    cancel(): void {}
  };
  Object.assign(Resolver.prototype, methods);
  return Resolver;
}

export const promises = {
  ...constants,
  ...asked,
  ...common,
  Resolver: resolver(asked),
  lookup: async (hostname: unknown, options: any) => {
    const all = await lookUp(hostname, options);
    return options?.all ? all : (all[0] ?? { address: null, family: 4 });
  },
};

export const module = { ...constants, ...byCallback, ...common, Resolver: resolver(byCallback), lookup, promises };
