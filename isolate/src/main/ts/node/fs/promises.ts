/** `node:fs/promises`: the calls as promises, and files that are open as objects. */
import { failed } from "../errors";
import { EventEmitter } from "../events";
import { constants, unavailable } from "./arguments";
import * as sync from "./sync";
import { ReadStream, WriteStream } from "./streams";

class FileHandle extends EventEmitter {
  fd: number;

  constructor(fd: number) {
    super();
    this.fd = fd;
  }

  async close(): Promise<void> {
    if (this.fd < 0) return;
    const { fd } = this;
    this.fd = -1;
    sync.closeSync(fd);
    this.emit("close");
  }

  async read(buffer: any, ...rest: any[]): Promise<object> {
    if (!ArrayBuffer.isView(buffer)) {
      const { buffer: given, ...options } = buffer ?? {};
      return this.read(given ?? new Uint8Array(16384), options);
    }
    return { bytesRead: (sync.readSync as any)(this.fd, buffer, ...rest), buffer };
  }

  async write(buffer: any, ...rest: any[]): Promise<object> {
    return { bytesWritten: (sync.writeSync as any)(this.fd, buffer, ...rest), buffer };
  }

  async readv(buffers: any, position?: any): Promise<object> {
    return { bytesRead: sync.readvSync(this.fd, buffers, position), buffers };
  }

  async writev(buffers: any, position?: any): Promise<object> {
    return { bytesWritten: sync.writevSync(this.fd, buffers, position), buffers };
  }

  createReadStream(options: object = {}): any {
    return new (ReadStream as any)(undefined, { ...options, fd: this.fd });
  }

  createWriteStream(options: object = {}): any {
    return new (WriteStream as any)(undefined, { ...options, fd: this.fd });
  }

  readableWebStream(): any {
    return (this.createReadStream().constructor as any).toWeb(this.createReadStream());
  }

  async *readLines(options?: object): AsyncGenerator<string> {
    let left = "";
    for await (const part of this.createReadStream({ encoding: "utf8", ...options })) {
      const lines = (left + part).split(/\r?\n/);
      left = lines.pop()!;
      yield* lines;
    }
    if (left !== "") yield left;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }
}

/** Its methods that are calls with the number of the file. */
const OWN: Record<string, string> = {
  appendFile: "appendFile", chmod: "fchmod", chown: "fchown", datasync: "fdatasync", readFile: "readFile", stat: "fstat", sync: "fsync", truncate: "ftruncate", utimes: "futimes", writeFile: "writeFile",
};
for (const [method, call] of Object.entries(OWN)) {
  const fn = (sync as any)[`${call}Sync`];
  const value = { async [method](this: FileHandle, ...args: unknown[]) { return fn(this.fd, ...args); } }[method];
  Object.defineProperty(FileHandle.prototype, method, { value, writable: true, configurable: true });
}

const NAMES = [
  "access", "appendFile", "chmod", "chown", "copyFile", "cp", "lchmod", "lchown", "link", "lstat", "lutimes", "mkdir", "mkdtemp", "opendir", "readdir", "readFile",
  "readlink", "realpath", "rename", "rm", "rmdir", "stat", "statfs", "symlink", "truncate", "unlink", "utimes", "writeFile",
];

/** A handle stands for the number of its file. */
function given(arg: unknown): unknown {
  if (!(arg instanceof FileHandle)) return arg;
  if (arg.fd < 0) throw Object.assign(failed("EBADF", "file closed"), { syscall: "read" });
  return arg.fd;
}

async function written(path: unknown, data: any, options: unknown, write: (...args: unknown[]) => void): Promise<void> {
  if (typeof data === "string" || ArrayBuffer.isView(data) || (!data?.[Symbol.asyncIterator] && !data?.[Symbol.iterator])) return write(given(path), data, options);
  const parts: unknown[] = [];
  for await (const part of data) parts.push(part);
  write(given(path), "", options);
  for (const part of parts) sync.appendFileSync(given(path), part, options as any);
}

export const promises: Record<string, unknown> = {
  constants,
  open: async (path: unknown, flags?: unknown, mode?: unknown) => new FileHandle(sync.openSync(path, flags, mode)),
  watch: unavailable("watch"),
};
for (const name of NAMES) {
  const fn = (sync as any)[`${name}Sync`];
  promises[name] = { async [name](first: unknown, ...args: unknown[]) { return fn(given(first), ...args); } }[name];
}
promises.writeFile = async (path: unknown, data: unknown, options?: unknown) => written(path, data, options, sync.writeFileSync as any);
promises.appendFile = async (path: unknown, data: unknown, options?: unknown) => written(path, data, options, sync.appendFileSync as any);
