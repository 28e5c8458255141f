/** What a component of a URL looks like once it was parsed: URL Pattern Standard §3.1. */
import { parseHost } from "../url/host";
import { appendPath, clean, parse, portColon } from "../url/parse";
import { C0, encode, FRAGMENT, SPECIAL_QUERY, USERINFO } from "../url/percent";
import { defaultPort, UrlRecord } from "../url/record";

function refused(what: string, value: string): never {
  throw new TypeError(`'${value}' is no ${what} of a URL.`);
}

export function protocol(value: string): string {
  if (value === "") return "";
  const url = parse(`${value}://dummy.invalid/`, null);
  return url === null ? refused("protocol", value) : url.scheme;
}

export function credentials(value: string): string {
  return encode(value, USERINFO);
}

export function hostname(value: string): string {
  if (value === "") return "";
  const text = clean(value);
  const whole = text.slice(0, text.search(/[/\\?#]|$/));
  const host = portColon(whole) >= 0 || whole === "" ? null : parseHost(whole, true);
  return host ?? refused("host name", value);
}

export function ipv6Hostname(value: string): string {
  if (!/^[0-9a-fA-F[\]:]*$/.test(value)) refused("IPv6 address", value);
  return value.toLowerCase();
}

/** The default port of the protocol is none. */
export function port(value: string, scheme = ""): string {
  if (value === "") return "";
  const digits = /^[0-9]*/.exec(clean(value))![0];
  const number = Number(digits);
  if (digits === "" || number > 65535) refused("port", value);
  return number === defaultPort(scheme) ? "" : String(number);
}

export function pathname(value: string): string {
  if (value === "") return "";
  const url = new UrlRecord();
  url.scheme = "https";
  url.host = "dummy.invalid";
  const text = clean(value);
  const rooted = text[0] === "/";
  appendPath(url, rooted ? text.slice(1) : `-${text}`);
  return rooted ? url.path : url.path.slice(2);
}

export function opaquePathname(value: string): string {
  return encode(clean(value), C0);
}

export function search(value: string): string {
  return encode(clean(value), SPECIAL_QUERY);
}

export function hash(value: string): string {
  return encode(clean(value), FRAGMENT);
}
