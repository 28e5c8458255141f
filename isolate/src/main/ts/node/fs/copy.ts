/** `cp`: whole trees. */
import { failed } from "../errors";
import { constants, pathOf } from "./arguments";
import { copyFileSync } from "./files";
import { lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync, statSync, symlinkSync, utimesSync } from "./tree";

interface CopyOptions {
  recursive?: boolean;
  force?: boolean;
  errorOnExist?: boolean;
  dereference?: boolean;
  preserveTimestamps?: boolean;
  filter?: (from: string, to: string) => boolean;
}

export function cpSync(from: unknown, to: unknown, options: CopyOptions = {}): void {
  const [source, target] = [pathOf(from, "src"), pathOf(to, "dest")];
  if (`${target}/`.startsWith(`${source}/`)) throw refused("ERR_FS_CP_EINVAL", `Invalid src or dest: cannot copy ${source} to a subdirectory of self ${target}`);
  copy(source, target, options ?? {});
}

function copy(from: string, to: string, options: CopyOptions): void {
  if (options.filter && !options.filter(from, to)) return;
  const stats: any = options.dereference ? statSync(from) : lstatSync(from);
  const there: any = lstatSync(to, { throwIfNoEntry: false });
  if (stats.isDirectory()) {
    if (!options.recursive) throw refused("ERR_FS_EISDIR", `Recursive option not enabled, cannot copy a directory: ${from}`);
    if (there && !there.isDirectory()) throw refused("ERR_FS_CP_DIR_TO_NON_DIR", `Cannot overwrite non-directory ${to} with directory ${from}`);
    mkdirSync(to, { recursive: true, mode: stats.mode & 0o777 | 0o200 });
    for (const name of readdirSync(from)) copy(`${from}/${name}`, `${to}/${name}`, options);
    return;
  }
  if (there?.isDirectory()) throw refused("ERR_FS_CP_NON_DIR_TO_DIR", `Cannot overwrite directory ${to} with non-directory ${from}`);
  if (there && options.force === false) {
    if (options.errorOnExist) throw refused("ERR_FS_CP_EEXIST", `Target already exists: ${to}`);
    return;
  }
  const folder = to.slice(0, to.lastIndexOf("/"));
  if (folder) mkdirSync(folder, { recursive: true });
  if (!stats.isSymbolicLink()) copyFileSync(from, to, constants.COPYFILE_FICLONE);
  else {
    rmSync(to, { force: true });
    symlinkSync(readlinkSync(from), to);
  }
  if (options.preserveTimestamps) utimesSync(to, stats.atimeMs / 1000, stats.mtimeMs / 1000);
}

function refused(code: string, message: string): Error {
  return failed(code, message);
}
