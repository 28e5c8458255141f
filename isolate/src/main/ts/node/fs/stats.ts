/** What `stat` and `readdir` answer. */
import { Inode, TYPE } from "./volume";

const FORMAT = 0o170000;
const BLOCK_BYTES = 4096;

class Kinds {
  declare mode: number | bigint;
  #is(type: number): boolean {
    return (Number(this.mode) & FORMAT) === type;
  }
  isFile(): boolean {
    return this.#is(TYPE.file);
  }
  isDirectory(): boolean {
    return this.#is(TYPE.directory);
  }
  isSymbolicLink(): boolean {
    return this.#is(TYPE.link);
  }
  isCharacterDevice(): boolean {
    return this.#is(TYPE.device);
  }
  isBlockDevice(): boolean {
    return false;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}

export class Stats extends Kinds {}
class BigIntStats extends Kinds {}

const NANOS = 1_000_000n;

export function statsOf(inode: Inode, bigint: boolean): Stats {
  const numbers: Record<string, number> = {
    dev: 1, mode: inode.mode, nlink: inode.links, uid: inode.uid, gid: inode.gid, rdev: 0, blksize: BLOCK_BYTES,
    ino: inode.number, size: inode.size, blocks: Math.ceil(inode.size / 512),
    atimeMs: inode.accessed, mtimeMs: inode.modified, ctimeMs: inode.changed, birthtimeMs: inode.born,
  };
  const stats: any = bigint ? new BigIntStats() : new Stats();
  for (const [name, value] of Object.entries(numbers)) stats[name] = bigint ? BigInt(Math.floor(value)) : value;
  for (const name of ["atime", "mtime", "ctime", "birthtime"]) {
    if (bigint) stats[`${name}Ns`] = stats[`${name}Ms`] * NANOS;
    stats[name] = new Date(numbers[`${name}Ms`]);
  }
  return stats;
}

export class Dirent {
  readonly name: unknown;
  readonly parentPath: string;
  readonly path: string;
  readonly #kind: Inode["kind"];

  constructor(name: unknown, parentPath: string, inode: Inode) {
    this.name = name;
    this.parentPath = this.path = parentPath;
    this.#kind = inode.kind;
  }
  isFile(): boolean {
    return this.#kind === "file";
  }
  isDirectory(): boolean {
    return this.#kind === "directory";
  }
  isSymbolicLink(): boolean {
    return this.#kind === "link";
  }
  isCharacterDevice(): boolean {
    return this.#kind === "device";
  }
  isBlockDevice(): boolean {
    return false;
  }
  isFIFO(): boolean {
    return false;
  }
  isSocket(): boolean {
    return false;
  }
}
