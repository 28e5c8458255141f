import { runTests } from "../harness.js";

async function all(stream) {
  const chunks = [];
  for await (const chunk of stream) chunks.push(chunk);
  return chunks;
}

export const tests = {
  async "a stream is pulled only as far as its reader wants"(assert) {
    let pulled = 0;
    const stream = new ReadableStream(
      { pull: (controller) => controller.enqueue(pulled++) },
      { highWaterMark: 2 },
    );

    const reader = stream.getReader();
    const first = await reader.read();
    await Promise.resolve();

    assert.equal(first.value, 0);
    assert.ok(pulled <= 4, `${pulled} chunks were pulled`);
  },

  async "chunks pass through a transform and a pipe ends both sides"(assert) {
    const source = ReadableStream.from([1, 2, 3]);
    const doubled = new TransformStream({ transform: (chunk, controller) => controller.enqueue(chunk * 2) });

    const result = await all(source.pipeThrough(doubled));

    assert.same(result, [2, 4, 6]);
  },

  async "a failing sink cancels the source with its reason"(assert) {
    let cancelled;
    const source = new ReadableStream({
      pull: (c) => c.enqueue("x"),
      cancel: (reason) => (cancelled = reason),
    });
    const sink = new WritableStream({
      write() {
        throw new RangeError("full");
      },
    });

    await assert.rejects(source.pipeTo(sink), RangeError);

    assert.equal(cancelled.message, "full");
  },

  async "a writer feels back-pressure"(assert) {
    let release;
    const sink = new WritableStream({ write: () => new Promise((resolve) => (release = resolve)) });
    const writer = sink.getWriter();
    await writer.ready;

    const written = writer.write("a");

    assert.equal(writer.desiredSize, 0);
    await Promise.resolve();
    release();
    await written;
    await writer.ready;
    assert.equal(writer.desiredSize, 1);
  },

  async "a BYOB reader gets its own buffer filled"(assert) {
    const stream = new ReadableStream({
      type: "bytes",
      pull(controller) {
        const view = controller.byobRequest.view;
        view[0] = 7;
        controller.byobRequest.respond(1);
      },
    });
    const buffer = new ArrayBuffer(4);

    const { value } = await stream.getReader({ mode: "byob" }).read(new Uint8Array(buffer));

    assert.equal(value.length, 1);
    assert.equal(value[0], 7);
    assert.equal(buffer.byteLength, 0);
  },

  async "both branches of a tee have everything"(assert) {
    const [one, two] = ReadableStream.from(["a", "b"]).tee();

    const results = await Promise.all([all(one), all(two)]);

    assert.same(results, [
      ["a", "b"],
      ["a", "b"],
    ]);
  },

  async "an abort signal ends a pipe"(assert) {
    const controller = new AbortController();
    const never = new ReadableStream();
    const piped = never.pipeTo(new WritableStream(), { signal: controller.signal });

    controller.abort(new Error("enough"));

    await assert.rejects(piped, { message: "enough" });
  },

  async "a FixedLengthStream wants exactly what it was promised"(assert) {
    const exact = new FixedLengthStream(3);
    const short = new FixedLengthStream(3);

    const written = new Response("abc").body.pipeTo(exact.writable);
    const text = await new Response(exact.readable).text();
    await written;

    assert.equal(text, "abc");
    await assert.rejects(
      Promise.all([new Response("ab").body.pipeTo(short.writable), new Response(short.readable).text()]),
      TypeError,
    );
    await assert.rejects(
      new Response(new ReadableStream({ start: (c) => c.enqueue("text") })).text(),
      TypeError,
    );
  },

  async "an IdentityTransformStream passes bytes and nothing else"(assert) {
    const { readable, writable } = new IdentityTransformStream();
    const writer = writable.getWriter();

    const written = writer.write("text");

    await assert.rejects(Promise.all([written, readable.getReader().read()]), TypeError);
  },

  async "a thousand small chunks do not deepen the stack"(assert) {
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 20000; i++) controller.enqueue(new Uint8Array([97]));
        controller.close();
      },
    });

    const text = await new Response(stream).text();

    assert.equal(text.length, 20000);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
