/**
 * Parts of the prelude that most apps never touch are a script of their own, as Node's modules are: it
 * is compiled when the first of them is asked for, and each part of it runs when that one is.
 */
import type { Parts } from "./main";

let open: () => Parts;
let opened: Parts | null = null;

/** How the script is opened; once, by `main.ts`. */
export function useParts(opener: () => Parts): void {
  open = opener;
}

export function parts(): Parts {
  return (opened ??= open());
}
