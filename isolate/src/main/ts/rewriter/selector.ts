/** The selectors that Workers know, a part of Selectors Level 4 that a stream of tags can answer. */
import { lower } from "./attributes";
import { ParserError } from "./errors";

/** What a selector may ask of an element. */
export interface Subject {
  readonly name: string;
  /** Which child of its parent it is, and which of its name, from 1. */
  readonly index: number;
  readonly typeIndex: number;
  attribute(name: string): string | null;
}

export type Test = (subject: Subject) => boolean;

/** Tests that one element passes, and how it stands to the next one. */
export interface Compound {
  readonly tests: Test[];
  readonly next: "child" | "descendant" | null;
}

/** One of a selector's alternatives: compounds from the outermost to the subject. */
export type Complex = Compound[];

export interface Selector {
  readonly alternatives: Complex[];
  /** Whether it counts children. */
  readonly counts: boolean;
}

const TEXT_MAX = 16_384;
const NOT_DEPTH_MAX = 32;

const EMPTY = "The selector is empty.";
const DANGLING = "Dangling combinator in selector.";
const PSEUDO = "Unsupported pseudo-class or pseudo-element in selector.";
const UNEXPECTED = "Unexpected token in selector.";
const IN_ATTRIBUTE = "Unexpected token in the attribute selector.";
const NAMESPACE = "Selectors with explicit namespaces are not supported.";

const ESCAPE = String.raw`\\(?:[0-9a-fA-F]{1,6}[\t\n\f\r ]?|[^\n\f\r0-9a-fA-F])`;
const NAME_CHARACTER = String.raw`(?:[-_a-zA-Z0-9\u0080-\uffff]|${ESCAPE})`;
const IDENTIFIER = new RegExp(String.raw`(?:--|-?(?:[_a-zA-Z\u0080-\uffff]|${ESCAPE}))${NAME_CHARACTER}*`, "y");
const NAME = new RegExp(`${NAME_CHARACTER}+`, "y");
const SPACE = /[\t\n\f\r ]*/y;
const STRING = /"((?:[^"\\\n]|\\[^])*)(?:"|$)|'((?:[^'\\\n]|\\[^])*)(?:'|$)/y;
const NTH = /[\t\n\f\r ]*(?:(even)|(odd)|([+-]?\d*)n(?:[\t\n\f\r ]*([+-])[\t\n\f\r ]*(\d+))?|([+-]?\d+))[\t\n\f\r ]*(?:\)|$)/iy;
const OPERATOR = /[~^$*|]?=/y;

export function parseSelector(text: string): Selector {
  if (text.length > TEXT_MAX) {
    throw new ParserError(`The selector has ${text.length} characters; at most ${TEXT_MAX} are taken.`);
  }
  return new Parser(text).selector();
}

class Parser {
  #text: string;
  #at = 0;
  #depth = 0;
  #counts = false;

  constructor(text: string) {
    this.#text = text;
  }

