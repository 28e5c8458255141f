/** How the parts of a value stand on one line or on several. */

const WIDTH = 76;

const ESCAPES: Record<string, string> = {
  "\n": "\\n",
  "\t": "\\t",
  "\r": "\\r",
  "\b": "\\b",
  "\f": "\\f",
  "\v": "\\v",
  "\\": "\\\\",
};

export function quote(text: string): string {
  const mark = !text.includes("'")
    ? "'"
    : !text.includes('"')
      ? '"'
      : !text.includes("`") && !text.includes("${")
        ? "`"
        : "'";
  const escaped = text.replace(/[\0-\x1f\x7f-\x9f\\'\ud800-\udfff]/gu, (each) => {
    if (each === "'") return mark === "'" ? "\\'" : each;
    const code = each.charCodeAt(0);
    return (
      ESCAPES[each] ??
      (code > 255
        ? `\\u${code.toString(16).toUpperCase()}`
        : `\\x${code.toString(16).toUpperCase().padStart(2, "0")}`)
    );
  });
  return mark + escaped + mark;
}

export function layout(
  depth: number,
  prefix: string,
  open: string,
  close: string,
  entries: string[],
): string {
  let length = prefix.length + open.length + entries.length;
  let lines = false;
  for (let i = 0; i < entries.length; i++) {
    length += entries[i].length + 1;
    lines ||= entries[i].includes("\n");
  }
  if (!lines && length <= WIDTH && !prefix.includes("\n"))
    return `${prefix}${open} ${entries.join(", ")} ${close}`;
  const indent = "  ".repeat(depth);
  const rows = open === "[" && entries.length > 6 && !lines ? columns(entries) : entries;
  return `${prefix}${open}\n${indent}${rows.join(`,\n${indent}`)}\n${indent.slice(2)}${close}`;
}

/** A long array of short items stands in columns. */
function columns(entries: string[]): string[] {
  const last = entries[entries.length - 1].startsWith("... ") ? entries.length - 1 : entries.length;
  let widest = 0;
  for (let i = 0; i < last; i++) widest = Math.max(widest, entries[i].length);
  const count = Math.min(Math.floor(WIDTH / (widest + 2)), 12, Math.ceil(Math.sqrt(2.5 * last)));
  if (count < 2) return entries;
  const rows: string[] = [];
  const numeric = /^-?[0-9.]+n?$/.test(entries[0]);
  for (let i = 0; i < last; i += count) {
    const row = entries.slice(i, Math.min(i + count, last));
    const cells = row.map((item, at) =>
      numeric ? item.padStart(widest) : at < row.length - 1 ? `${item},`.padEnd(widest + 1) : item,
    );
    rows.push(numeric ? cells.join(", ") : cells.join(" "));
  }
  return last < entries.length ? [...rows, entries[last]] : rows;
}
