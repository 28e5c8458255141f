/** performance: a clock that stands still but for input and output, marks and measures. */
import { deps } from "./deps";
import { origin } from "./event";
import { EventTarget } from "./eventtarget";
import { structuredClone } from "./clone/clone";
import { failure } from "./exception";
import { dictionary, domString, double, interfaceOf, isObject, required } from "./webidl";

const TOKEN = {};

export class PerformanceEntry {
  #name: string;
  #type: string;
  #start: number;
  #duration: number;
  constructor(token: unknown, name: string, type: string, start: number, duration: number) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    this.#name = name;
    this.#type = type;
    this.#start = start;
    this.#duration = duration;
  }
  get name(): string {
    return this.#name;
  }
  get entryType(): string {
    return this.#type;
  }
  get startTime(): number {
    return this.#start;
  }
  get duration(): number {
    return this.#duration;
  }
  toJSON(): object {
    return { name: this.#name, entryType: this.#type, startTime: this.#start, duration: this.#duration };
  }
}
interfaceOf(PerformanceEntry, "PerformanceEntry");
Object.defineProperty(PerformanceEntry, "length", { value: 0, configurable: true });

function detailOf(value: unknown): unknown {
  return value === undefined || value === null ? null : structuredClone(value);
}

export class PerformanceMark extends PerformanceEntry {
  #detail: unknown;
  constructor(name: unknown, options: unknown = undefined) {
    required(arguments.length, 1, "PerformanceMark");
    const given = dictionary(options, "The mark's options");
    const start = given.startTime === undefined ? sinceOrigin() : double(given.startTime, "The start time");
    if (start < 0) throw new TypeError(`The start time is ${start}; it cannot be negative.`);
    super(TOKEN, domString(name), "mark", start, 0);
    this.#detail = detailOf(given.detail);
  }
  get detail(): unknown {
    return this.#detail;
  }
  toJSON(): object {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
interfaceOf(PerformanceMark, "PerformanceMark");

export class PerformanceMeasure extends PerformanceEntry {
  #detail: unknown;
  constructor(token: unknown, name: string, start: number, duration: number, detail: unknown) {
    super(token, name, "measure", start, duration);
    this.#detail = detail;
  }
  get detail(): unknown {
    return this.#detail;
  }
  toJSON(): object {
    return { ...super.toJSON(), detail: this.#detail };
  }
}
interfaceOf(PerformanceMeasure, "PerformanceMeasure");
Object.defineProperty(PerformanceMeasure, "length", { value: 0, configurable: true });

function sinceOrigin(): number {
  const begin = origin();
  return deps.now() - begin;
}

/** How many marks and measures are kept; the oldest go first. */
const KEPT = 1000;

let entriesOf: (performance: Performance) => readonly PerformanceEntry[];

export class Performance extends EventTarget {
  #entries: PerformanceEntry[] = [];
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    super();
  }
  get timeOrigin(): number {
    this.#entries;
    return origin();
  }
  now(): number {
    this.#entries;
    return sinceOrigin();
  }
  mark(name: unknown, options: unknown = undefined): PerformanceMark {
    const entries = this.#entries;
    required(arguments.length, 1, "mark");
    return keep(entries, new PerformanceMark(name, options));
  }
  measure(
    name: unknown,
    startOrOptions: unknown = undefined,
    endMark: unknown = undefined,
  ): PerformanceMeasure {
    const entries = this.#entries;
    required(arguments.length, 1, "measure");
    // A union with a dictionary takes null for an empty one.
    if (startOrOptions === null) startOrOptions = undefined;
    const options = isObject(startOrOptions) ? (startOrOptions as any) : null;
    const given =
      options !== null && ["start", "end", "duration", "detail"].some((key) => options[key] !== undefined);
    if (given) {
      if (endMark !== undefined) throw new TypeError("An end mark cannot be given beside options.");
      if (options.start === undefined && options.end === undefined)
        throw new TypeError("The options need a start or an end.");
      if (options.start !== undefined && options.end !== undefined && options.duration !== undefined) {
        throw new TypeError("Start, end and duration cannot all be given.");
      }
    }
    const text = domString(name);
    const span = given
      ? this.#span(options)
      : this.#marks(options === null ? startOrOptions : undefined, endMark);
    const detail = given ? detailOf(options.detail) : null;
    return keep(entries, new PerformanceMeasure(TOKEN, text, span.start, span.end - span.start, detail));
  }
  clearMarks(name: unknown = undefined): void {
    this.#clear("mark", name);
  }
  clearMeasures(name: unknown = undefined): void {
    this.#clear("measure", name);
  }
  getEntries(): PerformanceEntry[] {
    return sorted(this.#entries);
  }
  getEntriesByType(type: unknown): PerformanceEntry[] {
    const entries = this.#entries;
    required(arguments.length, 1, "getEntriesByType");
    return sorted(ofType(entries, domString(type)));
  }
  getEntriesByName(name: unknown, type: unknown = undefined): PerformanceEntry[] {
    const entries = this.#entries;
    required(arguments.length, 1, "getEntriesByName");
    return sorted(named(entries, name, type));
  }
  toJSON(): object {
    this.#entries;
    return { timeOrigin: origin() };
  }

  #span(options: any): { start: number; end: number } {
    const duration = options.duration === undefined ? undefined : double(options.duration, "The duration");
    const first = options.start === undefined ? undefined : this.#time(options.start);
    const last = options.end === undefined ? undefined : this.#time(options.end);
    const end = last ?? (first !== undefined && duration !== undefined ? first + duration : sinceOrigin());
    const start = first ?? (last !== undefined && duration !== undefined ? last - duration : 0);
    return { start, end };
  }
  #marks(startMark: unknown, endMark: unknown): { start: number; end: number } {
    const end = endMark === undefined ? sinceOrigin() : this.#time(domString(endMark));
    const start = startMark === undefined ? 0 : this.#time(domString(startMark));
    return { start, end };
  }
  #time(mark: unknown): number {
    if (typeof mark === "number") {
      if (mark < 0) throw new TypeError(`The time ${mark} is negative.`);
      return mark;
    }
    const name = domString(mark);
    const found = this.#entries.findLast((entry) => entry.entryType === "mark" && entry.name === name);
    if (found === undefined) throw failure("SyntaxError", `There is no mark named '${name}'.`);
    return found.startTime;
  }
  #clear(type: string, name: unknown): void {
    const wanted = name === undefined ? undefined : domString(name);
    this.#entries = this.#entries.filter(
      (entry) => entry.entryType !== type || (wanted !== undefined && entry.name !== wanted),
    );
  }
  static {
    entriesOf = (performance) => performance.#entries;
  }
}
interfaceOf(Performance, "Performance");
Object.defineProperty(Performance, "length", { value: 0, configurable: true });

function keep<T extends PerformanceEntry>(entries: PerformanceEntry[], entry: T): T {
  if (entries.length >= KEPT) entries.shift();
  entries.push(entry);
  watcher?.(entry);
  return entry;
}

let watcher: ((entry: PerformanceEntry) => void) | undefined;

/** Whoever is told of each entry that is made from now on. */
export function watch(heard: (entry: PerformanceEntry) => void): void {
  watcher = heard;
}

export function ofType(entries: readonly PerformanceEntry[], type: string): PerformanceEntry[] {
  return entries.filter((entry) => entry.entryType === type);
}

export function named(entries: readonly PerformanceEntry[], name: unknown, type: unknown): PerformanceEntry[] {
  const wanted = domString(name);
  const same = entries.filter((entry) => entry.name === wanted);
  return type === undefined ? same : ofType(same, domString(type));
}

export function sorted(entries: PerformanceEntry[]): PerformanceEntry[] {
  return entries.slice().sort((a, b) => a.startTime - b.startTime);
}

let performance: Performance;

/** The entries that are kept. */
export function recorded(): readonly PerformanceEntry[] {
  return entriesOf(performance);
}

export function makePerformance(): Performance {
  return (performance = new Performance(TOKEN));
}
