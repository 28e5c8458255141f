/** What a Request says about how it is to be fetched. Only `redirect` has an effect on a server. */
import { domString, oneOf, usvString } from "../webidl";
import { normalized } from "../url/url";

export interface Options {
  readonly referrer: string;
  readonly referrerPolicy: string;
  readonly mode: string;
  readonly credentials: string;
  readonly cache: string;
  readonly redirect: string;
  readonly integrity: string;
  readonly keepalive: boolean;
}

export const DEFAULTS: Options = {
  referrer: "about:client",
  referrerPolicy: "",
  mode: "cors",
  credentials: "same-origin",
  cache: "default",
  redirect: "follow",
  integrity: "",
  keepalive: false,
};

const POLICIES = [
  "",
  "no-referrer",
  "no-referrer-when-downgrade",
  "same-origin",
  "origin",
  "strict-origin",
  "origin-when-cross-origin",
  "strict-origin-when-cross-origin",
  "unsafe-url",
] as const;
const MODES = ["navigate", "same-origin", "no-cors", "cors"] as const;
const CREDENTIALS = ["omit", "same-origin", "include"] as const;
const CACHES = ["default", "no-store", "reload", "no-cache", "force-cache", "only-if-cached"] as const;
const REDIRECTS = ["follow", "error", "manual"] as const;
const PRIORITIES = ["high", "low", "auto"] as const;

/** The options of an init over those that stood before. */
export function optionsOf(init: any, before: Options): Options {
  const {
    cache,
    credentials,
    duplex,
    integrity,
    keepalive,
    mode,
    priority,
    redirect,
    referrer,
    referrerPolicy,
    window,
  } = init;
  if (window !== undefined && window !== null) throw new TypeError("The option 'window' can only be null.");
  if (duplex !== undefined) oneOf(duplex, ["half"], "The option 'duplex'");
  if (priority !== undefined) oneOf(priority, PRIORITIES, "The option 'priority'");
  const made = {
    referrer: referrer === undefined ? before.referrer : referrerOf(usvString(referrer)),
    referrerPolicy: pick(referrerPolicy, POLICIES, "referrerPolicy", before.referrerPolicy),
    mode: pick(mode, MODES, "mode", before.mode),
    credentials: pick(credentials, CREDENTIALS, "credentials", before.credentials),
    cache: pick(cache, CACHES, "cache", before.cache),
    redirect: pick(redirect, REDIRECTS, "redirect", before.redirect),
    integrity: integrity === undefined ? before.integrity : domString(integrity),
    keepalive: keepalive === undefined ? before.keepalive : Boolean(keepalive),
  };
  if (made.mode === "navigate") throw new TypeError("The mode of a request cannot be 'navigate'.");
  if (made.cache === "only-if-cached" && made.mode !== "same-origin") {
    throw new TypeError("The cache mode 'only-if-cached' needs the mode 'same-origin'.");
  }
  return made;
}

/** A `no-cors` request can only be what a form could send. */
export function checkMode(options: Options, method: string): void {
  if (options.mode === "no-cors" && method !== "GET" && method !== "HEAD" && method !== "POST") {
    throw new TypeError(`The mode 'no-cors' does not allow the method ${method}; it is GET, HEAD or POST.`);
  }
}

function pick(value: unknown, allowed: readonly string[], name: string, before: string): string {
  return value === undefined ? before : oneOf(value, allowed, `The option '${name}'`);
}

function referrerOf(text: string): string {
  if (text === "") return "";
  const url = normalized(text);
  if (url === null) throw new TypeError(`Invalid URL: the referrer '${text}' cannot be parsed.`);
  return "about:client";
}
