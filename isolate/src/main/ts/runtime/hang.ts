/**
 * Invocations that hang: no answer, and nothing under way that could ever wake their code.
 *
 * A promise may also be settled by the code of another invocation in the isolate, as where the first
 * request sets something up for all. So one that has nothing under way of its own is patient for as long
 * as others have, up to a bound; one that only a request which has not come yet could wake, hangs.
 */
import { type Invocation, invocationOf, liveCount } from "./invocation";
import { outflowCut } from "./outflow";
import { Refusal } from "./refusal";

const PATIENCE_MILLIS = 30_000;

/** Since when an invocation has had nothing under way. */
const idle = new Map<Invocation, number>();

/**
 * Called when a delivery is over, its microtasks too: looks at the invocation that it was for, and at
 * those that wait for others. Answers how many wait.
 */
export function quiet(now: number, id: number): number {
  const owner = invocationOf(id);
  if (owner !== undefined && !owner.canWake && !idle.has(owner)) idle.set(owner, now);
  if (idle.size === 0) return 0;
  for (const invocation of idle.keys()) {
    if (invocation.isEnded || invocation.canWake) idle.delete(invocation);
  }
  const alone = idle.size === liveCount();
  for (const [invocation, since] of idle) {
    if (!alone && now - since < PATIENCE_MILLIS) continue;
    idle.delete(invocation);
    end(invocation);
  }
  return idle.size;
}

const WHY =
  "nothing was left that could wake the code, no timer, no call, no body that is still coming, " +
  "and a promise that it waited for was not settled.";

function end(invocation: Invocation): void {
  if (!invocation.isAnswered) return invocation.end("hung", `The request would never have been answered: ${WHY}${named(invocation)}`);
  const answered = invocation.isBodyOver;
  const detail = answered
    ? `What was given to waitUntil() would never have ended: ${WHY}`
    : `The body of the answer would never have ended: ${WHY}${named(invocation)}`;
  if (!answered) outflowCut(invocation.id, new Refusal("hung", detail));
  invocation.end("hung", detail);
}

function named({ waitsFor }: Invocation): string {
  return waitsFor === undefined ? "" : ` It was that of ${waitsFor}.`;
}
