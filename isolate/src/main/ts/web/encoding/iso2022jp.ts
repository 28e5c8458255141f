/** The decoder of ISO-2022-JP, a machine of states that escape sequences set: Encoding Standard §12.2.1. */
import { fromCharCode } from "../primordials";
import { type Decoder, tableOf } from "./pairs";

const ESCAPE = 0x1b;
const END = -1;
const CELLS = 94;

type State = "ascii" | "roman" | "katakana" | "lead" | "trail" | "escape start" | "escape";

/** What the two bytes behind an escape make the decoder read from then on. */
const STATES: Record<number, State> = {
  0x2842: "ascii",
  0x284a: "roman",
  0x2849: "katakana",
  0x2440: "lead",
  0x2442: "lead",
};

let table: Uint16Array | undefined;

/** JIS X 0208 as Microsoft has it, asked of the host in the shape of its Shift_JIS. */
function index(): Uint16Array {
  return (table ??= tableOf("windows-31j", CELLS * CELLS, (pointer) => {
    const row = Math.floor(pointer / CELLS);
    const cell = pointer % CELLS;
    const lead = (row >> 1) + (row < 62 ? 0x81 : 0xc1);
    return [lead, row % 2 === 1 ? cell + 0x9f : cell + (cell < 63 ? 0x40 : 0x41)];
  }));
}

export class Iso2022Jp implements Decoder {
  #state: State = "ascii";
  #base: State = "ascii";
  #lead = 0;
  /** A sequence came and no character since: another sequence now is an error. */
  #switched = false;
  #out = "";
  #errors = 0;

  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null {
    this.#out = "";
    this.#errors = 0;
    for (let i = 0; i < bytes.length; i++) this.#take(bytes[i]);
    if (flush) this.#take(END);
    const failed = fatal && this.#errors > 0;
    if (flush || failed) {
      this.#state = this.#base = "ascii";
      this.#switched = false;
    }
    return failed ? null : this.#out;
  }

  #take(byte: number): void {
    switch (this.#state) {
      case "trail":
        return this.#trail(byte);
      case "escape start":
        return this.#escapeStart(byte);
      case "escape":
        return this.#escape(byte);
      default:
        break;
    }
    if (byte === END) return;
    if (byte === ESCAPE) this.#state = "escape start";
    else this.#character(byte);
  }

  #character(byte: number): void {
    this.#switched = false;
    const printable = byte >= 0x21 && byte <= 0x7e;
    if (this.#state === "lead") {
      if (!printable) return this.#error();
      this.#lead = byte;
      this.#state = "trail";
    } else if (this.#state === "katakana") {
      if (byte < 0x21 || byte > 0x5f) return this.#error();
      this.#out += fromCharCode(0xff61 - 0x21 + byte);
    } else if (byte > 0x7f || byte === 0x0e || byte === 0x0f) {
      this.#error();
    } else if (this.#state === "roman" && (byte === 0x5c || byte === 0x7e)) {
      this.#out += byte === 0x5c ? "\u00a5" : "\u203e";
    } else {
      this.#out += fromCharCode(byte);
    }
  }

  #trail(byte: number): void {
    this.#state = byte === ESCAPE ? "escape start" : "lead";
    const printable = byte >= 0x21 && byte <= 0x7e;
    const code = printable ? index()[(this.#lead - 0x21) * CELLS + byte - 0x21] : 0;
    if (code === 0) this.#error();
    else this.#out += fromCharCode(code);
  }

  #escapeStart(byte: number): void {
    if (byte === 0x24 || byte === 0x28) {
      this.#lead = byte;
      this.#state = "escape";
    } else {
      this.#noEscape(byte);
    }
  }

  #escape(byte: number): void {
    const state = STATES[(this.#lead << 8) | byte];
    if (byte === END || state === undefined) return this.#noEscape(this.#lead, byte);
    if (this.#switched) this.#error();
    this.#state = this.#base = state;
    this.#switched = true;
  }

  /** The escape is an error, and what followed it is read as if it had not been there. */
  #noEscape(...bytes: number[]): void {
    this.#switched = false;
    this.#state = this.#base;
    this.#error();
    for (const byte of bytes) this.#take(byte);
  }

  #error(): void {
    this.#errors++;
    this.#out += "\ufffd";
  }
}
