/** The elements that are open, by the tags alone: nothing is closed but by an end tag. */
import type { AtEnd } from "./element";
import { ParserError } from "./errors";
import type { Level } from "./matcher";

export interface Open {
  readonly name: string;
  readonly level: Level;
  /** The numbers of the selectors that it matches. */
  readonly matched: readonly number[];
  atEnd: AtEnd | null;
  /** Its content is taken away. */
  isEmptied: boolean;
}

/** So deep may elements lie in each other; no browser goes a thousandth of it. */
const DEPTH_MAX = 200_000;

export class Elements {
  #open: Open[] = [];
  /** How many of each name are open: an end tag that ends nothing is not looked for. */
  #names = new Map<string, number>();

  get innermost(): Open | undefined {
    return this.#open[this.#open.length - 1];
  }

  push(element: Open): void {
    if (this.#open.length === DEPTH_MAX) {
      throw new ParserError(`More than ${DEPTH_MAX} elements are open in each other.`);
    }
    this.#open.push(element);
    this.#names.set(element.name, (this.#names.get(element.name) ?? 0) + 1);
  }

  /** Closes all elements up to one of the name, the innermost first; none where there is no such one. */
  close(name: string, closed: (element: Open) => void): void {
    if (!this.#names.has(name)) return;
    for (;;) {
      const element = this.#open.pop()!;
      const left = this.#names.get(element.name)! - 1;
      if (left === 0) this.#names.delete(element.name);
      else this.#names.set(element.name, left);
      closed(element);
      if (element.name === name) return;
    }
  }
}
