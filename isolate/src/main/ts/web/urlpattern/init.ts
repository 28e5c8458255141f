/** Makes the components of an object of them and its base: URL Pattern Standard §1.7. */
import { parse } from "../url/parse";
import { isSpecial, type UrlRecord } from "../url/record";
import * as canonical from "./canonical";
import { type Name, NAMES } from "./component";
import type { Init } from "./constructor";
import { escapePattern } from "./parts";

/** What the values are: patterns, or parts of a URL. */
export type Kind = "pattern" | "url";

export function process(init: Init, kind: Kind): Init {
  const result: Init = {};
  if (kind === "url") for (const name of NAMES) result[name] = "";
  const base = init.baseURL === undefined ? null : parse(init.baseURL, null);
  if (base !== null) inherit(init, base, kind, result);
  else if (init.baseURL !== undefined) throw new TypeError(`The base URL '${init.baseURL}' cannot be parsed.`);
  const isUrl = kind === "url";
  if (init.protocol !== undefined) {
    const scheme = init.protocol.endsWith(":") ? init.protocol.slice(0, -1) : init.protocol;
    result.protocol = isUrl ? canonical.protocol(scheme) : scheme;
  }
  if (init.username !== undefined) result.username = isUrl ? canonical.credentials(init.username) : init.username;
  if (init.password !== undefined) result.password = isUrl ? canonical.credentials(init.password) : init.password;
  if (init.hostname !== undefined) result.hostname = isUrl ? canonical.hostname(init.hostname) : init.hostname;
  if (init.port !== undefined) result.port = isUrl ? canonical.port(init.port, result.protocol) : init.port;
  if (init.pathname !== undefined) result.pathname = path(init.pathname, base, result.protocol ?? "", kind);
  if (init.search !== undefined) {
    const text = init.search.startsWith("?") ? init.search.slice(1) : init.search;
    result.search = isUrl ? canonical.search(text) : text;
  }
  if (init.hash !== undefined) {
    const text = init.hash.startsWith("#") ? init.hash.slice(1) : init.hash;
    result.hash = isUrl ? canonical.hash(text) : text;
  }
  return result;
}

/** What stands before the first component that is given comes from the base. */
function inherit(init: Init, base: UrlRecord, kind: Kind, result: Init): void {
  const take = (name: Name, value: string, ...without: Name[]): void => {
    if (without.every((each) => init[each] === undefined)) result[name] = kind === "url" ? value : escapePattern(value);
  };
  take("protocol", base.scheme, "protocol");
  if (kind === "url") {
    take("username", base.username, "protocol", "hostname", "port", "username");
    take("password", base.password, "protocol", "hostname", "port", "username", "password");
  }
  take("hostname", base.host ?? "", "protocol", "hostname");
  take("port", base.port < 0 ? "" : String(base.port), "protocol", "hostname", "port");
  take("pathname", base.path, "protocol", "hostname", "port", "pathname");
  take("search", base.query ?? "", "protocol", "hostname", "port", "pathname", "search");
  take("hash", base.fragment ?? "", "protocol", "hostname", "port", "pathname", "search", "hash");
}

function path(given: string, base: UrlRecord | null, protocol: string, kind: Kind): string {
  let text = given;
  if (base !== null && !base.opaque && !isAbsolute(text, kind)) {
    const from = kind === "url" ? base.path : escapePattern(base.path);
    const slash = from.lastIndexOf("/");
    if (slash >= 0) text = from.slice(0, slash + 1) + text;
  }
  if (kind === "pattern") return text;
  return protocol === "" || isSpecial(protocol) ? canonical.pathname(text) : canonical.opaquePathname(text);
}

function isAbsolute(text: string, kind: Kind): boolean {
  return text.startsWith("/") || (kind === "pattern" && (text.startsWith("\\/") || text.startsWith("{/")));
}
