/**
 * HTMLRewriter. `expected.json` was made by running the same programs over the same documents under
 * workerd 1.20261117.1 as well: of 1,175 outcomes all are equal but those that docs/COMPATIBILITY.md
 * names. An outcome that is not listed is the document itself, with nothing told.
 */
import { runTests } from "../harness.js";
import { documents } from "./documents.js";
import expected from "./expected.json";
import { outcome, pieces } from "./outcomes.js";
import { programs } from "./programs.js";

const show = JSON.stringify;
const rewritten = (rewriter, body, init) => rewriter.transform(new Response(body, init));
const appending = (text) => new HTMLRewriter().on("p", { element: (el) => void el.append(text) });

const asWorkerd = Object.fromEntries(
  programs.map((program) => [
    `program '${program.name}'`,
    async (assert) => {
      for (const name of program.documents ?? Object.keys(documents)) {
        const actual = await outcome(program, documents[name], 1 << 20);
        assert.equal(show(actual), show(expected[program.name]?.[name] ?? "same"), name);
      }
    },
  ]),
);

/** What was told, with the pieces of each text put together: where those are cut is nobody's promise. */
function joined(result) {
  if (result.told === undefined) return result;
  const texts = {};
  const told = [];
  for (const line of result.told) {
    const text = /^(p:|d:)([^]*?)\|(true|false)(\|false)?$/.exec(line);
    if (text === null) told.push(line);
    else {
      texts[text[1]] = (texts[text[1]] ?? "") + text[2];
      if (text[3] === "true") told.push(text[1] + texts[text[1]]), delete texts[text[1]];
    }
  }
  return { out: result.out, told };
}

const cut = ["see", "ends", "texts", "comments", "doctype", "around", "attributes", "keep", "endedits", "innerhtml"];

async function cut_anywhere_the_outcome_is_the_same(assert) {
  for (const program of programs.filter((each) => cut.includes(each.name))) {
    for (const [name, document] of Object.entries(documents)) {
      const whole = joined(await outcome(program, document, 1 << 20));
      for (const size of [1, 2, 7]) {
        const actual = joined(await outcome(program, document, size));
        assert.equal(show(actual), show(whole), `${program.name} over ${name} by ${size}`);
      }
    }
  }
}

async function pumped(send, rewriter) {
  const { readable, writable } = new IdentityTransformStream();
  const reader = rewriter.transform(new Response(readable)).body.getReader();
  const writer = writable.getWriter();
  await send(writer, async () => new TextDecoder().decode((await reader.read()).value));
  return reader;
}

