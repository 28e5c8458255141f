/** WebSockets of an invocation: the one that it answers with, and those that it opens itself. */
import { BodyKind, host, io } from "../host";
import {
  type Attempt,
  type Line,
  messageHeadersFlat,
  onAbort,
  PipeEnd,
  requestLine,
  responseFromHost,
  socketOn,
  takeLine,
  useSockets,
  withSocket,
} from "../web/index";
import { abandon, call } from "./calls";
import { oneLine } from "./heads";
import type { Invocation } from "./invocation";
import { Link } from "./link";
import { currentInvocation } from "./timers";

export { linkCredit, linkFrame } from "./link";

const SWITCHING = 101;

/** Answers 101; the invocation goes on until the socket is closed. */
export function answerWithSocket(invocation: Invocation, head: string, socket: any): void {
  if (!asksForSocket(invocation.request)) {
    throw new TypeError(
      "The fetch handler answered 101 with a webSocket, but the request did not ask for one: it has no header 'Upgrade: websocket'.",
    );
  }
  const line = takeLine(socket);
  host.respond(invocation.id, head, undefined, undefined, 0, 0, -1, BodyKind.Stream);
  invocation.headSent();
  invocation.wakes();
  const link = new Link(invocation.id, false, (how) => {
    invocation.sleeps();
    invocation.whenEnded.delete(end);
    if (how === "closed") return invocation.bodySent();
    invocation.fail(how === "lost" ? "canceled" : "exception", "");
  });
  const end = () => link.fail();
  invocation.whenEnded.add(end);
  join(line, link);
}

function asksForSocket(request: any): boolean {
  const flat = request === undefined ? [] : messageHeadersFlat(request);
  for (let i = 0; i < flat.length; i += 2) if (flat[i] === "upgrade") return true;
  return false;
}

/** What one of the two says goes to the other. */
function join(line: Line, link: Link): void {
  const other = line instanceof PipeEnd ? line.giveTo(link) : line;
  if (other === null) return;
  if (!(other instanceof Link)) throw new TypeError("The WebSocket cannot stand in this response.");
  link.passTo(other);
  other.passTo(link);
}

/** What came of asking for a socket. */
interface Asked {
  opened(link: Link, lines: string[]): void;
  /** An ordinary answer. */
  answered(lines: string[], body: any): void;
  failed(reason: string): void;
}

/** Asks by the op `socket`; answers how to give up. */
function ask(invocation: Invocation, url: string, redirect: string, headers: string[], asked: Asked): () => void {
  let text = `GET\n${oneLine(url)}\n${redirect}\n0`;
  for (let i = 0; i < headers.length; i++) text += `\n${oneLine(headers[i])}`;
  const id = call(invocation, "socket", text, BodyKind.Stream, undefined, {
    answered(head, body) {
      const lines = head.split("\n");
      if (Number(lines[0]) !== SWITCHING) {
        io().end(id);
        return asked.answered(lines, body);
      }
      body?.handOver();
      invocation.wakes();
      const link = new Link(id, true, () => {
        invocation.sleeps();
        invocation.whenEnded.delete(end);
      });
      const end = () => link.fail();
      invocation.whenEnded.add(end);
      asked.opened(link, lines);
    },
    failed(reason) {
      io().end(id);
      asked.failed(reason);
    },
  });
  return () => abandon(id);
}

/** `fetch` with the header `Upgrade: websocket`. */
export function fetchSocket(
  invocation: Invocation,
  request: any,
  signal: any,
  resolve: (response: unknown) => void,
  reject: (error: unknown) => void,
): void {
  let forget = () => {};
  const { url, redirect } = requestLine(request);
  const giveUp = ask(invocation, url, redirect, messageHeadersFlat(request), {
    opened(link, lines) {
      forget();
      const [, reason, url, redirected, ...headers] = lines;
      const response = responseFromHost(SWITCHING, reason, url, redirected === "1", headers, null);
      resolve(withSocket(response, socketOn(link)));
    },
    answered(lines, body) {
      forget();
      const [status, reason, url, redirected, ...headers] = lines;
      resolve(responseFromHost(Number(status), reason, url, redirected === "1", headers, body));
    },
    failed(reason) {
      forget();
      reject(new TypeError(reason));
    },
  });
  if (signal === null) return;
  forget = onAbort(signal, () => {
    giveUp();
    reject(signal.reason);
  });
}

/** `new WebSocket(url, protocols)`. */
function connect(url: string, protocols: string[], attempt: Attempt): () => void {
  const invocation = currentInvocation("new WebSocket()");
  const headers = protocols.length === 0 ? [] : ["sec-websocket-protocol", protocols.join(", ")];
  return ask(invocation, `http${url.slice(2)}`, "error", headers, {
    opened(link, lines) {
      const protocol = header(lines, "sec-websocket-protocol");
      if (protocol === "" || protocols.includes(protocol)) return attempt.opened(link, protocol);
      link.fail();
      attempt.failed(`The server chose the subprotocol '${protocol}', which was not asked for.`);
    },
    answered(lines, body) {
      body?.cancel(undefined);
      attempt.failed(`The server answered with the status ${lines[0]}; a WebSocket is opened by 101.`);
    },
    failed: (reason) => attempt.failed(reason),
  });
}

const HEADERS_FROM = 4;

function header(lines: string[], name: string): string {
  for (let i = HEADERS_FROM; i < lines.length; i += 2) if (lines[i] === name) return lines[i + 1];
  return "";
}

export function installSockets(): void {
  useSockets({
    connect,
    own(what, end, lasts) {
      const invocation = currentInvocation(what);
      const release = lasts ? invocation.hold() : () => {};
      let held = true;
      invocation.whenEnded.add(end);
      return () => {
        if (!held) return;
        held = false;
        invocation.whenEnded.delete(end);
        release();
      };
    },
  });
}
