/** FileReader and FileReaderSync: File API §6. Each is made when it is first asked for. */
import { type Blob, blobBytes } from "../body/blob";
import { deps } from "../deps";
import { EventTarget, fire, handlerAttribute } from "../eventtarget";
import { type DOMException, failure } from "../exception";
import { once } from "../lazy";
import { constants, interfaceOf } from "../webidl";
import { type Form, packed, readable } from "./package";
import { progressEvent } from "./progressevent";

const STATES = { EMPTY: 0, LOADING: 1, DONE: 2 };
const EVENTS = ["loadstart", "progress", "load", "abort", "error", "loadend"];

/** One read after the other; what a read that was given up still has before it comes to nothing. */
class Reading {
  state = STATES.EMPTY;
  result: string | ArrayBuffer | null = null;
  #run = 0;
  #target: EventTarget;
  constructor(target: EventTarget) {
    this.#target = target;
  }

  begin(form: Form, blob: Blob, label: string | undefined): void {
    if (this.state === STATES.LOADING) {
      throw failure("InvalidStateError", "This FileReader is reading; it reads one blob at a time.");
    }
    this.state = STATES.LOADING;
    this.result = null;
    const size = blobBytes(blob).length;
    const steps = [
      () => this.#tell("loadstart", 0, size),
      () => {
        this.state = STATES.DONE;
        this.result = packed(form, blob, label);
        this.#tell("load", size, size);
      },
      () => {
        if (this.state !== STATES.LOADING) this.#tell("loadend", size, size);
      },
    ];
    if (size > 0) steps.splice(1, 0, () => this.#tell("progress", size, size));
    this.#go(++this.#run, steps, 0);
  }

  /** Each step in a task of its own, so that what it sets off has run before the next. */
  #go(run: number, steps: (() => void)[], at: number): void {
    if (at === steps.length) return;
    deps.setTask(() => {
      if (run !== this.#run) return;
      steps[at]();
      this.#go(run, steps, at + 1);
    });
  }

  abort(): void {
    this.result = null;
    if (this.state !== STATES.LOADING) return;
    this.state = STATES.DONE;
    this.#run++;
    this.#tell("abort", 0, 0);
    if ((this.state as number) !== STATES.LOADING) this.#tell("loadend", 0, 0);
  }

  #tell(type: string, loaded: number, total: number): void {
    fire(this.#target, new (progressEvent())(type, { lengthComputable: total > 0, loaded, total }));
  }
}

export const fileReader = once(() => {
  class FileReader extends EventTarget {
    #reading = new Reading(this);
    get readyState(): number {
      return this.#reading.state;
    }
    get result(): string | ArrayBuffer | null {
      return this.#reading.result;
    }
    /** Bytes that are in memory are always there to be read. */
    get error(): DOMException | null {
      this.#reading;
      return null;
    }
    abort(): void {
      this.#reading.abort();
    }
    readAsArrayBuffer(blob: unknown): void {
      this.#read("readAsArrayBuffer", arguments);
    }
    readAsBinaryString(blob: unknown): void {
      this.#read("readAsBinaryString", arguments);
    }
    readAsText(blob: unknown, encoding: unknown = undefined): void {
      this.#read("readAsText", arguments);
    }
    readAsDataURL(blob: unknown): void {
      this.#read("readAsDataURL", arguments);
    }
    #read(form: Form, given: IArguments): void {
      const reading = this.#reading;
      const { blob, label } = readable(given, form);
      reading.begin(form, blob, label);
    }
  }
  for (let i = 0; i < EVENTS.length; i++) handlerAttribute(FileReader.prototype, EVENTS[i]);
  interfaceOf(FileReader, "FileReader");
  constants(FileReader, STATES);
  return FileReader;
});

export const fileReaderSync = once(() => {
  class FileReaderSync {
    #brand = true;
    readAsArrayBuffer(blob: unknown): unknown {
      return this.#read("readAsArrayBuffer", arguments);
    }
    readAsBinaryString(blob: unknown): unknown {
      return this.#read("readAsBinaryString", arguments);
    }
    readAsText(blob: unknown, encoding: unknown = undefined): unknown {
      return this.#read("readAsText", arguments);
    }
    readAsDataURL(blob: unknown): unknown {
      return this.#read("readAsDataURL", arguments);
    }
    #read(form: Form, given: IArguments): string | ArrayBuffer {
      this.#brand;
      const { blob, label } = readable(given, form);
      return packed(form, blob, label);
    }
  }
  interfaceOf(FileReaderSync, "FileReaderSync");
  return FileReaderSync;
});