const tests = {
  cut_anywhere_the_outcome_is_the_same,

  async a_chunk_comes_out_before_the_next_one_goes_in(assert) {
    const encode = (text) => new TextEncoder().encode(text);
    await pumped(async (writer, read) => {
      writer.write(encode("<p>a</p><p"));
      assert.equal(await read(), "<p>a!</p>");
      writer.write(encode(">b</p>"));
      assert.equal(await read(), "<p>b!</p>");
    }, appending("!"));
  },

  async nothing_is_read_that_nobody_wants(assert) {
    let asked = 0;
    const source = new ReadableStream(
      { pull: (c) => c.enqueue(new TextEncoder().encode(`<p>${++asked}</p>`)) },
      { highWaterMark: 0 },
    );
    const reader = rewritten(appending("!"), source).body.getReader();
    await reader.read();
    await scheduler.wait(5);
    assert.ok(asked <= 2, `asked ${asked} times`);
    await reader.cancel();
  },

  async a_cancelled_body_cancels_the_source(assert) {
    let reason;
    const source = new ReadableStream({ cancel: (why) => void (reason = why) });
    await rewritten(appending("!"), source).body.cancel("enough");
    assert.equal(reason, "enough");
  },

  async the_head_stays_but_for_the_length(assert) {
    const headers = { "content-type": "text/html", "content-length": "8", etag: '"1"' };
    const response = rewritten(appending("!"), "<p>x</p>", { status: 203, statusText: "So", headers });
    response.headers.append("set-cookie", "a=b");
    assert.equal(response.status, 203);
    assert.equal(response.statusText, "So");
    assert.equal(show([...response.headers]), show([["content-type", "text/html"], ["etag", '"1"'], ["set-cookie", "a=b"]]));
    assert.equal(await response.text(), "<p>x!</p>");
  },

  async a_response_without_a_body_is_answered_as_it_is(assert) {
    const empty = new Response(null, { status: 204 });
    assert.equal(new HTMLRewriter().onDocument({ end: (e) => void e.append("x") }).transform(empty), empty);
  },

  async one_rewriter_serves_many_responses(assert) {
    const rewriter = appending("1");
    const first = rewritten(rewriter, "<p></p>");
    rewriter.on("p", { element: (el) => void el.append("2") });
    const second = rewritten(rewriter, "<p></p>");
    assert.equal(`${await first.text()} ${await second.text()}`, "<p>1</p> <p>12</p>");
  },

  async a_body_is_rewritten_once(assert) {
    const response = new Response("<p></p>");
    await appending("1").transform(response).text();
    assert.ok(response.bodyUsed);
    assert.throws(() => appending("2").transform(response), TypeError);
  },

  async texts_are_in_the_encoding_that_the_type_names(assert) {
    const bytes = Uint8Array.of(0x3c, 0x70, 0x20, 0x61, 0x3d, 0xe9, 0x3e, 0xe9, 0x3c, 0x2f, 0x70, 0x3e);
    const told = [];
    const rewriter = new HTMLRewriter().on("p", {
      element: (el) => void (told.push(el.getAttribute("a")), el.append("é☃")),
      text: (t) => void told.push(t.text),
    });
    const out = await rewritten(rewriter, bytes, { headers: { "content-type": "text/html; charset=latin1" } }).bytes();
    assert.equal([...out].map((b) => String.fromCharCode(b)).join(""), "<p a=\xe9>\xe9\xe9&#9731;</p>");
    assert.equal(told.join("|"), "é|é|");
    const japanese = Uint8Array.of(0x3c, 0x70, 0x3e, 0x93, 0xfa, 0x3c, 0x2f, 0x70, 0x3e);
    const type = { headers: { "content-type": 'text/html; charset="shift_jis"' } };
    const sjis = await rewritten(appending("日é"), japanese, type).bytes();
    assert.equal(String([...sjis.slice(3, 13)]), String([0x93, 0xfa, 0x93, 0xfa, ...new TextEncoder().encode("&#233;")]));
    for (const charset of ["utf-16", "nonsense"]) {
      const headers = { "content-type": `text/html; charset=${charset}` };
      assert.throws(() => rewritten(appending("x"), "x", { headers }), { name: "TypeError", message: /^Parser error: .*encoding/ });
    }
  },

  async bytes_that_are_no_text_pass_untouched(assert) {
    const bytes = Uint8Array.of(0xff, 0x3c, 0x70, 0x20, 0xfe, 0x3e, 0xc3, 0x3c, 0x2f, 0x70, 0x3e, 0x80);
    const out = await rewritten(new HTMLRewriter().on("p", { element() {} }), bytes).bytes();
    assert.equal(String(out), String(bytes));
  },

  async an_error_of_a_handler_is_the_body_s(assert) {
    const mine = new RangeError("mine");
    for (const fail of [() => { throw mine; }, () => Promise.reject(mine)]) {
      const cancelled = Promise.withResolvers();
      const source = new ReadableStream({ pull: (c) => c.enqueue(new TextEncoder().encode("<p>x")), cancel: cancelled.resolve });
      const thrown = await assert.rejects(rewritten(new HTMLRewriter().on("p", { element: fail }), source).text());
      assert.equal(thrown, mine);
      assert.equal(await cancelled.promise, mine);
    }
  },

  async arguments_are_checked(assert) {
    const wrong = (fn, message) => assert.throws(fn, { name: "TypeError", message }, fn.toString());
    wrong(() => new HTMLRewriter().transform("x"), /parameter 1 is not of type 'Response'/);
    wrong(() => new HTMLRewriter().transform(), /parameter 1 is not of type 'Response'/);
    wrong(() => new HTMLRewriter().on("p"), /parameter 2 is not of type 'ElementContentHandlers'/);
    wrong(() => new HTMLRewriter().on(), /parameter 1 is not of type 'string'/);
    wrong(() => new HTMLRewriter().on("p", 5), /parameter 2 is not of type/);
    wrong(() => new HTMLRewriter().on("p", { element: 5 }), /'element' field on 'ElementContentHandlers'/);
    wrong(() => new HTMLRewriter().onDocument(), /parameter 1 is not of type 'DocumentContentHandlers'/);
    wrong(() => new HTMLRewriter().onDocument({ end: 5 }), /'end' field/);
    wrong(() => new HTMLRewriter().on("a".repeat(100_000), {}), /The selector has 100000 characters; at most 16384/);
    wrong(() => new HTMLRewriter().on(":not(".repeat(1000), {}), /more than 32 :not/);
    wrong(() => HTMLRewriter(), /new/);
  },

  async objects_look_as_on_workers(assert) {
    const told = [];
    const kinds = (each) => void told.push(Object.prototype.toString.call(each));
    const rewriter = new HTMLRewriter()
      .on("p", { element: (el) => (kinds(el), kinds(el.attributes), el.onEndTag(kinds)), text: kinds, comments: kinds })
      .onDocument({ doctype: kinds, end: kinds });
    await rewritten(rewriter, "<!doctype html><p>x<!--c--></p>").text();
    const names = "Doctype Element AttributesIterator Text Text Comment EndTag DocumentEnd";
    assert.equal(told.join(" "), names.replace(/\w+/g, "[object $&]"));
  },

  async nothing_of_the_host_is_reached_through_what_handlers_get(assert) {
    const chains = [];
    await rewritten(
      new HTMLRewriter().on("p", { element: (el) => void chains.push(el) }).onDocument({ end: (e) => void chains.push(e) }),
      "<p>",
    ).text();
    for (const each of chains) {
      assert.equal(Object.getPrototypeOf(Object.getPrototypeOf(each)), Object.prototype);
      assert.throws(() => new each.constructor({}), TypeError);
    }
  },

  async patched_prototypes_change_nothing(assert) {
    const then = Object.getOwnPropertyDescriptor(Object.prototype, "then");
    let asked = 0;
    Object.defineProperty(Object.prototype, "then", { configurable: true, get: () => void asked++ });
    try {
      assert.equal(await rewritten(appending("!"), "<p>x</p>").text(), "<p>x!</p>");
    } finally {
      if (then === undefined) delete Object.prototype.then;
    }
    assert.ok(asked <= 4, `asked ${asked} times`);
  },

  async deep_and_crooked_documents_are_no_trouble(assert) {
    const count = (selector, html) => {
      let n = 0;
      const rewriter = new HTMLRewriter().on(selector, { element: () => void n++ });
      return rewritten(rewriter, html).text().then((out) => (assert.equal(out.length, html.length), n));
    };
    const many = 100_000;
    assert.equal(await count("div div p", `${"<div>".repeat(many)}<p>${"</x>".repeat(many)}`), 1);
    assert.equal(await count("p", "<".repeat(10 * many)), 0);
    assert.equal(await count("p[b]", `<p ${"a ".repeat(many)}b>`), 1);
    assert.equal(await count("svg", "<svg>".repeat(many)), many);
    assert.equal(await count("p", "<svg><desc>".repeat(many / 10)), 0);
  },

  async what_a_page_could_fill_the_memory_with_is_refused(assert) {
    const refused = async (selector, html, message) =>
      assert.rejects(rewritten(new HTMLRewriter().on(selector, { element() {} }), html).text(), { name: "TypeError", message });
    await refused("p[b]", `<p ${"a ".repeat(140_000)}>`, /A tag has more than 131072 attributes/);
    await refused("p", "<div>".repeat(200_001), /More than 200000 elements are open/);
    const names = Array.from({ length: 65_600 }, (_, i) => `<x${i}></x${i}>`).join("");
    await refused("p:first-of-type", names, /more than 65536 names/);
  },

  async a_tag_without_an_end_is_not_held_for_ever(assert) {
    const endless = new ReadableStream({
      start: (c) => c.enqueue(new TextEncoder().encode("<p a='")),
      pull: (c) => c.enqueue(new Uint8Array(65_536).fill(0x61)),
    });
    await assert.rejects(rewritten(appending("x"), endless).text(), { name: "TypeError", message: /has more than 3145728 bytes/ });
  },

  async a_long_text_is_streamed(assert) {
    let sent = 0;
    let got = 0;
    const source = new ReadableStream({
      pull(c) {
        if (++sent > 160) return c.close();
        c.enqueue(new TextEncoder().encode("<p>" + "x y".repeat(21_845)));
      },
    });
    for await (const chunk of rewritten(new HTMLRewriter().on("p", { text() {} }), source).body) got += chunk.length;
    assert.equal(got, 160 * (3 + 65_535));
  },

  async content_that_streams_is_held_back_by_who_reads(assert) {
    let asked = 0;
    const endless = new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(32_768).fill(97 + (asked++ % 2))) });
    const rewriter = new HTMLRewriter().on("p", { element: (el) => void el.append(endless) });
    const reader = rewritten(rewriter, pieces("<p></p>", 100)).body.getReader();
    await reader.read();
    await scheduler.wait(5);
    assert.ok(asked < 8, `asked ${asked} times`);
    await reader.cancel();
  },
};

const named = Object.fromEntries(Object.entries(tests).map(([name, test]) => [name.replaceAll("_", " "), test]));

export default {
  fetch: () => runTests({ ...asWorkerd, ...named }),
};
