/**
 * Which selectors an element matches, told from the elements that are open. A selector of several
 * compounds is a row of steps; each open element knows which steps its children and descendants may
 * take, so that no element asks its ancestors again.
 */
import { type Complex, type Compound, passes, type Selector, type Subject } from "./selector";

/** The step of a selector that is to be taken: `compounds[at]` of selector number `selector`. */
interface Step {
  readonly selector: number;
  readonly compound: Compound;
  readonly after: Step | null;
}

const NONE: readonly Step[] = [];

/** An element that is open, as its descendants see it. */
export class Level {
  children: readonly Step[] = NONE;
  /** Shared with the parent's where nothing was added. */
  descendants: readonly Step[];
  count = 0;
  types: Map<string, number> | null = null;

  constructor(descendants: readonly Step[]) {
    this.descendants = descendants;
  }
}

export class Matcher {
  readonly counts: boolean;
  /** What the document itself is to its outermost elements. */
  readonly root: Level;

  constructor(selectors: readonly Selector[]) {
    const first: Step[] = [];
    selectors.forEach((selector, number) => {
      for (const complex of selector.alternatives) first.push(steps(complex, number));
    });
    this.root = new Level(first);
    this.counts = selectors.some((selector) => selector.counts);
  }

  /** The numbers of the selectors that match, ascending. `level` is the element's own, where it has one. */
  match(parent: Level, level: Level | null, subject: Subject): number[] {
    const matched: number[] = [];
    const { children, descendants } = parent;
    for (let i = 0; i < children.length; i++) take(children[i], level, subject, matched);
    for (let i = 0; i < descendants.length; i++) take(descendants[i], level, subject, matched);
    return matched.length > 1 ? [...new Set(matched)].sort((a, b) => a - b) : matched;
  }
}

function steps(complex: Complex, selector: number): Step {
  let step: Step | null = null;
  for (let i = complex.length - 1; i >= 0; i--) step = { selector, compound: complex[i], after: step };
  return step!;
}

function take(step: Step, level: Level | null, subject: Subject, matched: number[]): void {
  const { compound, after } = step;
  if (!passes(compound, subject)) return;
  if (after === null) matched.push(step.selector);
  else if (level === null) return;
  else if (compound.next === "child") level.children = [...level.children, after];
  else if (!level.descendants.includes(after)) level.descendants = [...level.descendants, after];
}
