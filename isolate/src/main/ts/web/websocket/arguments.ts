/** What the WebSocket Standard checks before anything is done. */
import { failure } from "../exception";
import { isBlob, blobBytes } from "../body/blob";
import { bytesOf, isBufferSource } from "../primordials";
import { encodeUtf8 } from "../encoding/utf8";
import { parse } from "../url/parse";
import { origin, serialize } from "../url/record";
import { isObject, sequence, usvString } from "../webidl";
import type { Data } from "./line";

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;
const test = RegExp.prototype.test;
const REASON_BYTES_MAX = 123;

/** The URL to connect to (WebSocket Standard §3.1), its serialization and its origin. */
export function addressOf(url: unknown): { url: string; origin: string } {
  const text = usvString(url);
  const record = parse(text, null);
  if (record === null) throw failure("SyntaxError", `The WebSocket's URL '${text}' cannot be parsed.`);
  if (record.scheme === "http") record.scheme = "ws";
  else if (record.scheme === "https") record.scheme = "wss";
  if (record.scheme !== "ws" && record.scheme !== "wss") {
    throw failure("SyntaxError", `The scheme of the WebSocket's URL is '${record.scheme}'; it is ws or wss.`);
  }
  if (record.fragment !== null) throw failure("SyntaxError", "The WebSocket's URL has a fragment; it must have none.");
  return { url: serialize(record), origin: origin(record, (each) => parse(each, null)) };
}

/** The subprotocols to ask for; each a token, none twice. */
export function protocolsOf(given: unknown): string[] {
  const iterable = isObject(given) && (given as any)[Symbol.iterator] !== undefined;
  const list = iterable ? sequence(given, (item) => `${item as any}`, "The protocols") : [`${given as any}`];
  const seen = new Set<string>();
  for (let i = 0; i < list.length; i++) {
    if (!Reflect.apply(test, TOKEN, [list[i]])) {
      throw failure("SyntaxError", `'${list[i]}' is no subprotocol; it is a token of RFC 9110 §5.6.2.`);
    }
    const lowered = list[i].toLowerCase();
    if (seen.has(lowered)) throw failure("SyntaxError", `The subprotocol '${list[i]}' is given twice.`);
    seen.add(lowered);
  }
  return list;
}

/** Code and reason of a close; null for no code. Those of a client are the standard's, others may be registered ones too. */
export function closeOf(code: unknown, reason: unknown, client: boolean): { code: number | null; reason: string } {
  const number = code === undefined ? null : clampShort(code);
  const text = reason === undefined ? "" : usvString(reason);
  if (number !== null && number !== 1000 && !(client ? number >= 3000 && number <= 4999 : isSent(number))) {
    const rule = client ? "1000, or 3000 to 4999" : "1000 to 4999, but not 1004, 1005, 1006 or 1015";
    throw failure("InvalidAccessError", `The close code is ${number}; it is ${rule}.`);
  }
  if (reason !== undefined && number === null && !client) {
    throw failure("InvalidAccessError", "A close reason is given without a code; it needs one.");
  }
  if (encodeUtf8(text).length > REASON_BYTES_MAX) {
    throw failure("SyntaxError", `The close reason has over ${REASON_BYTES_MAX} bytes of UTF-8.`);
  }
  return { code: number, reason: text };
}

function isSent(code: number): boolean {
  return code > 1000 && code < 5000 && code !== 1004 && code !== 1005 && code !== 1006 && code !== 1015;
}

/** `[Clamp] unsigned short`. */
function clampShort(value: unknown): number {
  const number = Number(value);
  if (number !== number) return 0;
  const clamped = number < 0 ? 0 : number > 65535 ? 65535 : number;
  const floor = clamped - (clamped % 1);
  const rest = clamped - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 === 1) ? floor + 1 : floor;
}

/** What is to be sent; bytes are the caller's own. */
export function dataOf(message: unknown): Data {
  if (typeof message === "string") return message.toWellFormed();
  if (isBufferSource(message)) return bytesOf(message);
  if (isBlob(message)) return blobBytes(message) as Uint8Array<ArrayBuffer>;
  return usvString(message);
}
