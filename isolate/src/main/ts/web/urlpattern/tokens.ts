/** The tokens of a pattern: URL Pattern Standard §2.1. */

export type TokenType =
  | "open"
  | "close"
  | "regexp"
  | "name"
  | "char"
  | "escaped"
  | "modifier"
  | "asterisk"
  | "end"
  | "invalid";

export interface Token {
  readonly type: TokenType;
  /** Where it begins, in code points. */
  readonly index: number;
  readonly value: string;
}

const NAME_START = /[$_\p{ID_Start}]/u;
const NAME_PART = /[$\u200c\u200d\p{ID_Continue}]/u;

export function isNamePoint(point: string, first: boolean): boolean {
  return (first ? NAME_START : NAME_PART).test(point);
}

function isAscii(point: string): boolean {
  return point.charCodeAt(0) < 0x80;
}

const SIMPLE: Record<string, TokenType> = {
  __proto__: null as never,
  "*": "asterisk",
  "+": "modifier",
  "?": "modifier",
  "{": "open",
  "}": "close",
};

/** A lenient reading makes tokens of what a strict one refuses. */
export function tokenize(points: readonly string[], strict: boolean): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  const add = (type: TokenType, from: number, to: number, next: number): void => {
    tokens.push({ type, index: at, value: points.slice(from, to).join("") });
    at = next;
  };
  const invalid = (next: number, sentence: string): void => {
    if (strict) throw new TypeError(`The pattern '${points.join("")}' ${sentence} at ${at}.`);
    add("invalid", at, next, next);
  };
  while (at < points.length) {
    const point = points[at];
    if (SIMPLE[point] !== undefined) {
      add(SIMPLE[point], at, at + 1, at + 1);
    } else if (point === "\\") {
      if (at + 1 === points.length) invalid(at + 1, "ends with a backslash");
      else add("escaped", at + 1, at + 2, at + 2);
    } else if (point === ":") {
      let end = at + 1;
      while (end < points.length && isNamePoint(points[end], end === at + 1)) end++;
      if (end === at + 1) invalid(end, "lacks a name");
      else add("name", at + 1, end, end);
    } else if (point === "(") {
      const end = regexpEnd(points, at + 1);
      if (end < 0) invalid(at + 1, "has a malformed regular expression");
      else add("regexp", at + 1, end, end + 1);
    } else {
      add("char", at, at + 1, at + 1);
    }
  }
  add("end", at, at, at);
  return tokens;
}

/** Where the parenthesis closes that stands before `from`; -1 where what is within is no group of ours. */
function regexpEnd(points: readonly string[], from: number): number {
  let depth = 1;
  for (let at = from; at < points.length; at++) {
    const point = points[at];
    if (!isAscii(point) || (at === from && point === "?")) return -1;
    if (point === "\\") {
      at++;
      if (at === points.length || !isAscii(points[at])) return -1;
    } else if (point === ")") {
      if (--depth === 0) return at === from ? -1 : at;
    } else if (point === "(") {
      depth++;
      // Only groups that capture nothing, and the like, may be inside.
      if (points[at + 1] !== "?") return -1;
    }
  }
  return -1;
}
