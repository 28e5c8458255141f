/** `node:perf_hooks`: the web's performance, and what counts in it. */
import { failed } from "./errors";

const { performance, PerformanceObserver, PerformanceEntry, PerformanceMark, PerformanceMeasure, PerformanceObserverEntryList, PerformanceResourceTiming } = globalThis as any;

/** Durations that are recorded, in whole numbers from 1. */
class RecordableHistogram {
  #values: number[] = [];
  #last: number | null = null;

  record(value: number | bigint): void {
    const number = Number(value);
    if (!(Number.isSafeInteger(number) && number >= 1)) throw failed("ERR_OUT_OF_RANGE", `The value of "val" is out of range. It must be >= 1 && <= 9007199254740991. Received ${value}`, RangeError);
    if (this.#values.length >= 100_000) this.#values.shift();
    this.#values.push(number);
  }
  recordDelta(): void {
    const now = performance.now();
    if (this.#last !== null) this.record(Math.max(1, Math.round((now - this.#last) * 1e6)));
    this.#last = now;
  }
  reset(): void {
    this.#values = [];
  }
  get count(): number {
    return this.#values.length;
  }
  get min(): number {
    return this.#values.reduce((least, value) => Math.min(least, value), Number.MAX_SAFE_INTEGER);
  }
  get max(): number {
    return this.#values.reduce((most, value) => Math.max(most, value), 0);
  }
  get mean(): number {
    return this.#values.length === 0 ? NaN : this.#values.reduce((sum, value) => sum + value, 0) / this.#values.length;
  }
  get stddev(): number {
    const mean = this.mean;
    return Math.sqrt(this.#values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / this.#values.length);
  }
  percentile(percent: number): number {
    const sorted = this.#values.toSorted((a, b) => a - b);
    return sorted[Math.max(0, Math.ceil((percent / 100) * sorted.length) - 1)] ?? 0;
  }
}

/** The function, with a duration of each call. */
function timerify(fn: (...args: any[]) => unknown, options: { histogram?: RecordableHistogram } = {}): unknown {
  return function (this: unknown, ...args: unknown[]) {
    const began = performance.now();
    try {
      return new.target ? Reflect.construct(fn, args, fn) : fn.apply(this, args);
    } finally {
      options.histogram?.record(Math.max(1, Math.round((performance.now() - began) * 1e6)));
    }
  };
}

export const module = {
  Performance: performance.constructor,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
  PerformanceObserver,
  PerformanceObserverEntryList,
  PerformanceResourceTiming,
  constants: { NODE_PERFORMANCE_GC_MAJOR: 4, NODE_PERFORMANCE_GC_MINOR: 1, NODE_PERFORMANCE_GC_INCREMENTAL: 8, NODE_PERFORMANCE_GC_WEAKCB: 16 },
  createHistogram: () => new RecordableHistogram(),
  eventLoopUtilization: () => ({ idle: 0, active: 0, utilization: 0 }),
  monitorEventLoopDelay: () => {
    throw failed("ERR_METHOD_NOT_IMPLEMENTED", "The perf_hooks.monitorEventLoopDelay() method is not implemented: an isolate has no event loop of its own");
  },
  performance,
  timerify,
};
