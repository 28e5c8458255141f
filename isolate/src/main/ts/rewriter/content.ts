/** What handlers put into a document, and how they change a token of it. */
import { deps } from "./deps";
import { wrongArgument } from "./errors";

/** A text, escaped already where it has to be, or a stream of one. */
export type Content = { readonly text: string } | { readonly stream: object; readonly html: boolean };

export function escaped(text: string): string {
  return text.replace(/[&<>]/g, (character) => (character === "&" ? "&amp;" : character === "<" ? "&lt;" : "&gt;"));
}

/** The content and the options that a method was given. */
export function contentOf(given: ArrayLike<unknown>, method: string, type: string): Content {
  if (given.length === 0) wrongArgument(method, type, 1, "string or JsReadableStream or Response");
  const [value, options] = [given[0], given[1]];
  if (options !== undefined && options !== null && typeof options !== "object" && typeof options !== "function") {
    wrongArgument(method, type, 2, "ContentOptions");
  }
  const html = Boolean((options as { html?: unknown } | null | undefined)?.html);
  const stream = streamOf(value);
  if (stream === null) return { text: "" };
  if (stream !== undefined) return { stream, html };
  const text = (typeof value === "string" ? value : `${value as any}`).toWellFormed();
  return { text: html ? text : escaped(text) };
}

/** Null where a response has no body, undefined where the value is no stream. */
function streamOf(value: unknown): object | null | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if (deps.isReadable(value)) return value;
  return deps.isResponse(value) ? deps.bodyOf(value) : undefined;
}

/** What is to stand around a token, or in its place. */
export class Edits {
  before: Content[] = [];
  after: Content[] = [];
  replacement: Content[] = [];
  removed = false;

  addBefore(content: Content): void {
    this.before.push(content);
  }
  addAfter(content: Content): void {
    this.after.unshift(content);
  }
  replace(content: Content): void {
    this.replacement = [content];
    this.removed = true;
  }
}
