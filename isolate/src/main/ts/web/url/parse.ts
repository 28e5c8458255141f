/**
 * The basic URL parser of the URL Standard §4.4, taken apart: where the standard walks a state machine
 * over single code points, each state here takes the piece of text that it owns. What can be seen from
 * outside is the same.
 */
import { endsInNumber, parseHost } from "./host";
import { C0, encode, FRAGMENT, PATH, QUERY, SPECIAL_QUERY, USERINFO } from "./percent";
import { copyRecord, defaultPort, isSpecial, UrlRecord } from "./record";

const PLAIN =
  /^(https?):\/\/([a-z0-9\-.]+)(?::([1-9][0-9]{0,4}))?(?:(\/[A-Za-z0-9\-_.~!$&'()*+,;=:@/[\]|]*)(?:\?([A-Za-z0-9\-_.~!$&()*+,;=:@/?%[\]{}|\\^`]*))?(?:#([A-Za-z0-9\-_.~!$&'()*+,;=:@/?%[\]{}|\\^]*))?)?$/;
const SCHEME = /^[A-Za-z][A-Za-z0-9+\-.]*$/;
const TAB_OR_NEWLINE = /[\t\n\r]/g;
const DRIVE = /^[A-Za-z][:|]$/;
const STARTS_WITH_DRIVE = /^[A-Za-z][:|](?:[/\\?#]|$)/;

/** Parses, or answers null for failure. */
export function parse(input: string, base: UrlRecord | null): UrlRecord | null {
  const plain = PLAIN.exec(input);
  if (plain !== null) {
    const quick = fast(plain);
    if (quick !== null) return quick;
  }
  return parseFully(clean(trim(input)), base);
}

/** The shape of nearly every URL that a server sees: nothing in it needs to be changed. */
function fast(match: RegExpExecArray): UrlRecord | null {
  const host = match[2];
  const path = match[4];
  const dots = path !== undefined && path.includes("/.");
  const port = match[3] === undefined ? -1 : Number(match[3]);
  if (dots || port > 65535 || host.includes("xn--") || endsInNumber(host)) return null;
  const url = new UrlRecord();
  url.scheme = match[1];
  url.host = host;
  url.port = port === defaultPort(match[1]) ? -1 : port;
  url.path = path === undefined ? "/" : path;
  if (match[5] !== undefined) url.query = match[5];
  if (match[6] !== undefined) url.fragment = match[6];
  return url;
}

function trim(text: string): string {
  let from = 0;
  let to = text.length;
  while (from < to && text.charCodeAt(from) <= 32) from++;
  while (to > from && text.charCodeAt(to - 1) <= 32) to--;
  return to - from === text.length ? text : text.slice(from, to);
}

export function clean(text: string): string {
  return text.replace(TAB_OR_NEWLINE, "");
}

function parseFully(input: string, base: UrlRecord | null): UrlRecord | null {
  const url = new UrlRecord();
  const colon = input.indexOf(":");
  if (colon > 0 && SCHEME.test(input.slice(0, colon))) {
    url.scheme = input.slice(0, colon).toLowerCase();
    return afterScheme(url, input.slice(colon + 1), base);
  }
  if (base === null) return null;
  if (base.opaque) {
    if (input[0] !== "#") return null;
    const same = copyRecord(base);
    setFragment(same, input.slice(1));
    return same;
  }
  url.scheme = base.scheme;
  return base.scheme === "file" ? file(url, input, base) : relative(url, input, base);
}

function afterScheme(url: UrlRecord, rest: string, base: UrlRecord | null): UrlRecord | null {
  const special = isSpecial(url.scheme);
  if (url.scheme === "file") return file(url, rest, base !== null && base.scheme === "file" ? base : null);
  if (special) {
    if (base !== null && base.scheme === url.scheme && !rest.startsWith("//"))
      return relative(url, rest, base);
    return authority(url, skipSlashes(rest));
  }
  if (rest.startsWith("//")) return authority(url, rest.slice(2));
  if (rest[0] === "/") return pathOn(url, rest.slice(1));
  opaquePath(url, rest);
  return url;
}

function skipSlashes(text: string): string {
  let at = 0;
  while (isSlash(text, at, true)) at++;
  return text.slice(at);
}

function isSlash(text: string, at: number, special: boolean): boolean {
  const code = text.charCodeAt(at);
  return code === 47 || (special && code === 92);
}

function relative(url: UrlRecord, rest: string, base: UrlRecord): UrlRecord | null {
  const special = isSpecial(url.scheme);
  if (isSlash(rest, 0, special)) {
    if (isSlash(rest, 1, special)) return authority(url, special ? skipSlashes(rest) : rest.slice(2));
    takeAuthority(url, base);
    return pathOn(url, rest.slice(1));
  }
  takeAuthority(url, base);
  return onBasePath(url, rest, base, false);
}

function takeAuthority(url: UrlRecord, base: UrlRecord): void {
  url.username = base.username;
  url.password = base.password;
  url.host = base.host;
  url.port = base.port;
}

/** A relative reference that starts in the base's path. */
function onBasePath(url: UrlRecord, rest: string, base: UrlRecord, drive: boolean): UrlRecord {
  url.path = base.path;
  if (rest === "" || rest[0] === "?" || rest[0] === "#") {
    url.query = base.query;
    if (rest !== "") queryAndFragment(url, rest);
    return url;
  }
  if (drive) url.path = "";
  else shorten(url);
  return pathOn(url, rest);
}

function file(url: UrlRecord, rest: string, base: UrlRecord | null): UrlRecord | null {
  url.host = "";
  if (isSlash(rest, 0, true)) {
    if (isSlash(rest, 1, true)) return fileHost(url, rest.slice(2));
    if (base !== null) {
      url.host = base.host;
      const first = firstSegment(base.path);
      if (!STARTS_WITH_DRIVE.test(rest.slice(1)) && isNormalDrive(first)) url.path = "/" + first;
    }
    return pathOn(url, rest.slice(1));
  }
  if (base === null) return pathOn(url, rest);
  url.host = base.host;
  return onBasePath(url, rest, base, STARTS_WITH_DRIVE.test(rest));
}

function firstSegment(path: string): string {
  const end = path.indexOf("/", 1);
  return path.slice(1, end < 0 ? path.length : end);
}

function isNormalDrive(segment: string): boolean {
  return segment.length === 2 && segment[1] === ":" && DRIVE.test(segment);
}

function fileHost(url: UrlRecord, rest: string): UrlRecord | null {
  const end = rest.search(/[/\\?#]|$/);
  const name = rest.slice(0, end);
  // `file://C:/x` has no host: the drive begins the path.
  if (DRIVE.test(name)) return pathOn(url, rest);
  if (name !== "") {
    const host = parseHost(name, true);
    if (host === null) return null;
    url.host = host === "localhost" ? "" : host;
  }
  return pathStart(url, rest.slice(end));
}

function authority(url: UrlRecord, rest: string): UrlRecord | null {
  const special = isSpecial(url.scheme);
  const end = rest.search(special ? /[/\\?#]|$/ : /[/?#]|$/);
  const text = rest.slice(0, end);
  const at = text.lastIndexOf("@");
  if (at >= 0) {
    if (at === text.length - 1) return null;
    credentials(url, text.slice(0, at));
  }
  const hostAndPort = text.slice(at + 1);
  const colon = portColon(hostAndPort);
  const name = colon < 0 ? hostAndPort : hostAndPort.slice(0, colon);
  if (name === "" && (special || colon >= 0)) return null;
  const host = name === "" ? "" : parseHost(name, special);
  if (host === null) return null;
  url.host = host;
  if (colon >= 0 && !setPort(url, hostAndPort.slice(colon + 1))) return null;
  return pathStart(url, rest.slice(end));
}

function credentials(url: UrlRecord, text: string): void {
  const colon = text.indexOf(":");
  url.username = encode(colon < 0 ? text : text.slice(0, colon), USERINFO);
  if (colon >= 0) url.password = encode(text.slice(colon + 1), USERINFO);
}

/** Where the port's colon stands: the first one outside of brackets. */
export function portColon(text: string): number {
  let inside = false;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 91) inside = true;
    else if (code === 93) inside = false;
    else if (code === 58 && !inside) return i;
  }
  return -1;
}

/** Sets the port of digits; false where it is none. */
export function setPort(url: UrlRecord, digits: string): boolean {
  if (digits === "") return true;
  if (!/^[0-9]+$/.test(digits)) return false;
  const port = Number(digits);
  if (port > 65535) return false;
  url.port = port === defaultPort(url.scheme) ? -1 : port;
  return true;
}

function pathStart(url: UrlRecord, rest: string): UrlRecord {
  const special = isSpecial(url.scheme);
  if (!special && (rest === "" || rest[0] !== "/")) return queryAndFragment(url, rest);
  return pathOn(url, isSlash(rest, 0, special) ? rest.slice(1) : rest);
}

/** The path state and what follows: `rest` begins behind the slash. */
function pathOn(url: UrlRecord, rest: string): UrlRecord {
  const end = rest.search(/[?#]|$/);
  appendPath(url, rest.slice(0, end));
  return queryAndFragment(url, rest.slice(end));
}

export function appendPath(url: UrlRecord, text: string): void {
  const special = isSpecial(url.scheme);
  const segments = special && text.includes("\\") ? text.split(/[/\\]/) : text.split("/");
  const last = segments.length - 1;
  for (let i = 0; i <= last; i++) {
    const segment = segments[i];
    const dots = dotCount(segment);
    if (dots === 2) shorten(url);
    if (dots > 0) {
      if (i === last) url.path += "/";
      continue;
    }
    const drive = url.scheme === "file" && url.path === "" && DRIVE.test(segment);
    url.path += "/" + (drive ? segment[0] + ":" : encode(segment, PATH));
  }
}

/** 1 for `.`, 2 for `..`, also where the dots are percent-encoded; 0 for all else. */
function dotCount(segment: string): number {
  if (segment.length > 6 || segment === "") return 0;
  const first = segment.charCodeAt(0);
  if (first !== 46 && first !== 37) return 0;
  if (segment === ".") return 1;
  if (segment === "..") return 2;
  const text = segment.replace(/%2e/gi, ".");
  return text === "." ? 1 : text === ".." ? 2 : 0;
}

function shorten(url: UrlRecord): void {
  const cut = url.path.lastIndexOf("/");
  if (cut < 0) return;
  if (url.scheme === "file" && cut === 0 && isNormalDrive(url.path.slice(1))) return;
  url.path = url.path.slice(0, cut);
}

function opaquePath(url: UrlRecord, rest: string): void {
  const end = rest.search(/[?#]|$/);
  url.opaque = true;
  let path = encode(rest.slice(0, end), C0);
  // A trailing space would be lost in the next parse, unless it is written as %20.
  if (end < rest.length && path.endsWith(" ")) path = path.slice(0, -1) + "%20";
  url.path = path;
  queryAndFragment(url, rest.slice(end));
}

function queryAndFragment(url: UrlRecord, rest: string): UrlRecord {
  if (rest === "") return url;
  const hash = rest.indexOf("#");
  if (rest[0] === "?") setQuery(url, rest.slice(1, hash < 0 ? rest.length : hash));
  if (hash >= 0) setFragment(url, rest.slice(hash + 1));
  return url;
}

export function setQuery(url: UrlRecord, text: string): void {
  url.query = encode(text, isSpecial(url.scheme) ? SPECIAL_QUERY : QUERY);
}

export function setFragment(url: UrlRecord, text: string): void {
  url.fragment = encode(text, FRAGMENT);
}
