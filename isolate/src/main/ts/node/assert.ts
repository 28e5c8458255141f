/** `node:assert` and `node:assert/strict`. */
import { alike } from "./compare";
import { coded, failed, wrongType } from "./errors";
import { module as util } from "./util";

interface Failure {
  message?: string | Error;
  actual?: unknown;
  expected?: unknown;
  operator?: string;
  stackStartFn?: Function;
}

class AssertionError extends Error {
  readonly actual: unknown;
  readonly expected: unknown;
  readonly operator: string | undefined;
  readonly generatedMessage: boolean;
  declare readonly code: string;

  constructor(options: Failure) {
    super((options.message as string) ?? sentence(options));
    (Error as any).captureStackTrace?.(this, options.stackStartFn);
    this.name = "AssertionError";
    this.actual = options.actual;
    this.expected = options.expected;
    this.operator = options.operator;
    this.generatedMessage = options.message === undefined;
    coded(this, "ERR_ASSERTION");
  }
}

const RELATIONS: Record<string, string> = {
  deepEqual: "Expected values to be loosely deep-equal:",
  deepStrictEqual: "Expected values to be strictly deep-equal:",
  strictEqual: "Expected values to be strictly equal:",
  notDeepEqual: 'Expected "actual" not to be loosely deep-equal to:',
  notDeepStrictEqual: 'Expected "actual" not to be strictly deep-equal to:',
  notStrictEqual: 'Expected "actual" to be strictly unequal to:',
};

function sentence({ actual, expected, operator = "fail" }: Failure): string {
  const relation = RELATIONS[operator];
  if (relation?.includes("actual")) return `${relation}\n\n${util.inspect(expected)}\n`;
  if (relation) return `${relation}\n\n${util.inspect(actual)} !== ${util.inspect(expected)}\n`;
  return `${util.inspect(actual)} ${operator} ${util.inspect(expected)}`;
}

function fail(message: string | Error = "Failed"): never {
  refuse({ message, operator: "fail", stackStartFn: fail });
}

function refuse(failure: Failure): never {
  if (failure.message instanceof Error) throw failure.message;
  throw new AssertionError(failure);
}

function ok(this: unknown, value?: unknown, message?: string | Error): void {
  if (value) return;
  const nothing = arguments.length === 0;
  const told = message ?? (nothing ? "No value argument passed to `assert.ok()`" : "The expression evaluated to a falsy value:\n\n  assert.ok(" + util.inspect(value) + ")\n");
  refuse({ message: told, actual: value, expected: true, operator: "==", stackStartFn: ok });
}

type Test = (actual: unknown, expected: unknown) => boolean;

function relation(operator: string, holds: Test): (actual: unknown, expected: unknown, message?: string | Error) => void {
  return function check(actual, expected, message) {
    if (arguments.length < 2) throw failed("ERR_MISSING_ARGS", 'The "actual" and "expected" arguments must be specified', TypeError);
    if (!holds(actual, expected)) refuse({ message, actual, expected, operator, stackStartFn: check });
  };
}

const loose: Test = (a, b) => a == b || (a !== a && b !== b);
const deep: Test = (a, b) => alike(a, b, false);
const deepStrict: Test = (a, b) => alike(a, b, true);
const not = (test: Test): Test => (a, b) => !test(a, b);

/** Whether what was thrown is what was expected: a class, a pattern, a check, or properties. */
function expectThrown(error: any, expected: any, message: string | Error | undefined, operator: string): void {
  if (expected === undefined || typeof expected === "string") return;
  if (typeof expected === "function") {
    if (expected.prototype !== undefined && error instanceof expected) return;
    if (Error.isPrototypeOf(expected)) throw error;
    if (expected.call({}, error) === true) return;
    refuse({ message: message ?? `The ${expected.name ? `"${expected.name}" ` : ""}validation function is expected to return "true".`, actual: error, expected, operator });
  }
  if (expected instanceof RegExp) {
    if (expected.test(String(error))) return;
    refuse({ message: message ?? `The input did not match the regular expression ${expected}. Input:\n\n'${String(error)}'\n`, actual: error, expected, operator });
  }
  for (const key of [...Object.keys(expected), ...(expected instanceof Error ? ["name", "message"] : [])]) {
    const [is, wanted] = [error?.[key], expected[key]];
    const fits = typeof is === "string" && wanted instanceof RegExp ? wanted.test(is) : alike(is, wanted, true);
    if (!fits) refuse({ message, actual: error, expected, operator });
  }
}

