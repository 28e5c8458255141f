/** Errors with Node's codes. */

type Constructor = new (message: string) => Error;

export function coded<T extends Error>(error: T, code: string): T {
  const name = error.name;
  // In the stack the code stands beside the name, as in Node.
  error.name = `${name} [${code}]`;
  void error.stack;
  Object.defineProperty(error, "name", { value: name, enumerable: false, writable: true, configurable: true });
  return Object.assign(error, { code });
}

function make(Type: Constructor, code: string, message: string): Error {
  return coded(new Type(message), code);
}

/** `ERR_INVALID_ARG_TYPE`: what was wanted, and what came. */
export function wrongType(name: string, wanted: string, value: unknown): Error {
  const argument = name.includes(".") ? `property "${name}"` : `"${name}" argument`;
  return make(TypeError, "ERR_INVALID_ARG_TYPE", `The ${argument} must be ${wanted}. Received ${received(value)}`);
}

/** `ERR_OUT_OF_RANGE`. */
export function outOfRange(name: string, range: string, value: unknown): Error {
  return make(RangeError, "ERR_OUT_OF_RANGE", `The value of "${name}" is out of range. It must be ${range}. Received ${String(value)}`);
}

/** `ERR_INVALID_ARG_VALUE`. */
export function wrongValue(name: string, value: unknown, reason: string): Error {
  return make(TypeError, "ERR_INVALID_ARG_VALUE", `The argument '${name}' ${reason}. Received ${shown(value)}`);
}

/** Any other of Node's codes. */
export function failed(code: string, message: string, Type: Constructor = Error): Error {
  return make(Type, code, message);
}

function received(value: unknown): string {
  if (value === null || value === undefined) return String(value);
  if (typeof value === "function") return `function ${value.name}`;
  if (typeof value === "object") {
    const name = (value as any).constructor?.name;
    return name ? `an instance of ${name}` : shown(value);
  }
  return `type ${typeof value} (${shown(value)})`;
}

function shown(value: unknown): string {
  const text = typeof value === "string" ? `'${value}'` : typeof value === "bigint" ? `${value}n` : String(value);
  return text.length > 28 ? `${text.slice(0, 25)}...` : text;
}
