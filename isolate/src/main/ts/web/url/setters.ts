/** The setters of URL: the basic URL parser entered with a state override, URL Standard §4.4 and §6.1. */
import { parseHost } from "./host";
import { encode, USERINFO } from "./percent";
import { appendPath, clean, portColon, setFragment, setPort, setQuery } from "./parse";
import { defaultPort, isSpecial, type UrlRecord } from "./record";

export function setProtocol(url: UrlRecord, value: string): void {
  const text = clean(value);
  const colon = text.indexOf(":");
  const scheme = (colon < 0 ? text : text.slice(0, colon)).toLowerCase();
  if (!/^[a-z][a-z0-9+\-.]*$/.test(scheme)) return;
  if (isSpecial(scheme) !== isSpecial(url.scheme)) return;
  if (scheme === "file" && (hasCredentials(url) || url.port >= 0)) return;
  if (url.scheme === "file" && url.host === "") return;
  url.scheme = scheme;
  if (url.port === defaultPort(scheme)) url.port = -1;
}

function hasCredentials(url: UrlRecord): boolean {
  return url.username !== "" || url.password !== "";
}

function takesNoCredentials(url: UrlRecord): boolean {
  return url.host === null || url.host === "" || url.scheme === "file";
}

export function setUsername(url: UrlRecord, value: string): void {
  if (!takesNoCredentials(url)) url.username = encode(value, USERINFO);
}

export function setPassword(url: UrlRecord, value: string): void {
  if (!takesNoCredentials(url)) url.password = encode(value, USERINFO);
}

/** `host` and, without a port, `hostname`. */
export function setHost(url: UrlRecord, value: string, withPort: boolean): void {
  if (url.opaque) return;
  const special = isSpecial(url.scheme);
  const text = clean(value);
  const whole = text.slice(0, text.search(special ? /[/\\?#]|$/ : /[/?#]|$/));
  if (url.scheme === "file") {
    setFileHost(url, whole);
    return;
  }
  const colon = portColon(whole);
  if (colon === 0 || (colon > 0 && !withPort)) return;
  const name = colon < 0 ? whole : whole.slice(0, colon);
  if (name === "" && (special || hasCredentials(url) || url.port >= 0)) return;
  const host = name === "" ? "" : parseHost(name, special);
  if (host === null) return;
  url.host = host;
  if (colon >= 0) setPort(url, leadingDigits(whole.slice(colon + 1)));
}

function setFileHost(url: UrlRecord, name: string): void {
  const host = name === "" ? "" : parseHost(name, true);
  if (host !== null) url.host = host === "localhost" ? "" : host;
}

function leadingDigits(text: string): string {
  return /^[0-9]*/.exec(text)![0];
}

export function setPortText(url: UrlRecord, value: string): void {
  if (takesNoCredentials(url)) return;
  if (value === "") url.port = -1;
  else setPort(url, leadingDigits(clean(value)));
}

export function setPathname(url: UrlRecord, value: string): void {
  if (url.opaque) return;
  const text = clean(value);
  url.path = "";
  const slash = text[0] === "/" || (text[0] === "\\" && isSpecial(url.scheme));
  if (text !== "" || isSpecial(url.scheme)) appendPath(url, slash ? text.slice(1) : text);
  else if (url.host === null) url.path = "/";
}

/** `search` without its `?`; the empty one takes the query away. */
export function setSearch(url: UrlRecord, value: string): void {
  if (value === "") url.query = null;
  else setQuery(url, clean(value[0] === "?" ? value.slice(1) : value));
}

export function setHash(url: UrlRecord, value: string): void {
  if (value === "") url.fragment = null;
  else setFragment(url, clean(value[0] === "#" ? value.slice(1) : value));
}
