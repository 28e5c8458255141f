/** Markup, read as far as somebody asks. */
import { type Attribute, attributesOf } from "./attributes";
import type { Encoding } from "./encoding";
import { ParserError } from "./errors";
import type { Level } from "./matcher";
import type { Subject } from "./selector";

/** So many names may elements beside each other have, where selectors count them. */
const NAMES_MAX = 65_536;

/** A start tag. */
export class StartTag implements Subject {
  readonly tag: string;
  readonly name: string;
  readonly #encoding: Encoding;
  index = 0;
  typeIndex = 0;
  #attributes: Attribute[] | null = null;

  constructor(tag: string, encoding: Encoding, name: string) {
    this.tag = tag;
    this.#encoding = encoding;
    this.name = name;
  }

  count(parent: Level): void {
    this.index = ++parent.count;
    const types = (parent.types ??= new Map());
    this.typeIndex = (types.get(this.name) ?? 0) + 1;
    if (types.size === NAMES_MAX && this.typeIndex === 1) {
      throw new ParserError(`Elements beside each other have more than ${NAMES_MAX} names, which a selector counts.`);
    }
    types.set(this.name, this.typeIndex);
  }

  get attributes(): Attribute[] {
    return (this.#attributes ??= attributesOf(this.tag).map(({ name, value, written, source }) => ({
      name: this.#encoding.decode(name),
      value: this.#encoding.decode(value),
      written: this.#encoding.decode(written),
      source,
    })));
  }

  attribute(name: string): string | null {
    const { attributes } = this;
    for (let i = 0; i < attributes.length; i++) if (attributes[i].name === name) return attributes[i].value;
    return null;
  }
}

/** The text of a comment, also of what is only taken for one (HTML Standard §13.2.5.41 and on). */
export function commentText(source: string): string {
  if (!source.startsWith("<!--")) {
    const from = source[1] === "?" ? 1 : 2;
    return source.slice(from, source.endsWith(">") ? -1 : undefined);
  }
  if (source === "<!-->" || source === "<!--->") return "";
  return source.slice(4).replace(/--!?>$|--!$|--?$/, "");
}
