/** WebSocket, as the web has it, and as Workers have it for the halves of a pair and what fetch gives. */
import { deps } from "../deps";
import { structuredClone } from "../clone/clone";
import { blobOf } from "../body/blob";
import { CloseEvent, ErrorEvent, Event, MessageEvent } from "../event";
import { encodeUtf8 } from "../encoding/utf8";
import { EventTarget, fireTelling, handlerAttribute } from "../eventtarget";
import { failure } from "../exception";
import { constants, dictionary, domString, interfaceOf, required } from "../webidl";
import { addressOf, closeOf, dataOf, protocolsOf } from "./arguments";
import { type Data, type Line, LOST, NO_CODE, type Sink } from "./line";

/** How an attempt to connect ends. */
export interface Attempt {
  opened(line: Line, protocol: string): void;
  failed(reason: string): void;
}

/** What the runtime lends. */
export interface SocketHooks {
  /** Connects; answers how to give that up. */
  connect(url: string, protocols: string[], attempt: Attempt): () => void;
  /** The socket belongs to the invocation that runs now, and `end` is called when that ends. Answers how to let go. */
  own(what: string, end: () => void, lasts: boolean): () => void;
}
let hooks: SocketHooks;
export function useSockets(given: SocketHooks): void {
  hooks = given;
}

let defaultType: "blob" | "arraybuffer" = "blob";
let defaultHalfOpen = false;
/** What holds for sockets that do not say: an older compatibility date has other defaults. */
export function useSocketDefaults(binaryType: "blob" | "arraybuffer", halfOpen: boolean): void {
  defaultType = binaryType;
  defaultHalfOpen = halfOpen;
}

const TOKEN = {};
const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;

export let isWebSocket: (value: unknown) => value is WebSocket;
/** A socket on a line, to be accepted. */
export let socketOn: (line: Line) => WebSocket;
/** Takes the line of a socket that nobody has accepted; with a TypeError where there is none to be taken. */
export let takeLine: (socket: WebSocket) => Line;

export class WebSocket extends EventTarget {
  #line: Line | null = null;
  #state: "connecting" | "waiting" | "accepted" | "released" | "closed" = "waiting";
  /** Whether it is one that `new WebSocket(url)` made. */
  #dialled = false;
  #giveUp: () => void = nothing;
  #letGo: () => void = nothing;
  #saidClose = false;
  #heardClose = false;
  #halfOpen = false;
  #unsent = 0;
  #url: string | null = null;
  #origin = "";
  #protocol = "";
  #binaryType: "blob" | "arraybuffer" = defaultType;
  #attachment: unknown = null;

  constructor(url: unknown, protocols: unknown = []) {
    super();
    if (url === TOKEN) return;
    required(arguments.length, 1, "WebSocket");
    const address = addressOf(url);
    const list = protocolsOf(protocols);
    this.#url = address.url;
    this.#origin = address.origin;
    this.#dialled = true;
    this.#state = "connecting";
    this.#letGo = hooks.own("new WebSocket()", () => this.#lost("The request is over."), true);
    this.#giveUp = hooks.connect(address.url, list, {
      opened: deps.bindContext((line: Line, protocol: string) => this.#opened(line, protocol)),
      failed: deps.bindContext((reason: string) => this.#lost(reason)),
    });
  }

