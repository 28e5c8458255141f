export default {
  async fetch(request: Request): Promise<Response> {
    if (new URL(request.url).pathname !== "/events") {
      return new Response("There are /events and a page that shows them.\n", { status: 404 });
    }
    return new Response(events(request), {
      headers: { "content-type": "text/event-stream", "cache-control": "no-store" },
    });
  },
};

/**
 * One event a second, each with an id, until the client goes away. A client that comes back says with
 * `Last-Event-ID` where it was, and is given what follows.
 */
function events(request: Request): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let id = Number(request.headers.get("last-event-id") ?? "0") || 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  const stop = () => clearInterval(timer);
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const send = () => {
        id++;
        controller.enqueue(encoder.encode(`id: ${id}\nevent: tick\ndata: ${new Date().toISOString()}\n\n`));
      };
      controller.enqueue(encoder.encode("retry: 1000\n\n"));
      send();
      timer = setInterval(send, 1000);
      request.signal.addEventListener("abort", stop);
    },
    cancel: stop,
  });
}
