/**
 * The files that an invocation sees: `/tmp` is its own and empty at first, `/bundle` holds the modules
 * of the app, `/dev` a few devices. All of it is memory, with a bound, and ends with the invocation.
 */
import { deps } from "../deps";
import { fail } from "./errors";

/** What the files of one invocation may hold. */
const BYTES_MAX = 64 * 1024 * 1024;
/** Files, folders and links of one invocation. */
const INODES_MAX = 20_000;
const LINKS_FOLLOWED_MAX = 40;
const NAME_LENGTH_MAX = 255;
const PATH_LENGTH_MAX = 4096;
const GROWTH_BYTES_MAX = 4 * 1024 * 1024;

export const TYPE = { file: 0o100000, directory: 0o040000, link: 0o120000, device: 0o020000 };
type Kind = keyof typeof TYPE;

let inodes = 0;

/** A file, folder, link or device. */
export class Inode {
  readonly number = ++inodes;
  readonly born = Date.now();
  links = 1;
  uid = 0;
  gid = 0;
  accessed = this.born;
  modified = this.born;
  changed = this.born;
  /** A folder's. */
  readonly entries: Map<string, Inode> | null;
  /** A link's. */
  target = "";
  /** A device's. */
  device = "";
  private bytes: Uint8Array = new Uint8Array(0);
  private length = 0;
  private load: (() => Uint8Array) | null = null;

  constructor(
    readonly volume: Volume,
    readonly kind: Kind,
    public permissions: number,
    readonly readOnly: boolean,
  ) {
    this.entries = kind === "directory" ? new Map() : null;
  }

  get mode(): number {
    return TYPE[this.kind] | this.permissions;
  }

  get size(): number {
    if (this.kind === "link") return this.target.length;
    return this.content.length;
  }

  /** What a file holds. */
  get content(): Uint8Array {
    if (this.load) {
      this.bytes = this.load();
      this.length = this.bytes.length;
      this.load = null;
    }
    return this.bytes.subarray(0, this.length);
  }

  /** Its content is made when it is first asked for. */
  lazily(load: () => Uint8Array): this {
    this.load = load;
    return this;
  }

  resize(size: number): void {
    if (size > this.bytes.length) this.reserve(size);
    if (size < this.length) this.bytes.fill(0, size, this.length);
    this.length = size;
    if (size === 0) {
      this.volume.charge(-this.bytes.length);
      this.bytes = new Uint8Array(0);
    }
    this.touch();
  }

  private reserve(size: number): void {
    const capacity = Math.max(size, this.bytes.length + Math.min(this.bytes.length, GROWTH_BYTES_MAX));
    const wanted = this.volume.fits(capacity - this.bytes.length) ? capacity : size;
    this.volume.charge(wanted - this.bytes.length);
    const larger = new Uint8Array(wanted);
    larger.set(this.bytes.subarray(0, this.length));
    this.bytes = larger;
  }

  write(data: Uint8Array, at: number): void {
    if (data.length === 0) return;
    if (at + data.length > this.length) this.resize(at + data.length);
    this.bytes.set(data, at);
    this.touch();
  }

  touch(): void {
    this.modified = this.changed = Date.now();
  }

  /** A name of it is gone; with the last, and when nobody has it open, what it holds is. */
  unlinked(): void {
    this.links--;
    this.changed = Date.now();
    this.letGo();
  }

  /** How many descriptors it is open under. */
  opened = 0;

  letGo(): void {
    if (this.links > 0 || this.opened > 0) return;
    this.volume.charge(-this.bytes.length);
    this.volume.forget();
    this.bytes = new Uint8Array(0);
    this.length = 0;
  }
}

/** Where a path leads: what is there, if anything, and the folder and name that it is or would be under. */
export interface Place {
  readonly parent: Inode;
  readonly name: string;
  readonly inode: Inode | undefined;
  readonly path: string;
}

export class Volume {
  readonly root: Inode;
  private bytes = 0;
  private inodes = 0;

