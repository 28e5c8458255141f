/** `node:path`: the package `path-browserify`, whose rules are those of Node's `path.posix`. */
const posix = require("path-browserify");
declare const require: (name: string) => any;

posix.posix = posix;
posix.toNamespacedPath = (path: unknown) => path;

export const module = posix;
