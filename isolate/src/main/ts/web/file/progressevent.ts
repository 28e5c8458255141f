/** ProgressEvent, which a FileReader tells of itself with: XMLHttpRequest Standard §6. */
import { Event } from "../event";
import { once } from "../lazy";
import { dictionary, double, interfaceOf, required } from "../webidl";

export const progressEvent = once(() => {
  class ProgressEvent extends Event {
    #computable: boolean;
    #loaded: number;
    #total: number;
    constructor(type: unknown, init: unknown = undefined) {
      required(arguments.length, 1, "ProgressEvent");
      super(type, init);
      const options = dictionary(init, "The event's options");
      this.#computable = Boolean(options.lengthComputable);
      this.#loaded = options.loaded === undefined ? 0 : double(options.loaded, "The option 'loaded'");
      this.#total = options.total === undefined ? 0 : double(options.total, "The option 'total'");
    }
    get lengthComputable(): boolean {
      return this.#computable;
    }
    get loaded(): number {
      return this.#loaded;
    }
    get total(): number {
      return this.#total;
    }
  }
  interfaceOf(ProgressEvent, "ProgressEvent");
  return ProgressEvent;
});