  selector(): Selector {
    const alternatives = this.#list();
    if (this.#at < this.#text.length) throw new ParserError(UNEXPECTED);
    return { alternatives, counts: this.#counts };
  }

  #take(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    const found = pattern.exec(this.#text);
    if (found !== null) this.#at = pattern.lastIndex;
    return found;
  }
  #space(): boolean {
    const from = this.#at;
    this.#take(SPACE);
    return this.#at > from;
  }
  #eat(character: string): boolean {
    if (this.#text[this.#at] !== character) return false;
    this.#at++;
    return true;
  }
  get #isOver(): boolean {
    return this.#at >= this.#text.length;
  }

  #list(): Complex[] {
    const all: Complex[] = [];
    do all.push(this.#complex());
    while (this.#eat(","));
    return all;
  }

  #complex(): Complex {
    const compounds: Complex = [];
    this.#space();
    let missing = EMPTY;
    for (;;) {
      const tests = this.#compound();
      if (tests.length === 0) throw new ParserError(missing);
      const spaced = this.#space();
      const next = this.#text[this.#at];
      if (next === undefined || next === "," || (next === ")" && this.#depth > 0)) {
        compounds.push({ tests, next: null });
        return compounds;
      }
      if (next === "+" || next === "~") {
        throw new ParserError(`Unsupported combinator \`${next}\` in selector.`);
      }
      if (!this.#eat(">") && !spaced) throw new ParserError(UNEXPECTED);
      compounds.push({ tests, next: next === ">" ? "child" : "descendant" });
      this.#space();
      missing = DANGLING;
    }
  }

  #compound(): Test[] {
    const tests: Test[] = [];
    this.#type(tests);
    for (;;) {
      const test = this.#simple();
      if (test === null) return tests;
      tests.push(test);
    }
  }

  #type(tests: Test[]): void {
    const any = this.#eat("*");
    const name = any ? null : this.#identifier();
    if (this.#text[this.#at] === "|" && this.#text[this.#at + 1] !== "=") {
      if (!any) throw new ParserError(NAMESPACE);
      this.#at++;
      return this.#type(tests);
    }
    if (any) tests.push(() => true);
    else if (name !== null) tests.push(ofType(lower(name)));
  }

  #simple(): Test | null {
    switch (this.#text[this.#at]) {
      case "#":
        return this.#id();
      case ".": {
        this.#at++;
        const name = this.#identifier();
        if (name === null) throw new ParserError("Invalid or unescaped class name in selector.");
        return (subject) => hasWord(subject.attribute("class"), name);
      }
      case "[":
        this.#at++;
        return this.#attribute();
      case ":":
        this.#at++;
        return this.#pseudo();
    }
    return null;
  }

  #id(): Test | null {
    this.#at++;
    const found = this.#take(NAME);
    if (found === null) {
      this.#at--;
      return null;
    }
    const id = unescaped(found[0]);
    return (subject) => subject.attribute("id") === id;
  }

  #identifier(): string | null {
    const found = this.#take(IDENTIFIER);
    return found === null ? null : unescaped(found[0]);
  }

  #attribute(): Test {
    this.#space();
    if (this.#text.startsWith("*|", this.#at)) this.#at += 2;
    const written = this.#identifier();
    if (written === null) throw new ParserError(IN_ATTRIBUTE);
    const name = lower(written);
    if (this.#text[this.#at] === "|" && this.#text[this.#at + 1] !== "=") throw new ParserError(NAMESPACE);
    this.#space();
    if (this.#eat("]") || this.#isOver) return (subject) => subject.attribute(name) !== null;
    const operator = this.#take(OPERATOR);
    if (operator === null) throw new ParserError(IN_ATTRIBUTE);
    this.#space();
    const value = this.#value();
    this.#space();
    const flag = this.#identifier();
    this.#space();
    const unknown = flag !== null && lower(flag) !== "i" && lower(flag) !== "s";
    if (unknown || !(this.#eat("]") || this.#isOver)) throw new ParserError(IN_ATTRIBUTE);
    return compare(name, operator[0], value, flag === null ? FOLDED.has(name) : lower(flag) === "i");
  }

  #value(): string {
    const quoted = this.#take(STRING);
    if (quoted !== null) return unescaped(quoted[1] ?? quoted[2]);
    const word = this.#identifier();
    if (word !== null) return word;
    const ended = this.#isOver || this.#text[this.#at] === "]";
    throw new ParserError(ended ? "Unexpected end of selector." : IN_ATTRIBUTE);
  }

  #pseudo(): Test {
    const name = this.#identifier();
    const kind = name === null ? "" : lower(name);
    if (!this.#eat("(")) {
      this.#counts = true;
      if (kind === "first-child") return (subject) => subject.index === 1;
      if (kind === "first-of-type") return (subject) => subject.typeIndex === 1;
      throw new ParserError(PSEUDO);
    }
    if (kind === "not") return this.#not();
    if (kind !== "nth-child" && kind !== "nth-of-type") throw new ParserError(PSEUDO);
    this.#counts = true;
    const isNth = this.#nth();
    return kind === "nth-child" ? (subject) => isNth(subject.index) : (subject) => isNth(subject.typeIndex);
  }

  #not(): Test {
    if (++this.#depth > NOT_DEPTH_MAX) {
      throw new ParserError(`The selector has more than ${NOT_DEPTH_MAX} :not() in each other.`);
    }
    const list = this.#list();
    if (!this.#eat(")") && !this.#isOver) throw new ParserError(UNEXPECTED);
    this.#depth--;
    if (list.some((complex) => complex.length > 1)) throw new ParserError(PSEUDO);
    return (subject) => !list.some((complex) => passes(complex[0], subject));
  }

  #nth(): (index: number) => boolean {
    const found = this.#take(NTH);
    if (found === null) throw new ParserError(UNEXPECTED);
    const [, even, odd, step, sign, offset, alone] = found;
    if (even !== undefined) return (index) => index % 2 === 0;
    if (odd !== undefined) return (index) => index % 2 === 1;
    if (alone !== undefined) return (index) => index === Number(alone);
    const a = step === "" || step === "+" ? 1 : step === "-" ? -1 : Number(step);
    const b = offset === undefined ? 0 : Number(sign + offset);
    return (index) => (a === 0 ? index === b : (index - b) % a === 0 && (index - b) / a >= 0);
  }
}

