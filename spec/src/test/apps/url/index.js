import { runTests } from "../harness.js";

export const tests = {
  "a plain URL is taken apart"(assert) {
    const url = new URL("https://example.com:8443/a/b?x=1#top");

    assert.equal(url.protocol, "https:");
    assert.equal(url.host, "example.com:8443");
    assert.equal(url.hostname, "example.com");
    assert.equal(url.port, "8443");
    assert.equal(url.pathname, "/a/b");
    assert.equal(url.search, "?x=1");
    assert.equal(url.hash, "#top");
    assert.equal(url.origin, "https://example.com:8443");
  },

  "the quick way and the full way agree"(assert) {
    const texts = [
      "http://example.com",
      "https://example.com:443/x",
      "http://a.b/c/./d/../e",
      "http://1.2.3/",
      "http://0x7f.1/",
      "https://x.test/?a'b#c`d",
    ];

    const quick = texts.map((text) => new URL(text).href);

    const full = texts.map((text) => new URL(`\n${text}`).href);
    assert.same(quick, full);
    assert.equal(quick[3], "http://1.2.0.3/");
    assert.equal(quick[4], "http://127.0.0.1/");
  },

  "a relative reference stands on its base"(assert) {
    assert.equal(new URL("../c?d", "http://h/a/b/x").href, "http://h/a/c?d");
    assert.equal(new URL("//other/p", "https://h/").href, "https://other/p");
    assert.equal(new URL("?q", "http://h/p#f").href, "http://h/p?q");
    assert.equal(new URL("", "http://h/p?q#f").href, "http://h/p?q");
  },

  "what cannot be parsed is a TypeError that quotes it"(assert) {
    assert.throws(() => new URL("nonsense"), { name: "TypeError", message: /'nonsense'/ });
    assert.equal(URL.parse("http://[::1"), null);
    assert.equal(URL.canParse("http://a b/"), false);
    assert.equal(URL.canParse("x", "http://a/"), true);
  },

  "hosts outside ASCII are mapped"(assert) {
    assert.equal(new URL("http://Bücher.example/").hostname, "xn--bcher-kva.example");
    assert.equal(new URL("http://faß.de/").hostname, "xn--fa-hia.de");
    assert.equal(new URL("http://ａ.ｃｏｍ/").hostname, "a.com");
    assert.equal(new URL("http://ex­ample.com/").hostname, "example.com");
    assert.equal(URL.canParse("http://xn--a/"), false);
  },

  "IPv6 addresses are written in their shortest form"(assert) {
    assert.equal(new URL("http://[2001:0db8:0:0:0:0:0:1]/").host, "[2001:db8::1]");
    assert.equal(new URL("http://[::ffff:1.2.3.4]/").host, "[::ffff:102:304]");
    assert.equal(new URL("http://[1:0:0:2:0:0:0:3]/").host, "[1:0:0:2::3]");
  },

  "a setter changes its own part and refuses what does not fit"(assert) {
    const url = new URL("https://user@example.com/a");

    url.protocol = "http";
    url.port = "80";
    url.hostname = "bad host";
    url.pathname = "x y";
    url.search = "q=ä";
    url.hash = "";

    assert.equal(url.href, "http://user@example.com/x%20y?q=%C3%A4");
  },

  "searchParams and the URL follow each other"(assert) {
    const url = new URL("http://h/?a=1&b=2");
    const params = url.searchParams;

    params.append("c", "x y");
    params.delete("a");
    const first = url.search;
    url.search = "?z=9";

    assert.equal(first, "?b=2&c=x+y");
    assert.equal(params.get("z"), "9");
    assert.equal(params.size, 1);
  },

  "search parameters are made of texts, pairs and records"(assert) {
    assert.equal(new URLSearchParams("?a=b%20c&d").toString(), "a=b+c&d=");
    assert.equal(
      new URLSearchParams([
        ["a", "1"],
        ["a", "2"],
      ])
        .getAll("a")
        .join(),
      "1,2",
    );
    assert.equal(new URLSearchParams({ x: "1", y: "ü" }).toString(), "x=1&y=%C3%BC");
    assert.throws(() => new URLSearchParams([["a"]]), TypeError);
  },

  "sorting is stable and by code units"(assert) {
    const params = new URLSearchParams("z=1&ﬃ=2&🌈=3&a=4&z=0");

    params.sort();

    assert.equal([...params.keys()].join(), "a,z,z,🌈,ﬃ");
    assert.same(params.getAll("z"), ["1", "0"]);
  },
};

export default { fetch: (request) => globalThis.__runTests?.(tests, request) ?? runTests(tests) };
