/** Calls that look at and change names, folders and what stands about files, each at once. */
import { failed, wrongType } from "../errors";
import { absolute, constants, millisOf, modeOf, named, optionsOf, pathOf, whole } from "./arguments";
import * as descriptors from "./descriptors";
import { attempt, fail, systemError } from "./errors";
import { Dirent, type Stats, statsOf } from "./stats";
import { type Inode, volume, writable } from "./volume";

const NAME = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
const RANDOM_LETTERS = 6;

function find(syscall: string, path: string, follow = true): Inode {
  return attempt(syscall, () => volume().find(absolute(path), follow), path);
}

export function existsSync(path: unknown): boolean {
  try {
    return volume().find(absolute(pathOf(path))) !== undefined;
  } catch {
    return false;
  }
}

export function accessSync(path: unknown, mode: unknown = 0): void {
  const text = pathOf(path);
  const wanted = whole(mode ?? 0, "mode", 0, 7);
  const inode = find("access", text);
  if (wanted & constants.W_OK && inode.readOnly) throw systemError("EROFS", "access", text);
}

function looked(syscall: string, follow: boolean): (path: unknown, options?: any) => Stats | undefined {
  return (path, options) => {
    const text = pathOf(path);
    try {
      return statsOf(find(syscall, text, follow), options?.bigint === true);
    } catch (error: any) {
      if (options?.throwIfNoEntry === false && (error.code === "ENOENT" || error.code === "ENOTDIR")) return undefined;
      throw error;
    }
  };
}

export const statSync = looked("stat", true);
export const lstatSync = looked("lstat", false);
export const fstatSync = (fd: unknown, options?: any): Stats => statsOf(descriptors.opened(fd, "fstat").inode, options?.bigint === true);

export function statfsSync(path: unknown, options?: any): object {
  find("statfs", pathOf(path));
  const block = 4096;
  const numbers = { type: 0x01021994, bsize: block, blocks: 16384, bfree: Math.floor(volume().free / block), bavail: Math.floor(volume().free / block), files: 20000, ffree: 20000 };
  return Object.fromEntries(Object.entries(numbers).map(([name, value]) => [name, options?.bigint ? BigInt(value) : value]));
}

export function mkdirSync(path: unknown, options?: unknown): string | undefined {
  const text = pathOf(path);
  const { recursive = false, mode }: any = options !== null && typeof options === "object" ? options : { mode: options };
  if (typeof recursive !== "boolean") throw wrongType("options.recursive", "of type boolean", recursive);
  const permissions = modeOf(mode, 0o777);
  return attempt("mkdir", () => (recursive ? makeAll(text, permissions) : makeFolder(text, permissions)), text);
}

function makeFolder(path: string, permissions: number): undefined {
  const files = volume();
  const place = files.place(absolute(path), false);
  if (place.inode) fail("EEXIST");
  writable(place);
  files.put(place, files.make("directory", permissions));
}

/** Answers the first of the folders that were made. */
function makeAll(path: string, permissions: number): string | undefined {
  let first: string | undefined;
  let made = "";
  for (const step of absolute(path).split("/")) {
    if (step === "") continue;
    made += `/${step}`;
    const { inode } = volume().place(made, true);
    if (inode === undefined) {
      makeFolder(made, permissions);
      first ??= made;
    } else if (inode.entries === null) fail(made === absolute(path) ? "EEXIST" : "ENOTDIR");
  }
  return first;
}

export function mkdtempSync(prefix: unknown, options?: unknown): unknown {
  const { encoding } = optionsOf(options);
  const letters = crypto.getRandomValues(new Uint8Array(RANDOM_LETTERS)) as Uint8Array;
  const path = pathOf(prefix, "prefix") + Array.from(letters, (byte) => NAME[byte % NAME.length]).join("");
  attempt("mkdtemp", () => makeFolder(path, 0o700), `${prefix}XXXXXX`);
  return named(path, encoding);
}
declare const crypto: any;

export function readdirSync(path: unknown, options?: unknown): unknown[] {
  const text = pathOf(path);
  const { encoding, withFileTypes = false, recursive = false } = optionsOf(options);
  const found: unknown[] = [];
  const list = (folder: Inode, at: string, prefix: string) => {
    for (const [name, inode] of [...folder.entries!].sort(([a], [b]) => (a < b ? -1 : 1))) {
      found.push(withFileTypes ? new Dirent(named(name, encoding), at, inode) : named(prefix + name, encoding));
      if (recursive && inode.entries) list(inode, `${at.replace(/\/$/, "")}/${name}`, `${prefix}${name}/`);
    }
  };
  const folder = find("scandir", text);
  if (folder.entries === null) throw systemError("ENOTDIR", "scandir", text);
  list(folder, text, "");
  return found;
}

export function unlinkSync(path: unknown): void {
  const text = pathOf(path);
  attempt("unlink", () => {
    const place = volume().place(absolute(text), false);
    if (!place.inode) fail("ENOENT");
    writable(place);
    if (place.inode!.entries) fail("EISDIR");
    volume().take(place);
  }, text);
}

