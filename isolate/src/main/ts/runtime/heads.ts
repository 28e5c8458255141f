/** Heads as lines: what a call says of a request, of which no part may begin a line of its own. */
import { apply } from "../web/primordials";

const indexOf = String.prototype.indexOf;

/**
 * The text, if it is one line. The checks before looked at it with tools that a tenant may have replaced,
 * and the node ends a child that sends a head that is none.
 */
export function oneLine(text: string): string {
  if ((apply(indexOf, text, ["\n"]) as number) >= 0) throw new TypeError("A request's head holds a line break.");
  return text;
}
