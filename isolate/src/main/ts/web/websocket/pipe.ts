/** The two ends of a WebSocketPair, as long as both are in this isolate. */
import { chain, resolved } from "../primordials";
import { type Data, type Line, LOST, type Sink } from "./line";
import { Queue } from "./queue";

type Said = { readonly data: Data; readonly bytes: number } | { readonly code: number; readonly reason: string };

export class PipeEnd implements Line {
  readonly lasts = false;
  #peer!: PipeEnd;
  /** What stands in the peer's place, since that was given away. */
  #far: Line | null = null;
  #sink: Sink | null = null;
  /** What the peer has said and nobody has heard. */
  readonly #heard = new Queue<Said>();
  #heardBytes = 0;
  #delivering = false;

  static pair(): [PipeEnd, PipeEnd] {
    const one = new PipeEnd();
    const other = new PipeEnd();
    one.#peer = other;
    other.#peer = one;
    return [one, other];
  }

  buffered(): number {
    return this.#far === null ? this.#peer.#heardBytes : this.#far.buffered();
  }

  send(data: Data): void {
    if (this.#far !== null) return this.#far.send(data);
    const own = typeof data === "string" ? data : new Uint8Array(data);
    this.#peer.#hear({ data: own, bytes: own.length });
  }

  close(code: number, reason: string): void {
    if (this.#far !== null) return this.#far.close(code, reason);
    this.#peer.#hear({ code, reason });
  }

  fail(): void {
    if (this.#far !== null) return this.#far.fail();
    this.#peer.#hear({ code: LOST, reason: "The other end of the WebSocketPair failed." });
  }

  start(sink: Sink): void {
    if (this.#far !== null) return this.#far.start(sink);
    this.#sink = sink;
    this.#deliverSoon();
  }

  /**
   * This end is given away: the peer speaks with that line from now on. Answers another line, where
   * the peer was given away before and both are to be joined by whoever gives away.
   */
  giveTo(line: Line): Line | null {
    if (this.#far !== null) return this.#far;
    const said = this.#heard;
    const peer = this.#peer;
    peer.#far = line;
    for (let each = said.take(); each !== undefined; each = said.take()) {
      if ("data" in each) line.send(each.data);
      else if (each.code === LOST) line.fail();
      else line.close(each.code, each.reason);
    }
    this.#heardBytes = 0;
    if (peer.#sink !== null) line.start(peer.#sink);
    return null;
  }

  #hear(said: Said): void {
    if ("data" in said) this.#heardBytes += said.bytes;
    this.#heard.add(said);
    if (this.#sink !== null) this.#deliverSoon();
  }

  /** Later, as if it had come from outside: who sends does not find itself in a listener. */
  #deliverSoon(): void {
    if (this.#delivering || this.#heard.first === undefined) return;
    this.#delivering = true;
    chain(resolved(undefined), () => this.#deliver());
  }

  #deliver(): void {
    this.#delivering = false;
    const sink = this.#sink;
    const said = sink === null || this.#far !== null ? undefined : this.#heard.take();
    if (said === undefined || sink === null) return;
    if ("data" in said) {
      this.#heardBytes -= said.bytes;
      sink.message(said.data);
    } else {
      sink.closed(said.code, said.reason);
    }
    this.#deliverSoon();
  }
}
