/**
 * Finds the markup in a document by parse5's tokenizer, and tells where each piece begins and ends in
 * the source. Text, attributes and references are left to whoever wants them: the methods below that
 * begin with `_` replace parse5's own, which would build strings of what passes untouched.
 *
 * The document is given as strings whose characters are its bytes. Positions count from its beginning.
 */
import { Tokenizer, TokenizerMode } from "parse5";
import { lower } from "./attributes";
import { HTML, Namespaces } from "./namespaces";

export const enum Kind {
  Start,
  End,
  Comment,
  Doctype,
  /** What is neither text nor markup of use: the begin or end of a CDATA section, `</>`. */
  Mark,
}

/** Where a tokenizer stands, by the numbers that parse5 8 gives its states. */
const enum State {
  TagOpen = 5,
  EndTagOpen = 6,
  RcdataLess = 8,
  RcdataEndTagName = 10,
  RawtextLess = 11,
  RawtextEndTagName = 13,
  ScriptLess = 14,
  ScriptEndTagName = 16,
  ScriptEscapeStart = 17,
  EscapedLess = 22,
  EscapedEndTagName = 24,
  DoubleEscapeEnd = 30,
  BeforeAttributeName = 31,
  BogusComment = 40,
  MarkupDeclaration = 41,
  BogusDoctype = 67,
  Cdata = 68,
  CdataBracket = 69,
  CdataEnd = 70,
  Doctype = 52,
  TagName = 7,
}

const EOF = -1;
const LESS = 0x3c;
const GREATER = 0x3e;
const CDATA_START = "<![CDATA[".length;
const CDATA_END = "]]>".length;
const END_OF_NOTHING = "</>".length;

/**
 * A tag as nearly all are written: names of ASCII, values in quotes or of plain characters. It is
 * recognised at once; whatever is otherwise goes to parse5, character by character.
 */
