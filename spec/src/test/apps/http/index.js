import http from "node:http";
import https from "node:https";
import net, { BlockList } from "node:net";
import tls from "node:tls";
import dns from "node:dns";
import { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { handleAsNodeRequest, httpServerHandler } from "cloudflare:node";
import { runTests } from "../harness.js";

const server = http.createServer(async (request, response) => {
  const { pathname } = new URL(request.url, "http://server");
  if (pathname === "/echo") {
    response.writeHead(201, "Made", { "Content-Type": "text/plain", "X-Method": request.method });
    request.pipe(response);
  } else if (pathname === "/cookies") {
    response.setHeader("Set-Cookie", ["a=1", "b=2"]);
    response.setHeader("X-Agent", request.headers["x-agent"] ?? "none");
    response.end();
  } else if (pathname === "/moved") {
    response.writeHead(302, { Location: "/echo" }).end();
  } else if (pathname === "/slow") {
    response.write("first ");
    setTimeout(() => response.end("second"), 10);
  } else if (pathname === "/silent") {
    // Whoever asks gives up.
  } else if (pathname === "/wide") {
    Readable.from(Array.from({ length: 64 }, () => Buffer.alloc(65536, "x"))).pipe(response);
  } else {
    response.statusCode = 404;
    response.end("nothing");
  }
});
server.listen(8080);
const handler = httpServerHandler({ port: 8080 });

/** Asks the app itself by its own address. */
let base = "";
function ask(path, options = {}, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(new URL(path, base), options, resolve);
    request.on("error", reject);
    if (body === undefined) request.end();
    else if (typeof body === "string") request.end(body);
    else body.pipe(request);
  });
}

const tests = {
  async "http: a request and its answer are streams"(t) {
    const answer = await ask("/echo", { method: "POST", headers: { "X-A": ["1", "2"] } }, "hello");
    t.equal(answer.statusCode, 201);
    t.equal(answer.headers["x-method"], "POST");
    t.equal(answer.headers["content-type"], "text/plain");
    t.equal(await text(answer), "hello");
    t.equal(answer.complete, true);
  },
  async "http: what is piped goes as it comes"(t) {
    const answer = await ask("/echo", { method: "PUT" }, Readable.from([Buffer.from("a"), Buffer.from("b")]));
    t.equal(await text(answer), "ab");
  },
  async "http: a large answer comes whole"(t) {
    let bytes = 0;
    for await (const piece of await ask("/wide")) bytes += piece.length;
    t.equal(bytes, 64 * 65536);
  },
  async "http: an answer in parts"(t) {
    t.equal(await text(await ask("/slow")), "first second");
  },
  async "http: cookies are a list, redirects are not followed"(t) {
    const answer = await ask("/cookies", { headers: { "x-agent": "me" } });
    t.deepEqual(answer.headers["set-cookie"], ["a=1", "b=2"]);
    t.equal(answer.headers["x-agent"], "me");
    answer.resume();
    const moved = await ask("/moved");
    t.equal(moved.statusCode, 302);
    t.equal(moved.headers.location, "/echo");
    moved.resume();
  },
  async "http: get, a time-out, and who gives up"(t) {
    const answer = await new Promise((resolve) => http.get(`${base}nothing`, resolve));
    t.equal(answer.statusCode, 404);
    t.equal(await text(answer), "nothing");
    const request = http.get(`${base}silent`, { timeout: 20 });
    const code = await new Promise((resolve) => request.on("timeout", () => request.destroy()).on("error", (error) => resolve(error.code)));
    t.equal(code, "ECONNRESET");
  },
  async "http: errors have Node's codes"(t) {
    const code = (request) => new Promise((resolve) => request.on("error", (error) => resolve(error.code)));
    t.equal(await code(http.get("http://127.0.0.1:1/")), "ECONNREFUSED");
    t.equal(await code(http.get("http://nothing.invalid/")), "ENOTFOUND");
    const thrown = (fn) => {
      try {
        fn();
      } catch (error) {
        return error.code;
      }
    };
    t.equal(thrown(() => https.get("http://localhost/")), "ERR_INVALID_PROTOCOL");
    t.equal(thrown(() => http.get({ path: "/a b" })), "ERR_UNESCAPED_CHARACTERS");
    t.equal(thrown(() => http.request(base).setHeader("a b", "c")), "ERR_INVALID_HTTP_TOKEN");
    t.equal(thrown(() => http.request(base).setHeader("a", "c\n")), "ERR_INVALID_CHAR");
  },
  async "http: a server answers a Request"(t) {
    const answer = await handleAsNodeRequest(8080, new Request("http://x/echo", { method: "POST", body: "there" }));
    t.equal(answer.status, 201);
    t.equal(answer.statusText, "Made");
    t.equal(await answer.text(), "there");
  },
  "net: what an address is"(t) {
    const given = ["127.0.0.1", "256.0.0.1", "1.2.3", "01.2.3.4", "::", "::1", "1::2::3", "fe80::1%eth0", "::ffff:1.2.3.4", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7", "g::", ""];
    t.deepEqual(given.map(net.isIP), [4, 0, 0, 0, 6, 6, 0, 6, 6, 6, 0, 0, 0]);
  },
  "net: a list of networks"(t) {
    const list = new BlockList();
    list.addSubnet("10.0.0.0", 8);
    list.addAddress("::1", "ipv6");
    list.addRange("192.168.0.1", "192.168.0.9");
    t.deepEqual(["10.9.8.7", "11.0.0.0", "192.168.0.5", "192.168.0.10"].map((each) => list.check(each)), [true, false, true, false]);
    t.equal(list.check("::1", "ipv6"), true);
    t.deepEqual(list.rules, ["Range: IPv4 192.168.0.1-192.168.0.9", "Address: IPv6 ::1", "Subnet: IPv4 10.0.0.0/8"]);
  },
  "tls: whom a certificate is for"(t) {
    const cert = { subject: { CN: "old.example" }, subjectaltname: "DNS:a.example, DNS:*.b.example, IP Address:10.0.0.1" };
    const fits = (host) => tls.checkServerIdentity(host, cert) === undefined;
    t.deepEqual(["a.example", "x.b.example", "b.example", "x.y.b.example", "10.0.0.1", "old.example"].map(fits), [true, true, false, false, true, false]);
    t.equal(tls.checkServerIdentity("old.example", cert).code, "ERR_TLS_CERT_ALTNAME_INVALID");
  },
  async "dns: names and addresses"(t) {
    const { address, family } = await dns.promises.lookup("127.0.0.1");
    t.deepEqual([address, family], ["127.0.0.1", 4]);
    t.deepEqual(await dns.promises.resolve4("localhost"), ["127.0.0.1"]);
    const code = await dns.promises.lookup("nothing.invalid").catch((error) => error.code);
    t.equal(code, "ENOTFOUND");
    const found = await new Promise((resolve) => dns.lookup("localhost", 4, (error, found, kind) => resolve([error, found, kind])));
    t.deepEqual(found, [null, "127.0.0.1", 4]);
    t.equal(await dns.promises.resolveMx("localhost").catch((error) => error.code), "ENOTIMP");
  },
};

export default {
  fetch(request) {
    const url = new URL(request.url);
    if (url.pathname !== "/") return handler.fetch(request);
    base = `http://http.localhost:${url.port}/`;
    return runTests(tests);
  },
};
