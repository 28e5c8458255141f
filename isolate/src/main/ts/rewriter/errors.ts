/** What goes wrong, in the words of Workers. */

/** A TypeError of the parser; its name and class are those that code knows. */
export class ParserError extends TypeError {
  constructor(sentence: string) {
    super(`Parser error: ${sentence}`);
  }
}
Object.defineProperty(ParserError.prototype, "constructor", { value: TypeError, writable: true, configurable: true });

const EXPIRED =
  "This content token is no longer valid. Content tokens are only valid during the execution of the relevant content handler.";

/** The token behind what code holds, for as long as its handler runs. */
export function valid<T>(token: T | null): T {
  if (token === null) throw new TypeError(EXPIRED);
  return token;
}

export function wrongArgument(method: string, type: string, position: number, wanted: string): never {
  throw new TypeError(
    `Failed to execute '${method}' on '${type}': parameter ${position} is not of type '${wanted}'.`,
  );
}

/** A string argument, which must be there. */
export function text(given: ArrayLike<unknown>, at: number, method: string, type: string): string {
  if (given.length <= at) wrongArgument(method, type, at + 1, "string");
  const value = given[at];
  return (typeof value === "string" ? value : `${value as any}`).toWellFormed();
}
