/** The names of what a system answers: `util.getSystemErrorName`, `os.constants`. */
import { outOfRange, wrongType } from "./errors";

/** Linux's numbers, and what Node says of each. */
const ERRORS: [number, string, string][] = [
  [-1, "EPERM", "operation not permitted"], [-2, "ENOENT", "no such file or directory"], [-3, "ESRCH", "no such process"], [-4, "EINTR", "interrupted system call"], [-5, "EIO", "i/o error"],
  [-7, "E2BIG", "argument list too long"], [-9, "EBADF", "bad file descriptor"], [-11, "EAGAIN", "resource temporarily unavailable"], [-12, "ENOMEM", "not enough memory"], [-13, "EACCES", "permission denied"],
  [-16, "EBUSY", "resource busy or locked"], [-17, "EEXIST", "file already exists"], [-18, "EXDEV", "cross-device link not permitted"], [-20, "ENOTDIR", "not a directory"], [-21, "EISDIR", "illegal operation on a directory"],
  [-22, "EINVAL", "invalid argument"], [-24, "EMFILE", "too many open files"], [-27, "EFBIG", "file too large"], [-28, "ENOSPC", "no space left on device"], [-30, "EROFS", "read-only file system"], [-32, "EPIPE", "broken pipe"],
  [-36, "ENAMETOOLONG", "name too long"], [-39, "ENOTEMPTY", "directory not empty"], [-40, "ELOOP", "too many symbolic links encountered"], [-71, "EPROTO", "protocol error"], [-95, "ENOTSUP", "operation not supported on socket"],
  [-98, "EADDRINUSE", "address already in use"], [-99, "EADDRNOTAVAIL", "address not available"], [-100, "ENETDOWN", "network is down"], [-101, "ENETUNREACH", "network is unreachable"], [-103, "ECONNABORTED", "software caused connection abort"],
  [-104, "ECONNRESET", "connection reset by peer"], [-110, "ETIMEDOUT", "connection timed out"], [-111, "ECONNREFUSED", "connection refused"], [-113, "EHOSTUNREACH", "host is unreachable"], [-3008, "ENOTFOUND", "Unknown system error -3008"],
];

function numbered(errno: unknown): [number, string, string] | undefined {
  if (typeof errno !== "number") throw wrongType("err", "of type number", errno);
  if (!(Number.isInteger(errno) && errno < 0)) throw outOfRange("err", "a negative integer", errno);
  return ERRORS.find(([number]) => number === errno);
}

export const systemErrors = {
  getSystemErrorMap: () => new Map(ERRORS.map(([number, name, said]) => [number, [name, said]])),
  getSystemErrorMessage: (errno: unknown) => numbered(errno)?.[2] ?? `Unknown system error ${errno}`,
  getSystemErrorName: (errno: unknown) => numbered(errno)?.[1] ?? `Unknown system error ${errno}`,
};

/** `os.constants.errno`: without the sign. */
export const errnos = Object.fromEntries(ERRORS.filter(([number]) => number > -1000).map(([number, name]) => [name, -number]));
