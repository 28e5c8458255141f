/** The parts of a pattern: URL Pattern Standard §2.2 and §2.3. */
import { isNamePoint, type Token, tokenize, type TokenType } from "./tokens";

export type PartType = "fixed" | "regexp" | "segment" | "full";
export type Modifier = "" | "?" | "*" | "+";

export interface Part {
  readonly type: PartType;
  /** Fixed text, or the regular expression's. */
  readonly value: string;
  readonly modifier: Modifier;
  readonly name: string;
  readonly prefix: string;
  readonly suffix: string;
}

export interface Options {
  /** What ends a `:name`; empty for nothing. */
  readonly delimiter: string;
  /** What belongs to the `:name` that it stands before. */
  readonly prefix: string;
}

const FULL = ".*";

export function escapeRegexp(text: string): string {
  return text.replace(/[.+*?^${}()[\]|/\\]/g, "\\$&");
}

export function escapePattern(text: string): string {
  return text.replace(/[+*?:{}()\\]/g, "\\$&");
}

/** What a `:name` matches. */
export function segmentRegexp(options: Options): string {
  return `[^${escapeRegexp(options.delimiter)}]+?`;
}

export function parseParts(input: string, options: Options, encode: (text: string) => string): Part[] {
  return new Parser(input, options, encode).parse();
}

class Parser {
  private readonly tokens: Token[];
  private readonly parts: Part[] = [];
  private readonly names = new Set<string>();
  private at = 0;
  private text = "";
  private numbered = 0;

  constructor(
    private readonly input: string,
    private readonly options: Options,
    private readonly encode: (text: string) => string,
  ) {
    this.tokens = tokenize([...input], true);
  }

  parse(): Part[] {
    for (;;) {
      const char = this.take("char");
      const name = this.take("name");
      const matcher = this.matcher(name);
      if (name !== null || matcher !== null) {
        let prefix = char?.value ?? "";
        if (prefix !== this.options.prefix) {
          this.text += prefix;
          prefix = "";
        }
        this.flush();
        this.add(prefix, name, matcher, "", this.modifier());
        continue;
      }
      const fixed = char ?? this.take("escaped");
      if (fixed !== null) {
        this.text += fixed.value;
        continue;
      }
      if (this.take("open") !== null) {
        this.group();
        continue;
      }
      this.flush();
      this.require("end");
      return this.parts;
    }
  }

  private group(): void {
    const prefix = this.plain();
    const name = this.take("name");
    const matcher = this.matcher(name);
    const suffix = this.plain();
    this.require("close");
    this.add(prefix, name, matcher, suffix, this.modifier());
  }

  private take(type: TokenType): Token | null {
    const token = this.tokens[this.at];
    if (token.type !== type) return null;
    this.at++;
    return token;
  }

  private require(type: TokenType): void {
    if (this.take(type) !== null) return;
    const { index, value } = this.tokens[this.at];
    throw new TypeError(`The pattern '${this.input}' has '${value}' at ${index}, where it cannot be.`);
  }

  private matcher(name: Token | null): Token | null {
    return this.take("regexp") ?? (name === null ? this.take("asterisk") : null);
  }

  private modifier(): Modifier {
    const token = this.take("modifier") ?? this.take("asterisk");
    return (token === null ? "" : token.value) as Modifier;
  }

  private plain(): string {
    let text = "";
    for (;;) {
      const token = this.take("char") ?? this.take("escaped");
      if (token === null) return text;
      text += token.value;
    }
  }

  /** Fixed text that waited for what comes behind it. */
  private flush(): void {
    if (this.text === "") return;
    this.fixed(this.text, "");
    this.text = "";
  }

  private fixed(text: string, modifier: Modifier): void {
    this.parts.push({ type: "fixed", value: this.encode(text), modifier, name: "", prefix: "", suffix: "" });
  }

