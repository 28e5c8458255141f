/** Events other than requests. Their answer is a plain word: whether it went well. */
import { BodyKind, host } from "../host";
import { failed, sendText } from "./answer";
import * as entrypoints from "./entrypoints";
import type { Invocation } from "./invocation";
import { Refusal } from "./refusal";
import { reportException, stackOf } from "./report";
import { scheduledEvent } from "./serviceworker";
import { interfaceOf } from "../web/index";

const TOKEN = {};

/** What a `scheduled` handler is told. */
class ScheduledController {
  readonly #cron: string;
  readonly #time: number;
  readonly #noRetry: () => void;

  constructor(token: unknown, cron: string, time: number, noRetry: () => void) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
    this.#cron = cron;
    this.#time = time;
    this.#noRetry = noRetry;
  }

  get cron(): string {
    return this.#cron;
  }
  get scheduledTime(): number {
    return this.#time;
  }
  get type(): string {
    this.#cron;
    return "scheduled";
  }
  /** Nothing is tried again here, so that there is nothing to be called off. */
  noRetry(): void {
    this.#noRetry();
  }
}
interfaceOf(ScheduledController, "ScheduledController");

/** `@scheduled\ncron\nmillis`, or another kind, which is refused by name. */
export function event(invocation: Invocation, lines: string[]): void {
  const [method, cron, time] = lines;
  if (method !== "@scheduled") {
    throw new Refusal("noHandler", `There are no events of the kind '${method.slice(1)}' here.`);
  }
  const noRetry = () => {};
  const millis = Number(time);
  settle(
    invocation,
    new Promise((resolve) => {
      if (entrypoints.isServiceWorker()) return resolve(scheduledEvent(invocation, cron, millis, noRetry));
      const controller = new ScheduledController(TOKEN, cron, millis, noRetry);
      resolve(entrypoints.callHandler(invocation, "default", "scheduled", controller));
    }),
  );
}

/** The event went well when its handler and all that it gave to waitUntil did. */
function settle(invocation: Invocation, handled: Promise<unknown>): void {
  const done = (broken: boolean) => {
    if (broken) fail(invocation, "Something that was given to waitUntil() was rejected.");
    else sendText(invocation, `200\n${TEXT}`, "ok");
  };
  handled.then(
    () => invocation.whenIdle(done),
    (error) => {
      if (error instanceof Refusal) return failed(invocation, error);
      reportException(error, invocation);
      fail(invocation, stackOf(error));
    },
  );
}

const TEXT = "content-type\ntext/plain;charset=UTF-8";

/** As `wrangler dev` answers. */
function fail(invocation: Invocation, detail: string): void {
  if (invocation.isAnswered || invocation.isEnded) return;
  host.respond(invocation.id, `500\n${TEXT}`, "exception", undefined, 0, 0, -1, BodyKind.Inline);
  invocation.fail("exception", detail);
}
