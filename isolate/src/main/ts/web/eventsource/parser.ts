/** The parser of event streams: HTML Standard §9.2.6, over text that comes in pieces. */

/** What a stream says. */
export interface Listener {
  event(type: string, data: string, lastEventId: string): void;
  retry(millis: number): void;
}

export class EventStreamParser {
  /** What came behind the last line end. */
  private rest = "";
  private afterCr = false;
  private first = true;
  private type = "";
  private data = "";
  private hasData = false;
  private id: string;
  /** That of the last block that was whole. */
  lastEventId = "";

  constructor(
    private readonly listener: Listener,
    lastEventId: string,
  ) {
    this.id = lastEventId;
    this.lastEventId = lastEventId;
  }

  push(piece: string): void {
    let text = piece;
    if (this.first && text !== "") {
      this.first = false;
      if (text.charCodeAt(0) === 0xfeff) text = text.slice(1);
    }
    let from = 0;
    for (let at = 0; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (code !== 0x0a && code !== 0x0d) {
        this.afterCr = false;
        continue;
      }
      // CR and LF together are one end, also where they come in two pieces.
      if (code === 0x0a && this.afterCr) {
        this.afterCr = false;
        from = at + 1;
        continue;
      }
      this.afterCr = code === 0x0d;
      const line = this.rest + text.slice(from, at);
      this.rest = "";
      from = at + 1;
      this.line(line);
    }
    this.rest += text.slice(from);
  }

  private line(line: string): void {
    if (line === "") return this.dispatch();
    const colon = line.indexOf(":");
    if (colon === 0) return;
    const name = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(line.charCodeAt(colon + 1) === 0x20 ? colon + 2 : colon + 1);
    switch (name) {
      case "event":
        this.type = value;
        break;
      case "data":
        this.data = this.hasData ? `${this.data}\n${value}` : value;
        this.hasData = true;
        break;
      case "id":
        if (!value.includes("\0")) this.id = value;
        break;
      case "retry":
        if (/^[0-9]+$/.test(value)) this.listener.retry(Number(value));
        break;
    }
  }

  private dispatch(): void {
    const { type, data, hasData } = this;
    this.type = "";
    this.data = "";
    this.hasData = false;
    // The id counts from here on, also where there is nothing to tell.
    this.lastEventId = this.id;
    if (hasData) this.listener.event(type === "" ? "message" : type, data, this.id);
  }
}
