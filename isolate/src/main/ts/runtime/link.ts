/**
 * A WebSocket's stream to the node. Messages go out in pieces as the node gives credit, which it
 * does as its connection takes them; they come in pieces and are put together here, at most so many
 * bytes of all of an isolate's at once.
 */
import { host, io } from "../host";
import { type Data, decodeUtf8, encodeUtf8, type Line, LOST, NO_CODE, Queue, type Sink } from "../web/index";
import { bufferLength, sliceBuffer, viewBuffer, viewLength, viewOffset } from "../web/primordials";

const TEXT = 0;
const BINARY = 1;
const CLOSE = 2;

/** What a frame takes of credit beside its bytes; the node counts alike. */
const FRAME_COST = 64;
const WINDOW_BYTES = 1024 * 1024;
const CHUNK_BYTES = 64 * 1024;
/** No smaller pieces than this are sent, but for a message's last one. */
const PIECE_BYTES_MIN = 4096;
const REASON_BYTES_MAX = 123;

/** What an isolate's sockets may have under way to it, shared out among them. */
const INCOMING_BYTES_MAX = 8 * 1024 * 1024;
const WINDOW_IN_MAX = 256 * 1024;
const WINDOW_IN_MIN = 4 * 1024;
/** Pieces of messages that are not whole, of all sockets of an isolate. */
const GATHERED_BYTES_MAX = 64 * 1024 * 1024;
/** Messages that wait for credit, of all sockets of an isolate. */
const UNSENT_BYTES_MAX = 64 * 1024 * 1024;
const OVERLOADED = 1013;

const links: Record<number, Link> = Object.create(null);
let open = 0;
let gathered = 0;
let unsent = 0;

/** A piece of a message, or a close, that waits to be sent. */
interface Piece {
  readonly type: number;
  readonly buffer: ArrayBuffer;
  /** Where the piece begins that was not sent, and how long it is. */
  at: number;
  rest: number;
  readonly last: boolean;
  /** The link that it came by, where it is passed on: it gives the credit back when it went. */
  readonly from: Link | null;
}

/** How a link ended: by both closes, by the other side or the connection, or by this side. */
export type Ending = "closed" | "lost" | "failed";

/**
 * Credit is reckoned with numbers of our own, never with what a tenant could have replaced (`Math`,
 * a typed array's `length`): a frame beyond its credit is a breach, and ends the whole process.
 */
export class Link implements Line {
  #credit = WINDOW_BYTES;
  readonly #queue = new Queue<Piece>();
  /** The sizes of the frames that the node has not told to be taken. */
  readonly #underWay = new Queue<number>();
  #acknowledged = 0;
  #buffered = 0;
  #waiting = 0;
  #granted = 0;
  #sink: Sink | null = null;
  #onto: Link | null = null;
  readonly #parts = new Queue<ArrayBuffer>();
  #partsBytes = 0;
  #early: { code: number; reason: string } | null = null;
  #said = false;
  #closeHeard = false;
  #heard = false;

  constructor(
    private readonly stream: number,
    readonly lasts: boolean,
    private readonly over: (how: Ending) => void,
  ) {
    links[stream] = this;
    open++;
  }

  // -- what we say

  buffered(): number {
    return this.#buffered;
  }

