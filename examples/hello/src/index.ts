interface Env {
  GREETING: string;
}

export default {
  async fetch(request: Request, env: Env): Promise<Response> {
    const url = new URL(request.url);
    switch (url.pathname) {
      case "/":
        return new Response(`${env.GREETING}, ${url.searchParams.get("name") ?? "world"}!\n`);
      case "/greeting":
        return Response.json({ greeting: env.GREETING, language: language(request) });
      case "/number":
        return new Response(number(url, language(request)));
      default:
        return new Response(`There is nothing at ${url.pathname}.\n`, { status: 404 });
    }
  },
};

/** The language that the client likes most, as `Accept-Language` names it first. */
function language(request: Request): string {
  const first = request.headers.get("accept-language")?.split(",")[0]?.split(";")[0]?.trim();
  return first && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(first) ? first : "en";
}

/** `/number?of=1234567.5` as it is written in the client's language. */
function number(url: URL, language: string): string {
  const of = Number(url.searchParams.get("of") ?? "1234567.5");
  return `${new Intl.NumberFormat(language).format(of)}\n`;
}
