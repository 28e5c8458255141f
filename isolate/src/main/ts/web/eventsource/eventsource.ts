/** EventSource: HTML Standard §9.2, over fetch; `from()` as Workers have it. */
import { deps } from "../deps";
import { TextDecoder } from "../encoding/encoding";
import { encodeUtf8 } from "../encoding/utf8";
import { Event, MessageEvent } from "../event";
import { EventTarget, fire, handlerAttribute } from "../eventtarget";
import { failure } from "../exception";
import { AbortController } from "../abort";
import { Request } from "../fetch/request";
import { apply, chain, defineProperty, isView, resolved } from "../primordials";
import { isReadable, lock, readFrom, type ReadableStream } from "../streams/streams";
import { parseUrl, serialize, URL } from "../url/url";
import { constants, dictionary, interfaceOf, required, usvString } from "../webidl";
import { EventStreamParser } from "./parser";

const CONNECTING = 0;
const OPEN = 1;
const CLOSED = 2;
const RETRY_MILLIS = 3_000;
const RETRY_MILLIS_MAX = 600_000;

const decode = TextDecoder.prototype.decode;
const abort = AbortController.prototype.abort;

/** Known to this file alone. */
const STREAM: unique symbol = Symbol("a stream");

export class EventSource extends EventTarget {
  readonly #url: string;
  readonly #withCredentials: boolean;
  #state = CONNECTING;
  #retry = RETRY_MILLIS;
  #lastEventId = "";
  #origin = "";
  #controller = new AbortController();
  #timer = 0;

  constructor(url: unknown, options: unknown = undefined) {
    super();
    if (url === STREAM) {
      this.#url = "";
      this.#withCredentials = false;
      this.#state = OPEN;
      return;
    }
    required(arguments.length, 1, "EventSource");
    const parsed = parseUrl(usvString(url));
    this.#withCredentials = Boolean(dictionary(options, "The options of EventSource").withCredentials);
    if (parsed === null) throw failure("SyntaxError", `The URL '${String(url)}' cannot be parsed; it must be absolute.`);
    this.#url = serialize(parsed);
    this.#connect();
  }

  /** Events out of a stream of bytes at hand. */
  static from(stream: unknown): EventSource {
    if (!isReadable(stream)) throw new TypeError("EventSource.from() takes a ReadableStream.");
    const source = new EventSource(STREAM);
    // Later, lest what is there already be told before anybody listens.
    chain(resolved(undefined), () =>
      source.#listen(stream, () => {
        source.#state = CLOSED;
        fire(source, new Event("error"));
      }),
    );
    return source;
  }

  get url(): string {
    return this.#url;
  }
  get withCredentials(): boolean {
    return this.#withCredentials;
  }
  get readyState(): number {
    return this.#state;
  }
  close(): void {
    this.#state = CLOSED;
    if (this.#timer !== 0) deps.clearTimer(this.#timer);
    apply(abort, this.#controller, []);
  }

  #connect(): void {
    this.#controller = new AbortController();
    const headers: string[][] = [
      ["accept", "text/event-stream"],
      ["cache-control", "no-cache"],
    ];
    if (this.#lastEventId !== "") headers.push(["last-event-id", lastEventIdBytes(this.#lastEventId)]);
    const request = new Request(this.#url, { headers, signal: this.#controller.signal });
    chain(
      deps.fetch(request),
      (response) => this.#opened(response),
      () => this.#lost(),
    );
  }

  #opened(response: any): void {
    if (this.#state === CLOSED) return;
    const type = response.headers.get("content-type") ?? "";
    if (response.status !== 200 || !/^\s*text\/event-stream\s*(;|$)/i.test(type)) {
      this.#state = CLOSED;
      apply(abort, this.#controller, []);
      fire(this, new Event("error"));
      return;
    }
    this.#state = OPEN;
    this.#origin = new URL(response.url).origin;
    fire(this, new Event("open"));
    if (response.body === null) this.#lost();
    else this.#listen(response.body, () => this.#lost());
  }

  #listen(stream: ReadableStream, over: () => void): void {
    const parser = new EventStreamParser(
      {
        event: (type, data, lastEventId) => {
          this.#lastEventId = lastEventId;
          if (this.#state === CLOSED) return;
          fire(this, new MessageEvent(type, { data, lastEventId, origin: this.#origin }));
        },
        retry: (millis) => {
          this.#retry = Math.min(millis, RETRY_MILLIS_MAX);
        },
      },
      this.#lastEventId,
    );
    const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
    const reader = lock(stream);
    let reading = false;
    let more = false;
    // A chunk may come at once, while it is asked for: so this loops rather than calls itself.
    const next = (): void => {
      more = true;
      if (reading) return;
      reading = true;
      while (more && this.#state !== CLOSED) {
        more = false;
        readFrom(reader, request);
      }
      reading = false;
    };
    const request = {
      chunk: (value: unknown): void => {
        if (!isView(value)) return over();
        parser.push(apply(decode, decoder, [value, { stream: true }]) as string);
        this.#lastEventId = parser.lastEventId;
        next();
      },
      close: over,
      error: over,
    };
    next();
  }

  /** The connection ended or never came about: again, after a while. */
  #lost(): void {
    if (this.#state === CLOSED) return;
    this.#state = CONNECTING;
    fire(this, new Event("error"));
    // A listener may have closed it.
    if ((this.#state as number) === CLOSED) return;
    this.#timer = deps.setTimer(() => {
      this.#timer = 0;
      if (this.#state === CONNECTING) this.#connect();
    }, this.#retry);
  }

  static {
    for (const name of ["open", "message", "error"]) handlerAttribute(EventSource.prototype, name);
  }
}
interfaceOf(EventSource, "EventSource");
constants(EventSource, { CONNECTING, OPEN, CLOSED });
defineProperty(EventSource, "length", { value: 1, configurable: true });

/** Header values are bytes: the id's own, in UTF-8. */
function lastEventIdBytes(id: string): string {
  let bytes = "";
  for (const unit of encodeUtf8(id)) bytes += String.fromCharCode(unit);
  return bytes;
}
