/** Writes tokens that handlers have changed. */
import type { ElementToken } from "./element";
import type { Encoding } from "./encoding";
import type { Output } from "./output";
import { nameOf } from "./attributes";
import type { Editable, EndTagToken } from "./tokens";

export class Writer {
  readonly #output: Output;
  readonly #encoding: Encoding;

  constructor(output: Output, encoding: Encoding) {
    this.#output = output;
    this.#encoding = encoding;
  }

  /** A token and what stands around it, or in its place; `own` writes the token itself. */
  async edited(token: Editable, own: () => void): Promise<void> {
    const { before, after, replacement, removed } = token.edits;
    if (before.length > 0) await this.#output.contents(before);
    if (!removed) own();
    if (replacement.length > 0) await this.#output.contents(replacement);
    if (after.length > 0) await this.#output.contents(after);
  }

  async startTag(token: ElementToken, tag: string, selfClosing: boolean): Promise<void> {
    const { edits, first } = token;
    const after = edits.after;
    // What stands first in the content stands behind the tag, also where the tag itself is gone.
    edits.after = [...first, ...after];
    await this.edited(token, () => this.#output.bytes(this.#tag(token, tag, selfClosing)));
  }

  #tag(token: ElementToken, tag: string, selfClosing: boolean): Uint8Array {
    if (!token.areAttributesChanged && token.newName === null) return raw(tag);
    const pieces: Uint8Array[] = [raw("<"), token.newName === null ? raw(nameOf(tag)) : this.#encoding.encode(token.newName)];
    for (const { written, value, source } of token.attributes) {
      pieces.push(raw(" "));
      if (source !== null) pieces.push(raw(source));
      else pieces.push(this.#encoding.encode(`${written}="${value.replaceAll('"', "&quot;")}"`));
    }
    pieces.push(raw(selfClosing ? (token.attributes.length > 0 ? " />" : "/>") : ">"));
    return joined(pieces);
  }

  async endTag(token: EndTagToken, tag: string): Promise<void> {
    const { newName } = token;
    await this.edited(token, () =>
      newName === null ? this.#output.bytes(raw(tag)) : this.#output.text(`</${newName}>`),
    );
  }
}

/** The bytes of a string that has one character for each. */
function raw(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
}

function joined(pieces: Uint8Array[]): Uint8Array {
  let length = 0;
  for (const piece of pieces) length += piece.length;
  const whole = new Uint8Array(length);
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
