/** What the decoders of encodings with pairs of bytes share. */
import { rare } from "../../host";

export interface Decoder {
  /** The text of the bytes, or null for ill-formed input where `fatal`. `flush`: nothing follows. */
  decode(bytes: Uint8Array, flush: boolean, fatal: boolean): string | null;
}

export const NOTHING_LEFT = new Uint8Array(0);

export function joined(first: Uint8Array, second: Uint8Array): Uint8Array {
  const all = new Uint8Array(first.length + second.length);
  all.set(first);
  all.set(second, first.length);
  return all;
}

/**
 * The characters of so many pairs of an encoding of the host's, 0 where a pair is none. They go to the
 * host with line ends between them, so that a pair which is none does not shift the others.
 */
export function tableOf(name: string, count: number, pair: (pointer: number) => [number, number]): Uint16Array {
  const bytes = new Uint8Array(count * 3);
  for (let pointer = 0; pointer < count; pointer++) {
    const [lead, trail] = pair(pointer);
    bytes[pointer * 3] = lead;
    bytes[pointer * 3 + 1] = trail;
    bytes[pointer * 3 + 2] = 0x0a;
  }
  const text = rare().legacyDecode(name, bytes.buffer as ArrayBuffer, 0, bytes.length, false) ?? "";
  const table = new Uint16Array(count);
  text.split("\n").forEach((each, pointer) => {
    if (each.length === 1 && each !== "\ufffd") table[pointer] = each.charCodeAt(0);
  });
  return table;
}
