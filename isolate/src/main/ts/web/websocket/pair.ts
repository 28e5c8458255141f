/** WebSocketPair: two ends, of which one is mostly given to a response and the other one accepted. */
import { defineProperty } from "../primordials";
import { interfaceOf } from "../webidl";
import { PipeEnd } from "./pipe";
import { socketOn, type WebSocket } from "./websocket";

export class WebSocketPair {
  declare readonly 0: WebSocket;
  declare readonly 1: WebSocket;

  constructor() {
    const [one, other] = PipeEnd.pair();
    member(this, "0", socketOn(one));
    member(this, "1", socketOn(other));
  }

  *[Symbol.iterator](): Generator<WebSocket> {
    yield this[0];
    yield this[1];
  }
}
interfaceOf(WebSocketPair, "WebSocketPair");

function member(pair: WebSocketPair, name: string, value: WebSocket): void {
  defineProperty(pair, name, { value, writable: true, enumerable: true, configurable: true });
}
