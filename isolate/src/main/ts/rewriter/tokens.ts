/** What handlers see of a document besides elements: text, comments, end tags, the doctype, the end. */
import { type Content, contentOf, Edits } from "./content";
import { deps } from "./deps";
import { ParserError, text, valid } from "./errors";

/** A token that a handler may put things around, or take away. */
export class Editable {
  edits = new Edits();
  isChanged = false;

  change(): Edits {
    this.isChanged = true;
    return this.edits;
  }
}

export class TextToken extends Editable {
  readonly text: string;
  readonly last: boolean;
  constructor(text: string, last: boolean) {
    super();
    this.text = text;
    this.last = last;
  }
}

export class CommentToken extends Editable {
  text: string;
  /** Whether the text is no longer the one that stands in the source. */
  isRewritten = false;
  constructor(text: string) {
    super();
    this.text = text;
  }
}

export class EndTagToken extends Editable {
  /** In lower case, as code sees it. */
  name: string;
  /** Set where it is to be written otherwise than it stands. */
  newName: string | null = null;
  constructor(name: string) {
    super();
    this.name = name;
  }
}

/** Ends what code can do with the object that stands for a token. */
export let release: (face: Face) => void;

/** The object that stands for a token while a handler runs. */
class Face<T = any> {
  #token: T | null;
  constructor(token: T) {
    this.#token = token;
  }
  static token: <T>(face: Face<T>) => T;
  static {
    release = (face) => void (face.#token = null);
    Face.token = (face) => valid(face.#token);
  }
}
// Code that holds an object must not come to the class of what is behind it.
const tokenOf = Face.token;
delete (Face as any).token;
export { Face, tokenOf };

function edit(face: Face<Editable>, given: ArrayLike<unknown>, method: string, type: string): [Edits, Content] {
  const token = tokenOf(face);
  const content = contentOf(given, method, type);
  return [token.change(), content];
}

export class Text extends Face<TextToken> {
  get removed(): boolean {
    return tokenOf(this).edits.removed;
  }
  get text(): string {
    return tokenOf(this).text;
  }
  get lastInTextNode(): boolean {
    return tokenOf(this).last;
  }
  before(): this {
    const [edits, content] = edit(this, arguments, "before", "Text");
    edits.addBefore(content);
    return this;
  }
  after(): this {
    const [edits, content] = edit(this, arguments, "after", "Text");
    edits.addAfter(content);
    return this;
  }
  replace(): this {
    const [edits, content] = edit(this, arguments, "replace", "Text");
    edits.replace(content);
    return this;
  }
  remove(): this {
    tokenOf(this).change().removed = true;
    return this;
  }
}

export class Comment extends Face<CommentToken> {
  get removed(): boolean {
    return tokenOf(this).edits.removed;
  }
  get text(): string {
    return tokenOf(this).text;
  }
  set text(value: unknown) {
    const token = tokenOf(this);
    const content = text([value], 0, "text", "Comment");
    if (content.includes("-->")) {
      throw new ParserError("Comment text shouldn't contain a comment-closing sequence.");
    }
    token.change();
    token.isRewritten = true;
    token.text = content;
  }
  before(): this {
    const [edits, content] = edit(this, arguments, "before", "Comment");
    edits.addBefore(content);
    return this;
  }
  after(): this {
    const [edits, content] = edit(this, arguments, "after", "Comment");
    edits.addAfter(content);
    return this;
  }
  replace(): this {
    const [edits, content] = edit(this, arguments, "replace", "Comment");
    edits.replace(content);
    return this;
  }
  remove(): this {
    tokenOf(this).change().removed = true;
    return this;
  }
}

export class EndTag extends Face<EndTagToken> {
  get name(): string {
    return tokenOf(this).name;
  }
  set name(value: unknown) {
    const token = tokenOf(this);
    token.newName = text([value], 0, "name", "EndTag");
    token.name = token.newName;
    token.change();
  }
  before(): this {
    const [edits, content] = edit(this, arguments, "before", "EndTag");
    edits.addBefore(content);
    return this;
  }
  after(): this {
    const [edits, content] = edit(this, arguments, "after", "EndTag");
    edits.addAfter(content);
    return this;
  }
  remove(): this {
    tokenOf(this).change().removed = true;
    return this;
  }
}

export interface DoctypeParts {
  readonly name: string | null;
  readonly publicId: string | null;
  readonly systemId: string | null;
}

export class Doctype extends Face<DoctypeParts> {
  get name(): string | null {
    return tokenOf(this).name;
  }
  get publicId(): string | null {
    return tokenOf(this).publicId;
  }
  get systemId(): string | null {
    return tokenOf(this).systemId;
  }
}

export class DocumentEnd extends Face<Content[]> {
  append(): this {
    const appended = tokenOf(this);
    appended.push(contentOf(arguments, "append", "DocumentEnd"));
    return this;
  }
}

const interfaces = { Text, Comment, EndTag, Doctype, DocumentEnd };
for (const [name, type] of Object.entries(interfaces)) deps.interfaceOf(type, name);

/** No such object can be made from outside: what its prototype names as its constructor is of no use. */
for (const type of Object.values(interfaces)) conceal(type);

export function conceal(type: Function): void {
  const refuse = {
    [type.name]: function () {
      throw new TypeError("Illegal constructor");
    },
  }[type.name];
  refuse.prototype = type.prototype;
  Object.defineProperty(type.prototype, "constructor", { value: refuse, writable: true, configurable: true });
  Object.setPrototypeOf(type.prototype, Object.prototype);
}
