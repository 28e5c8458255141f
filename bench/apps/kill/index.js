let isolate;

// Asks the origin, which counts; works, so that others queue behind it; answers with the name of its
// isolate, each third time in two pieces that are some time apart.
export default {
  async fetch(request) {
    isolate ??= crypto.randomUUID();
    const query = new URL(request.url).searchParams;
    const id = Number(query.get("id"));
    await fetch(`${query.get("origin")}/${id}`);
    work();
    return new Response(id % 3 ? isolate : pieces());
  },
};

function work() {
  let sum = 0;
  for (let i = 0; i < 100_000; i++) sum += Math.sqrt(i);
  return sum;
}

function pieces() {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async start(controller) {
      controller.enqueue(encoder.encode(isolate));
      await new Promise((resolve) => setTimeout(resolve, 20));
      controller.enqueue(encoder.encode("."));
      controller.close();
    },
  });
}
