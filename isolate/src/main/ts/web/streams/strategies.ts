/** CountQueuingStrategy and ByteLengthQueuingStrategy. Streams §7. */
import { defineProperty } from "../primordials";
import { dictionary, interfaceOf, required } from "../webidl";

/** Bundling gives an arrow the name of its variable; the standard wants both to be named `size`. */
const named = <T extends Function>(size: T): T => {
  defineProperty(size, "name", { value: "size", configurable: true });
  return size;
};
const byteLength = named((chunk: any): unknown => chunk.byteLength);
const one = named((): number => 1);

function markOf(init: unknown): number {
  const mark = dictionary(init, "The strategy's options").highWaterMark;
  if (mark === undefined) throw new TypeError("The strategy's options need a highWaterMark.");
  return Number(mark);
}

export class ByteLengthQueuingStrategy {
  #mark: number;
  constructor(init: unknown) {
    required(arguments.length, 1, "ByteLengthQueuingStrategy");
    this.#mark = markOf(init);
  }
  get highWaterMark(): number {
    return this.#mark;
  }
  get size(): (chunk: any) => unknown {
    this.#mark;
    return byteLength;
  }
}
interfaceOf(ByteLengthQueuingStrategy, "ByteLengthQueuingStrategy");

export class CountQueuingStrategy {
  #mark: number;
  constructor(init: unknown) {
    required(arguments.length, 1, "CountQueuingStrategy");
    this.#mark = markOf(init);
  }
  get highWaterMark(): number {
    return this.#mark;
  }
  get size(): () => number {
    this.#mark;
    return one;
  }
}
interfaceOf(CountQueuingStrategy, "CountQueuingStrategy");
