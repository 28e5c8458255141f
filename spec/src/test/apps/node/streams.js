// Node itself holds all of this: the file also runs there.
import EventEmitter, { on, once } from "node:events";
import { Duplex, PassThrough, pipeline as pipe, Readable, Transform, Writable } from "node:stream";
import { text } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { StringDecoder } from "node:string_decoder";
import { setTimeout as wait } from "node:timers/promises";
import { promisify } from "node:util";
import zlib from "node:zlib";

const upper = () =>
  new Transform({
    transform(chunk, _, done) {
      done(null, chunk.toString().toUpperCase());
    },
  });

export const tests = {
  "an emitter tells its listeners in their order"(assert) {
    const told = [];
    const emitter = new EventEmitter();
    emitter.on("x", (value) => told.push(`on ${value}`));
    emitter.prependListener("x", () => told.push("first"));
    emitter.once("x", () => told.push("once"));

    assert.ok(emitter.emit("x", 1) && emitter.emit("x", 2) && !emitter.emit("y"));

    assert.equal(told.join(), "first,on 1,once,first,on 2");
    assert.equal(emitter.listenerCount("x"), 2);
    assert.equal(emitter.eventNames().join(), "x");
    assert.throws(() => emitter.emit("error", new Error("nobody listens")), { message: /nobody listens/ });
  },

  async "an event is waited for, one or many"(assert) {
    const emitter = new EventEmitter();
    queueMicrotask(() => emitter.emit("a", 1, 2));
    assert.equal((await once(emitter, "a")).join(), "1,2");

    const seen = [];
    const stop = new AbortController();
    queueMicrotask(() => [1, 2, 3].forEach((value) => emitter.emit("b", value)));
    try {
      for await (const [value] of on(emitter, "b", { signal: stop.signal })) {
        seen.push(value);
        if (value === 3) stop.abort();
      }
    } catch (error) {
      seen.push(error.name);
    }
    assert.equal(seen.join(), "1,2,3,AbortError");
  },

  "an error is told to its monitor even so"(assert) {
    const emitter = new EventEmitter();
    let told = null;
    emitter.on(EventEmitter.errorMonitor, (error) => (told = error.message));

    assert.throws(() => emitter.emit("error", new Error("oh")), { message: /oh/ });

    assert.equal(told, "oh");
  },

  async "streams are piped, changed and read"(assert) {
    const whole = await text(Readable.from(["a", "b", "c"]).pipe(upper()));
    assert.equal(whole, "ABC");

    const parts = [];
    const sink = new Writable({
      write(chunk, _, done) {
        parts.push(chunk.toString());
        setTimeout(done, 1);
      },
    });
    await pipeline(Readable.from(["x", "y"]), upper(), new PassThrough(), sink);
    assert.equal(parts.join(""), "XY");
  },

  async "a stream that breaks ends all that it flows through"(assert) {
    const source = new Readable({
      read() {
        this.destroy(new Error("broke"));
      },
    });
    const sink = upper();
    let told = null;
    await new Promise((resolve) => pipe(source, sink, (error) => resolve((told = error))));

    assert.equal(told.message, "broke");
    assert.ok(sink.destroyed);
  },

  async "streams of the web and Node's are turned into each other"(assert) {
    const web = Readable.toWeb(Readable.from([Buffer.from("he"), Buffer.from("llo")]));
    assert.equal(await new Response(web).text(), "hello");

    const body = new Response("from the web").body;
    assert.equal(await text(Readable.fromWeb(body)), "from the web");
  },

  async "a duplex has both ends"(assert) {
    const chunks = [];
    const duplex = new Duplex({
      read() {
        this.push("out");
        this.push(null);
      },
      write(chunk, _, done) {
        chunks.push(chunk.toString());
        done();
      },
    });
    duplex.end("in");

    assert.equal(await text(duplex), "out");
    assert.equal(chunks.join(), "in");
  },

  "characters are whole when their bytes come in pieces"(assert) {
    const decoder = new StringDecoder("utf8");
    const euro = Buffer.from("€");

    assert.equal(decoder.write(euro.subarray(0, 2)), "");
    assert.equal(decoder.write(euro.subarray(2)), "€");
    assert.equal(decoder.end(euro.subarray(0, 1)), "\ufffd");
  },

  async "time as a promise"(assert) {
    assert.equal(await wait(1, "later"), "later");
    const stopped = wait(10_000, "never", { signal: AbortSignal.timeout(1) });
    assert.equal(await stopped.catch((error) => error.name), "AbortError");
  },

  async "what is packed is unpacked, at once or in a stream"(assert) {
    const whole = "edgewise ".repeat(10_000);
    for (const [pack, unpack] of [["gzip", "gunzip"], ["deflate", "inflate"], ["deflateRaw", "inflateRaw"], ["deflate", "unzip"], ["gzip", "unzip"]]) {
      const packed = zlib[`${pack}Sync`](whole);
      assert.ok(packed.length < 1000 && Buffer.isBuffer(packed));
      assert.equal(zlib[`${unpack}Sync`](packed).toString(), whole);
      assert.equal((await promisify(zlib[unpack])(await promisify(zlib[pack])(whole))).toString(), whole);
    }

    const streamed = await text(Readable.from([whole, whole]).pipe(zlib.createGzip()).pipe(zlib.createGunzip()));
    assert.equal(streamed, whole + whole);
    assert.equal(await text(new Response(whole).body.pipeThrough(new CompressionStream("gzip")).pipeThrough(new DecompressionStream("gzip"))), whole);
  },

  async "packed bytes that are broken say so"(assert) {
    const packed = zlib.gzipSync("hello");
    assert.throws(() => zlib.gunzipSync("no gzip"), { code: "Z_DATA_ERROR", message: "incorrect header check" });
    assert.throws(() => zlib.gunzipSync(packed.subarray(0, 12)), { code: "Z_BUF_ERROR", message: "unexpected end of file" });
    assert.throws(() => zlib.gunzipSync(zlib.gzipSync("x".repeat(5000)), { maxOutputLength: 1000 }), { code: "ERR_BUFFER_TOO_LARGE" });
    const told = await new Promise((resolve) => zlib.createInflate().on("error", resolve).end("nothing"));
    assert.equal(told.code, "Z_DATA_ERROR");
    assert.equal(zlib.crc32("hello"), 907060870);
    assert.equal(zlib.crc32("lo", zlib.crc32("hel")), 907060870);
  },
};
