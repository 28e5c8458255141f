/** One component of a URL pattern, compiled. */
import { RegExpConstructor, regExpExec as exec } from "../captured";
import { apply } from "../primordials";
import { isSpecial } from "../url/record";
import { type Options, type Part, parseParts, patternOf, regexpOf } from "./parts";

export const NAMES = ["protocol", "username", "password", "hostname", "port", "pathname", "search", "hash"] as const;
export type Name = (typeof NAMES)[number];

export const DEFAULT: Options = { delimiter: "", prefix: "" };
export const HOSTNAME: Options = { delimiter: ".", prefix: "" };
export const PATHNAME: Options = { delimiter: "/", prefix: "/" };

const SPECIAL = ["http", "https", "ws", "wss", "ftp", "file"];

export class Component {
  readonly text: string;
  readonly parts: readonly Part[];
  private readonly regexp: RegExp;
  private readonly names: readonly string[];

  constructor(pattern: string, encode: (text: string) => string, options: Options, ignoreCase = false) {
    this.parts = parseParts(pattern, options, (text) => (text === "" ? "" : encode(text)));
    const { source, names } = regexpOf(this.parts, options);
    this.names = names;
    try {
      this.regexp = new RegExpConstructor(source, ignoreCase ? "vi" : "v");
    } catch {
      throw new TypeError(`The pattern '${pattern}' makes no regular expression.`);
    }
    this.text = patternOf(this.parts, options);
  }

  /** The groups by their names, or null where it does not match. */
  match(input: string): Record<string, string | undefined> | null {
    const found = apply(exec, this.regexp, [input]) as RegExpExecArray | null;
    if (found === null) return null;
    const groups: Record<string, string | undefined> = {};
    this.names.forEach((name, at) => {
      Object.defineProperty(groups, name, { value: found[at + 1], writable: true, enumerable: true, configurable: true });
    });
    return groups;
  }

  get hasRegexp(): boolean {
    return this.parts.some((part) => part.type === "regexp");
  }

  /** As a protocol: whether a scheme such as `https` is among what it matches. */
  get isSpecial(): boolean {
    return SPECIAL.some((scheme) => isSpecial(scheme) && this.match(scheme) !== null);
  }
}