function missing(kind: string, expected: any, message: string | Error | undefined, operator: string): never {
  const name = typeof expected === "function" && expected.name ? ` (${expected.name})` : "";
  const told = typeof expected === "string" ? expected : message;
  const end = told === undefined ? "." : `: ${told instanceof Error ? told.message : told}`;
  refuse({ message: `Missing expected ${kind}${name}${end}`, expected, operator });
}

function throws(fn: () => unknown, expected?: unknown, message?: string | Error): void {
  if (typeof fn !== "function") throw wrongType("fn", "of type function", fn);
  let thrown: unknown;
  try {
    fn();
  } catch (error) {
    thrown = { error };
  }
  if (thrown === undefined) missing("exception", expected, message, "throws");
  expectThrown((thrown as any).error, expected, message, "throws");
}

function doesNotThrow(fn: () => unknown, ...rest: any[]): void {
  if (typeof fn !== "function") throw wrongType("fn", "of type function", fn);
  try {
    fn();
  } catch (error: any) {
    unwanted("exception", error, rest);
  }
}

async function settle(promise: any): Promise<void> {
  const made = typeof promise === "function" ? promise() : promise;
  if (typeof made?.then !== "function") throw wrongType("promiseFn", "of type function or an instance of Promise", promise);
  await made;
}

async function rejects(promise: unknown, expected?: unknown, message?: string | Error): Promise<void> {
  let thrown: unknown;
  await settle(promise).catch((error) => (thrown = { error }));
  if (thrown === undefined) missing("rejection", expected, message, "rejects");
  expectThrown((thrown as any).error, expected, message, "rejects");
}

async function doesNotReject(promise: unknown, ...rest: any[]): Promise<void> {
  await settle(promise).catch((error) => unwanted("rejection", error, rest));
}

function unwanted(kind: string, error: any, [expected, message]: any[]): never {
  if (typeof expected === "function" && !(error instanceof expected)) throw error;
  const told = typeof expected === "string" ? expected : message;
  refuse({ message: `Got unwanted ${kind}${told ? `: ${told}` : "."}\nActual message: "${error?.message}"`, actual: error, operator: "doesNotThrow" });
}

function ifError(error: any): void {
  if (error === null || error === undefined) return;
  refuse({ message: `ifError got unwanted exception: ${error?.message ?? util.inspect(error)}`, actual: error, expected: null, operator: "ifError" });
}

function match(text: unknown, pattern: RegExp, message?: string | Error): void {
  if (typeof text === "string" && pattern.test(text)) return;
  refuse({ message: message ?? `The input did not match the regular expression ${pattern}. Input:\n\n${util.inspect(text)}\n`, actual: text, expected: pattern, operator: "match" });
}

function doesNotMatch(text: unknown, pattern: RegExp, message?: string | Error): void {
  if (typeof text !== "string" || !pattern.test(text)) return;
  refuse({ message: message ?? `The input was expected to not match the regular expression ${pattern}. Input:\n\n${util.inspect(text)}\n`, actual: text, expected: pattern, operator: "doesNotMatch" });
}

const common = {
  AssertionError, fail, ok, throws, doesNotThrow, rejects, doesNotReject, ifError, match, doesNotMatch,
  deepStrictEqual: relation("deepStrictEqual", deepStrict),
  notDeepStrictEqual: relation("notDeepStrictEqual", not(deepStrict)),
  strictEqual: relation("strictEqual", Object.is),
  notStrictEqual: relation("notStrictEqual", not(Object.is)),
};

export const strict: any = Object.assign((...args: any[]) => ok(...args), common, {
  equal: common.strictEqual,
  notEqual: common.notStrictEqual,
  deepEqual: common.deepStrictEqual,
  notDeepEqual: common.notDeepStrictEqual,
});
strict.strict = strict;

export const module: any = Object.assign((...args: any[]) => ok(...args), common, {
  equal: relation("==", loose),
  notEqual: relation("!=", not(loose)),
  deepEqual: relation("deepEqual", deep),
  notDeepEqual: relation("notDeepEqual", not(deep)),
  strict,
});
