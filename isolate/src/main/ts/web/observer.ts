/** PerformanceObserver: Performance Timeline Level 2 §4. Made when it is first asked for. */
import { deps } from "./deps";
import { failure } from "./exception";
import { once } from "./lazy";
import { named, ofType, type PerformanceEntry, recorded, sorted, watch } from "./performance";
import { apply, freeze } from "./primordials";
import { dictionary, domString, interfaceOf, required, sequence } from "./webidl";

const TYPES: readonly string[] = freeze(["mark", "measure"]);
const TOKEN = {};
/** Entries that an observer was not told of yet. */
const WAITING_MAX = 10_000;

/** What stands behind one PerformanceObserver. */
interface Watcher {
  readonly callback: Function;
  readonly face: object;
  kind: "list" | "single" | undefined;
  types: string[];
  buffer: PerformanceEntry[];
  /** Whether the next call tells how many entries were lost, as the first after `observe` does. */
  tellsLost: boolean;
}

let watchers: Watcher[] = [];
let isDue = false;

function heard(entry: PerformanceEntry): void {
  let any = false;
  for (let i = 0; i < watchers.length; i++) {
    if (!watchers[i].types.includes(entry.entryType)) continue;
    if (watchers[i].buffer.length < WAITING_MAX) watchers[i].buffer.push(entry);
    any = true;
  }
  if (any) due();
}

function due(): void {
  if (isDue) return;
  isDue = true;
  // The request may end before its task comes: then the next entry asks for another.
  deps.atEnd?.(() => {
    isDue = false;
  });
  deps.setTask(tell);
}

function tell(): void {
  isDue = false;
  const all = watchers;
  for (let i = 0; i < all.length; i++) {
    const { callback, face, buffer, tellsLost } = all[i];
    if (buffer.length === 0) continue;
    all[i].buffer = [];
    all[i].tellsLost = false;
    try {
      const list = new (performanceObserverEntryList())(TOKEN, buffer);
      // Entries beyond what is kept are those of nobody: none counts as lost.
      apply(callback as any, face, [list, face, tellsLost ? { droppedEntriesCount: 0 } : {}]);
    } catch (error) {
      deps.reportException?.(error);
    }
  }
}

function observe(watcher: Watcher, options: any): void {
  const { entryTypes, type } = options;
  if (entryTypes === undefined && type === undefined) {
    throw new TypeError("observe() needs the option 'type' or 'entryTypes'.");
  }
  if (entryTypes !== undefined && type !== undefined) {
    throw new TypeError("observe() takes either 'type' or 'entryTypes'.");
  }
  const list = entryTypes !== undefined;
  const given = list ? sequence(entryTypes, domString, "The option 'entryTypes'") : [domString(type)];
  const kind = list ? "list" : "single";
  if (watcher.kind !== undefined && watcher.kind !== kind) {
    throw failure("InvalidModificationError", "An observer is given types one by one or by lists, not both.");
  }
  watcher.kind = kind;
  const types = given.filter((each) => TYPES.includes(each));
  if (types.length === 0) return;
  watcher.types = list ? types : [...watcher.types.filter((each) => each !== types[0]), types[0]];
  watcher.tellsLost = true;
  if (!watchers.includes(watcher)) watchers = [...watchers, watcher];
  watch(heard);
  if (!list && options.buffered) {
    watcher.buffer.push(...ofType(recorded(), types[0]));
    if (watcher.buffer.length > 0) due();
  }
}

export const performanceObserver = once(() => {
  class PerformanceObserver {
    readonly #watcher: Watcher;
    constructor(callback: unknown) {
      required(arguments.length, 1, "PerformanceObserver");
      if (typeof callback !== "function") throw new TypeError("The callback must be a function.");
      const bound = deps.bindContext(callback);
      this.#watcher = { callback: bound, face: this, kind: undefined, types: [], buffer: [], tellsLost: false };
    }
    static get supportedEntryTypes(): readonly string[] {
      return TYPES;
    }
    observe(options: unknown = undefined): void {
      observe(this.#watcher, dictionary(options, "The options of observe()"));
    }
    disconnect(): void {
      const watcher = this.#watcher;
      watchers = watchers.filter((each) => each !== watcher);
      watcher.types = [];
      watcher.buffer = [];
    }
    takeRecords(): PerformanceEntry[] {
      const taken = this.#watcher.buffer;
      this.#watcher.buffer = [];
      return taken;
    }
  }
  interfaceOf(PerformanceObserver, "PerformanceObserver");
  return PerformanceObserver;
});

export const performanceObserverEntryList = once(() => {
  class PerformanceObserverEntryList {
    readonly #entries: PerformanceEntry[];
    constructor(token?: unknown, entries?: PerformanceEntry[]) {
      if (token !== TOKEN) throw new TypeError("Illegal constructor");
      this.#entries = entries!;
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
  }
  interfaceOf(PerformanceObserverEntryList, "PerformanceObserverEntryList");
  Object.defineProperty(PerformanceObserverEntryList, "length", { value: 0, configurable: true });
  return PerformanceObserverEntryList;
});
