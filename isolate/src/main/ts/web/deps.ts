/** What the runtime part of the prelude lends to the Web API part; set once by `install`. */
export interface Deps {
  /** Calls once after so many milliseconds, in the context that is current now. */
  setTimer(fn: () => void, millis: number): number;
  clearTimer(id: number): void;
  /** Calls soon, in a task of its own. */
  setTask(fn: () => void): void;
  /** Takes a console line. Level: debug, info, log, warn, error. */
  consoleSink(level: string, text: string): void;
  /** V8's own console, which debuggers listen to; only where one may look. */
  debuggerConsole?: Record<string, Function>;
  /** Milliseconds since the epoch as the invocation may see it. */
  now(): number;
  /** The same function, called in the context that is current now. */
  bindContext<T extends Function>(fn: T): T;
  /** Tells the world of an exception that nobody caught, as `reportError` does. */
  reportException?(error: unknown): void;
  /** Calls when the invocation that runs now is over; never where none does. */
  atEnd?(fn: () => void): void;
  /** The global fetch. */
  fetch(request: object): Promise<any>;
  /** Fetches without anybody waiting for the answer. */
  beacon?(request: object): void;
}

export let deps: Deps;

export function useDeps(given: Deps): void {
  deps = given;
}
