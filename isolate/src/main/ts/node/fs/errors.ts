/** What a system call answers where it fails: Node's code, number and sentence. */

const REASONS: Record<string, [number, string]> = {
  EBADF: [-9, "bad file descriptor"],
  EBUSY: [-16, "resource busy or locked"],
  EEXIST: [-17, "file already exists"],
  EINVAL: [-22, "invalid argument"],
  EISDIR: [-21, "illegal operation on a directory"],
  ELOOP: [-40, "too many symbolic links encountered"],
  EMFILE: [-24, "too many open files"],
  ENAMETOOLONG: [-36, "name too long"],
  ENOENT: [-2, "no such file or directory"],
  ENOSPC: [-28, "no space left on device"],
  ENOTDIR: [-20, "not a directory"],
  ENOTEMPTY: [-39, "directory not empty"],
  EPERM: [-1, "operation not permitted"],
  EROFS: [-30, "read-only file system"],
  EXDEV: [-18, "cross-device link not permitted"],
};

/** The error of a call; `path` and `dest` as the code gave them. */
export function systemError(code: string, syscall: string, path?: string, dest?: string): Error {
  const [errno, reason] = REASONS[code];
  const place = path === undefined ? "" : dest === undefined ? ` '${path}'` : ` '${path}' -> '${dest}'`;
  const error = new Error(`${code}: ${reason}, ${syscall}${place}`);
  return Object.assign(error, { errno, code, syscall }, path === undefined ? {} : { path }, dest === undefined ? {} : { dest });
}

/** Why something cannot be done, before it is known for which call. */
export class Failure {
  constructor(readonly code: string) {}
}

export function fail(code: string): never {
  throw new Failure(code);
}

/** Runs the work of a call: its failures become errors that name it. */
export function attempt<T>(syscall: string, work: () => T, path?: string, dest?: string): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Failure) throw systemError(error.code, syscall, path, dest);
    throw error;
  }
}
