/** `opendir`: a folder that is read entry by entry. */
import { failed } from "../errors";
import { deps } from "../deps";
import { pathOf } from "./arguments";
import type { Dirent } from "./stats";
import { readdirSync } from "./tree";

type Callback = (error: unknown, entry?: Dirent | null) => void;

export class Dir {
  readonly path: string;
  readonly #entries: Dirent[];
  #closed = false;

  constructor(path: string, entries: Dirent[]) {
    this.path = path;
    this.#entries = entries;
  }

  readSync(): Dirent | null {
    if (this.#closed) throw failed("ERR_DIR_CLOSED", "Directory handle was closed");
    return this.#entries.shift() ?? null;
  }

  read(callback?: Callback): Promise<Dirent | null> | void {
    return answer(() => this.readSync(), callback);
  }

  closeSync(): void {
    if (this.#closed) throw failed("ERR_DIR_CLOSED", "Directory handle was closed");
    this.#closed = true;
  }

  close(callback?: Callback): Promise<unknown> | void {
    return answer(() => this.closeSync(), callback);
  }

  async *entries(): AsyncGenerator<Dirent> {
    try {
      for (let entry = this.readSync(); entry !== null; entry = this.readSync()) yield entry;
    } finally {
      if (!this.#closed) this.closeSync();
    }
  }

  [Symbol.asyncIterator](): AsyncGenerator<Dirent> {
    return this.entries();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.#closed) this.closeSync();
  }
}

function answer<T>(work: () => T, callback?: Callback): Promise<T> | void {
  if (callback === undefined) return (async () => work())();
  let told: unknown[];
  try {
    told = [null, work()];
  } catch (error) {
    told = [error];
  }
  deps.process.nextTick(callback, ...told);
}

export function opendirSync(path: unknown, options: any = {}): Dir {
  const text = pathOf(path);
  const entries = readdirSync(text, { encoding: options?.encoding, recursive: options?.recursive, withFileTypes: true });
  return new Dir(text, entries as Dirent[]);
}
