/** `node:fs`: files in memory, as Workers have them. */
import { deps } from "../deps";
import { wrongType } from "../errors";
import { constants, pathOf, unavailable } from "./arguments";
import { Dir } from "./folder";
import { promises } from "./promises";
import { Dirent, Stats } from "./stats";
import { ReadStream, WriteStream } from "./streams";
import * as sync from "./sync";

type Callback = (...told: unknown[]) => void;

/** A call that tells its callback: what is wrong with its arguments is thrown, all else is told. */
function calling(name: string, fn: (...args: any[]) => unknown, more: (args: unknown[]) => unknown[] = () => []): (...args: unknown[]) => void {
  return {
    [name](...args: unknown[]) {
      const callback = args.pop() as Callback;
      if (typeof callback !== "function") throw wrongType("cb", "of type function", callback);
      let told: unknown[];
      try {
        const result = fn(...args);
        told = result === undefined ? [null] : [null, result, ...more(args)];
      } catch (error: any) {
        if (/^ERR_(INVALID|OUT)/.test(error?.code)) throw error;
        told = [error];
      }
      deps.process.nextTick(callback, ...told);
    },
  }[name];
}

function functions(): Record<string, unknown> {
  const made: Record<string, unknown> = { ...sync };
  for (const [name, fn] of Object.entries(sync)) {
    const short = name.slice(0, -"Sync".length);
    const gives = ["read", "write", "readv", "writev"].includes(short);
    made[short] = calling(short, fn as any, gives ? (args) => [args[1]] : undefined);
  }
  made.read = read;
  made.exists = (path: unknown, callback: (there: boolean) => void) => {
    if (typeof callback !== "function") throw wrongType("cb", "of type function", callback);
    deps.process.nextTick(callback, sync.existsSync(path));
  };
  (made.realpath as any).native = made.realpath;
  return made;
}

const readInto = calling("read", sync.readSync as any, (args) => [args[1]]);

/** The buffer may be left out, or stand among the options. */
function read(fd: unknown, ...rest: any[]): void {
  if (rest.length > 1 && ArrayBuffer.isView(rest[0])) return readInto(fd, ...rest);
  const callback = rest.pop();
  const { buffer = new Uint8Array(16384), ...options } = rest[0] ?? {};
  readInto(fd, buffer, options, callback);
}

async function openAsBlob(path: unknown, options: { type?: string } = {}): Promise<unknown> {
  return new (globalThis as any).Blob([sync.readFileSync(pathOf(path))], options);
}

export const module: Record<string, unknown> = {
  ...functions(),
  ...{ F_OK: constants.F_OK, R_OK: constants.R_OK, W_OK: constants.W_OK, X_OK: constants.X_OK },
  Dir,
  Dirent,
  FileReadStream: ReadStream,
  FileWriteStream: WriteStream,
  ReadStream,
  Stats,
  WriteStream,
  constants,
  createReadStream: (path: unknown, options?: unknown) => new (ReadStream as any)(path, options),
  createWriteStream: (path: unknown, options?: unknown) => new (WriteStream as any)(path, options),
  openAsBlob,
  promises,
  unwatchFile: unavailable("unwatchFile"),
  watch: unavailable("watch"),
  watchFile: unavailable("watchFile"),
};
export { promises };
