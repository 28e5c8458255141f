/** console.table: rows and columns in a frame. */
import { ownDescriptor, ownKeys } from "../primordials";
import { inspect } from "./inspect";
import { kindOf } from "./kinds";

const ROWS = 1000;
const INDEX = "(index)";
const VALUES = "Values";

/** The frame of tabular data, or null where there is nothing to tabulate. */
export function table(data: unknown, columns: readonly string[] | null): string | null {
  if (typeof data !== "object" || data === null) return null;
  const rows = rowsOf(data);
  const names: string[] = columns === null ? [] : [...columns];
  let values = false;
  const cells: Map<string, string>[] = [];
  for (const [, row] of rows) {
    const cell = new Map<string, string>();
    if (typeof row === "object" && row !== null) addCells(row, cell, names, columns === null);
    else {
      cell.set(VALUES, inspect(row));
      values = true;
    }
    cells.push(cell);
  }
  const heads = [INDEX, ...names, ...(values ? [VALUES] : [])];
  return frame(
    heads,
    rows.map(([index], at) => [index, ...heads.slice(1).map((name) => cells[at].get(name) ?? "")]),
  );
}

function rowsOf(data: object): [string, unknown][] {
  const kind = kindOf(data);
  if (kind === "map")
    return [...(data as Map<unknown, unknown>).values()].slice(0, ROWS).map((row, at) => [String(at), row]);
  if (kind === "set") return [...(data as Set<unknown>)].slice(0, ROWS).map((row, at) => [String(at), row]);
  const rows: [string, unknown][] = [];
  for (const key of ownKeys(data)) {
    const descriptor = ownDescriptor(data, key);
    if (typeof key === "symbol" || descriptor === undefined || !descriptor.enumerable || rows.length >= ROWS)
      continue;
    rows.push([key, descriptor.value]);
  }
  return rows;
}

function addCells(row: object, cell: Map<string, string>, names: string[], discover: boolean): void {
  for (const key of ownKeys(row)) {
    const descriptor = ownDescriptor(row, key);
    if (typeof key === "symbol" || descriptor === undefined || !descriptor.enumerable) continue;
    if (!names.includes(key)) {
      if (!discover || names.length >= 100) continue;
      names.push(key);
    }
    cell.set(key, inspect(descriptor.value, { depth: 0 }));
  }
}

function frame(heads: string[], rows: string[][]): string {
  const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at].length)) + 2);
  const line = (left: string, middle: string, right: string): string =>
    left + widths.map((width) => "─".repeat(width)).join(middle) + right;
  const text = (cells: string[]): string =>
    "│" + cells.map((cell, at) => ` ${cell}`.padEnd(widths[at])).join("│") + "│";
  return [line("┌", "┬", "┐"), text(heads), line("├", "┼", "┤"), ...rows.map(text), line("└", "┴", "┘")].join(
    "\n",
  );
}
