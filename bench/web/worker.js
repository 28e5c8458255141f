import { cases } from "./cases.js";

/** `/?case=NAME&n=TIMES`; without them, the names of all cases. */
export default {
  async fetch(request) {
    const { searchParams } = new URL(request.url);
    const name = searchParams.get("case");
    if (name === null) return new Response(Object.keys(cases).join("\n"));
    return new Response(String(await cases[name](Number(searchParams.get("n")))));
  },
};
