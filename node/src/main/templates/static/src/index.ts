/** Asked for what is no file of `public/`. */
export default {
  fetch(request: Request): Response {
    const { pathname } = new URL(request.url);
    return pathname === "/api/time"
      ? Response.json({ now: new Date().toISOString() })
      : new Response(`There is nothing at ${pathname}.\n`, { status: 404 });
  },
};
