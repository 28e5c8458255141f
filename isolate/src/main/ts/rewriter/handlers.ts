/** What was given to `on` and `onDocument`. */
import { wrongArgument } from "./errors";
import type { Selector } from "./selector";

/** The functions of one object, called on it, and the call that gave them, for people. */
export type Handlers = { readonly owner: object; readonly label: string } & Readonly<Record<string, Function | undefined>>;

export interface Program {
  readonly selectors: readonly Selector[];
  /** Those of the selector of the same number. */
  readonly elements: readonly Handlers[];
  readonly documents: readonly Handlers[];
}

const NAMES: Record<string, readonly string[]> = {
  on: ["element", "comments", "text"],
  onDocument: ["doctype", "comments", "text", "end"],
};

export function handlersOf(given: ArrayLike<unknown>, at: number, method: string, label: string): Handlers {
  const type = method === "on" ? "ElementContentHandlers" : "DocumentContentHandlers";
  const owner = given[at];
  const isObject = typeof owner === "object" || typeof owner === "function";
  if (given.length <= at || (!isObject && owner !== undefined)) {
    wrongArgument(method, "HTMLRewriter", at + 1, type);
  }
  const handlers: Record<string, any> = { owner: owner ?? {}, label };
  for (const name of NAMES[method]) {
    const value = (handlers.owner as any)[name];
    if (value === undefined) continue;
    if (typeof value !== "function") {
      throw new TypeError(`Incorrect type for the '${name}' field on '${type}': the provided value is not of type 'function'.`);
    }
    handlers[name] = value;
  }
  return handlers as Handlers;
}
