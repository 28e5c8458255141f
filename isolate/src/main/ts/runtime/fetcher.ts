/** What code calls by a name in its `env`: its app's files, or another app. */
import { apply, construct, defineProperty, rejected, setPrototypeOf } from "../web/primordials";
import type { RequestLine } from "../web/index";
import { interfaceOf } from "../web/webidl";
import { failure, send, type Way } from "./fetch";

const stringify = JSON.stringify;
const hasOwn = Object.hasOwn;
const exec = RegExp.prototype.exec;
const slice = String.prototype.slice;
const indexOf = String.prototype.indexOf;

const get = Reflect.get;
const PROTO = Object.prototype;
const ERRORS: Record<string, Function> = {
  Error,
  EvalError,
  RangeError,
  ReferenceError,
  SyntaxError,
  TypeError,
  URIError,
};

let wayOf: (fetcher: object) => Way;
let make: (way: Way) => Fetcher;

/** The class of both; nobody can make one. */
class Fetcher {
  #way: Way;

  constructor(way: Way, key: unknown = undefined) {
    if (key !== KEY) throw new TypeError("Illegal constructor");
    this.#way = way;
  }

  fetch(input: unknown, init: unknown = undefined): Promise<unknown> {
    let way: Way;
    try {
      way = wayOf(this);
    } catch {
      return rejected(new TypeError("Illegal invocation: fetch() belongs to a binding, as in env.NAME.fetch()."));
    }
    if (arguments.length === 0) {
      return rejected(new TypeError(`${way.name} takes a Request or a URL.`));
    }
    return send(way, Fetcher.prototype.fetch, input, init);
  }

  connect(): never {
    throw new Error(`${bindingOf(wayOf(this))}.connect() is not here yet.`);
  }

  static {
    wayOf = (fetcher) => (fetcher as Fetcher).#way;
    make = (way) => new Fetcher(way, KEY);
  }
}

const KEY = {};

function bindingOf(way: Way): string {
  return apply(slice, way.name, [0, apply(indexOf, way.name, [".fetch"])]) as string;
}

/** Any other name is that of a remote method, but for those that the language itself looks for. */
const methods = new Proxy(
  {},
  {
    get(target, name, receiver) {
      if (typeof name !== "string" || name === "then" || name in PROTO) return get(PROTO, name, receiver);
      return () => {
        throw new Error(`${bindingOf(wayOf(receiver))}.${name}() was called: RPC methods are not here yet.`);
      };
    },
  },
);
interfaceOf(Fetcher, "Fetcher");
setPrototypeOf(Fetcher.prototype, methods);

function fetcher(name: string, op: string, failure: Way["failure"]): Fetcher {
  return make({
    op,
    name: `env.${name}.fetch()`,
    before: (line) => `${name}\n${cfOf(line)}\n`,
    failure,
  });
}

/** What the caller says of its request beside it, as one line of JSON. */
function cfOf({ cf }: RequestLine): string {
  return cf === undefined || cf === null ? "" : (stringify(cf) ?? "");
}

/** The binding to the app's own files. */
export function bindAssets(name: string): unknown {
  return fetcher(name, "assets", failure);
}

/** The binding to an app of this node; one that does not run here says so when it is called. */
export function bindService(name: string, binding: { service: string; here: boolean }): unknown {
  if (binding.here) return fetcher(name, "service", failureOf);
  const sentence = `env.${name} is bound to the service '${binding.service}', which does not run here. Start it too: edgewise dev DIR DIR.`;
  return make({
    op: "service",
    name: `env.${name}.fetch()`,
    before: () => {
      throw new Error(sentence);
    },
    failure: failureOf,
  });
}

const THROWN = /^\n([A-Za-z]*Error): ([^]*)$/;

/** What the callee threw stands behind a line end; it is thrown as an error of the same kind. */
function failureOf(reason: string, site: string): unknown {
  if (reason[0] !== "\n") return failure(reason, site);
  const parts = apply(exec, THROWN, [reason]) as string[] | null;
  const known = parts !== null && hasOwn(ERRORS, parts[1]);
  const error = known
    ? thrown(parts[1], parts[2], site)
    : thrown("Error", apply(slice, reason, [1]) as string, site);
  defineProperty(error, "remote", { value: true, writable: true, enumerable: true, configurable: true });
  return error;
}

/** An error that shows where the call was made rather than where its answer came in. */
function thrown(name: string, message: string, site: string): object {
  const error = construct(ERRORS[name], [message]) as object;
  const from = apply(indexOf, site, ["\n"]) as number;
  const stack = `${name}: ${message}${from < 0 ? "" : apply(slice, site, [from])}`;
  defineProperty(error, "stack", { value: stack, writable: true, configurable: true });
  return error;
}
