/** Open files: a number each, which belongs to the request that opened it. */
import { wrongType } from "../errors";
import { deps } from "../deps";
import { outOfRange } from "../errors";
import { absolute, constants, whole } from "./arguments";
import { attempt, fail } from "./errors";
import { Inode, type Volume, volume, writable } from "./volume";

const OPEN_MAX = 4096;
/** The numbers below are those of standard input, output and error. */
const FIRST = 3;
const ACCESS = 3;
const { O_APPEND, O_CREAT, O_DIRECTORY, O_EXCL, O_RDONLY, O_TRUNC, O_WRONLY } = constants;

export interface Open {
  readonly inode: Inode;
  readonly path: string;
  readonly flags: number;
  position: number;
}

class Table {
  readonly open = new Map<number, Open>();

  add(entry: Open): number {
    if (this.open.size >= OPEN_MAX) fail("EMFILE");
    let number = FIRST;
    while (this.open.has(number)) number++;
    this.open.set(number, entry);
    entry.inode.opened++;
    return number;
  }
}

let atStart: Table | null = null;

function table(): Table {
  return deps.ofRequest("descriptors", () => new Table()) ?? (atStart ??= new Table());
}

export function open(path: string, flags: number, mode: number): number {
  return attempt("open", () => table().add({ inode: inodeFor(volume(), path, flags, mode), path, flags, position: 0 }), path);
}

function inodeFor(files: Volume, path: string, flags: number, mode: number): Inode {
  const place = files.place(absolute(path), !(flags & O_EXCL && flags & O_CREAT));
  const writes = (flags & ACCESS) !== O_RDONLY;
  let { inode } = place;
  if (inode === undefined) {
    if (!(flags & O_CREAT)) fail("ENOENT");
    if (path.endsWith("/")) fail("EISDIR");
    writable(place);
    inode = files.make("file", mode);
    files.put(place, inode);
    return inode;
  }
  if (flags & O_CREAT && flags & O_EXCL) fail("EEXIST");
  if (inode.entries !== null && (writes || flags & O_CREAT)) fail("EISDIR");
  if (flags & O_DIRECTORY && inode.entries === null) fail("ENOTDIR");
  if (writes && inode.readOnly) fail("EROFS");
  if (flags & O_TRUNC && writes && inode.kind === "file") inode.resize(0);
  return inode;
}

function entryOf(fd: unknown): Open {
  const number = whole(fd, "fd", 0, 2147483647);
  return table().open.get(number) ?? fail("EBADF");
}

/** The file behind a number, for a call. */
export function opened(fd: unknown, syscall: string): Open {
  if (typeof fd !== "number") throw wrongType("fd", "of type number", fd);
  return attempt(syscall, () => entryOf(fd));
}

export function close(fd: unknown): void {
  const { inode } = opened(fd, "close");
  table().open.delete(fd as number);
  inode.opened--;
  inode.letGo();
}

/** Reads into a view; a position of null is where the last read or write ended. */
export function read(fd: unknown, into: Uint8Array, position: number | bigint | null): number {
  const entry = opened(fd, "read");
  return attempt("read", () => {
    if (entry.inode.entries !== null) fail("EISDIR");
    if ((entry.flags & ACCESS) === O_WRONLY) fail("EBADF");
    const at = position === null || Number(position) < 0 ? entry.position : Number(position);
    const count = entry.inode.kind === "device" ? fromDevice(entry.inode.device, into) : fromFile(entry.inode, into, at);
    if (position === null || Number(position) < 0) entry.position += count;
    return count;
  });
}

function fromDevice(name: string, into: Uint8Array): number {
  if (name === "null") return 0;
  if (name === "random") deps.random(into.buffer as ArrayBuffer, into.byteOffset, into.byteLength);
  else into.fill(0);
  return into.length;
}

function fromFile(inode: Inode, into: Uint8Array, at: number): number {
  const part = inode.content.subarray(at, at + into.length);
  into.set(part);
  inode.accessed = Date.now();
  return part.length;
}

export function write(fd: unknown, data: Uint8Array, position: number | null): number {
  const standard = fd === 1 || fd === 2;
  if (standard) return told(data, fd === 2);
  const entry = opened(fd, "write");
  return attempt("write", () => {
    if ((entry.flags & ACCESS) === O_RDONLY) fail("EBADF");
    if (entry.inode.kind === "device") {
      if (entry.inode.device === "full") fail("ENOSPC");
      return data.length;
    }
    const appends = (entry.flags & O_APPEND) !== 0;
    const at = appends ? entry.inode.size : (position ?? entry.position);
    entry.inode.write(data, at);
    if (position === null || appends) entry.position = at + data.length;
    return data.length;
  });
}

/** Standard output and error are the log. */
function told(data: Uint8Array, isError: boolean): number {
  const text = new TextDecoder().decode(data).replace(/\n$/, "");
  if (isError) console.error(text);
  else console.log(text);
  return data.length;
}

declare const TextDecoder: any;
declare const console: any;

export function truncate(entry: Open, size: number): void {
  if (size < 0) throw outOfRange("len", ">= 0", size);
  attempt("ftruncate", () => {
    if ((entry.flags & ACCESS) === O_RDONLY || entry.inode.kind !== "file") fail("EINVAL");
    entry.inode.resize(size);
  });
}
