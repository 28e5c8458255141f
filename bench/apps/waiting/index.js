import { AsyncLocalStorage } from "node:async_hooks";

const storage = new AsyncLocalStorage();

export default {
  fetch(request) {
    const query = new URL(request.url).searchParams;
    const id = query.get("id");
    if (!id) return new Response("warm\n");
    return storage.run(id, async () => {
      const answer = await fetch(`${query.get("origin")}/${id}`);
      const text = await answer.text();
      console.log("line of", storage.getStore());
      return new Response(`${storage.getStore()} ${text}`);
    });
  },
};
