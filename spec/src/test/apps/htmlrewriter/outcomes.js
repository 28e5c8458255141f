/** Runs programs over documents, here as under workerd: the same files, the same outcomes. */
import { documents } from "./documents.js";
import { programs } from "./programs.js";

const encoder = new TextEncoder();

/** The bytes of a document in pieces of so many. */
export function pieces(text, size) {
  const bytes = typeof text === "string" ? encoder.encode(text) : text;
  let at = 0;
  return new ReadableStream({
    async pull(controller) {
      if (at >= bytes.length) return controller.close();
      controller.enqueue(bytes.slice(at, at + size));
      at += size;
    },
  });
}

/** What came out, what was told, what failed. */
export async function outcome(program, text, size, type) {
  const told = [];
  const log = (line) => void told.push(line);
  const headers = type === undefined ? {} : { "content-type": type };
  let out;
  try {
    const rewriter = new HTMLRewriter();
    program.run(rewriter, log);
    const response = rewriter.transform(new Response(pieces(text, size), { headers }));
    out = await response.text();
    // Most programs change nothing: what came out is told where it is something else.
    if (out === text) out = undefined;
  } catch (error) {
    out = { error: error?.name === undefined ? String(error) : `${error.name}: ${error.message}` };
  }
  return told.length === 0 ? (out ?? "same") : { out, told };
}

/** Every outcome by its name. */
export async function* outcomes() {
  for (const program of programs) {
    for (const name of program.documents ?? Object.keys(documents)) {
      yield [`${program.name} / ${name}`, await outcome(program, documents[name], 1 << 20)];
    }
  }
}
