/** CountQueuingStrategy and ByteLengthQueuingStrategy. Streams §7. */
import { dictionary, interfaceOf, required } from "../webidl";

const byteLength = { size: (chunk: any): unknown => chunk.byteLength }.size;
const one = { size: (): number => 1 }.size;

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
