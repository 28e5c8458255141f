/** The work behind URLPattern: what its constructor compiles, and what its methods match. */
import { parse } from "../url/parse";
import { defaultPort, type UrlRecord } from "../url/record";
import { dictionary, isObject, oneOf, usvString } from "../webidl";
import * as canonical from "./canonical";
import { Component, DEFAULT, HOSTNAME, type Name, NAMES, PATHNAME } from "./component";
import { type Init, parseConstructorString } from "./constructor";
import { process } from "./init";
import type { Modifier, Part, PartType } from "./parts";

export type Components = Record<Name, Component>;

/** What the constructor is given, compiled. */
export function construct(input: unknown, second: unknown, third: unknown): Components {
  const based = second !== undefined && (second === null || !isObject(second));
  const base = based ? usvString(second) : undefined;
  const { ignoreCase } = dictionary(based ? third : second, "The options of URLPattern");
  let init: Init;
  if (input === undefined || input === null || isObject(input)) {
    if (base !== undefined) throw new TypeError("A base URL stands within the object of components, as 'baseURL'.");
    init = initOf(input);
  } else {
    init = parseConstructorString(usvString(input));
    if (base === undefined && init.protocol === undefined) {
      throw new TypeError(`The pattern '${String(input)}' has no protocol; give a base URL with it.`);
    }
    if (base !== undefined) init.baseURL = base;
  }
  return compile(process(init, "pattern"), Boolean(ignoreCase));
}

/** Which component is meant. */
export function nameOf(component: unknown): Name {
  return oneOf(component, NAMES, "The component");
}

export function hasRegExpGroups(components: Components): boolean {
  return NAMES.some((name) => components[name].hasRegexp);
}

/** What matches of a URL or of its components; null where it does not. */
export function match(components: Components, input: unknown, given: unknown): object | null {
  const base = given === undefined ? undefined : usvString(given);
  const inputs: unknown[] = [];
  const values = isObject(input) || input === undefined || input === null
    ? ofInit(input, base, inputs)
    : ofUrl(usvString(input), base, inputs);
  if (values === null) return null;
  const result: Record<string, unknown> = { inputs };
  for (const name of NAMES) {
    const text = values[name] ?? "";
    const groups = components[name].match(text);
    if (groups === null) return null;
    result[name] = { input: text, groups };
  }
  return result;
}

/** The dictionary of components. */
function initOf(value: unknown): Init {
  const given = dictionary(value, "The components of a URLPattern");
  const init: Init = {};
  for (const name of ["baseURL", ...NAMES] as const) {
    const text = given[name];
    if (text !== undefined) init[name] = usvString(text);
  }
  return init;
}

function ofInit(input: unknown, base: string | undefined, inputs: unknown[]): Init | null {
  const init = initOf(input);
  if (base !== undefined) throw new TypeError("A base URL stands within the object of components, as 'baseURL'.");
  inputs.push(init);
  try {
    return process(init, "url");
  } catch {
    return null;
  }
}

function ofUrl(input: string, base: string | undefined, inputs: unknown[]): Init | null {
  inputs.push(input);
  let from: UrlRecord | null = null;
  if (base !== undefined) {
    from = parse(base, null);
    if (from === null) return null;
    inputs.push(base);
  }
  const url = parse(input, from);
  if (url === null) return null;
  return {
    protocol: url.scheme,
    username: url.username,
    password: url.password,
    hostname: url.host ?? "",
    port: url.port < 0 ? "" : String(url.port),
    pathname: url.path,
    search: url.query ?? "",
    hash: url.fragment ?? "",
  };
}

function compile(init: Init, ignoreCase: boolean): Components {
  const text = (name: Name): string => init[name] ?? "*";
  const protocol = new Component(text("protocol"), canonical.protocol, DEFAULT);
  const port = init.port !== undefined && init.port === String(defaultPort(init.protocol ?? "")) ? "" : text("port");
  const host = text("hostname");
  const isIpv6 = /^(?:\[|\{\[|\\\[)./.test(host);
  return {
    protocol,
    username: new Component(text("username"), canonical.credentials, DEFAULT),
    password: new Component(text("password"), canonical.credentials, DEFAULT),
    hostname: new Component(host, isIpv6 ? canonical.ipv6Hostname : canonical.hostname, HOSTNAME),
    port: new Component(port, (value) => canonical.port(value), DEFAULT),
    pathname: protocol.isSpecial
      ? new Component(text("pathname"), canonical.pathname, PATHNAME, ignoreCase)
      : new Component(text("pathname"), canonical.opaquePathname, DEFAULT, ignoreCase),
    search: new Component(text("search"), canonical.search, DEFAULT, ignoreCase),
    hash: new Component(text("hash"), canonical.hash, DEFAULT, ignoreCase),
  };
}

const TYPES: readonly PartType[] = ["full", "segment", "regexp", "fixed"];
const MODIFIERS: readonly Modifier[] = ["*", "?", "+", ""];
const NOTHING: Part = { type: "fixed", value: "", modifier: "", name: "", prefix: "", suffix: "" };

/** The more a pattern fixes, the greater it is. */
export function compare(left: readonly Part[], right: readonly Part[]): number {
  for (let at = 0; at < Math.max(left.length, right.length); at++) {
    const one = left[at] ?? NOTHING;
    const two = right[at] ?? NOTHING;
    const order =
      TYPES.indexOf(one.type) - TYPES.indexOf(two.type) ||
      MODIFIERS.indexOf(one.modifier) - MODIFIERS.indexOf(two.modifier) ||
      byText(one.prefix, two.prefix) ||
      byText(one.value, two.value) ||
      byText(one.suffix, two.suffix);
    if (order !== 0) return Math.sign(order);
  }
  return 0;
}

function byText(one: string, two: string): number {
  return one === two ? 0 : one < two ? -1 : 1;
}
