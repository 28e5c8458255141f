/** The blobs that have a `blob:` URL: File API §8. Each is held until its URL is revoked, or its request ends. */
import { deps } from "../deps";
import { type Blob, isBlob } from "../body/blob";
import { randomUuid } from "../crypto/crypto";
import { failure } from "../exception";
import { apply } from "../primordials";

/** How many an isolate holds at once. */
const HELD_MAX = 10_000;

const { get, set, delete: remove } = Map.prototype;
const blobs = new Map<string, Blob>();
let count = 0;

/** Holds a blob under a new URL. */
export function hold(blob: unknown, origin: string): string {
  if (!isBlob(blob)) throw new TypeError("URL.createObjectURL takes a Blob.");
  if (count === HELD_MAX) {
    throw failure("QuotaExceededError", `There are ${HELD_MAX} URLs of blobs already; revoke some first.`);
  }
  const url = `blob:${origin}/${randomUuid()}`;
  apply(set, blobs, [url, blob]);
  count++;
  deps.atEnd?.(() => release(url));
  return url;
}

export function release(url: string): void {
  if (apply(remove, blobs, [url])) count--;
}

export function held(url: string): Blob | undefined {
  return apply(get, blobs, [url]) as Blob | undefined;
}
