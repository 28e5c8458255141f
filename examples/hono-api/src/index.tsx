import { Hono } from "hono";
import { etag } from "hono/etag";
import { html } from "hono/html";
import { Page } from "./page";
import { clock, isZone, ZONES } from "./clock";

type Env = { Bindings: { TITLE: string } };

const app = new Hono<Env>();

app.use("/", etag());

app.get("/", (c) => c.html(html`<!doctype html>${(<Page title={c.env.TITLE} zones={ZONES} />)}`));

app.get("/api/clocks", (c) => c.json(ZONES.map((zone) => clock(zone))));

app.get("/api/clocks/:area/:city", (c) => {
  const zone = `${c.req.param("area")}/${c.req.param("city")}`;
  return isZone(zone) ? c.json(clock(zone)) : c.json({ error: `There is no zone '${zone}'.` }, 404);
});

app.post("/api/digest", async (c) => {
  const digest = await crypto.subtle.digest("SHA-256", await c.req.arrayBuffer());
  const hex = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, "0"));
  return c.json({ sha256: hex.join("") });
});

app.notFound((c) => c.json({ error: `There is nothing at ${c.req.path}.` }, 404));

export default app;
