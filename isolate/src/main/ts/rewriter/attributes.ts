/** The attributes of a tag, from its source. parse5 has found where the tag ends. */
import { ParserError } from "./errors";

/** So many may a tag have: each takes some hundred bytes, and a page may be anybody's. */
const ATTRIBUTES_MAX = 131_072;

export interface Attribute {
  /** In lower case. */
  readonly name: string;
  readonly value: string;
  /** The name as it stands in the source. */
  readonly written: string;
  /** The whole as it stands there; null where code has set it. */
  readonly source: string | null;
}

/** Letters of ASCII alone: others mean nothing here, their bytes may be halves of anything. */
export function lower(text: string): string {
  return /[A-Z]/.test(text) ? text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase()) : text;
}

const SPACE = /[\t\n\f\r ]*/y;
const BETWEEN = /[\t\n\f\r /]*/y;
const NAME = /[^\t\n\f\r />][^\t\n\f\r />=]*/y;
const UNQUOTED = /[^\t\n\f\r >]*/y;
const TAG_NAME = /<\/?([^\t\n\f\r />]*)/y;

function read(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

/** The name of a tag as it is written. */
export function nameOf(tag: string): string {
  TAG_NAME.lastIndex = 0;
  return TAG_NAME.exec(tag)![1];
}

/** Those of a start tag, in order; of two with one name both (HTML Standard §13.2.5.32 and on). */
export function attributesOf(tag: string): Attribute[] {
  const attributes: Attribute[] = [];
  const end = tag.length - 1;
  let at = read(TAG_NAME, tag, 0);
  for (;;) {
    const start = read(BETWEEN, tag, at);
    if (start >= end) return attributes;
    if (attributes.length === ATTRIBUTES_MAX) throw new ParserError(`A tag has more than ${ATTRIBUTES_MAX} attributes.`);
    const nameEnd = read(NAME, tag, start);
    const written = tag.slice(start, nameEnd);
    const name = lower(written);
    const equals = read(SPACE, tag, nameEnd);
    if (tag[equals] !== "=") {
      attributes.push({ name, value: "", written, source: written });
      at = nameEnd;
      continue;
    }
    const from = read(SPACE, tag, equals + 1);
    const quote = tag[from];
    const quoted = quote === '"' || quote === "'";
    const to = quoted ? tag.indexOf(quote, from + 1) : read(UNQUOTED, tag, from);
    at = quoted ? to + 1 : to;
    attributes.push({ name, value: tag.slice(quoted ? from + 1 : from, to), written, source: tag.slice(start, at) });
  }
}
