/** The slots of keys: how they are made and given back, and what is checked in them. */
import { derefIt, WeakReference } from "../captured";
import { failure } from "../exception";
import { apply, freeze } from "../primordials";
import type { KeyAlgorithm, KeyType, Slots, Usage } from "./key";
import { ops, useRoomMaker } from "./ops";

/** The slots of a key that the host has just made. */
export function slots(
  number: number,
  type: KeyType,
  algorithm: KeyAlgorithm,
  extractable: boolean,
  usages: readonly Usage[],
): Slots {
  const made = freeze({ number, type, algorithm: freeze(algorithm), extractable, usages: freeze(usages) });
  watch(made);
  return made;
}

export function allows(slots: Slots, usage: Usage): boolean {
  for (let i = 0; i < slots.usages.length; i++) if (slots.usages[i] === usage) return true;
  return false;
}

/** Those of the usages that are among `allowed`. */
export function usagesAmong(usages: readonly Usage[], ...allowed: Usage[]): Usage[] {
  const found: Usage[] = [];
  for (let i = 0; i < usages.length; i++)
    for (let j = 0; j < allowed.length; j++) if (usages[i] === allowed[j]) found[found.length] = usages[i];
  return found;
}

/** A SyntaxError where a usage is not among the allowed ones. */
export function checkUsages(usages: readonly Usage[], ...allowed: Usage[]): void {
  for (let i = 0; i < usages.length; i++) {
    let known = false;
    for (let j = 0; j < allowed.length; j++) known ||= usages[i] === allowed[j];
    if (!known) throw failure("SyntaxError", `A key of this kind has no usage '${usages[i]}'.`);
  }
}

/** An InvalidAccessError where the key is another half, or a secret. */
export function checkType(slots: Slots, type: KeyType): void {
  if (slots.type !== type)
    throw failure("InvalidAccessError", `The key is ${slots.type}; this needs a ${type} one.`);
}

const SWEPT_MIN = 1000;
let watched: { weak: WeakRef<Slots>; number: number }[] = [];
let sweepAt = SWEPT_MIN;

/**
 * Keys that nobody holds any more are given back. The engine tells of them only after a full
 * collection, so one is asked for whenever their number has doubled, and when there is no room left.
 * What was made since the engine's queue of microtasks was empty is held by the engine itself.
 */
function watch(made: Slots): void {
  if (watched.length >= sweepAt) sweep();
  watched[watched.length] = { weak: new WeakReference(made), number: made.number };
}

function sweep(): void {
  ops().collect();
  const left: typeof watched = [];
  for (let i = 0; i < watched.length; i++) {
    if (apply(derefIt, watched[i].weak, []) === undefined) ops().free(watched[i].number);
    else left[left.length] = watched[i];
  }
  watched = left;
  sweepAt = left.length * 2 > SWEPT_MIN ? left.length * 2 : SWEPT_MIN;
}

useRoomMaker(sweep);