  constructor() {
    this.root = this.fixed("directory");
    const [tmp, bundle, dev] = [new Inode(this, "directory", 0o777, false), this.fixed("directory"), this.fixed("directory")];
    this.root.entries!.set("bundle", bundle).set("dev", dev).set("tmp", tmp);
    for (const name of ["full", "null", "random", "zero"]) {
      const device = new Inode(this, "device", 0o666, false);
      device.device = name;
      dev.entries!.set(name, device);
    }
    for (const name of deps.bundleNames()) this.bundled(bundle, name);
  }

  private fixed(kind: Kind): Inode {
    return new Inode(this, kind, kind === "directory" ? 0o555 : 0o444, true);
  }

  private bundled(bundle: Inode, name: string): void {
    let folder = bundle;
    const path = name.split("/");
    const last = path.pop()!;
    for (const step of path) {
      let next = folder.entries!.get(step);
      if (next === undefined) folder.entries!.set(step, (next = this.fixed("directory")));
      if (next.entries === null) return;
      folder = next;
    }
    folder.entries!.set(last, this.fixed("file").lazily(() => new Uint8Array(deps.bundleBytes(name))));
  }

  fits(more: number): boolean {
    return this.bytes + more <= BYTES_MAX;
  }

  get free(): number {
    return BYTES_MAX - this.bytes;
  }

  charge(more: number): void {
    if (!this.fits(more)) fail("ENOSPC");
    this.bytes += more;
  }

  forget(): void {
    this.inodes--;
  }

  /** Something new, not yet under a name. */
  make(kind: Kind, permissions: number): Inode {
    if (this.inodes >= INODES_MAX) fail("ENOSPC");
    this.inodes++;
    return new Inode(this, kind, permissions & 0o7777, false);
  }

  /** Follows a path; its last step too if it is a link and `follow` says so. */
  place(path: string, follow: boolean): Place {
    if (path.length > PATH_LENGTH_MAX) fail("ENAMETOOLONG");
    let left = LINKS_FOLLOWED_MAX;
    const steps = path.split("/").reverse();
    const parents = [this.root];
    const names: string[] = [];
    for (;;) {
      const name = steps.pop();
      if (name === undefined) return this.ended(parents, names);
      if (name === "" || name === ".") continue;
      if (name === "..") {
        if (names.length > 0) {
          names.pop();
          parents.pop();
        }
        continue;
      }
      if (name.length > NAME_LENGTH_MAX) fail("ENAMETOOLONG");
      const parent = parents.at(-1)!;
      const inode = parent.entries!.get(name);
      const last = steps.every((step) => step === "" || step === ".");
      if (inode?.kind === "link" && (follow || !last || steps.length > 0)) {
        if (left-- === 0) fail("ELOOP");
        if (inode.target.startsWith("/")) {
          parents.length = 1;
          names.length = 0;
        }
        steps.push(...inode.target.split("/").reverse());
        continue;
      }
      if (last) {
        if (steps.length > 0 && inode && inode.entries === null) fail("ENOTDIR");
        return { parent, name, inode, path: `/${[...names, name].join("/")}` };
      }
      if (inode === undefined) fail("ENOENT");
      if (inode!.entries === null) fail("ENOTDIR");
      parents.push(inode!);
      names.push(name);
    }
  }

  /** The path led to a folder that was gone into. */
  private ended(parents: Inode[], names: string[]): Place {
    const inode = parents.at(-1)!;
    const parent = parents.at(-2) ?? this.root;
    return { parent, name: names.at(-1) ?? "", inode, path: `/${names.join("/")}` };
  }

  /** What is there, or ENOENT. */
  find(path: string, follow = true): Inode {
    return this.place(path, follow).inode ?? fail("ENOENT");
  }

  /** Puts something under a name that is free. */
  put(place: Place, inode: Inode): void {
    place.parent.entries!.set(place.name, inode);
    place.parent.touch();
  }

  /** Takes a name away. */
  take(place: Place): void {
    place.parent.entries!.delete(place.name);
    place.parent.touch();
    place.inode!.unlinked();
  }
}

/** A place in a folder that may be written to. */
export function writable(place: Place): Place {
  if (place.parent.readOnly || place.inode?.readOnly) fail("EROFS");
  return place;
}

let atStart: Volume | null = null;

/** The files of the request that runs now; while modules start there is one that requests never see. */
export function volume(): Volume {
  return deps.ofRequest("files", () => new Volume()) ?? (atStart ??= new Volume());
}
