import { runTests } from "../harness.js";

function hex(buffer) {
  return [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
const abc = new TextEncoder().encode("abc");

export const tests = {
  async "digests are those of the standards"(assert) {
    assert.equal(
      hex(await crypto.subtle.digest("SHA-256", abc)),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    assert.equal(
      hex(await crypto.subtle.digest({ name: "sha-1" }, abc.buffer)),
      "a9993e364706816aba3e25717850c26c9cd0d89d",
    );
    assert.equal(hex(await crypto.subtle.digest("MD5", abc)), "900150983cd24fb0d6963f7d28e17f72");
    await assert.rejects(crypto.subtle.digest("SHA-3", abc), { name: "NotSupportedError" });
    await assert.rejects(crypto.subtle.digest("SHA-256", "text"), TypeError);
  },

  async "a DigestStream digests what is piped into it"(assert) {
    const stream = new crypto.DigestStream("SHA-256");

    await new Response("abc").body.pipeTo(stream);

    assert.equal(
      hex(await stream.digest),
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    );
    assert.equal(stream.bytesWritten, 3n);
  },

  async "a DigestStream that is aborted has no digest"(assert) {
    const stream = new crypto.DigestStream("SHA-256");

    await stream.abort(new Error("enough"));

    await assert.rejects(stream.digest, { message: "enough" });
  },

  "randomness fills integers only, and not too many"(assert) {
    const filled = crypto.getRandomValues(new Uint32Array(16));

    assert.ok(filled.some((number) => number !== 0));
    assert.throws(() => crypto.getRandomValues(new Float32Array(1)), { name: "TypeMismatchError" });
    assert.throws(() => crypto.getRandomValues(new Uint8Array(65537)), { name: "QuotaExceededError" });
    assert.ok(
      /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(crypto.randomUUID()),
    );
  },

  "timingSafeEqual compares values of the same length"(assert) {
    assert.equal(crypto.subtle.timingSafeEqual(abc, abc.slice()), true);
    assert.equal(crypto.subtle.timingSafeEqual(abc, new Uint8Array(3)), false);
    assert.throws(() => crypto.subtle.timingSafeEqual(abc, new Uint8Array(4)), TypeError);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