  private add(prefix: string, name: Token | null, matcher: Token | null, suffix: string, modifier: Modifier): void {
    if (name === null && matcher === null) {
      if (modifier === "") {
        this.text += prefix;
        return;
      }
      this.flush();
      if (prefix !== "") this.fixed(prefix, modifier);
      return;
    }
    this.flush();
    let value = matcher === null ? segmentRegexp(this.options) : matcher.type === "asterisk" ? FULL : matcher.value;
    let type: PartType = "regexp";
    if (value === segmentRegexp(this.options)) type = "segment";
    else if (value === FULL) type = "full";
    if (type !== "regexp") value = "";
    const called = name === null ? String(this.numbered++) : name.value;
    if (this.names.has(called)) throw new TypeError(`The pattern '${this.input}' has the name '${called}' twice.`);
    this.names.add(called);
    this.parts.push({ type, value, modifier, name: called, prefix: this.encode(prefix), suffix: this.encode(suffix) });
  }
}

/** The text of a regular expression, and the names of its groups. */
export function regexpOf(parts: readonly Part[], options: Options): { source: string; names: string[] } {
  let source = "^";
  const names: string[] = [];
  for (const part of parts) {
    const { modifier } = part;
    if (part.type === "fixed") {
      const text = escapeRegexp(part.value);
      source += modifier === "" ? text : `(?:${text})${modifier}`;
      continue;
    }
    names.push(part.name);
    const value = part.type === "segment" ? segmentRegexp(options) : part.type === "full" ? FULL : part.value;
    const prefix = escapeRegexp(part.prefix);
    const suffix = escapeRegexp(part.suffix);
    const once = modifier === "" || modifier === "?";
    if (prefix === "" && suffix === "") {
      source += once ? `(${value})${modifier}` : `((?:${value})${modifier})`;
    } else if (once) {
      source += `(?:${prefix}(${value})${suffix})${modifier}`;
    } else {
      source += `(?:${prefix}((?:${value})(?:${suffix}${prefix}(?:${value}))*)${suffix})${modifier === "*" ? "?" : ""}`;
    }
  }
  return { source: source + "$", names };
}

/** The pattern as text again, in its simplest form. */
export function patternOf(parts: readonly Part[], options: Options): string {
  let text = "";
  parts.forEach((part, at) => {
    if (part.type === "fixed") {
      const fixed = escapePattern(part.value);
      text += part.modifier === "" ? fixed : `{${fixed}}${part.modifier}`;
      return;
    }
    const before = parts[at - 1];
    const named = !isDigit(part.name);
    const grouped = needsGroup(part, before, parts[at + 1], named, options);
    text += (grouped ? "{" : "") + escapePattern(part.prefix) + (named ? `:${part.name}` : "");
    text += matcherText(part, before, named, grouped, options);
    const first = [...part.suffix][0];
    if (part.type === "segment" && named && first !== undefined && isNamePoint(first, false)) text += "\\";
    text += escapePattern(part.suffix) + (grouped ? "}" : "") + part.modifier;
  });
  return text;
}

function isDigit(name: string): boolean {
  return /^[0-9]/.test(name);
}

function matcherText(part: Part, before: Part | undefined, named: boolean, grouped: boolean, options: Options): string {
  if (part.type === "regexp") return `(${part.value})`;
  if (part.type === "segment") return named ? "" : `(${segmentRegexp(options)})`;
  const clear = before === undefined || before.type === "fixed" || before.modifier !== "";
  return !named && (clear || grouped || part.prefix !== "") ? "*" : `(${FULL})`;
}

function needsGroup(
  part: Part,
  before: Part | undefined,
  after: Part | undefined,
  named: boolean,
  options: Options,
): boolean {
  if (part.suffix !== "" || (part.prefix !== "" && part.prefix !== options.prefix)) return true;
  const bare = named && part.type === "segment" && part.modifier === "";
  if (bare && after !== undefined && after.prefix === "" && after.suffix === "") {
    const runsOn = after.type === "fixed" ? isNamePoint([...after.value][0] ?? "", false) : isDigit(after.name);
    if (runsOn) return true;
  }
  return (
    part.prefix === "" && before !== undefined && before.type === "fixed" && options.prefix !== "" && before.value.endsWith(options.prefix)
  );
}
