/** A URL record, URL Standard §4.1. The path is kept serialised: segments are what stands between slashes. */
export class UrlRecord {
  scheme = "";
  username = "";
  password = "";
  /** Serialised, or null where there is none. */
  host: string | null = null;
  /** -1 where there is none, or the scheme's own. */
  port = -1;
  path = "";
  /** Whether the path is opaque, as in `mailto:someone`. */
  opaque = false;
  query: string | null = null;
  fragment: string | null = null;
}

export function defaultPort(scheme: string): number {
  switch (scheme) {
    case "http":
    case "ws":
      return 80;
    case "https":
    case "wss":
      return 443;
    case "ftp":
      return 21;
    default:
      return -1;
  }
}

export function isSpecial(scheme: string): boolean {
  return defaultPort(scheme) > 0 || scheme === "file";
}

export function copyRecord(from: UrlRecord): UrlRecord {
  return Object.assign(new UrlRecord(), from);
}

export function serialize(url: UrlRecord, withFragment = true): string {
  let out = url.scheme + ":";
  if (url.host !== null) {
    out += "//";
    if (url.username !== "" || url.password !== "") {
      out += url.username;
      if (url.password !== "") out += ":" + url.password;
      out += "@";
    }
    out += url.host;
    if (url.port >= 0) out += ":" + url.port;
  } else if (!url.opaque && url.path.startsWith("//")) {
    // Else the path's empty first segment would be read as the start of a host.
    out += "/.";
  }
  out += url.path;
  if (url.query !== null) out += "?" + url.query;
  return withFragment && url.fragment !== null ? out + "#" + url.fragment : out;
}

export function origin(url: UrlRecord, parse: (text: string) => UrlRecord | null): string {
  if (url.scheme === "blob") {
    const inner = parse(url.path);
    return inner !== null && (inner.scheme === "http" || inner.scheme === "https")
      ? origin(inner, parse)
      : "null";
  }
  if (defaultPort(url.scheme) < 0) return "null";
  return url.scheme + "://" + url.host + (url.port >= 0 ? ":" + url.port : "");
}
