/** `util.parseArgs` and `util.parseEnv`. */
import { deps } from "./deps";
import { failed, wrongType, wrongValue } from "./errors";

interface Option {
  type: "string" | "boolean";
  short?: string;
  multiple?: boolean;
  default?: unknown;
}

interface Config {
  args?: string[];
  options?: Record<string, Option>;
  strict?: boolean;
  allowPositionals?: boolean;
  allowNegative?: boolean;
  tokens?: boolean;
}

function checked(options: Record<string, Option>): void {
  for (const [name, option] of Object.entries(options)) {
    if (option.type !== "string" && option.type !== "boolean") throw wrongType(`options.${name}.type`, "('string|boolean')", option.type);
    if (option.short !== undefined && (typeof option.short !== "string" || option.short.length !== 1)) throw wrongValue(`options.${name}.short`, option.short, "must be a single character");
  }
}

/** Options and positionals as they stand, one token each. */
function tokensOf(args: string[], options: Record<string, Option>): any[] {
  const tokens: any[] = [];
  const byShort = (short: string) => Object.keys(options).find((name) => options[name].short === short);
  const takes = (name: string) => options[name]?.type === "string";
  for (let index = 0; index < args.length; index++) {
    const arg = args[index];
    if (arg === "--") {
      tokens.push({ kind: "option-terminator", index });
      for (let i = index + 1; i < args.length; i++) tokens.push({ kind: "positional", index: i, value: args[i] });
      break;
    }
    const long = /^--([^=]+)(?:=([^]*))?$/.exec(arg);
    if (long) {
      const [, name, inline] = long;
      const follows = inline === undefined && takes(name) && args[index + 1] !== undefined;
      const value = inline ?? (follows ? args[index + 1] : undefined);
      tokens.push({ kind: "option", name, rawName: `--${name}`, index, value, inlineValue: value === undefined ? undefined : inline !== undefined });
      if (follows) index++;
    } else if (/^-[^-]/.test(arg)) {
      for (let at = 1; at < arg.length; at++) {
        const name = byShort(arg[at]) ?? arg[at];
        const rest = arg.slice(at + 1);
        const token: any = { kind: "option", name, rawName: `-${arg[at]}`, index, value: undefined, inlineValue: undefined };
        tokens.push(token);
        if (!takes(name)) continue;
        if (rest !== "") Object.assign(token, { value: rest.replace(/^=/, ""), inlineValue: true });
        else if (args[index + 1] !== undefined) Object.assign(token, { value: args[++index], inlineValue: false });
        break;
      }
    } else tokens.push({ kind: "positional", index, value: arg });
  }
  return tokens;
}

function refuse(token: any, option: Option | undefined): void {
  if (!option) {
    throw failed("ERR_PARSE_ARGS_UNKNOWN_OPTION", `Unknown option '${token.rawName}'. To specify a positional argument starting with a '-', place it at the end of the command after '--', as in '-- "${token.rawName}"`, TypeError);
  }
  const shown = `${option.short ? `-${option.short}, ` : ""}--${token.name}`;
  if (option.type === "string" && token.value === undefined) throw failed("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown} <value>' argument missing`, TypeError);
  if (option.type === "string" && token.inlineValue === false && /^-./.test(token.value)) {
    throw failed("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${token.rawName}' argument is ambiguous.\nDid you forget to specify the option argument for '${token.rawName}'?\nTo specify an option argument starting with a dash use '--${token.name}=-XYZ'.`, TypeError);
  }
  if (option.type === "boolean" && token.value !== undefined) throw failed("ERR_PARSE_ARGS_INVALID_OPTION_VALUE", `Option '${shown}' does not take an argument`, TypeError);
}

export function parseArgs(config: Config = {}): object {
  const { args = deps.process.argv.slice(2), options = {}, strict = true, allowNegative = false } = config;
  const allowPositionals = config.allowPositionals ?? !strict;
  if (!Array.isArray(args)) throw wrongType("args", "an instance of Array", args);
  checked(options);
  const values: Record<string, any> = { __proto__: null } as any;
  const positionals: string[] = [];
  const tokens = tokensOf(args, options);
  for (const token of tokens) {
    if (token.kind === "positional") {
      if (!allowPositionals) throw failed("ERR_PARSE_ARGS_UNEXPECTED_POSITIONAL", `Unexpected argument '${token.value}'. This command does not take positional arguments`, TypeError);
      positionals.push(token.value);
    } else if (token.kind === "option") {
      const negated = allowNegative && token.name.startsWith("no-") && options[token.name.slice(3)]?.type === "boolean";
      if (negated) token.name = token.name.slice(3);
      if (strict) refuse(token, Object.hasOwn(options, token.name) ? options[token.name] : undefined);
      if (token.name === "__proto__") continue;
      const value = negated ? false : (token.value ?? true);
      if (options[token.name]?.multiple) (values[token.name] ??= []).push(value);
      else values[token.name] = value;
    }
  }
  for (const [name, option] of Object.entries(options)) if (option.default !== undefined && values[name] === undefined) values[name] = option.default;
  return { values, positionals, ...(config.tokens ? { tokens } : {}) };
}

const LINE = /^\s*(?:export\s+)?([\w.-]+)\s*=\s*(?:"((?:[^"])*)"|'([^']*)'|`([^`]*)`|([^#\r\n]*))/gm;

export function parseEnv(text: unknown): Record<string, string> {
  if (typeof text !== "string") throw wrongType("content", "of type string", text);
  const found: Record<string, string> = {};
  for (const [, name, double, single, back, plain] of text.matchAll(LINE)) {
    found[name] = double !== undefined ? double.replaceAll("\\n", "\n") : (single ?? back ?? plain.trim());
  }
  return found;
}
