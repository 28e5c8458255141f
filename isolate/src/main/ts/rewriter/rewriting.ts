/** One document that is rewritten, from its bytes to its bytes. */
import { lower, nameOf } from "./attributes";
import { type Decoder, deps } from "./deps";
import { Element, ElementToken } from "./element";
import { Elements, type Open } from "./elements";
import type { Encoding } from "./encoding";
import type { Handlers, Program } from "./handlers";
import { Level, Matcher } from "./matcher";
import { HTML } from "./namespaces";
import type { Output } from "./output";
import { commentText, StartTag } from "./reading";
import { Kind, Scanner } from "./scanner";
import { Source } from "./source";
import { Comment, CommentToken, Doctype, DocumentEnd, EndTag, EndTagToken, type Face, release, Text, TextToken } from "./tokens";
import { Writer } from "./writer";

const VOID = new Set("area base basefont bgsound br col embed hr img input keygen link meta param source track wbr".split(" "));
const SLICE_BYTES = 65_536;

type Call = readonly [handlers: Handlers, fn: Function];

export class Rewriting {
  readonly #program: Program;
  readonly #encoding: Encoding;
  readonly #output: Output;
  readonly #source = new Source();
  readonly #scanner = new Scanner((from, to) => this.#source.text(from, to));
  readonly #matcher: Matcher;
  readonly #elements = new Elements();
  readonly #writer: Writer;
  /** How many open elements match each selector. */
  readonly #active: number[];
  /** How many open elements' content is taken away. */
  #emptied = 0;
  /** Up to where the document was dealt with, and up to where it was written or left out. */
  #done = 0;
  #written = 0;
  /** Whether anything listens to texts, to comments, to anything. */
  readonly #hears: Readonly<Record<"text" | "comments" | "doctype", boolean>>;
  readonly #isIdle: boolean;
  /** Decodes the text node that is under way, where handlers see it. */
  #text: Decoder | null = null;

  constructor(program: Program, encoding: Encoding, output: Output) {
    this.#program = program;
    this.#encoding = encoding;
    this.#output = output;
    this.#writer = new Writer(output, encoding);
    this.#matcher = new Matcher(program.selectors);
    this.#active = program.selectors.map(() => 0);
    const all = [...program.elements, ...program.documents];
    const hears = (kind: string) => all.some((each) => each[kind] !== undefined);
    this.#hears = { text: hears("text"), comments: hears("comments"), doctype: hears("doctype") };
    this.#isIdle = !hears("element") && Object.values(this.#hears).every((each) => !each);
  }

  /** A further piece of the document, of any length. */
  async add(chunk: Uint8Array): Promise<void> {
    if (this.#isIdle) {
      this.#output.bytes(chunk.slice());
      return this.#output.flush();
    }
    for (let at = 0; at < chunk.length; at += SLICE_BYTES) {
      const slice = chunk.subarray(at, at + SLICE_BYTES);
      this.#source.add(slice, this.#done);
      const { end } = this.#source;
      this.#scanner.feed(this.#source.text(end - slice.length, end), false);
      await this.#tokens();
      await this.#textUpTo(this.#scanner.settled);
      this.#pass();
      await this.#output.flush();
    }
  }

  /** The document is over. */
  async end(): Promise<void> {
    // What has begun as a tag and does not end is nothing (HTML Standard §13.2.5, "eof-in-tag").
    const { isInToken } = this.#scanner;
    this.#scanner.feed("", true);
    await this.#tokens();
    if (!isInToken) await this.#textUpTo(this.#source.end);
    await this.#textEnd();
    this.#raw(this.#source.end);
    this.#pass();
    const { documents } = this.#program;
    const appended: ConstructorParameters<typeof DocumentEnd>[0] = [];
    for (let i = documents.length - 1; i >= 0; i--) {
      const fn = documents[i].end;
      if (fn !== undefined) await called([documents[i], fn], new DocumentEnd(appended));
    }
    await this.#output.contents(appended);
  }

  async #tokens(): Promise<void> {
    const scanner = this.#scanner;
    while (scanner.next()) {
      // Only what handlers wait for makes a promise: most of a document passes without one.
      if (this.#hears.text) {
        const text = this.#textUpTo(scanner.start);
        if (text !== undefined) await text;
        const last = this.#textEnd();
        if (last !== undefined) await last;
      }
      const token = this.#token();
      if (token !== undefined) await token;
      if (this.#output.isFull) await this.#output.flush();
    }
  }

