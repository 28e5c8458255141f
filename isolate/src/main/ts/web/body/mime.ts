/** MIME types by the MIME Sniffing Standard §4.4, as far as bodies need them. */

const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

export interface Mime {
  /** `type/subtype`, in lower case. */
  readonly essence: string;
  readonly parameters: Map<string, string>;
}

export function parseMime(text: string): Mime | null {
  const trimmed = text.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, "");
  const end = trimmed.indexOf(";");
  const essence = (end < 0 ? trimmed : trimmed.slice(0, end)).replace(/[\t\n\r ]+$/, "");
  const slash = essence.indexOf("/");
  if (slash <= 0 || !TOKEN.test(essence.slice(0, slash)) || !TOKEN.test(essence.slice(slash + 1)))
    return null;
  const parameters = new Map<string, string>();
  if (end >= 0) parseParameters(trimmed, end, parameters);
  return { essence: essence.toLowerCase(), parameters };
}

function parseParameters(text: string, from: number, parameters: Map<string, string>): void {
  const pattern = /;[\t\n\r ]*([^;=]*)(?:=(?:"((?:[^"\\]|\\[^]|\\$)*)(?:"|$)[^;]*|([^;]*)))?/y;
  pattern.lastIndex = from;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    const name = match[1].toLowerCase();
    const quoted = match[2];
    const value =
      quoted === undefined ? match[3]?.replace(/[\t\n\r ]+$/, "") : quoted.replace(/\\([^])/g, "$1");
    if (value === undefined || (quoted === undefined && value === "")) continue;
    if (!TOKEN.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value) || parameters.has(name)) continue;
    parameters.set(name, value);
  }
}

/** The type that several `Content-Type` values mean together, Fetch Standard §2.2.2. */
export function extractMime(value: string): Mime | null {
  let found: Mime | null = null;
  let charset: string | null = null;
  for (const each of splitValues(value)) {
    const parsed = parseMime(each);
    if (parsed === null || parsed.essence === "*/*") continue;
    if (found === null || parsed.essence !== found.essence) {
      charset = parsed.parameters.get("charset") ?? null;
    } else if (!parsed.parameters.has("charset") && charset !== null) {
      parsed.parameters.set("charset", charset);
    }
    found = parsed;
  }
  return found;
}

/** Splits at commas outside of quotes. */
function splitValues(text: string): string[] {
  return text.includes(",") ? (text.match(/(?:"(?:[^"\\]|\\[^])*(?:"|$)|[^",])+/g) ?? []) : [text];
}

export function serializeMime(mime: Mime): string {
  let out = mime.essence;
  for (const [name, value] of mime.parameters) {
    out += `;${name}=${TOKEN.test(value) ? value : `"${value.replace(/["\\]/g, "\\$&")}"`}`;
  }
  return out;
}
