import { runTests } from "../harness.js";

const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
const bytesOf = (stream) => new Response(stream).bytes();
const through = (bytes, stream) => bytesOf(new Blob([bytes]).stream().pipeThrough(stream));
const streamOf = (...pieces) =>
  new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(new TextEncoder().encode(piece));
      controller.close();
    },
  });

const tests = {
  async "what is compressed comes out as it was"(assert) {
    const text = new TextEncoder().encode("edgewise ".repeat(50_000));
    for (const format of ["gzip", "deflate", "deflate-raw"]) {
      const packed = await through(text, new CompressionStream(format));
      assert.ok(packed.length < text.length / 50, `${format} has ${packed.length} bytes`);
      const unpacked = await through(packed, new DecompressionStream(format));
      assert.equal(unpacked.length, text.length);
      assert.ok(unpacked.every((byte, at) => byte === text[at]), format);
    }
    assert.throws(() => new CompressionStream("zip"), TypeError);
  },
  async "what is no compressed data, or ends too early, is an error"(assert) {
    const packed = await through(new Uint8Array(1000), new CompressionStream("gzip"));
    await assert.rejects(through(packed.slice(0, -1), new DecompressionStream("gzip")), TypeError);
    await assert.rejects(through(new Uint8Array([...packed, 0]), new DecompressionStream("gzip")), TypeError);
    await assert.rejects(through(new Uint8Array([1, 2, 3, 4]), new DecompressionStream("gzip")), TypeError);
    packed[packed.length - 6] ^= 1;
    await assert.rejects(through(packed, new DecompressionStream("gzip")), TypeError);
  },
  async "a little that unpacks to a lot is unpacked as it is read"(assert) {
    const zeros = new ReadableStream({
      sent: 0,
      pull(controller) {
        if (this.sent++ === 64) return controller.close();
        controller.enqueue(new Uint8Array(1024 * 1024));
      },
    });
    const packed = await bytesOf(zeros.pipeThrough(new CompressionStream("gzip")));
    const stream = new DecompressionStream("gzip");
    const writer = stream.writable.getWriter();
    let taken = false;
    writer.write(packed).then(() => (taken = true), () => {});
    const reader = stream.readable.getReader();
    assert.equal((await reader.read()).value.length, 64 * 1024);
    await wait(1);
    assert.equal(taken, false, "whether the chunk counts as written");
    await reader.cancel();
  },
  async "many streams that are not read to their end do no harm"(assert) {
    for (let i = 0; i < 500; i++) {
      const stream = new CompressionStream("gzip");
      const writer = stream.writable.getWriter();
      writer.write(new Uint8Array(10)).catch(() => {});
      await stream.readable.getReader().read();
      await writer.abort("enough");
    }
    assert.equal((await through(new Uint8Array(9), new CompressionStream("gzip"))).length > 9, true);
  },
  async "ports carry clones, buffers and other ports"(assert) {
    const { port1, port2 } = new MessageChannel();
    const inner = new MessageChannel();
    const heard = new Promise((resolve) => (port2.onmessage = resolve));
    const buffer = new ArrayBuffer(8);
    port1.postMessage({ map: new Map([[1, 2]]), buffer }, [buffer, inner.port2]);
    assert.equal(buffer.byteLength, 0);
    const { data, ports } = await heard;
    assert.equal(data.map.get(1), 2);
    assert.equal(data.buffer.byteLength, 8);
    const answer = new Promise((resolve) => (inner.port1.onmessage = (event) => resolve(event.data)));
    ports[0].postMessage("back");
    assert.equal(await answer, "back");
    assert.throws(() => inner.port1.postMessage(() => {}), "DataCloneError");
    assert.throws(() => new MessagePort(), TypeError);
  },
  async "a port that is closed hears nothing"(assert) {
    const { port1, port2 } = new MessageChannel();
    let heard = 0;
    port2.onmessage = () => heard++;
    port1.postMessage(1);
    port2.close();
    port1.postMessage(2);
    await wait(5);
    assert.equal(heard, 0);
  },
  async "an event stream is read as the standard says"(assert) {
    const source = EventSource.from(
      streamOf("\ufeffid: 7\r", "\ndata: one\ndata:two\n\n: a comment\nevent: named\ndata\n\nretry: 5\ndata: lost"),
    );
    const heard = [];
    source.onmessage = (event) => heard.push(event.type, event.data, event.lastEventId);
    source.addEventListener("named", (event) => heard.push(event.type, event.data, event.lastEventId));
    await new Promise((resolve) => (source.onerror = resolve));
    assert.same(heard, ["message", "one\ntwo", "7", "named", "", "7"]);
    assert.equal(source.readyState, EventSource.CLOSED);
  },
  async "an EventSource connects again, and tells where it was"(assert) {
    const source = new EventSource("data:text/event-stream,retry:1%0Aid:3%0Adata:x%0A%0A");
    const heard = [];
    await new Promise((resolve) => {
      source.onmessage = (event) => heard.push(event.data) === 3 && resolve();
    });
    source.close();
    assert.same(heard, ["x", "x", "x"]);
    assert.throws(() => new EventSource("no url"), "SyntaxError");
  },
  async "scheduler.wait waits, and an abort ends it"(assert) {
    const before = Date.now();
    await scheduler.wait(10);
    assert.ok(Date.now() - before >= 9, "the time");
    await assert.rejects(scheduler.wait(1000, { signal: AbortSignal.timeout(1) }), "TimeoutError");
    await assert.rejects(scheduler.wait(1000, { signal: AbortSignal.abort("no") }));
  },
  async "setImmediate and its like"(assert) {
    assert.equal(await new Promise((resolve) => setImmediate(resolve, 5)), 5);
    clearImmediate(setImmediate(() => assert.ok(false, "a cleared one")));
    await wait(2);
  },
  async "the cache is there and keeps nothing"(assert) {
    const response = new Response("kept?", { headers: { "cache-control": "max-age=60" } });
    await caches.default.put("http://a/x", response);
    assert.equal(response.bodyUsed, true);
    assert.equal(await caches.default.match("http://a/x"), undefined);
    assert.equal(await (await caches.open("b")).delete("http://a/x"), false);
    await assert.rejects(caches.default.put("http://a/", new Response("", { status: 206 })), TypeError);
    await assert.rejects(caches.default.match("no url"), TypeError);
  },
  "a URLPattern takes a URL apart"(assert) {
    const pattern = new URLPattern("https://*.example.com/books/:id(\\d+)/{page-:page}?");
    const { hostname, pathname } = pattern.exec("https://shop.example.com/books/42/page-7");
    assert.same(hostname.groups, { 0: "shop" });
    assert.same(pathname.groups, { id: "42", page: "7" });
    assert.equal(pattern.test("https://shop.example.com/books/x/"), false);
    assert.equal(pattern.pathname, "/books/:id(\\d+)/{page-:page}?");
    assert.ok(new URLPattern({ pathname: "/A" }, { ignoreCase: true }).test("http://a/a"), "whatever the case");
    assert.throws(() => new URLPattern("/no/base"), TypeError);
    assert.throws(() => new URLPattern({ pathname: "/:a/:a" }), TypeError);
  },
  "what a Worker can know of its place"(assert) {
    assert.equal(navigator.userAgent, "Cloudflare-Workers");
    assert.equal(navigator.platform, "");
    assert.equal(typeof navigator.sendBeacon, "function");
    assert.equal(origin, "null");
    assert.equal(Cloudflare.compatibilityFlags.nodejs_compat, true);
    assert.throws(() => {
      Cloudflare.compatibilityFlags.mine = true;
    }, TypeError);
  },
};

export default { fetch: () => runTests(tests) };