  send(data: Data): void {
    if (this.#said) return;
    const isText = typeof data === "string";
    const bytes = isText ? encodeUtf8(data) : data;
    const length = viewLength(bytes);
    const type = isText ? TEXT : BINARY;
    const piece = { type, buffer: viewBuffer(bytes), at: viewOffset(bytes), rest: length, last: true, from: null };
    this.#buffered += length;
    if (this.#queue.first === undefined && this.#go(piece)) return;
    const { buffer, at, rest } = piece;
    if (unsent + rest > UNSENT_BYTES_MAX) return this.#fall("More waits to be sent than may.");
    unsent += rest;
    this.#waiting += rest;
    this.#queue.add(isText ? piece : { ...piece, buffer: sliceBuffer(buffer, at, at + rest), at: 0 });
  }

  close(code: number, reason: string): void {
    if (this.#said) return;
    this.#queue.add(closing(code, reason));
    this.#flush();
  }

  fail(): void {
    this.#drop();
    this.#sayEnd();
    this.#hearEnd("failed");
  }

  #flush(): void {
    for (let piece = this.#queue.first; piece !== undefined; piece = this.#queue.first) {
      const before = piece.rest;
      const gone = this.#go(piece);
      if (piece.type !== CLOSE && piece.from === null) {
        unsent -= before - piece.rest;
        this.#waiting -= before - piece.rest;
      }
      if (!gone) return;
      this.#queue.take();
    }
  }

  /** Sends what there is credit for; whether that was all. */
  #go(piece: Piece): boolean {
    if (piece.type === CLOSE) {
      io().frame(this.stream, CLOSE, 1, piece.buffer, piece.at, piece.rest);
      this.#sayEnd();
      return true;
    }
    for (;;) {
      const room = least(this.#credit - FRAME_COST, CHUNK_BYTES);
      if (room < least(piece.rest, PIECE_BYTES_MIN)) return false;
      const length = least(piece.rest, room);
      const all = length === piece.rest;
      io().frame(this.stream, piece.type, piece.last && all ? 1 : 0, piece.buffer, piece.at, length);
      piece.at += length;
      piece.rest -= length;
      this.#credit -= length + FRAME_COST;
      this.#underWay.add(length);
      piece.from?.consumed(all ? length + FRAME_COST : length);
      if (all) return true;
    }
  }

  creditGiven(bytes: number): void {
    this.#credit += bytes;
    this.#acknowledged += bytes;
    for (let size = this.#underWay.first; size !== undefined; size = this.#underWay.first) {
      if (size + FRAME_COST > this.#acknowledged) break;
      this.#acknowledged -= size + FRAME_COST;
      this.#buffered -= size;
      this.#underWay.take();
    }
    this.#flush();
  }

  // -- what we hear

  start(sink: Sink): void {
    this.#sink = sink;
    this.#begin();
  }

  /** All that comes goes out by the other link, piece by piece, and nobody here sees it. */
  passTo(other: Link): void {
    this.#onto = other;
    this.#begin();
  }

  #begin(): void {
    if (this.#early !== null) this.#tellClosed(this.#early.code, this.#early.reason);
    else if (!this.#heard) this.#grant();
  }

  frame(type: number, last: boolean, buffer: ArrayBuffer): void {
    if (type === CLOSE) return this.#closed(new Uint8Array(buffer));
    if (this.#closeHeard || this.#heard) return;
    const length = bufferLength(buffer);
    if (this.#onto !== null) {
      return this.#onto.#pass({ type, buffer, at: 0, rest: length, last, from: this });
    }
    this.consumed(length + FRAME_COST);
    if (last && this.#partsBytes === 0) return this.#message(type, new Uint8Array(buffer));
    if (gathered + length > GATHERED_BYTES_MAX) {
      return this.#fall("More of unfinished messages came than may wait.");
    }
    gathered += length;
    this.#partsBytes += length;
    this.#parts.add(buffer);
    if (last) this.#message(type, this.#whole());
  }

  #whole(): Uint8Array<ArrayBuffer> {
    const all = new Uint8Array(this.#partsBytes);
    let at = 0;
    for (let part = this.#parts.take(); part !== undefined; part = this.#parts.take()) {
      all.set(new Uint8Array(part), at);
      at += bufferLength(part);
    }
    gathered -= this.#partsBytes;
    this.#partsBytes = 0;
    return all;
  }

  #message(type: number, bytes: Uint8Array<ArrayBuffer>): void {
    this.#sink?.message(type === TEXT ? decodeUtf8(bytes) : bytes);
  }

  #pass(piece: Piece): void {
    if (this.#said) return piece.from!.consumed(piece.rest + FRAME_COST);
    this.#queue.add(piece);
    this.#flush();
  }

  /** So much credit was used up by what is dealt with: as much may come again, as far as there is room. */
  consumed(cost: number): void {
    this.#granted -= cost;
    if (!this.#closeHeard && !this.#heard) this.#grant();
  }

  #grant(): void {
    const share = INCOMING_BYTES_MAX / open;
    const window = share < WINDOW_IN_MIN ? WINDOW_IN_MIN : least(share - (share % 1), WINDOW_IN_MAX);
    if (this.#granted > window / 2) return;
    io().credit(this.stream, window - this.#granted);
    this.#granted = window;
  }

  #closed(payload: Uint8Array): void {
    if (this.#closeHeard || this.#heard) return;
    this.#closeHeard = true;
    const code = payload.length < 2 ? NO_CODE : (payload[0] << 8) | payload[1];
    const reason = payload.length < 2 ? "" : decodeUtf8(payload.subarray(2));
    if (code === LOST) {
      this.#drop();
      this.#sayEnd();
    }
    this.#tellClosed(code, reason);
    this.#hearEnd(code === LOST ? "lost" : "closed");
  }

  #tellClosed(code: number, reason: string): void {
    this.#early = { code, reason };
    if (this.#sink !== null) this.#sink.closed(code, reason);
    else if (this.#onto !== null && code === LOST) this.#onto.fail();
    else if (this.#onto !== null) this.#onto.close(code, reason);
  }

  // -- the end

  /** There is no room: the far side may try again later. */
  #fall(reason: string): void {
    this.#drop();
    this.#go(closing(OVERLOADED, reason));
    this.#tellClosed(LOST, reason);
    this.#hearEnd("failed");
  }

  #drop(): void {
    this.#queue.clear();
    unsent -= this.#waiting;
    this.#waiting = 0;
  }

  #sayEnd(): void {
    if (this.#said) return;
    this.#said = true;
    io().end(this.stream);
    if (this.#heard) this.#end("closed");
  }

  #hearEnd(how: Ending): void {
    if (this.#heard) return;
    this.#heard = true;
    gathered -= this.#partsBytes;
    this.#partsBytes = 0;
    this.#parts.clear();
    if (this.#said) this.#end(how);
  }

  #end(how: Ending): void {
    delete links[this.stream];
    open--;
    this.over(how);
  }
}

function least(one: number, other: number): number {
  return one < other ? one : other;
}

/** A close that the node will take, whatever a tenant has made of typed arrays: else it has a code only. */
function closing(code: number, reason: string): Piece {
  const text = encodeUtf8(reason);
  const length = code === NO_CODE ? 0 : 2 + least(viewLength(text), REASON_BYTES_MAX);
  const payload = new Uint8Array(length);
  for (let i = 2; i < length; i++) payload[i] = text[i - 2];
  payload[0] = code >> 8;
  payload[1] = code & 255;
  const buffer = viewBuffer(payload);
  const isText = length <= 2 || host.utf8DecodeFatal(buffer, 2, length - 2) !== null;
  return { type: CLOSE, buffer, at: 0, rest: isText ? length : 2, last: true, from: null };
}

export function linkFrame(stream: number, type: number, last: boolean, bytes: ArrayBuffer | undefined): void {
  links[stream]?.frame(type, last, bytes ?? new ArrayBuffer(0));
}

/** Whether the stream is a WebSocket's. */
export function linkCredit(stream: number, bytes: number): boolean {
  const link = links[stream];
  if (link !== undefined) link.creditGiven(bytes);
  return link !== undefined;
}
