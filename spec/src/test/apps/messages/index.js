import { runTests } from "../harness.js";

async function texts(stream) {
  const decoder = new TextDecoder();
  let out = "";
  for await (const chunk of stream) out += decoder.decode(chunk, { stream: true });
  return out + decoder.decode();
}

export const tests = {
  async "a text body brings its type and can be read once"(assert) {
    const response = new Response("häl\ud800lo");

    const text = await response.text();

    assert.equal(text, "häl\ufffdlo");
    assert.equal(response.headers.get("content-type"), "text/plain;charset=UTF-8");
    assert.ok(response.bodyUsed);
    await assert.rejects(response.text(), TypeError);
  },

  async "every kind of body is read in every way"(assert) {
    const bodies = () => [
      "{}",
      new TextEncoder().encode("{}"),
      new Blob(["{}"]),
      new Response("{}").body,
      new URLSearchParams("{}"),
    ];

    for (const body of bodies().slice(0, 4)) assert.same(await new Response(body).json(), {});
    for (const body of bodies().slice(0, 4))
      assert.equal((await new Response(body).arrayBuffer()).byteLength, 2);
    for (const body of bodies().slice(0, 4)) assert.equal((await new Response(body).bytes())[0], 123);
    for (const body of bodies().slice(0, 4))
      assert.equal(await (await new Response(body).blob()).text(), "{}");
    for (const body of bodies().slice(0, 4)) assert.equal(await texts(new Response(body).body), "{}");
    assert.equal(await new Response(bodies()[4]).text(), "%7B%7D=");
  },

  async "a clone has the same content, also of a stream"(assert) {
    const stream = new ReadableStream({
      start(controller) {
        controller.enqueue(new Uint8Array([104, 105]));
        controller.close();
      },
    });
    const one = new Response(stream, { status: 201, headers: { a: "b" } });

    const two = one.clone();

    assert.equal(await one.text(), "hi");
    assert.equal(await two.text(), "hi");
    assert.equal(two.status, 201);
    assert.equal(two.headers.get("a"), "b");
  },

  "a status that cannot be is refused"(assert) {
    assert.throws(() => new Response("", { status: 199 }), RangeError);
    assert.throws(() => new Response("", { status: 101 }), RangeError);
    assert.throws(() => new Response("x", { status: 204 }), TypeError);
    assert.equal(new Response("", { status: 204 }).body, null);
    assert.equal(new Response(new Uint8Array(), { status: 304 }).headers.has("content-type"), false);
    assert.equal(new Response(null, { status: 101, webSocket: new WebSocketPair()[0] }).status, 101);
    assert.throws(() => new Response("", { statusText: "a\nb" }), TypeError);
  },

  async "json, redirect and error make the responses that they name"(assert) {
    const json = Response.json({ a: 1 }, { status: 202 });

    assert.equal(json.headers.get("content-type"), "application/json");
    assert.equal(json.status, 202);
    assert.same(await json.json(), { a: 1 });
    assert.equal(Response.redirect("http://a/b c", 301).headers.get("location"), "http://a/b%20c");
    assert.throws(() => Response.redirect("http://a/", 200), RangeError);
    assert.equal(Response.error().type, "error");
    assert.throws(() => Response.json(undefined), TypeError);
  },

  async "a request takes over another one and its body"(assert) {
    const one = new Request("http://a/x", { method: "post", body: "abc", headers: { q: "1" } });

    const two = new Request(one, { headers: { r: "2" } });

    assert.equal(two.method, "POST");
    assert.equal(two.headers.get("q"), null);
    assert.equal(two.headers.get("r"), "2");
    assert.equal(await two.text(), "abc");
    assert.ok(one.bodyUsed);
    assert.throws(() => new Request(one), TypeError);
  },

  "a request refuses what cannot be sent"(assert) {
    assert.throws(() => new Request("/relative"), TypeError);
    assert.throws(() => new Request("http://u:p@a/"), TypeError);
    assert.throws(() => new Request("http://a/", { method: "CONNECT" }), TypeError);
    assert.throws(() => new Request("http://a/", { method: "a b" }), TypeError);
    assert.throws(() => new Request("http://a/", { body: "x" }), TypeError);
    assert.throws(() => new Request("http://a/", { redirect: "maybe" }), TypeError);
    assert.equal(new Request("http://a/", { method: "patch" }).method, "patch");
  },

  "a request's signal follows the one that was given"(assert) {
    const controller = new AbortController();
    const request = new Request("http://a/", { signal: controller.signal });
    const copy = request.clone();

    controller.abort("enough");

    assert.ok(request.signal.aborted);
    assert.equal(request.signal.reason, "enough");
    assert.ok(copy.signal.aborted);
  },

  async "a form goes out and comes back, files included"(assert) {
    const form = new FormData();
    form.append("a", "line\nbreak");
    form.append('q"uote', "x");
    form.append("file", new Blob(["content\r\n--"], { type: "text/x" }), "näme.txt");

    const back = await new Response(form).formData();

    assert.equal(back.get("a"), "line\r\nbreak");
    assert.equal(back.get('q"uote'), "x");
    assert.equal(back.get("file").name, "näme.txt");
    assert.equal(back.get("file").type, "text/x");
    assert.equal(await back.get("file").text(), "content\r\n--");
  },

  async "urlencoded forms are read and other types refused"(assert) {
    const form = await new Response(new URLSearchParams("a=1&a=2&b=x+y")).formData();

    assert.same(form.getAll("a"), ["1", "2"]);
    assert.equal(form.get("b"), "x y");
    await assert.rejects(new Response("x").formData(), { name: "TypeError", message: /text\/plain/ });
    await assert.rejects(
      new Response("x", { headers: { "content-type": "multipart/form-data; boundary=b" } }).formData(),
      TypeError,
    );
  },

  "methods called on something else are refused"(assert) {
    assert.throws(
      () => Object.getOwnPropertyDescriptor(Response.prototype, "status").get.call({}),
      TypeError,
    );
    assert.throws(() => Response.prototype.clone.call({}), TypeError);
    assert.ok(Response.prototype.text.call(null).catch(() => {}) instanceof Promise);
  },

  async "a data: URL is fetched without leaving the isolate"(assert) {
    const response = await fetch("data:text/plain;base64,aGVsbG8#part");

    assert.equal(await response.text(), "hello");
    assert.equal(response.headers.get("content-type"), "text/plain");
    assert.equal(response.url, "data:text/plain;base64,aGVsbG8");
    assert.equal(response.type, "basic");
    await assert.rejects(fetch("data:no comma"), TypeError);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
