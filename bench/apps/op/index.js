import { entropy } from "edgewise:runtime";

// As many blocking calls as are asked for; the clock stands still in here, so the client measures.
export default {
  fetch(request) {
    const calls = Number(new URL(request.url).searchParams.get("calls"));
    for (let i = 0; i < calls; i++) entropy(16);
    return new Response("done\n");
  },
};
