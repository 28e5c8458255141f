/**
 * Which namespace a tag's element is in, as far as a stream of tags can tell without building a tree
 * (HTML Standard §13.2.6.5). It decides whether `<![CDATA[` begins a section and `<title>` is text.
 */
import { attributesOf } from "./attributes";

export const HTML = "http://www.w3.org/1999/xhtml";
const SVG = "http://www.w3.org/2000/svg";
const MATHML = "http://www.w3.org/1998/Math/MathML";

/** Tags of HTML that end foreign content around them. */
const BREAKOUT = new Set(
  ("b big blockquote body br center code dd div dl dt em embed h1 h2 h3 h4 h5 h6 head hr i img li listing menu " +
    "meta nobr ol p pre ruby s small span strong strike sub sup table tt u ul var").split(" "),
);
const MATHML_TEXT = new Set(["mi", "mo", "mn", "ms", "mtext"]);
const SVG_HTML = new Set(["foreignobject", "desc", "title"]);

/** Foreign content, or HTML inside of it, and the element that began it. */
interface Space {
  readonly namespace: string;
  readonly root: string;
  /** How many elements of that name are open in it. */
  depth: number;
}

const SPACES_MAX = 4096;

export class Namespaces {
  #spaces: Space[] = [];

  get isForeign(): boolean {
    return this.#current !== HTML;
  }
  get #current(): string {
    const spaces = this.#spaces;
    return spaces.length === 0 ? HTML : spaces[spaces.length - 1].namespace;
  }

  /** The namespace of an element that begins; `source` gives its tag. */
  open(name: string, selfClosing: boolean, source: () => string): string {
    if (!this.isForeign) return this.#openInHtml(name, selfClosing);
    if (BREAKOUT.has(name) || (name === "font" && hasAny(source(), ["color", "face", "size"]))) {
      this.#spaces.pop();
      return this.open(name, selfClosing, source);
    }
    const namespace = this.#current;
    // Workers take each of the two for itself also directly in the other, where the standard does not.
    if (name === (namespace === SVG ? "math" : "svg")) return this.#openInHtml(name, selfClosing);
    if (selfClosing) return namespace;
    if (holdsHtml(namespace, name, source)) this.#enter(HTML, name);
    else this.#count(name, 1);
    return namespace;
  }

  #openInHtml(name: string, selfClosing: boolean): string {
    const namespace = name === "svg" ? SVG : name === "math" ? MATHML : HTML;
    if (namespace !== HTML && !selfClosing) this.#enter(namespace, name);
    else if (!selfClosing) this.#count(name, 1);
    return namespace;
  }

  #enter(namespace: string, root: string): void {
    // What is nested deeper than any document is taken for a part of the last one.
    if (this.#spaces.length < SPACES_MAX) this.#spaces.push({ namespace, root, depth: 1 });
  }

  #count(name: string, by: number): void {
    const spaces = this.#spaces;
    const last = spaces[spaces.length - 1];
    if (last === undefined || last.root !== name) return;
    last.depth += by;
    if (last.depth === 0) spaces.pop();
  }

  close(name: string): void {
    if (this.isForeign && (name === "p" || name === "br")) this.#spaces.pop();
    else this.#count(name, -1);
  }
}

/** HTML Standard §13.2.6.5: the integration points. */
function holdsHtml(namespace: string, name: string, source: () => string): boolean {
  if (namespace === SVG) return SVG_HTML.has(name);
  if (MATHML_TEXT.has(name)) return true;
  if (name !== "annotation-xml") return false;
  const encoding = attributesOf(source()).find((each) => each.name === "encoding");
  const value = encoding?.value.toLowerCase();
  return value === "text/html" || value === "application/xhtml+xml";
}

function hasAny(tag: string, names: string[]): boolean {
  return attributesOf(tag).some((each) => names.includes(each.name));
}