  get readyState(): number {
    if (this.#state === "connecting") return CONNECTING;
    if (this.#state === "closed") return CLOSED;
    return this.#saidClose || this.#heardClose ? CLOSING : OPEN;
  }
  get bufferedAmount(): number {
    return this.#unsent + (this.#line?.buffered() ?? 0);
  }
  get url(): string | null {
    return this.#url;
  }
  get protocol(): string {
    return this.#protocol;
  }
  get extensions(): string {
    this.#state;
    return "";
  }
  get binaryType(): string {
    return this.#binaryType;
  }
  set binaryType(value: unknown) {
    this.#binaryType;
    const type = domString(value);
    if (type === "blob" || type === "arraybuffer") this.#binaryType = type;
  }

  accept(options: unknown = undefined): void {
    const { allowHalfOpen } = dictionary(options, "The options of accept()");
    const halfOpen = allowHalfOpen === undefined ? defaultHalfOpen : Boolean(allowHalfOpen);
    if (this.#dialled) {
      throw new TypeError("A WebSocket made by 'new WebSocket()' is not accepted: it opens by itself.");
    }
    if (this.#state === "released") {
      throw new TypeError("accept() was called on a WebSocket that a response has taken.");
    }
    if (this.#state !== "waiting") return;
    const line = this.#line!;
    this.#letGo = hooks.own("accept()", () => this.#abandon(), line.lasts);
    this.#halfOpen = halfOpen;
    this.#begin(line);
  }

  send(message: unknown): void {
    this.#state;
    required(arguments.length, 1, "send");
    const data = dataOf(message);
    if (this.#state === "connecting") {
      throw failure("InvalidStateError", "send() was called before the WebSocket was open.");
    }
    this.#requireAccepted();
    // The web counts what is said after a close and drops it; a Worker is told (Workers).
    if (this.#saidClose && !this.#dialled) {
      throw new TypeError("send() was called on a WebSocket after its close().");
    }
    if (this.#state === "accepted" && !this.#saidClose) this.#line!.send(data);
    else this.#unsent += bytesIn(data);
  }

  close(code: unknown = undefined, reason: unknown = undefined): void {
    this.#state;
    const given = closeOf(code, reason, this.#dialled);
    if (this.#state === "connecting") return this.#cancel();
    this.#requireAccepted();
    if (this.#state !== "accepted" || this.#saidClose) return;
    this.#say(given.code ?? NO_CODE, given.reason);
  }

  serializeAttachment(value: unknown): void {
    this.#state;
    required(arguments.length, 1, "serializeAttachment");
    this.#attachment = structuredClone(value);
  }
  deserializeAttachment(): unknown {
    return this.#attachment === null ? null : structuredClone(this.#attachment);
  }

  #requireAccepted(): void {
    if (this.#state === "waiting") {
      throw new TypeError("Call accept() on this WebSocket before anything is sent on it.");
    }
  }

  #opened(line: Line, protocol: string): void {
    if (this.#state !== "connecting") return line.fail();
    this.#line = line;
    this.#protocol = protocol;
    this.#state = "accepted";
    this.#fire(new Event("open"));
    if (this.#state === "accepted") this.#begin(line);
  }

  /** What comes is told in the context that it was accepted in. */
  #begin(line: Line): void {
    this.#state = "accepted";
    const sink: Sink = {
      message: deps.bindContext((data: Data) => this.#message(data)),
      closed: deps.bindContext((code: number, reason: string) => this.#closed(code, reason)),
    };
    line.start(sink);
  }

  #message(data: Data): void {
    if (this.#state !== "accepted") return;
    // The web drops what comes while it closes; a Worker is given it.
    if (this.#dialled && this.#saidClose) return;
    const shown =
      typeof data === "string" ? data : this.#binaryType === "blob" ? blobOf(data, "") : data.buffer;
    this.#fire(new MessageEvent("message", { __proto__: null, data: shown, origin: this.#origin }));
  }

  #closed(code: number, reason: string): void {
    if (this.#state !== "accepted" || this.#heardClose) return;
    if (code === LOST) return this.#lost(reason);
    this.#heardClose = true;
    const answers = !this.#halfOpen && !this.#saidClose;
    const line = this.#line!;
    this.#saidClose ||= answers;
    if (this.#saidClose) this.#end();
    if (answers) line.close(code, reason);
    this.#fire(new CloseEvent("close", { __proto__: null, code, reason, wasClean: true }));
    if (this.#saidClose) this.#letGo();
  }

  #say(code: number, reason: string): void {
    const line = this.#line!;
    this.#saidClose = true;
    // With the last close the invocation may be over, which must find this one closed.
    if (this.#heardClose) this.#end();
    line.close(code, reason);
    if (this.#heardClose) this.#letGo();
  }

  #end(): void {
    this.#unsent += this.#line?.buffered() ?? 0;
    this.#state = "closed";
    this.#line = null;
  }

  /** It was closed while it connected: told later, as if it had failed. */
  #cancel(): void {
    if (this.#saidClose) return;
    this.#saidClose = true;
    this.#state = "accepted";
    this.#giveUp();
    deps.setTimer(() => this.#lost("The WebSocket was closed before it was open."), 0);
  }

  /** A listener threw: nobody knows any more what this end means (as on Workers). */
  #threw(error: unknown): void {
    if (deps.reportException !== undefined) deps.reportException(error);
    if (this.#state !== "accepted") return;
    const line = this.#line;
    this.#lost("A listener of the WebSocket threw.", error);
    line?.fail();
  }

  #abandon(): void {
    if (this.#state !== "accepted") return;
    const line = this.#line;
    this.#lost("The request that had accepted the WebSocket is over.");
    line?.fail();
  }

  #lost(reason: string, error: unknown = undefined): void {
    if (this.#state === "closed") return;
    if (this.#state === "connecting") this.#giveUp();
    this.#end();
    const message = reason === "" ? "The connection was lost." : reason;
    const told = error === undefined ? new Error(message) : error;
    this.#fire(new ErrorEvent("error", { __proto__: null, message, error: told }));
    this.#fire(new CloseEvent("close", { __proto__: null, code: LOST, reason: message, wasClean: false }));
    this.#letGo();
  }

  #fire(event: Event): void {
    fireTelling(this, event, (error) => this.#threw(error));
  }

  static {
    isWebSocket = (value): value is WebSocket => typeof value === "object" && value !== null && #line in value;
    socketOn = (line) => {
      const socket = new WebSocket(TOKEN);
      socket.#line = line;
      return socket;
    };
    takeLine = (socket) => {
      if (socket.#dialled) throw new TypeError("A WebSocket made by 'new WebSocket()' cannot stand in a response.");
      if (socket.#state === "released") throw new TypeError("The WebSocket was given to a response already.");
      if (socket.#state !== "waiting") throw new TypeError("An accepted WebSocket cannot stand in a response.");
      const line = socket.#line!;
      socket.#state = "released";
      socket.#line = null;
      return line;
    };
  }
}

function nothing(): void {}

function bytesIn(data: Data): number {
  return typeof data === "string" ? encodeUtf8(data).length : data.length;
}

for (const type of ["open", "error", "close", "message"]) handlerAttribute(WebSocket.prototype, type);
interfaceOf(WebSocket, "WebSocket");
constants(WebSocket, {
  CONNECTING,
  OPEN,
  CLOSING,
  CLOSED,
  READY_STATE_CONNECTING: CONNECTING,
  READY_STATE_OPEN: OPEN,
  READY_STATE_CLOSING: CLOSING,
  READY_STATE_CLOSED: CLOSED,
});
