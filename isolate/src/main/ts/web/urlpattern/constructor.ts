/** Takes a pattern such as `https://*.example.com/:id` apart: URL Pattern Standard §1.6. */
import { protocol } from "./canonical";
import { Component, DEFAULT, type Name } from "./component";
import { type Token, tokenize } from "./tokens";

type State = "init" | "authority" | "done" | Name;

/** Components in the order of a URL, for what an earlier end leaves empty. */
const ORDER: readonly State[] = ["protocol", "authority", "username", "password", "hostname", "port", "pathname", "search", "hash"];

export type Init = Partial<Record<Name | "baseURL", string>>;

export function parseConstructorString(input: string): Init {
  return new ConstructorParser(input).parse();
}

class ConstructorParser {
  private readonly points: string[];
  private readonly tokens: Token[];
  private readonly result: Init = {};
  private state: State = "init";
  private start = 0;
  private at = 0;
  private step = 1;
  private groups = 0;
  private brackets = 0;
  private special = false;

  constructor(input: string) {
    this.points = [...input];
    this.tokens = tokenize(this.points, false);
  }

  parse(): Init {
    for (; this.at < this.tokens.length; this.at += this.step) {
      this.step = 1;
      const { type } = this.tokens[this.at];
      if (type === "end") {
        if (this.atEnd()) break;
        continue;
      }
      if (type === "open") {
        this.groups++;
        continue;
      }
      if (this.groups > 0) {
        if (type !== "close") continue;
        this.groups--;
      }
      this.inState();
    }
    if (this.result.hostname !== undefined && this.result.port === undefined) this.result.port = "";
    return this.result;
  }

  /** Whether that was all: where no component was begun yet, the whole is looked at again. */
  private atEnd(): boolean {
    if (this.state === "init") {
      this.rewind();
      if (this.isChar("#")) this.change("hash", 1);
      else if (this.isSearch()) this.change("search", 1);
      else this.change("pathname", 0);
      return false;
    }
    if (this.state === "authority") {
      this.rewindTo("hostname");
      return false;
    }
    this.change("done", 0);
    return true;
  }

  private inState(): void {
    switch (this.state) {
      case "init":
        if (this.isChar(":")) this.rewindTo("protocol");
        return;
      case "protocol":
        if (this.isChar(":")) this.endProtocol();
        return;
      case "authority":
        if (this.isChar("@")) this.rewindTo("username");
        else if (this.isChar("/") || this.isSearch() || this.isChar("#")) this.rewindTo("hostname");
        return;
      case "username":
        if (this.isChar(":")) this.change("password", 1);
        else if (this.isChar("@")) this.change("hostname", 1);
        return;
      case "password":
        if (this.isChar("@")) this.change("hostname", 1);
        return;
      case "hostname":
        if (this.isChar("[")) this.brackets++;
        else if (this.isChar("]")) this.brackets--;
        else if (this.isChar(":") && this.brackets === 0) this.change("port", 1);
        else this.path();
        return;
      case "port":
        this.path();
        return;
      case "pathname":
        this.query();
        return;
      case "search":
        if (this.isChar("#")) this.change("hash", 1);
        return;
    }
  }

  private endProtocol(): void {
    this.special = new Component(this.component(), protocol, DEFAULT).isSpecial;
    if (this.isChar("/", this.at + 1) && this.isChar("/", this.at + 2)) this.change("authority", 3);
    else this.change(this.special ? "authority" : "pathname", 1);
  }

  private path(): void {
    if (this.isChar("/")) this.change("pathname", 0);
    else this.query();
  }

  private query(): void {
    if (this.isSearch()) this.change("search", 1);
    else if (this.isChar("#")) this.change("hash", 1);
  }

  private change(next: State, skip: number): void {
    const { state, result } = this;
    if (state !== "init" && state !== "authority" && state !== "done") result[state] = this.component();
    if (state !== "init" && next !== "done") {
      const from = ORDER.indexOf(state);
      const to = ORDER.indexOf(next);
      if (from < 4 && to > 4) result.hostname ??= "";
      if (from < 6 && to > 6) result.pathname ??= this.special ? "/" : "";
      if (from < 7 && to > 7) result.search ??= "";
    }
    this.state = next;
    this.at += skip;
    this.start = this.at;
    this.step = 0;
  }

  private rewind(): void {
    this.at = this.start;
    this.step = 0;
  }

  private rewindTo(state: State): void {
    this.rewind();
    this.state = state;
  }

  private token(at: number): Token {
    return this.tokens[at] ?? this.tokens[this.tokens.length - 1];
  }

  private isChar(value: string, at = this.at): boolean {
    const token = this.token(at);
    return token.value === value && (token.type === "char" || token.type === "escaped" || token.type === "invalid");
  }

  /** A question mark that makes nothing optional. */
  private isSearch(): boolean {
    if (this.isChar("?")) return true;
    if (this.token(this.at).value !== "?") return false;
    const before = this.tokens[this.at - 1];
    return before === undefined || !["name", "regexp", "close", "asterisk"].includes(before.type);
  }

  private component(): string {
    return this.points.slice(this.token(this.start).index, this.token(this.at).index).join("");
  }
}
