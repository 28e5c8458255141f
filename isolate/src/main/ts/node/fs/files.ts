/** Calls that read and write what files hold, each at once. */
import { Buffer } from "../buffer";
import { failed, outOfRange, wrongType } from "../errors";
import { absolute, constants, dataOf, flagsOf, isBytes, modeOf, optionsOf, pathOf, viewOf, whole } from "./arguments";
import * as descriptors from "./descriptors";
import { attempt, fail } from "./errors";
import { type Inode, volume, writable } from "./volume";

const READ_BYTES_MAX = 2 ** 31 - 1;
/** A device has no end; who reads one as a whole gets no more than this. */
const DEVICE_BYTES_MAX = 16 * 1024 * 1024;

export const openSync = (path: unknown, flags?: unknown, mode?: unknown): number => descriptors.open(pathOf(path), flagsOf(flags), modeOf(mode, 0o666));

export const closeSync = (fd: unknown): void => descriptors.close(fd);

/** `(fd, buffer, offset, length, position)` and `(fd, buffer, options)`. */
export function readSync(fd: unknown, buffer: unknown, offset?: any, length?: any, position?: any): number {
  const view = viewOf(buffer);
  const given = offset !== null && typeof offset === "object" ? offset : { offset, length, position };
  const from = whole(given.offset ?? 0, "offset", 0, view.length);
  const count = whole(given.length ?? view.length - from, "length", 0, READ_BYTES_MAX);
  if (count > view.length - from) throw outOfRange("length", `>= 0 && <= ${view.length - from}`, count);
  const at = given.position ?? null;
  if (at !== null && typeof at !== "number" && typeof at !== "bigint") throw wrongType("position", "one of type bigint or integer", at);
  return descriptors.read(fd, view.subarray(from, from + count), at);
}

/** `(fd, buffer, offset, length, position)`, `(fd, buffer, options)` and `(fd, text, position, encoding)`. */
export function writeSync(fd: unknown, data: unknown, second?: any, third?: any, position?: any): number {
  if (!isBytes(data)) {
    if (typeof data !== "string") throw wrongType("buffer", "of type string or an instance of Buffer, TypedArray, or DataView", data);
    return descriptors.write(fd, dataOf(data, third), typeof second === "number" ? second : null);
  }
  const view = viewOf(data);
  const given = second !== null && typeof second === "object" ? second : { offset: second, length: third, position };
  const from = whole(given.offset ?? 0, "offset", 0, view.length);
  const count = whole(given.length ?? view.length - from, "length", 0, view.length - from);
  return descriptors.write(fd, view.subarray(from, from + count), typeof given.position === "number" ? given.position : null);
}

export function readvSync(fd: unknown, views: unknown, position: any = null): number {
  let [done, at] = [0, position];
  for (const view of listOf(views)) {
    const count = descriptors.read(fd, view, at);
    done += count;
    if (at !== null) at += count;
    if (count < view.length) break;
  }
  return done;
}

export function writevSync(fd: unknown, views: unknown, position: any = null): number {
  let [done, at] = [0, position];
  for (const view of listOf(views)) {
    done += descriptors.write(fd, view, at);
    if (at !== null) at += view.length;
  }
  return done;
}

function listOf(views: unknown): Uint8Array[] {
  if (!Array.isArray(views)) throw wrongType("buffers", "an instance of ArrayBufferView[]", views);
  return views.map((view) => viewOf(view, "buffers"));
}

/** The file by its path, or by the number that it is open under. */
function readable(path: unknown, flags: number): { inode: Inode; from: number } {
  if (Number.isInteger(path)) {
    const entry = descriptors.opened(path as number, "read");
    const from = entry.position;
    entry.position = Math.max(from, entry.inode.size);
    return { inode: entry.inode, from };
  }
  const text = pathOf(path);
  if (flags !== constants.O_RDONLY) {
    const fd = descriptors.open(text, flags, 0o666);
    const { inode } = descriptors.opened(fd, "open");
    descriptors.close(fd);
    return { inode, from: 0 };
  }
  return { inode: attempt("open", () => volume().find(absolute(text)), text), from: 0 };
}

export function readFileSync(path: unknown, options?: unknown): unknown {
  const { encoding, flag } = optionsOf(options);
  const { inode, from } = readable(path, flagsOf(flag));
  if (inode.entries !== null) attempt("read", () => fail("EISDIR"));
  if (inode.kind === "device" && inode.device !== "null") throw failed("ERR_FS_FILE_TOO_LARGE", `File size is greater than ${DEVICE_BYTES_MAX} bytes: a device has no end`, RangeError);
  inode.accessed = Date.now();
  const bytes = Buffer.from(inode.kind === "device" ? [] : inode.content.subarray(from));
  return encoding && encoding !== "buffer" ? bytes.toString(encoding) : bytes;
}

export function writeFileSync(path: unknown, data: unknown, options?: unknown): void {
  put(path, data, optionsOf(options), "w");
}

export function appendFileSync(path: unknown, data: unknown, options?: unknown): void {
  put(path, data, optionsOf(options), "a");
}

function put(path: unknown, data: unknown, { encoding, mode, flag }: any, usual: string): void {
  const bytes = dataOf(data, encoding);
  if (Number.isInteger(path)) {
    descriptors.write(path as number, bytes, null);
    return;
  }
  const fd = descriptors.open(pathOf(path), flagsOf(flag, usual), modeOf(mode, 0o666));
  try {
    descriptors.write(fd, bytes, null);
  } finally {
    descriptors.close(fd);
  }
}

export function truncateSync(path: unknown, size: unknown = 0): void {
  if (Number.isInteger(path)) return ftruncateSync(path, size);
  const fd = openSync(path, "r+");
  try {
    ftruncateSync(fd, size);
  } finally {
    descriptors.close(fd);
  }
}

export function ftruncateSync(fd: unknown, size: unknown = 0): void {
  descriptors.truncate(descriptors.opened(fd, "ftruncate"), whole(size ?? 0, "len", -Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER));
}

export const fsyncSync = (fd: unknown): void => void descriptors.opened(fd, "fsync");
export const fdatasyncSync = (fd: unknown): void => void descriptors.opened(fd, "fdatasync");

export function copyFileSync(from: unknown, to: unknown, mode: unknown = 0): void {
  const [source, target] = [pathOf(from, "src"), pathOf(to, "dest")];
  const exclusive = (whole(mode ?? 0, "mode", 0, 7) & constants.COPYFILE_EXCL) !== 0;
  attempt("copyfile", () => {
    const files = volume();
    const inode = files.find(absolute(source));
    if (inode.entries !== null) fail("EISDIR");
    const place = files.place(absolute(target), true);
    if (place.inode && exclusive) fail("EEXIST");
    if (place.inode?.entries) fail("EISDIR");
    writable(place);
    if (place.inode === inode) return;
    const copy = place.inode ?? files.make("file", inode.readOnly ? 0o644 : inode.permissions);
    copy.resize(0);
    copy.write(inode.content, 0);
    if (!place.inode) files.put(place, copy);
  }, source, target);
}
