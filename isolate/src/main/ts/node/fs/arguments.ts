/** Arguments of `node:fs`, as Node reads them. */
import { Buffer } from "../buffer";
import { failed, outOfRange, wrongType, wrongValue } from "../errors";
import { URL } from "../globals";
import { module as url } from "../url";

/** Where relative paths begin: what `process.cwd()` says. */
const HERE = "/bundle";
const NUMBER_MAX = 0xffffffff;

export const constants = {
  UV_FS_SYMLINK_DIR: 1, UV_FS_SYMLINK_JUNCTION: 2,
  O_RDONLY: 0, O_WRONLY: 1, O_RDWR: 2,
  UV_DIRENT_UNKNOWN: 0, UV_DIRENT_FILE: 1, UV_DIRENT_DIR: 2, UV_DIRENT_LINK: 3, UV_DIRENT_FIFO: 4, UV_DIRENT_SOCKET: 5, UV_DIRENT_CHAR: 6, UV_DIRENT_BLOCK: 7,
  S_IFMT: 61440, S_IFREG: 32768, S_IFDIR: 16384, S_IFCHR: 8192, S_IFBLK: 24576, S_IFIFO: 4096, S_IFLNK: 40960, S_IFSOCK: 49152,
  O_CREAT: 64, O_EXCL: 128, UV_FS_O_FILEMAP: 0, O_NOCTTY: 256, O_TRUNC: 512, O_APPEND: 1024, O_DIRECTORY: 65536, O_NOATIME: 262144, O_NOFOLLOW: 131072, O_SYNC: 1052672, O_DSYNC: 4096, O_DIRECT: 16384, O_NONBLOCK: 2048,
  S_IRWXU: 448, S_IRUSR: 256, S_IWUSR: 128, S_IXUSR: 64, S_IRWXG: 56, S_IRGRP: 32, S_IWGRP: 16, S_IXGRP: 8, S_IRWXO: 7, S_IROTH: 4, S_IWOTH: 2, S_IXOTH: 1,
  F_OK: 0, R_OK: 4, W_OK: 2, X_OK: 1,
  UV_FS_COPYFILE_EXCL: 1, COPYFILE_EXCL: 1, UV_FS_COPYFILE_FICLONE: 2, COPYFILE_FICLONE: 2, UV_FS_COPYFILE_FICLONE_FORCE: 4, COPYFILE_FICLONE_FORCE: 4,
};
const { O_APPEND, O_CREAT, O_EXCL, O_RDONLY, O_RDWR, O_SYNC, O_TRUNC, O_WRONLY } = constants;

/** A path as text. */
export function pathOf(path: unknown, name = "path"): string {
  const text = path instanceof URL ? url.fileURLToPath(path as any) : path instanceof Uint8Array ? Buffer.from(path).toString() : path;
  if (typeof text !== "string") throw wrongType(name, "of type string or an instance of Buffer or URL", path);
  if (text.includes("\0")) throw wrongValue(name, text, "must be a string, Uint8Array, or URL without null bytes");
  return text;
}

/** The same from the root. */
export function absolute(path: string): string {
  return path.startsWith("/") ? path : `${HERE}/${path}`;
}

export function whole(value: unknown, name: string, min = 0, max: number = NUMBER_MAX): number {
  if (typeof value !== "number") throw wrongType(name, "of type number", value);
  if (!Number.isInteger(value)) throw outOfRange(name, "an integer", value);
  if (value < min || value > max) throw outOfRange(name, `>= ${min} && <= ${max}`, value);
  return value;
}

export function modeOf(mode: unknown, usual: number): number {
  if (mode === undefined || mode === null) return usual;
  if (typeof mode !== "string") return whole(mode, "mode");
  if (!/^[0-7]+$/.test(mode)) throw wrongValue("mode", mode, "must be a 32-bit unsigned integer or an octal string");
  return parseInt(mode, 8);
}

const FLAGS: Record<string, number> = {
  r: O_RDONLY, rs: O_RDONLY | O_SYNC, "r+": O_RDWR, "rs+": O_RDWR | O_SYNC,
  w: O_TRUNC | O_CREAT | O_WRONLY, wx: O_TRUNC | O_CREAT | O_WRONLY | O_EXCL, "w+": O_TRUNC | O_CREAT | O_RDWR, "wx+": O_TRUNC | O_CREAT | O_RDWR | O_EXCL,
  a: O_APPEND | O_CREAT | O_WRONLY, ax: O_APPEND | O_CREAT | O_WRONLY | O_EXCL, as: O_APPEND | O_CREAT | O_WRONLY | O_SYNC,
  "a+": O_APPEND | O_CREAT | O_RDWR, "ax+": O_APPEND | O_CREAT | O_RDWR | O_EXCL, "as+": O_APPEND | O_CREAT | O_RDWR | O_SYNC,
};
const SWAPPED: Record<string, string> = { sr: "rs", "sr+": "rs+", xw: "wx", "xw+": "wx+", xa: "ax", "xa+": "ax+", sa: "as", "sa+": "as+" };

export function flagsOf(flags: unknown, usual = "r"): number {
  if (typeof flags === "number") return whole(flags, "flags");
  const name = flags === undefined || flags === null ? usual : flags;
  const found = typeof name === "string" ? FLAGS[SWAPPED[name] ?? name] : undefined;
  if (found === undefined) throw wrongValue("flags", name, "is invalid");
  return found;
}

/** Options that may be the name of an encoding. */
export function optionsOf(options: unknown): any {
  if (options === undefined || options === null || typeof options === "function") return {};
  const read: any = typeof options === "string" ? { encoding: options } : options;
  if (typeof read !== "object") throw wrongType("options", "one of type string or an instance of Object", options);
  if (read.encoding && read.encoding !== "buffer" && !Buffer.isEncoding(read.encoding)) {
    throw wrongValue("encoding", read.encoding, "is invalid encoding");
  }
  return read;
}

export function isBytes(value: unknown): value is ArrayBufferView {
  return ArrayBuffer.isView(value);
}

export function viewOf(value: unknown, name = "buffer"): Uint8Array {
  if (!isBytes(value)) throw wrongType(name, "an instance of Buffer, TypedArray, or DataView", value);
  return new Uint8Array(value.buffer as ArrayBuffer, value.byteOffset, value.byteLength);
}

/** What is to be written. */
export function dataOf(data: unknown, encoding?: string | null): Uint8Array {
  if (typeof data === "string") return Buffer.from(data, encoding ?? "utf8");
  if (isBytes(data)) return viewOf(data);
  throw wrongType("data", "of type string or an instance of Buffer, TypedArray, or DataView", data);
}

/** A name in the encoding that was asked for. */
export function named(text: string, encoding: unknown): unknown {
  if (!encoding || encoding === "utf8" || encoding === "utf-8") return text;
  const bytes = Buffer.from(text);
  return encoding === "buffer" ? bytes : bytes.toString(encoding);
}

/** Milliseconds of what `utimes` takes: seconds, a date, or text of either. */
export function millisOf(time: unknown, name: string): number {
  const seconds = time instanceof Date ? time.getTime() / 1000 : typeof time === "string" && time.trim() !== "" ? Number(time) : time;
  if (typeof seconds !== "number" || Number.isNaN(seconds)) throw wrongType(name, "of type number or an instance of Date", time);
  return seconds * 1000;
}

export function unavailable(name: string): () => never {
  return () => {
    throw failed("ERR_FEATURE_UNAVAILABLE_ON_PLATFORM", `The feature ${name} is unavailable on the current platform, which is being used to run Node.js`, TypeError);
  };
}
