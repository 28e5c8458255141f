/** One event handled by the version's code: what it still waits for, and when it is over. */
import { host } from "../host";
import type { Context } from "./context";
import { stopTimers } from "./timers";

const live = new Map<number, Invocation>();

export class Invocation {
  /** waitUntil promises that are not settled. */
  private pending = 0;
  /** One of them was rejected. */
  private broken = false;
  private idle: ((broken: boolean) => void) | undefined;
  private answered = false;
  private bodyOver = false;
  private ended = false;
  private outcome = "ok";
  private detail = "";
  private wakers = 0;
  /** Its calls that have no answer yet. */
  private calls: Set<number> | undefined;
  /** Timers that belong to it. */
  readonly timers = new Set<number>();
  /** Called when it ends: what it holds that would outlast it. */
  whenEnded = new Set<() => void>();
  /** What its body waits for, where that can be named. */
  waitsFor: string | undefined = undefined;
  /** Nobody waits for the answer any more. */
  clientGone = false;
  /** What Node's modules keep for it, by name. */
  kept: Record<string, unknown> | undefined;
  /** What it handles; its signal tells when the client goes away. */
  request: any;
  /** The context that its code begins in. */
  readonly context: Context = { invocation: this, storages: undefined };

  constructor(readonly id: number) {
    live.set(id, this);
  }

  get isAnswered(): boolean {
    return this.answered;
  }

  get isBodyOver(): boolean {
    return this.bodyOver;
  }

  get isEnded(): boolean {
    return this.ended;
  }

  /** Something will come that wakes its code: an answer, a piece of a body, credit, a message. */
  wakes(): void {
    this.wakers++;
  }

  /** It came, or will not come any more. */
  sleeps(): void {
    this.wakers--;
  }

  /** Whether anything is under way that will run code of its own. */
  get canWake(): boolean {
    return this.wakers > 0 || this.timers.size > 0;
  }

  /** It made a call; `forget` is told of those that have no answer when it ends. */
  called(id: number, forget: (id: number) => void): void {
    if (this.calls === undefined) {
      const calls = (this.calls = new Set<number>());
      this.whenEnded.add(() => calls.forEach(forget));
    }
    this.calls.add(id);
  }

  /** The call was answered, or is not waited for any more. */
  callOver(id: number): void {
    this.calls?.delete(id);
  }

  /** The head of the answer is out. */
  headSent(): void {
    this.answered = true;
  }

  /** The body of the answer is out, or there will be none. */
  bodySent(): void {
    this.answered = true;
    this.bodyOver = true;
    this.settle();
  }

  /** Nothing more can be answered: it failed, or nobody listens. */
  fail(outcome: string, detail: string): void {
    if (this.outcome === "ok") {
      this.outcome = outcome;
      this.detail = detail;
    }
    this.bodySent();
  }

  waitUntil(promise: unknown, failed: (error: unknown) => void): void {
    this.pending++;
    const settled = () => {
      this.pending--;
      this.settle();
    };
    Promise.resolve(promise).then(settled, (error) => {
      this.broken = true;
      failed(error);
      settled();
    });
  }

  /** Calls back once nothing that was given to waitUntil is pending. */
  whenIdle(idle: (broken: boolean) => void): void {
    this.idle = idle;
    this.settle();
  }

  /** It goes on until what is answered here is called. */
  hold(): () => void {
    this.pending++;
    return () => {
      this.pending--;
      this.settle();
    };
  }

  /** Whether an answer that is sent as a whole is its end too. */
  mayAnswerLast(): boolean {
    return this.pending === 0 && !this.ended && this.outcome === "ok";
  }

  /** It was. */
  answeredLast(): void {
    this.answered = true;
    this.bodyOver = true;
    this.ended = true;
    live.delete(this.id);
    this.letGo();
    if (this.timers.size > 0) stopTimers(this);
  }

  /** Ends it whatever it still waits for. */
  end(outcome: string, detail: string): void {
    if (this.ended) return;
    this.ended = true;
    live.delete(this.id);
    this.letGo();
    stopTimers(this);
    host.done(this.id, outcome, detail);
  }

  private letGo(): void {
    if (this.whenEnded.size === 0) return;
    const ended = this.whenEnded;
    this.whenEnded = new Set();
    ended.forEach((each) => each());
  }

  private settle(): void {
    if (this.pending !== 0) return;
    if (this.bodyOver) return this.end(this.outcome, this.detail);
    const idle = this.idle;
    this.idle = undefined;
    if (idle !== undefined) idle(this.broken);
  }
}

export function invocationOf(id: number): Invocation | undefined {
  return live.get(id);
}

/** How many are not over. */
export function liveCount(): number {
  return live.size;
}
