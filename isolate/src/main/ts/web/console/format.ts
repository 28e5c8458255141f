/** The arguments of a console call as one text, with the format specifiers of the Console Standard. */
import { stringifyJson as stringify } from "../captured";
import { inspect, symbolText } from "./inspect";

/** Joined by spaces; a first argument with `%` takes the others in. */
export function format(args: readonly unknown[]): string {
  const first = args[0];
  let out = "";
  let next = 0;
  if (typeof first === "string") {
    next = 1;
    if (args.length === 1 || !first.includes("%")) {
      out = first;
    } else {
      out = first.replace(/%([sdifjoOc%])/g, (whole, kind: string) => {
        if (kind === "%") return "%";
        if (next >= args.length) return whole;
        return specified(kind, args[next++]);
      });
    }
  }
  for (let i = next; i < args.length; i++) {
    if (i > 0) out += " ";
    out += plain(args[i]);
  }
  return out;
}

function plain(value: unknown): string {
  return typeof value === "string" ? value : inspect(value);
}

function specified(kind: string, value: unknown): string {
  switch (kind) {
    case "s":
      return asString(value);
    case "d":
      return asNumber(value, Number);
    case "i":
      return asNumber(value, (each) => parseInt(String(each), 10));
    case "f":
      return typeof value === "symbol" ? "NaN" : String(isPrimitive(value) ? parseFloat(String(value)) : NaN);
    case "j":
      return asJson(value);
    case "o":
      return inspect(value, { depth: 4, showHidden: true });
    case "O":
      return inspect(value, { depth: 4 });
    default:
      // %c is a style: there is nothing to paint here.
      return "";
  }
}

function isPrimitive(value: unknown): boolean {
  return (typeof value !== "object" && typeof value !== "function") || value === null;
}

function asString(value: unknown): string {
  if (typeof value === "string") return value;
  if (typeof value === "symbol") return symbolText(value);
  if (typeof value === "bigint") return `${value}n`;
  if (Object.is(value, -0)) return "-0";
  return isPrimitive(value) ? String(value) : inspect(value, { depth: 0 });
}

function asNumber(value: unknown, convert: (value: unknown) => number): string {
  if (typeof value === "bigint") return `${value}n`;
  if (typeof value === "symbol" || !isPrimitive(value)) return "NaN";
  const number = convert(value);
  return Object.is(number, -0) ? "-0" : String(number);
}

function asJson(value: unknown): string {
  try {
    return stringify(value) ?? "undefined";
  } catch {
    return "[Circular]";
  }
}