  #token(): Promise<void> | undefined {
    switch (this.#scanner.kind) {
      case Kind.Start:
        return this.#startTag();
      case Kind.End:
        return this.#endTag();
      case Kind.Comment:
        return this.#comment();
      case Kind.Doctype:
        return this.#hears.doctype ? this.#doctype() : this.#raw(this.#scanner.end);
      case Kind.Mark:
        return this.#raw(this.#scanner.end);
    }
  }

  /** All up to a position passes as it came, when something else is to be written or the slice is over. */
  #raw(to: number): undefined {
    if (to > this.#done) this.#done = to;
    if (this.#emptied > 0) this.#written = this.#done;
  }

  #pass(): void {
    if (this.#done > this.#written) this.#output.bytes(this.#source.bytes(this.#written, this.#done));
    this.#written = this.#done;
  }

  /** What is up to a position has been replaced. */
  #replaced(to: number): void {
    this.#done = to;
    this.#written = to;
  }

  // -- text ------------------------------------------------------------------------------------

  #textUpTo(to: number): Promise<void> | undefined {
    if (to <= this.#done) return;
    const calls = this.#hears.text ? this.#calls("text") : NO_CALLS;
    if (calls.length === 0) return this.#raw(to);
    this.#pass();
    this.#text ??= deps.decoder(this.#encoding.name);
    const text = this.#text.decode(this.#source.bytes(this.#done, to), { stream: true });
    this.#replaced(to);
    return text === "" ? undefined : this.#tell(calls, new TextToken(text, false));
  }

  /** A text node ends where markup begins. */
  #textEnd(): Promise<void> | undefined {
    const decoder = this.#text;
    if (decoder === null) return;
    this.#text = null;
    return this.#tell(this.#calls("text"), new TextToken(decoder.decode(), true));
  }

  /** The handlers of a kind for what stands here: those of selectors first, then those of the document. */
  #calls(kind: "text" | "comments"): Call[] {
    const { elements, documents } = this.#program;
    const calls: Call[] = [];
    for (let i = 0; i < elements.length; i++) {
      const fn = elements[i][kind];
      if (fn !== undefined && this.#active[i] > 0) calls.push([elements[i], fn]);
    }
    for (const each of documents) {
      const fn = each[kind];
      if (fn !== undefined) calls.push([each, fn]);
    }
    return calls;
  }

  /** Tells handlers of a text or a comment, and writes what they made of it. */
  async #tell(calls: Call[], token: TextToken | CommentToken, source?: Uint8Array): Promise<void> {
    for (const call of calls) {
      await called(call, token instanceof TextToken ? new Text(token) : new Comment(token));
    }
    if (this.#emptied > 0) return;
    if (token instanceof TextToken) return this.#writer.edited(token, () => this.#output.text(token.text));
    return this.#writer.edited(token, () =>
      token.isRewritten ? this.#output.text(`<!--${token.text}-->`) : this.#output.bytes(source!),
    );
  }

  // -- comments and the doctype ------------------------------------------------------------------

  #comment(): Promise<void> | undefined {
    const { start, end } = this.#scanner;
    const calls = this.#hears.comments ? this.#calls("comments") : NO_CALLS;
    if (calls.length === 0) return this.#raw(end);
    // Text before it, which nobody hears, goes first.
    this.#raw(start);
    this.#pass();
    const bytes = this.#source.bytes(start, end);
    const token = new CommentToken(this.#encoding.decode(commentText(this.#source.text(start, end))));
    this.#replaced(end);
    return this.#tell(calls, token, bytes);
  }

  async #doctype(): Promise<void> {
    const { doctype, end } = this.#scanner;
    const decoded = (text: string | null) => (text === null ? null : this.#encoding.decode(text.replaceAll("\ufffd", "?")));
    for (const each of this.#program.documents) {
      const fn = each.doctype;
      if (fn === undefined) continue;
      const { name, publicId, systemId } = doctype!;
      const parts = { name: decoded(name), publicId: decoded(publicId), systemId: decoded(systemId) };
      await called([each, fn], new Doctype(parts));
    }
    this.#raw(end);
  }

  // -- elements --------------------------------------------------------------------------------

  #startTag(): Promise<void> | undefined {
    const { end, namespace, selfClosing } = this.#scanner;
    if (this.#program.elements.length === 0) return this.#raw(end);
    const tag = this.#tag();
    const name = this.#scanner.name ?? lower(nameOf(tag));
    const isVoid = namespace === HTML ? VOID.has(name) : selfClosing;
    const parent = this.#elements.innermost?.level ?? this.#matcher.root;
    const level = isVoid ? null : new Level(parent.descendants);
    const subject = new StartTag(tag, this.#encoding, name);
    if (this.#matcher.counts) subject.count(parent);
    const matched = this.#matcher.match(parent, level, subject);
    const open = level === null ? null : { name, level, matched, atEnd: null, isEmptied: false };
    if (open !== null) this.#open(open);
    return matched.length === 0 ? this.#raw(end) : this.#element(subject, matched, open, isVoid);
  }

  #tag(): string {
    const { source, start, end } = this.#scanner;
    return source ?? this.#source.text(start, end);
  }

  #open(element: Open): void {
    this.#elements.push(element);
    for (const number of element.matched) this.#active[number]++;
  }

  async #element(subject: StartTag, matched: number[], open: Open | null, isVoid: boolean): Promise<void> {
    const { start, end, namespace, selfClosing } = this.#scanner;
    const token = new ElementToken(this.#encoding.decode(subject.name), namespace, isVoid, subject.attributes.slice());
    const { elements } = this.#program;
    for (const number of matched) {
      const fn = elements[number].element;
      if (fn !== undefined) await called([elements[number], fn], new Element(token));
    }
    if (open !== null) open.atEnd = token.atEnd;
    if (!token.isChanged) this.#raw(end);
    else {
      this.#raw(start);
      this.#pass();
      if (this.#emptied === 0) await this.#writer.startTag(token, subject.tag, selfClosing);
      this.#replaced(end);
    }
    if (token.isEmptied && open !== null) {
      open.isEmptied = true;
      this.#emptied++;
    }
  }

  #endTag(): Promise<void> | undefined {
    const { start, end } = this.#scanner;
    if (this.#program.elements.length === 0) return this.#raw(end);
    const name = this.#scanner.name ?? lower(nameOf(this.#tag()));
    // What is before it belongs to elements that it may end: their content may be taken away.
    this.#raw(start);
    let ended: Open[] | null = null;
    this.#elements.close(name, (element) => {
      for (const number of element.matched) this.#active[number]--;
      if (element.isEmptied) this.#emptied--;
      if (element.atEnd !== null) (ended ??= []).push(element);
    });
    return ended === null ? this.#raw(end) : this.#ended(ended, new EndTagToken(this.#encoding.decode(name)), this.#tag());
  }

  /** What elements left to be done at their end; one end tag may end several. */
  async #ended(elements: Open[], token: EndTagToken, tag: string): Promise<void> {
    for (const { atEnd } of elements) {
      const { newName, edits, handler } = atEnd!;
      if (newName !== null) {
        token.change();
        token.newName = newName;
        token.name = lower(newName);
      }
      if (edits !== null) {
        token.change();
        token.edits = edits;
      }
      if (handler !== null) await called([NOBODY, handler as Function], new EndTag(token));
    }
    const { end } = this.#scanner;
    if (!token.isChanged) return this.#raw(end);
    this.#pass();
    if (this.#emptied === 0) await this.#writer.endTag(token, tag);
    this.#replaced(end);
  }
}

const NO_CALLS: Call[] = [];
const NOBODY = { owner: undefined, label: "onEndTag()" } as unknown as Handlers;

/** Calls a handler, which may take its time; the object that it was given means nothing afterwards. */
async function called([handlers, fn]: Call, face: Face): Promise<void> {
  try {
    const result = Reflect.apply(fn, handlers.owner, [face]);
    if (typeof result === "object" && result !== null) await settled(result, handlers.label);
  } finally {
    release(face);
  }
}

async function settled(result: object, label: string): Promise<void> {
  const over = deps.waits(`a handler that HTMLRewriter was given by ${label}`);
  try {
    await result;
  } finally {
    over();
  }
}
