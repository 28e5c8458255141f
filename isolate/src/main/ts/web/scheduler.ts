/** scheduler.wait(), as Workers have it: a timer as a promise. */
import { isSignal, onAbort } from "./abort";
import { deps } from "./deps";
import { dictionary, double, interfaceOf, required } from "./webidl";

const TOKEN = {};

export class Scheduler {
  #brand = true;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  async wait(millis: unknown, options: unknown = undefined): Promise<void> {
    this.#brand;
    required(arguments.length, 1, "scheduler.wait");
    const wait = double(millis, "The time to wait");
    const signal = dictionary(options, "The options of scheduler.wait").signal;
    if (signal !== undefined && !isSignal(signal)) throw new TypeError("The option 'signal' must be an AbortSignal.");
    if (signal?.aborted) throw signal.reason;
    return new Promise((resolve, reject) => {
      let forget = () => {};
      const timer = deps.setTimer(() => {
        forget();
        resolve();
      }, wait);
      if (signal === undefined) return;
      forget = onAbort(signal, () => {
        deps.clearTimer(timer);
        reject(signal.reason);
      });
    });
  }
}
interfaceOf(Scheduler, "Scheduler");
Object.defineProperty(Scheduler, "length", { value: 0, configurable: true });

export const scheduler = new Scheduler(TOKEN);
