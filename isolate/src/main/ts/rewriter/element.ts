/** An element's start tag, as handlers see and change it. */
import { type Attribute, lower } from "./attributes";
import { type Content, contentOf, Edits } from "./content";
import { deps } from "./deps";
import { ParserError, text, wrongArgument } from "./errors";
import { conceal, Editable, Face, tokenOf } from "./tokens";

/** What an element leaves to be done when its end tag comes. */
export interface AtEnd {
  newName: string | null;
  edits: Edits | null;
  handler: unknown;
}

export class ElementToken extends Editable {
  readonly namespace: string;
  readonly isVoid: boolean;
  name: string;
  newName: string | null = null;
  attributes: Attribute[];
  areAttributesChanged = false;
  /** What is within is taken away; `edits.after` stands at its place. */
  isEmptied = false;
  /** Behind the start tag, which is where the content begins. */
  first: Content[] = [];
  atEnd: AtEnd | null = null;

  constructor(name: string, namespace: string, isVoid: boolean, attributes: Attribute[]) {
    super();
    this.name = name;
    this.namespace = namespace;
    this.isVoid = isVoid;
    this.attributes = attributes;
  }

  end(): AtEnd {
    return (this.atEnd ??= { newName: null, edits: null, handler: null });
  }
  endEdits(): Edits {
    return (this.end().edits ??= new Edits());
  }

  removeContent(): void {
    if (this.isVoid) return;
    this.change();
    this.isEmptied = true;
    this.first = [];
    if (this.atEnd?.edits) this.atEnd.edits.before = [];
  }

  /** The tag goes, and so does the one at the end. */
  removeTags(): void {
    this.change().removed = true;
    if (!this.isVoid) this.endEdits().removed = true;
  }
}

const FORBIDDEN_IN_NAME = /[ \t\n\f\r/>]/;
const FORBIDDEN_IN_ATTRIBUTE = /[ \t\n\f\r/>=]/;

function tagName(value: unknown): string {
  const name = text([value], 0, "tagName", "Element");
  if (name === "") throw new ParserError("Tag name can't be empty.");
  if (!/^[A-Za-z]/.test(name)) {
    throw new ParserError("The first character of the tag name should be an ASCII alphabetical character.");
  }
  const forbidden = FORBIDDEN_IN_NAME.exec(name);
  if (forbidden !== null) throw new ParserError(`\`${forbidden[0]}\` character is forbidden in the tag name`);
  return name;
}

function attributeName(given: string): string {
  if (given === "") throw new ParserError("Attribute name can't be empty.");
  const forbidden = FORBIDDEN_IN_ATTRIBUTE.exec(given);
  if (forbidden !== null) throw new ParserError(`\`${forbidden[0]}\` character is forbidden in the attribute name`);
  return lower(given);
}

const iteratorPrototype = Object.getPrototypeOf(Object.getPrototypeOf([][Symbol.iterator]()));

class AttributesIterator {
  #element: Element;
  #at = 0;
  constructor(element: Element) {
    this.#element = element;
  }
  next(): IteratorResult<[string, string], undefined> {
    const { attributes } = tokenOf(this.#element);
    if (this.#at >= attributes.length) return { done: true, value: undefined };
    const { name, value } = attributes[this.#at++];
    return { done: false, value: [name, value] };
  }
}

export class Element extends Face<ElementToken> {
  get tagName(): string {
    return tokenOf(this).name;
  }
  set tagName(value: unknown) {
    const token = tokenOf(this);
    const name = tagName(value);
    token.change();
    token.newName = name;
    token.name = lower(name);
    if (!token.isVoid) token.end().newName = name;
  }
  get attributes(): object {
    tokenOf(this);
    return new AttributesIterator(this);
  }
  get removed(): boolean {
    return tokenOf(this).edits.removed;
  }
  get namespaceURI(): string {
    return tokenOf(this).namespace;
  }

  getAttribute(_name: unknown): string | null {
    const token = tokenOf(this);
    const name = lower(text(arguments, 0, "getAttribute", "Element"));
    return token.attributes.find((each) => each.name === name)?.value ?? null;
  }
  hasAttribute(_name: unknown): boolean {
    const token = tokenOf(this);
    const name = lower(text(arguments, 0, "hasAttribute", "Element"));
    return token.attributes.some((each) => each.name === name);
  }
  setAttribute(_name: unknown, _value: unknown): this {
    const token = tokenOf(this);
    const name = attributeName(text(arguments, 0, "setAttribute", "Element"));
    const value = text(arguments, 1, "setAttribute", "Element");
    token.change();
    token.areAttributesChanged = true;
    const at = token.attributes.findIndex((each) => each.name === name);
    const made: Attribute = { name, value, written: token.attributes[at]?.written ?? name, source: null };
    if (at < 0) token.attributes.push(made);
    else token.attributes[at] = made;
    return this;
  }
  removeAttribute(_name: unknown): this {
    const token = tokenOf(this);
    const name = lower(text(arguments, 0, "removeAttribute", "Element"));
    const left = token.attributes.filter((each) => each.name !== name);
    if (left.length === token.attributes.length) return this;
    token.change();
    token.areAttributesChanged = true;
    token.attributes = left;
    return this;
  }

  before(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "before", "Element");
    token.change().addBefore(content);
    return this;
  }
  after(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "after", "Element");
    (token.isVoid ? token.change() : token.endEdits()).addAfter(content);
    return this;
  }
  prepend(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "prepend", "Element");
    if (token.isVoid) return this;
    token.change();
    token.first.unshift(content);
    return this;
  }
  append(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "append", "Element");
    if (!token.isVoid) token.endEdits().addBefore(content);
    return this;
  }
  replace(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "replace", "Element");
    token.change().replace(content);
    token.removeContent();
    token.removeTags();
    return this;
  }
  remove(): this {
    const token = tokenOf(this);
    token.removeContent();
    token.removeTags();
    return this;
  }
  removeAndKeepContent(): this {
    tokenOf(this).removeTags();
    return this;
  }
  setInnerContent(): this {
    const token = tokenOf(this);
    const content = contentOf(arguments, "setInnerContent", "Element");
    if (token.isVoid) return this;
    token.removeContent();
    token.first.push(content);
    return this;
  }
  onEndTag(handler: unknown): void {
    const token = tokenOf(this);
    if (typeof handler !== "function") wrongArgument("onEndTag", "Element", 1, "function");
    if (token.isVoid) throw new ParserError("No end tag.");
    token.end().handler = handler;
  }
}

deps.interfaceOf(Element, "Element");
conceal(Element);
deps.interfaceOf(AttributesIterator, "AttributesIterator");
conceal(AttributesIterator);
Object.setPrototypeOf(AttributesIterator.prototype, iteratorPrototype);
