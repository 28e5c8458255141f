/** MessageChannel and MessagePort: HTML Standard §9.4. Both ends are in one isolate. */
import { cloneWith, useTransferable } from "./clone/clone";
import { deps } from "./deps";
import { MessageEvent } from "./event";
import { EventTarget, fire, handlerAttribute } from "./eventtarget";
import { failure } from "./exception";
import { apply, defineProperty, ownDescriptor } from "./primordials";
import { dictionary, interfaceOf, isObject, required, sequence } from "./webidl";

const TOKEN = {};

interface Message {
  readonly data: unknown;
  readonly ports: readonly MessagePort[];
}

/** What stays with an end of a channel as the port object in front of it changes by a transfer. */
class End {
  other: End | null = null;
  port: MessagePort | null = null;
  started = false;
  closed = false;
  readonly queue: Message[] = [];
  private running = false;

  post(message: Message): void {
    this.queue.push(message);
    this.run();
  }

  /** One message a task, as long as somebody is there to hear. */
  run(): void {
    if (this.running || !this.started || this.port === null || this.closed || this.queue.length === 0) return;
    this.running = true;
    deps.setTask(() => {
      this.running = false;
      const message = this.port === null || this.closed ? undefined : this.queue.shift();
      if (message !== undefined) {
        fire(this.port!, new MessageEvent("message", { data: message.data, ports: message.ports }));
      }
      this.run();
    });
  }
}

let endOf: (port: MessagePort) => End | null;
let takeEnd: (port: MessagePort) => End;
let portOn: (end: End) => MessagePort;
let startPort: (port: MessagePort) => void;
export let isPort: (value: unknown) => value is MessagePort;

export class MessagePort extends EventTarget {
  /** Null once the port was transferred. */
  #end: End | null;

  constructor(token?: unknown, end?: End) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    super();
    this.#end = end!;
    end!.port = this;
  }

  postMessage(message: unknown, options: unknown = undefined): void {
    required(arguments.length, 1, "postMessage");
    const end = this.#end;
    const transfer = transferOf(options);
    for (const item of transfer) {
      if (item === this) throw failure("DataCloneError", "A port cannot be sent through itself.");
    }
    const other = end?.other ?? null;
    // A port that is sent to its own other end is gone with its message.
    const doomed = other !== null && transfer.some((item) => isPort(item) && endOf(item) === other);
    const made = cloneWith(message, transfer);
    if (other === null || other.closed || doomed) return;
    other.post({ data: made.value, ports: made.moved.filter(isPort) });
  }

  start(): void {
    startPort(this);
  }

  close(): void {
    const end = this.#end;
    if (end === null) return;
    end.closed = true;
    if (end.other !== null) end.other.other = null;
    end.other = null;
  }

  static {
    isPort = (value): value is MessagePort => isObject(value) && #end in value;
    endOf = (port) => port.#end;
    takeEnd = (port) => {
      const end = port.#end!;
      port.#end = null;
      end.port = null;
      end.started = false;
      return end;
    };
    portOn = (end) => new MessagePort(TOKEN, end);
    startPort = (port) => {
      const end = port.#end;
      if (end === null) return;
      end.started = true;
      end.run();
    };
  }
}
handlerAttribute(MessagePort.prototype, "message");
handlerAttribute(MessagePort.prototype, "messageerror");
handlerAttribute(MessagePort.prototype, "close");
startsWith(MessagePort.prototype);
interfaceOf(MessagePort, "MessagePort");
defineProperty(MessagePort, "length", { value: 0, configurable: true });

/** Whoever sets `onmessage` starts the port. */
function startsWith(prototype: object): void {
  const { get, set } = ownDescriptor(prototype, "onmessage")!;
  const accessors = {
    get onmessage(): unknown {
      return apply(get!, this, []);
    },
    set onmessage(value: unknown) {
      apply(set!, this, [value]);
      startPort(this as unknown as MessagePort);
    },
  };
  defineProperty(prototype, "onmessage", { ...ownDescriptor(accessors, "onmessage")!, enumerable: true });
}

/** The second argument of postMessage: a list, or options with one. */
function transferOf(options: unknown): unknown[] {
  if (options === undefined || options === null) return [];
  const isList = isObject(options) && typeof (options as any)[Symbol.iterator] === "function";
  const list = isList ? options : dictionary(options, "The options of postMessage").transfer;
  return list === undefined ? [] : sequence(list, (item) => item, "The transfer list");
}

useTransferable({
  is: isPort,
  isGone: (port) => endOf(port as MessagePort) === null || endOf(port as MessagePort)!.closed,
  move: (port) => portOn(takeEnd(port as MessagePort)),
});

export class MessageChannel {
  readonly #port1: MessagePort;
  readonly #port2: MessagePort;

  constructor() {
    const one = new End();
    const two = new End();
    one.other = two;
    two.other = one;
    this.#port1 = portOn(one);
    this.#port2 = portOn(two);
  }
  get port1(): MessagePort {
    return this.#port1;
  }
  get port2(): MessagePort {
    return this.#port2;
  }
}
interfaceOf(MessageChannel, "MessageChannel");
