/** structuredClone, HTML Standard §2.7; copy.ts does the work. */
import { parts } from "../../parts/door";
import { useClone } from "../streams/streams";
import { dictionary, required, sequence } from "../webidl";

export function structuredClone(value: unknown, options: unknown = undefined): unknown {
  required(arguments.length, 1, "structuredClone");
  const given = dictionary(options, "The options of structuredClone").transfer;
  const transfer = given === undefined ? [] : sequence(given, (item) => item, "The option 'transfer'");
  return cloneWith(value, transfer).value;
}

/** What else may stand in a transfer list: message ports, which hand themselves in. */
interface Transferable {
  is(value: unknown): boolean;
  isGone(value: object): boolean;
  move(value: object): object;
}
let other: Transferable | undefined;
export function useTransferable(kind: Transferable): void {
  other = kind;
}

export function transferable(): Transferable | undefined {
  return other;
}

/** A copy of a value, and what was moved with it in the order of the list. */
export function cloneWith(value: unknown, transfer: unknown[]): { value: unknown; moved: object[] } {
  return parts().copy().cloneWith(value, transfer);
}

useClone((chunk) => parts().copy().copyOf(chunk));
