/** `node:url`: the URL standard's classes, paths of files, and the older `parse`, `format`, `resolve`. */
import { wrongType, failed } from "./errors";
import { URL, URLSearchParams } from "./globals";
import * as querystring from "./querystring";

function fileURLToPath(url: any): string {
  const parsed = typeof url === "string" ? new URL(url) : url;
  if (parsed?.protocol === undefined) throw wrongType("path", "of type string or an instance of URL", url);
  if (parsed.protocol !== "file:") throw failed("ERR_INVALID_URL_SCHEME", "The URL must be of scheme file", TypeError);
  if (parsed.hostname !== "") throw failed("ERR_INVALID_FILE_URL_HOST", 'File URL host must be "localhost" or empty on linux', TypeError);
  if (/%2f/i.test(parsed.pathname)) throw failed("ERR_INVALID_FILE_URL_PATH", "File URL path must not include encoded / characters", TypeError);
  return decodeURIComponent(parsed.pathname);
}

function pathToFileURL(path: string): any {
  const absolute = path.startsWith("/") ? path : `/bundle/${path}`;
  const escaped = absolute.replace(/[%\\\n\r\t?#]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
  return new URL(`file://${escaped}`);
}

function domainToASCII(name: string): string {
  try {
    return new URL(`ws://${name}`).hostname;
  } catch {
    return "";
  }
}

function urlToHttpOptions(url: any): object {
  const options: any = {
    __proto__: null,
    ...url,
    protocol: url.protocol,
    hostname: url.hostname.replace(/^\[|\]$/g, ""),
    hash: url.hash,
    search: url.search,
    pathname: url.pathname,
    path: `${url.pathname}${url.search}`,
    href: url.href,
  };
  if (url.port !== "") options.port = Number(url.port);
  if (url.username || url.password) options.auth = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  return options;
}

/** What `parse` answers. */
class Url {
  protocol: string | null = null;
  slashes: boolean | null = null;
  auth: string | null = null;
  host: string | null = null;
  port: string | null = null;
  hostname: string | null = null;
  hash: string | null = null;
  search: string | null = null;
  query: string | Record<string, unknown> | null = null;
  pathname: string | null = null;
  path: string | null = null;
  href = "";

  format(): string {
    return format(this);
  }
  resolve(relative: string): string {
    return resolve(this.href, relative);
  }
}

/** Schemes that always have slashes and a path. */
const SLASHED = /^(https?|ftp|gopher|file|wss?):$/;

/** A path with or without a query, which Node takes as it is. */
const SIMPLE = /^(\/\/?(?!\/)[^?#@\\\s]*)(\?[^#\\\s]*)?$/;

function parse(text: unknown, queryAsObject = false, slashesDenoteHost = false): Url {
  if (text instanceof Url) return text;
  if (typeof text !== "string") throw wrongType("url", "of type string", text);
  const url = new Url();
  let rest = text.trim();
  const simple = slashesDenoteHost ? null : SIMPLE.exec(rest);
  if (simple) {
    [, url.pathname, url.search = null] = simple as unknown as [string, string, string?];
    return finished(url, queryAsObject);
  }
  [rest, url.hash] = cutAt(rest, "#");
  [rest, url.search] = cutAt(rest, "?");
  rest = rest.replaceAll("\\", "/");
  const scheme = /^([a-z0-9.+-]+:)/i.exec(rest)?.[1];
  if (scheme) {
    url.protocol = scheme.toLowerCase();
    rest = rest.slice(scheme.length);
  }
  const hostless = url.protocol === "javascript:";
  if (rest.startsWith("//") && !hostless && (scheme || slashesDenoteHost || /^\/\/[^/@]+@[^/@]+/.test(rest))) {
    url.slashes = true;
    rest = authority(url, rest.slice(2));
  } else if (scheme && !hostless && !SLASHED.test(url.protocol!)) {
    // `mailto:a@b`: what stands first is a host even so.
    rest = authority(url, rest);
  }
  if (SLASHED.test(url.protocol ?? "") && url.hostname && rest === "") rest = "/";
  url.pathname = rest === "" ? null : escapeUnsafe(rest);
  if (url.search !== null) url.search = escapeUnsafe(url.search);
  return finished(url, queryAsObject);
}

/** Fills in what follows from the rest. */
function finished(url: Url, queryAsObject: boolean): Url {
  const query = url.search?.slice(1) ?? null;
  url.query = queryAsObject ? querystring.parse(query ?? "") : query;
  if (url.pathname !== null || url.search) url.path = `${url.pathname ?? ""}${url.search ?? ""}`;
  url.href = format(url);
  return url;
}

function cutAt(text: string, mark: string): [string, string | null] {
  const at = text.indexOf(mark);
  return at < 0 ? [text, null] : [text.slice(0, at), text.slice(at)];
}

/** Reads what lies between the slashes and the path; answers the path. */
function authority(url: Url, text: string): string {
  const end = text.indexOf("/");
  let host = end < 0 ? text : text.slice(0, end);
  const at = host.lastIndexOf("@");
  if (at >= 0) {
    url.auth = decodeURIComponent(host.slice(0, at));
    host = host.slice(at + 1);
  }
  const port = /:(\d*)$/.exec(host);
  if (port) {
    if (port[1] !== "") url.port = port[1];
    host = host.slice(0, -port[0].length);
  }
  host = /^[\0-\x7f]*$/.test(host) ? host.toLowerCase() : domainToASCII(host);
  url.hostname = host.replace(/^\[|\]$/g, "");
  url.host = `${host}${url.port ? `:${url.port}` : ""}`;
  return end < 0 ? "" : text.slice(end);
}

function escapeUnsafe(text: string): string {
  return text.replace(/[\s"'<>\\^`{|}]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

interface FormatOptions {
  auth?: boolean;
  fragment?: boolean;
  search?: boolean;
}

function format(value: any, options: FormatOptions = {}): string {
  if (value instanceof URL) return formatWhole(value, options);
  const url = typeof value === "string" ? parse(value) : value;
  if (url === null || typeof url !== "object") throw wrongType("urlObject", "one of type object or string", value);
  const auth = url.auth ? `${encodeURIComponent(url.auth).replace(/%3A/i, ":")}@` : "";
  const protocol = url.protocol ? (url.protocol.endsWith(":") ? url.protocol : `${url.protocol}:`) : "";
  const name = url.hostname ? (url.hostname.includes(":") ? `[${url.hostname}]` : url.hostname) : null;
  const host = url.host ? auth + url.host : name === null ? null : `${auth}${name}${url.port ? `:${url.port}` : ""}`;
  const query = url.query !== null && typeof url.query === "object" ? querystring.stringify(url.query) : "";
  let search = url.search || (query && `?${query}`) || "";
  let hash = url.hash || "";
  if (search && !search.startsWith("?")) search = `?${search}`;
  if (hash && !hash.startsWith("#")) hash = `#${hash}`;
  let path = (url.pathname || "").replace(/[?#]/g, encodeURIComponent);
  let before = "";
  if (url.slashes || SLASHED.test(protocol)) {
    if (url.slashes || host !== null) {
      if (path && !path.startsWith("/")) path = `/${path}`;
      before = `//${host ?? ""}`;
    } else if (host !== null || protocol === "file:") before = "//";
  } else before = host ?? "";
  return protocol + before + path + search.replaceAll("#", "%23") + hash;
}

function formatWhole(whole: any, { auth = true, fragment = true, search = true }: FormatOptions): string {
  const url = new URL(whole.href);
  if (!auth) url.username = url.password = "";
  if (!fragment) url.hash = "";
  if (!search) url.search = "";
  return url.href;
}

/** RFC 3986 §5.2, as far as Node keeps it: what is relative may stay so. */
function resolve(from: string, to: string): string {
  const base = parse(from, false, true);
  const relative = parse(to, false, true);
  if (relative.protocol !== null && relative.protocol !== base.protocol) return relative.href;
  const url = Object.assign(new Url(), relative, { protocol: base.protocol });
  if (relative.slashes && relative.host !== null) return format(url);
  Object.assign(url, { slashes: base.slashes, auth: base.auth, host: base.host, hostname: base.hostname, port: base.port });
  const path = relative.pathname ?? "";
  if (path === "") {
    url.pathname = base.pathname;
    url.search = relative.search ?? base.search;
    if (relative.search === null) return format(url);
  } else if (!path.startsWith("/")) {
    const before = base.pathname ?? (base.host ? "/" : "");
    url.pathname = before.slice(0, before.lastIndexOf("/") + 1) + path;
  }
  url.pathname = withoutDots(url.pathname ?? "");
  return format(url);
}

function withoutDots(path: string): string {
  const absolute = path.startsWith("/");
  const kept: string[] = [];
  const segments = path.split("/");
  for (const segment of absolute ? segments.slice(1) : segments) {
    if (segment === ".") continue;
    if (segment !== "..") kept.push(segment);
    else if (kept.length > 0 && kept.at(-1) !== "..") kept.pop();
    else if (!absolute) kept.push("..");
  }
  // A path that ended in dots names a folder.
  if (/(^|\/)\.\.?$/.test(path) && kept.length > 0 && kept.at(-1) !== "") kept.push("");
  return `${absolute ? "/" : ""}${kept.join("/")}`;
}

export const module = {
  URL,
  URLSearchParams,
  URLPattern: (globalThis as any).URLPattern,
  Url,
  domainToASCII,
  fileURLToPath,
  format,
  parse,
  pathToFileURL,
  resolve,
  resolveObject: (from: string, to: string) => parse(resolve(from, to)),
  urlToHttpOptions,
};