export function rmdirSync(path: unknown): void {
  const text = pathOf(path);
  attempt("rmdir", () => {
    const place = volume().place(absolute(text), false);
    if (!place.inode) fail("ENOENT");
    if (!place.inode!.entries) fail("ENOTDIR");
    if (!place.parent.readOnly && place.inode!.entries!.size > 0) fail("ENOTEMPTY");
    volume().take(writable(place));
  }, text);
}

export function rmSync(path: unknown, options: any = {}): void {
  const text = pathOf(path);
  const { force = false, recursive = false } = options ?? {};
  try {
    attempt("rm", () => {
      const place = volume().place(absolute(text), false);
      if (!place.inode) fail("ENOENT");
      if (place.inode!.entries && !recursive) {
        throw Object.assign(failed("ERR_FS_EISDIR", `Path is a directory: rm returned EISDIR (is a directory) ${text}`), { errno: 21, syscall: "rm", path: text });
      }
      writable(place);
      empty(place.inode!);
      volume().take(place);
    }, text);
  } catch (error: any) {
    if (!(force && error.code === "ENOENT")) throw error;
  }
}

function empty(folder: Inode): void {
  for (const [name, inode] of folder.entries ?? []) {
    empty(inode);
    volume().take({ parent: folder, name, inode, path: "" });
  }
}

export function renameSync(from: unknown, to: unknown): void {
  const [source, target] = [pathOf(from, "oldPath"), pathOf(to, "newPath")];
  attempt("rename", () => {
    const files = volume();
    const old = files.place(absolute(source), false);
    if (!old.inode) fail("ENOENT");
    const place = files.place(absolute(target), false);
    writable(old);
    writable(place);
    const moved = old.inode!;
    if (place.inode === moved) return;
    if (`${place.path}/`.startsWith(`${old.path}/`)) fail("EINVAL");
    if (place.inode) {
      if (moved.entries && !place.inode.entries) fail("ENOTDIR");
      if (!moved.entries && place.inode.entries) fail("EISDIR");
      if (place.inode.entries && place.inode.entries.size > 0) fail("ENOTEMPTY");
      files.take(place);
    }
    old.parent.entries!.delete(old.name);
    old.parent.touch();
    files.put(place, moved);
  }, source, target);
}

export function linkSync(from: unknown, to: unknown): void {
  const [source, target] = [pathOf(from, "existingPath"), pathOf(to, "newPath")];
  attempt("link", () => {
    const inode = volume().find(absolute(source), false);
    if (inode.entries) fail("EPERM");
    if (inode.readOnly || inode.kind === "device") fail("EXDEV");
    const place = volume().place(absolute(target), false);
    if (place.inode) fail("EEXIST");
    volume().put(writable(place), inode);
    inode.links++;
  }, source, target);
}

export function symlinkSync(target: unknown, path: unknown): void {
  const [leads, text] = [pathOf(target, "target"), pathOf(path)];
  attempt("symlink", () => {
    const place = volume().place(absolute(text), false);
    if (place.inode) fail("EEXIST");
    writable(place);
    const link = volume().make("link", 0o777);
    link.target = leads;
    volume().put(place, link);
  }, leads, text);
}

export function readlinkSync(path: unknown, options?: unknown): unknown {
  const text = pathOf(path);
  const inode = find("readlink", text, false);
  if (inode.kind !== "link") throw systemError("EINVAL", "readlink", text);
  return named(inode.target, optionsOf(options).encoding);
}

export function realpathSync(path: unknown, options?: unknown): unknown {
  const text = pathOf(path);
  const place = attempt("lstat", () => {
    const found = volume().place(absolute(text), true);
    return found.inode ? found : fail("ENOENT");
  }, text);
  return named((place as any).path, optionsOf(options).encoding);
}
realpathSync.native = realpathSync;

function changing(syscall: string, follow: boolean, change: (inode: Inode, ...args: any[]) => void) {
  return (path: unknown, ...args: unknown[]): void => {
    const text = pathOf(path);
    const inode = find(syscall, text, follow);
    if (inode.readOnly) throw systemError("EROFS", syscall, text);
    change(inode, ...args);
    inode.changed = Date.now();
  };
}

function changingOpen(syscall: string, change: (inode: Inode, ...args: any[]) => void) {
  return (fd: unknown, ...args: unknown[]): void => {
    const { inode } = descriptors.opened(fd, syscall);
    if (inode.readOnly) throw systemError("EROFS", syscall);
    change(inode, ...args);
    inode.changed = Date.now();
  };
}

const permit = (inode: Inode, mode: unknown) => void (inode.permissions = modeOf(mode, 0o666) & 0o7777);
const give = (inode: Inode, uid: unknown, gid: unknown) => void ([inode.uid, inode.gid] = [whole(uid, "uid", -1), whole(gid, "gid", -1)]);
const date = (inode: Inode, accessed: unknown, modified: unknown) =>
  void ([inode.accessed, inode.modified] = [millisOf(accessed, "atime"), millisOf(modified, "mtime")]);

export const chmodSync = changing("chmod", true, permit);
export const lchmodSync = changing("lchmod", false, permit);
export const fchmodSync = changingOpen("fchmod", permit);
export const chownSync = changing("chown", true, give);
export const lchownSync = changing("lchown", false, give);
export const fchownSync = changingOpen("fchown", give);
export const utimesSync = changing("utime", true, date);
export const lutimesSync = changing("lutime", false, date);
export const futimesSync = changingOpen("futime", date);
