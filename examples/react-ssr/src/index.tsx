import { renderToReadableStream } from "react-dom/server";
import { Page } from "./page";
import { DEPARTURES } from "./departures";

export default {
  async fetch(request: Request): Promise<Response> {
    const { pathname, searchParams } = new URL(request.url);
    if (pathname !== "/") {
      return new Response("There is only '/'.\n", { status: 404 });
    }
    const page = <Page stations={DEPARTURES} delay={Number(searchParams.get("delay") ?? 400)} />;
    const html = await renderToReadableStream(page, {
      signal: request.signal,
      onError: (error) => console.error(error),
    });
    // A client that shows nothing before the end, or reads no HTML, may ask for the whole page.
    if (searchParams.has("whole")) {
      await html.allReady;
    }
    return new Response(html, { headers: { "content-type": "text/html; charset=utf-8" } });
  },
};