const ORDINARY =
  /<(\/?)([a-z][a-z0-9-]*)(?:[ \n\t]+[a-z][a-z0-9:_-]*(?:="[^"\0]*"|='[^'\0]*'|=[^"'=<>`\0 \t\n\f\r/]+)?)*[ \n\t]*(\/?)>/iy;

const nothing = (): void => undefined;
const SILENT = { onCharacter: nothing, onNullCharacter: nothing, onWhitespaceCharacter: nothing, onEof: nothing, onParseError: null };

/** What parse5 tells of a token. */
interface Token {
  readonly tagName: string;
  readonly selfClosing: boolean;
}

export interface DoctypeToken {
  readonly name: string | null;
  readonly publicId: string | null;
  readonly systemId: string | null;
}

export class Scanner extends (Tokenizer as any) {
  /** The token that `next` found. */
  kind: Kind = Kind.Mark;
  start = 0;
  end = 0;
  /** The name of a tag in lower case; null where it has to be read from the source. */
  name: string | null = null;
  selfClosing = false;
  namespace = "";
  doctype: DoctypeToken | null = null;
  #found = false;
  #length = 0;
  /** Where what may become a token begins. */
  #mark = 0;
  #begun = 0;
  #namespaces = new Namespaces();

  readonly #source: (from: number, to: number) => string;

  constructor(source: (from: number, to: number) => string) {
    let self: Scanner | undefined;
    super({}, {
      ...SILENT,
      onStartTag(token: Token) {
        self!.name = null;
        self!.#startTag(token, source);
      },
      onEndTag(token: Token) {
        self!.name = null;
        self!.#endTag(token);
      },
      onComment: () => self!.#tell(Kind.Comment, self!.#begun, self!.#here()),
      onDoctype(token: DoctypeToken) {
        self!.doctype = token;
        self!.#tell(Kind.Doctype, self!.#begun, self!.#here());
      },
    });
    self = this;
    this.#source = source;
  }

  /** More of the document. All tokens of what was there before have been taken. */
  feed(text: string, last: boolean): void {
    const input = this.preprocessor;
    // What was read is let go of: a tag may come in many small pieces.
    input.bufferWaterline = 0;
    input.dropParsedChunk();
    input.bufferWaterline = 1 << 16;
    this.#length += text.length;
    this.active = true;
    input.write(text, last);
  }

  /** Goes on to the next token; false when what is there holds no further one. */
  next(): boolean {
    this.#found = false;
    this.paused = false;
    this._runParsingLoop();
    return this.#found;
  }

  /** Up to where everything was told or is text; behind it something has begun that may be a token. */
  get settled(): number {
    const { state } = this;
    const end = this.#here();
    if (this.isInToken) return this.#begun;
    switch (state) {
      case State.TagOpen:
      case State.RcdataLess:
      case State.RawtextLess:
      case State.ScriptLess:
      case State.EscapedLess:
      case State.CdataBracket:
        return end - 1;
      case State.EndTagOpen:
      case State.MarkupDeclaration:
      case State.CdataEnd:
        return end - 2;
    }
    const inEndTag =
      (state > State.RcdataLess && state <= State.RcdataEndTagName) ||
      (state > State.RawtextLess && state <= State.RawtextEndTagName) ||
      (state > State.ScriptLess && state <= State.ScriptEndTagName) ||
      (state > State.EscapedLess && state <= State.EscapedEndTagName);
    return inEndTag ? end - 2 : end;
  }

  /** Whether what has begun is markup for certain: a tag, a comment or a doctype. */
  get isInToken(): boolean {
    const { state } = this;
    return (
      state === State.TagName ||
      (state >= State.BeforeAttributeName && state <= State.BogusComment) ||
      (state > State.MarkupDeclaration && state <= State.BogusDoctype)
    );
  }

  /** How many bytes were read up to and with the current one. */
  #here(): number {
    const input = this.preprocessor;
    return Math.min(input.droppedBufferSize + input.pos + 1, this.#length);
  }

  #tell(kind: Kind, start: number, end: number): void {
    this.kind = kind;
    this.start = start;
    this.end = end;
    this.#found = true;
    this.paused = true;
  }

  #startTag(token: Token, source: (from: number, to: number) => string): void {
    const end = this.#here();
    this.selfClosing = token.selfClosing;
    const name = token.tagName;
    const spaces = this.#namespaces;
    this.namespace = spaces.open(name, token.selfClosing, () => source(this.#begun, end));
    this.inForeignNode = spaces.isForeign;
    if (this.namespace === HTML) this.#enter(name);
    this.#tell(Kind.Start, this.#begun, end);
  }

  /** Elements whose content is text (HTML Standard §13.2.6). */
  #enter(name: string): void {
    switch (name) {
      case "textarea":
      case "title":
        this.state = TokenizerMode.RCDATA;
        break;
      case "style":
      case "xmp":
      case "iframe":
      case "noembed":
      case "noframes":
      case "noscript":
        this.state = TokenizerMode.RAWTEXT;
        break;
      case "script":
        this.state = TokenizerMode.SCRIPT_DATA;
        break;
      case "plaintext":
        this.state = TokenizerMode.PLAINTEXT;
        break;
    }
  }

  #endTag(token: Token): void {
    this.#namespaces.close(token.tagName);
    this.inForeignNode = this.#namespaces.isForeign;
    this.#tell(Kind.End, this.#begun, this.#here());
  }

  // -- in place of parse5's own ------------------------------------------------------------------

  /** Every token asks where it begins: `offset` bytes before the current one. */
  getCurrentLocation(offset: number): null {
    // parse5's constructor asks as well, before there is anything to tell.
    if (!(#mark in this)) return null;
    const input = this.preprocessor;
    this.#mark = input.droppedBufferSize + input.pos - offset;
    return null;
  }
  _createStartTagToken(): void {
    super._createStartTagToken();
    this.#begun = this.#mark;
  }
  _createEndTagToken(): void {
    super._createEndTagToken();
    this.#begun = this.#mark;
  }
  _createCommentToken(offset: number): void {
    super._createCommentToken(offset);
    this.#begun = this.#mark;
  }
  _createAttr(): void {
    this.currentAttr.value = "";
  }
  _leaveAttrName(): void {}
  _leaveAttrValue(): void {}
  _startCharacterReference(): void {}
  _appendCharToCurrentCharacterToken(): void {}
  _emitCodePoint(): void {}

  _stateData(cp: number): void {
    if (cp !== LESS) this.#skip(cp, "<");
    else if (!this.#ordinary()) this.state = State.TagOpen;
  }

  #ordinary(): boolean {
    const input = this.preprocessor;
    ORDINARY.lastIndex = input.pos;
    const found = ORDINARY.exec(input.html);
    if (found === null) return false;
    this.#begun = input.droppedBufferSize + input.pos;
    input.pos = ORDINARY.lastIndex - 1;
    const name = lower(found[2]);
    this.name = name;
    const token = { tagName: name, selfClosing: found[3] === "/" };
    if (found[1] === "/") this.#endTag(token);
    else {
      this.lastStartTagName = name;
      this.#startTag(token, this.#source);
    }
    return true;
  }

  /** The source of the token that was found, where it lies in what was fed last. */
  get source(): string | null {
    const input = this.preprocessor;
    const from = this.start - input.droppedBufferSize;
    return from < 0 ? null : input.html.slice(from, this.end - input.droppedBufferSize);
  }
  _stateRcdata(cp: number): void {
    if (cp === LESS) this.state = State.RcdataLess;
    else this.#skip(cp, "<");
  }
  _stateRawtext(cp: number): void {
    if (cp === LESS) this.state = State.RawtextLess;
    else this.#skip(cp, "<");
  }
  _stateScriptData(cp: number): void {
    if (cp === LESS) this.state = State.ScriptLess;
    else this.#skip(cp, "<");
  }
  _statePlaintext(cp: number): void {
    this.#skip(cp, "");
  }
  _stateAttributeValueDoubleQuoted(cp: number): void {
    if (cp === 0x22 || cp === EOF) super._stateAttributeValueDoubleQuoted(cp);
    else this.#skip(cp, '"');
  }
  _stateAttributeValueSingleQuoted(cp: number): void {
    if (cp === 0x27 || cp === EOF) super._stateAttributeValueSingleQuoted(cp);
    else this.#skip(cp, "'");
  }
  _stateMarkupDeclarationOpen(cp: number): void {
    super._stateMarkupDeclarationOpen(cp);
    if (this.state === State.Doctype) this.#begun = this.#mark;
    else if (this.state === State.Cdata) {
      const end = this.#here();
      this.#tell(Kind.Mark, end - CDATA_START, end);
    }
  }
  _stateEndTagOpen(cp: number): void {
    super._stateEndTagOpen(cp);
    // `</>` is nothing, and no text (HTML Standard §13.2.5.7).
    if (cp !== GREATER) return;
    const end = this.#here();
    this.#tell(Kind.Mark, end - END_OF_NOTHING, end);
  }
  _stateCdataSectionEnd(cp: number): void {
    super._stateCdataSectionEnd(cp);
    if (cp === GREATER) {
      const end = this.#here();
      this.#tell(Kind.Mark, end - CDATA_END, end);
    }
  }

  /** Passes over what nothing is made of, up to a character or to the end of what is there. */
  #skip(cp: number, to: string): void {
    if (cp === EOF) {
      this.active = false;
      return;
    }
    const { html, pos } = this.preprocessor;
    const at = to === "" ? -1 : html.indexOf(to, pos + 1);
    this.preprocessor.pos = (at < 0 ? html.length : at) - 1;
  }
}
