import { AsyncLocalStorage } from "node:async_hooks";
import { runTests } from "../harness.js";

const names = new AsyncLocalStorage();

/** The next event of a type. */
function next(socket, type) {
  return new Promise((resolve) => socket.addEventListener(type, resolve, { once: true }));
}

function pair() {
  const [one, other] = new WebSocketPair();
  one.accept();
  other.accept();
  return [one, other];
}

let origin = "";

export const tests = {
  async "what one half of a pair says before the other is accepted is not lost"(assert) {
    const [one, other] = Object.values(new WebSocketPair());
    one.accept();
    one.send("early");
    const heard = next(other, "message");
    other.accept();

    assert.equal((await heard).data, "early");
    assert.equal(one.readyState, WebSocket.OPEN);
    assert.equal(one.url, null);
  },

  "nothing is said on a half that is not accepted"(assert) {
    const { 0: one } = new WebSocketPair();

    assert.throws(() => one.send("x"), TypeError);
    assert.throws(() => one.close(), TypeError);
  },

  async "bytes come as a blob, or as a buffer where that is asked for"(assert) {
    const [one, other] = pair();
    one.send(new Uint8Array([1, 2, 3]).subarray(1));
    const blob = (await next(other, "message")).data;
    other.binaryType = "arraybuffer";
    one.send(new Blob(["ab"]));
    const buffer = (await next(other, "message")).data;

    assert.ok(blob instanceof Blob);
    assert.same([...(await blob.bytes())], [2, 3]);
    assert.same([...new Uint8Array(buffer)], [97, 98]);
    other.binaryType = "nonsense";
    assert.equal(other.binaryType, "arraybuffer");
  },

  async "what is sent is what it was when it was sent"(assert) {
    const [one, other] = pair();
    other.binaryType = "arraybuffer";
    const bytes = new Uint8Array([1]);
    one.send(bytes);
    bytes[0] = 2;

    assert.same([...new Uint8Array((await next(other, "message")).data)], [1]);
  },

  async "a close is answered, unless the half wants to stay half open"(assert) {
    const [one, other] = pair();
    one.close(3001, "bye");
    assert.equal(one.readyState, WebSocket.CLOSING);
    const closed = await next(other, "close");
    assert.same([closed.code, closed.reason, closed.wasClean, other.readyState], [3001, "bye", true, 3]);
    assert.throws(() => other.send("late"), TypeError);

    const [left, right] = Object.values(new WebSocketPair());
    left.accept();
    right.accept({ allowHalfOpen: true });
    left.close(1000);
    await next(right, "close");
    assert.equal(right.readyState, WebSocket.CLOSING);
    right.send("a last word");
    assert.equal((await next(left, "message")).data, "a last word");
    right.close(1001);
    assert.equal((await next(left, "close")).code, 1001);
    assert.equal(left.readyState, WebSocket.CLOSED);
  },

  "close codes and reasons are checked"(assert) {
    const [one] = pair();

    for (const code of [0, 999, 1005, 1006, 1015, 5000, "x"]) {
      assert.throws(() => one.close(code), "InvalidAccessError");
    }
    assert.throws(() => one.close(1000, "☃".repeat(42)), "SyntaxError");
    assert.throws(() => one.close(undefined, "why"), "InvalidAccessError");
    assert.equal(one.readyState, WebSocket.OPEN);
  },

  async "events run in the context that accepted the socket"(assert) {
    const [one, other] = Object.values(new WebSocketPair());
    const heard = [];
    names.run("acceptor", () => {
      one.onmessage = () => heard.push(names.getStore());
      one.accept();
    });
    other.accept();
    names.run("sender", () => other.send("x"));
    await new Promise((resolve) => setTimeout(resolve, 5));

    assert.same(heard, ["acceptor"]);
  },

  async "an exception in a listener ends the socket on both sides"(assert) {
    const [one, other] = pair();
    one.addEventListener("message", () => {
      throw new RangeError("on purpose");
    });
    const failed = next(one, "error");
    const lost = next(other, "close");
    other.send("x");

    assert.ok((await failed).error instanceof RangeError);
    assert.same([(await lost).code, (await lost).wasClean], [1006, false]);
    assert.equal(one.readyState, WebSocket.CLOSED);
  },

  "an attachment is a copy"(assert) {
    const { 0: socket } = new WebSocketPair();
    assert.equal(socket.deserializeAttachment(), null);
    const user = { name: "Ada", since: new Date(0) };
    socket.serializeAttachment(user);
    user.name = "Bob";

    assert.same(socket.deserializeAttachment(), { name: "Ada", since: new Date(0) });
    assert.throws(() => socket.serializeAttachment(() => {}), "DataCloneError");
  },

  "a response takes a socket with 101 only, and is not cloned"(assert) {
    const { 0: webSocket } = new WebSocketPair();

    assert.throws(() => new Response(null, { status: 101 }), RangeError);
    assert.throws(() => new Response(null, { webSocket }), RangeError);
    assert.throws(() => new Response(null, { status: 101, webSocket: {} }), TypeError);
    const response = new Response(null, { status: 101, webSocket });
    assert.equal(response.webSocket, webSocket);
    assert.throws(() => response.clone(), TypeError);
  },

  "a WebSocket's URL and subprotocols are checked"(assert) {
    for (const url of ["ftp://a/", "nonsense", "ws://a/#part"]) {
      assert.throws(() => new WebSocket(url), "SyntaxError");
    }
    for (const protocols of ["", "a b", ["a", "a"], ["a", "A"], "ä"]) {
      assert.throws(() => new WebSocket("ws://a/", protocols), "SyntaxError");
    }
    assert.throws(() => new WebSocket(), TypeError);
  },

  async "new WebSocket opens, talks and closes"(assert) {
    const socket = new WebSocket(`${origin}/echo`, ["other", "chat"]);
    assert.equal(socket.readyState, WebSocket.CONNECTING);
    assert.throws(() => socket.send("x"), "InvalidStateError");
    assert.throws(() => socket.accept(), TypeError);
    await next(socket, "open");
    assert.equal(socket.protocol, "chat");
    socket.send("sn☃w");
    assert.equal(socket.bufferedAmount, 6);
    const message = await next(socket, "message");
    assert.same([message.data, message.origin], ["sn☃w", origin.replace("http", "ws")]);
    assert.throws(() => socket.close(1001), "InvalidAccessError");
    socket.close(3002, "done");
    const closed = await next(socket, "close");

    assert.same([closed.code, closed.reason, closed.wasClean], [3002, "done", true]);
    socket.send("after");
    assert.equal(socket.bufferedAmount, 5);
  },

  async "a WebSocket that is refused, or closed too early, fails"(assert) {
    const refused = new WebSocket(`${origin}/plain`);
    const why = await next(refused, "error");
    assert.ok(why.message.includes("200"), why.message);
    assert.equal(refused.readyState, WebSocket.CLOSED);

    const early = new WebSocket(`${origin}/echo`);
    early.close();
    assert.equal(early.readyState, WebSocket.CLOSING);
    const closed = await next(early, "close");
    assert.same([closed.code, closed.wasClean, early.readyState], [1006, false, 3]);
  },

  async "fetch gives a socket to be accepted, or an ordinary answer"(assert) {
    const headers = { Upgrade: "websocket", "Sec-WebSocket-Protocol": "chat" };
    const response = await fetch(`${origin}/echo`, { headers });
    assert.same([response.status, response.body, response.headers.get("sec-websocket-protocol")], [101, null, "chat"]);
    const socket = response.webSocket;
    socket.accept();
    socket.binaryType = "arraybuffer";
    socket.send(new Uint8Array(200_000));
    assert.equal((await next(socket, "message")).data.byteLength, 200_000);
    socket.close();
    assert.equal((await next(socket, "close")).code, 1005);

    const plain = await fetch(`${origin}/plain`, { headers });
    assert.same([plain.status, plain.webSocket, await plain.text()], [200, null, "no socket"]);
  },

  async "a replaced global or prototype changes nothing"(assert) {
    const { min } = Math;
    const length = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), "length");
    Math.min = () => 1e9;
    Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), "length", { get: () => 5, configurable: true });
    let socket;
    try {
      socket = (await fetch(`${origin}/echo`, { headers: { Upgrade: "websocket" } })).webSocket;
      socket.accept();
      for (let i = 0; i < 40; i++) socket.send(new ArrayBuffer(100_000));
    } finally {
      Math.min = min;
      Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), "length", length);
    }
    for (let i = 0; i < 40; i++) await next(socket, "message");
    socket.close();
    assert.equal((await next(socket, "close")).code, 1005);
  },
};

function echo() {
  const { 0: client, 1: server } = new WebSocketPair();
  server.accept();
  server.addEventListener("message", ({ data }) => server.send(data));
  return new Response(null, { status: 101, webSocket: client, headers: { "sec-websocket-protocol": "chat" } });
}

export default {
  fetch(request) {
    const url = new URL(request.url);
    origin = url.origin;
    if (url.pathname === "/echo") return echo();
    if (url.pathname === "/plain") return new Response("no socket");
    return runTests(tests);
  },
};