export function passes(compound: Compound, subject: Subject): boolean {
  const { tests } = compound;
  for (let i = 0; i < tests.length; i++) if (!tests[i](subject)) return false;
  return true;
}

function ofType(name: string): Test {
  return (subject) => subject.name === name;
}

/** CSS Syntax §4.3.7. */
function unescaped(text: string): string {
  if (!text.includes("\\")) return text;
  return text.replace(/\\(?:([0-9a-fA-F]{1,6})[\t\n\f\r ]?|(\n|\r\n?|\f)|([^]))/g, (_, hex, line, character) => {
    if (hex === undefined) return line === undefined ? character : "";
    const code = parseInt(hex, 16);
    return code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff) ? "\ufffd" : String.fromCodePoint(code);
  });
}

/** Attributes whose values selectors compare without case (HTML Standard §4.16.2). */
const FOLDED = new Set(
  ("accept accept-charset align alink axis bgcolor charset checked clear codetype color compact declare defer dir " +
    "direction disabled enctype face frame hreflang http-equiv lang language link media method multiple nohref " +
    "noresize noshade nowrap readonly rel rev rules scope scrolling selected shape target text type valign valuetype vlink").split(" "),
);

function compare(name: string, operator: string, wanted: string, folded: boolean): Test {
  const value = folded ? lower(wanted) : wanted;
  const matches = COMPARISONS[operator];
  return (subject) => {
    const found = subject.attribute(name);
    return found !== null && matches(folded ? lower(found) : found, value);
  };
}

const COMPARISONS: Record<string, (found: string, value: string) => boolean> = {
  "=": (found, value) => found === value,
  "~=": (found, value) => hasWord(found, value),
  "^=": (found, value) => value !== "" && found.startsWith(value),
  "$=": (found, value) => value !== "" && found.endsWith(value),
  "*=": (found, value) => value !== "" && found.includes(value),
  "|=": (found, value) => found === value || found.startsWith(`${value}-`),
};

const WHITE = new Set("\t\n\f\r ");

/** Whether a word stands in a list of them. */
function hasWord(list: string | null, word: string): boolean {
  if (list === null || word === "") return false;
  for (let at = list.indexOf(word); at >= 0; at = list.indexOf(word, at + 1)) {
    const end = at + word.length;
    if ((at === 0 || WHITE.has(list[at - 1])) && (end === list.length || WHITE.has(list[end]))) return !/[\t\n\f\r ]/.test(word);
  }
  return false;
}
