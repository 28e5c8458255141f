/** FormData. */
import { interfaceOf, isObject, pairIterable, required, usvString } from "../webidl";
import { type Blob, File, fileOf, isBlob } from "./blob";

export type Entry = [string, string | File];

export let isFormData: (value: unknown) => value is FormData;
export let entriesOf: (form: FormData) => Entry[];

export class FormData {
  #entries: Entry[] = [];

  constructor(form: unknown = undefined) {
    if (form !== undefined)
      throw new TypeError("FormData takes no argument here: there are no form elements.");
  }
  append(name: unknown, value: unknown, filename: unknown = undefined): void {
    const entries = this.#entries;
    required(arguments.length, 2, "append");
    entries.push(entry(name, value, filename, arguments.length > 2));
  }
  delete(name: unknown): void {
    const entries = this.#entries;
    required(arguments.length, 1, "delete");
    const key = usvString(name);
    keep(entries, (each) => each[0] !== key);
  }
  get(name: unknown): string | File | null {
    const entries = this.#entries;
    required(arguments.length, 1, "get");
    const key = usvString(name);
    for (let i = 0; i < entries.length; i++) if (entries[i][0] === key) return entries[i][1];
    return null;
  }
  getAll(name: unknown): (string | File)[] {
    const entries = this.#entries;
    required(arguments.length, 1, "getAll");
    const key = usvString(name);
    return entries.filter((each) => each[0] === key).map((each) => each[1]);
  }
  has(name: unknown): boolean {
    const entries = this.#entries;
    required(arguments.length, 1, "has");
    const key = usvString(name);
    return entries.some((each) => each[0] === key);
  }
  set(name: unknown, value: unknown, filename: unknown = undefined): void {
    const entries = this.#entries;
    required(arguments.length, 2, "set");
    const made = entry(name, value, filename, arguments.length > 2);
    let found = false;
    keep(entries, (each) => {
      if (each[0] !== made[0]) return true;
      if (found) return false;
      found = true;
      each[1] = made[1];
      return true;
    });
    if (!found) entries.push(made);
  }

  static {
    isFormData = (value): value is FormData => isObject(value) && #entries in value;
    entriesOf = (form) => form.#entries;
  }
}
pairIterable(FormData, "FormData", (self) => entriesOf(self));
interfaceOf(FormData, "FormData");

function entry(name: unknown, value: unknown, filename: unknown, named: boolean): Entry {
  const key = usvString(name);
  if (!isBlob(value)) {
    if (named && filename !== undefined) throw new TypeError("Only a Blob can have a file name.");
    return [key, usvString(value)];
  }
  if (named && filename !== undefined) return [key, renamed(value, usvString(filename))];
  return [key, value instanceof File ? value : renamed(value, "blob")];
}

function renamed(blob: Blob, name: string): File {
  return fileOf(blob, name, blob instanceof File ? blob.lastModified : undefined);
}

function keep(entries: Entry[], wanted: (entry: Entry) => boolean): void {
  let to = 0;
  for (let i = 0; i < entries.length; i++) if (wanted(entries[i])) entries[to++] = entries[i];
  entries.length = to;
}
