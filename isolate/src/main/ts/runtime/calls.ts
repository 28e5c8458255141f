/** Asynchronous ops: a call goes to the node, its answer comes back later. */
import { BodyKind, io } from "../host";
import { type Context, current } from "./context";
import { AHEAD_BYTES, Inflow } from "./inflow";
import type { Invocation } from "./invocation";

interface Call {
  answered(text: string, body: Inflow | null): void;
  failed(reason: string): void;
}

interface Waiting {
  readonly call: Call;
  readonly invocation: Invocation;
  readonly context: Context | undefined;
}

const calls = new Map<number, Waiting>();

/** Makes a call; answers its number. */
export function call(
  invocation: Invocation,
  op: string,
  text: string,
  kind: BodyKind,
  bytes: Uint8Array | undefined,
  settled: Call,
): number {
  const id =
    bytes === undefined
      ? io().call(invocation.id, op, text, kind, undefined, 0, 0)
      : io().call(invocation.id, op, text, kind, bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength);
  calls.set(id, { call: settled, invocation, context: current() });
  invocation.called(id, forget);
  invocation.wakes();
  return id;
}

/** The answer is no longer wanted. */
export function abandon(id: number): void {
  if (forget(id) !== undefined) io().abandon(id);
}

function forget(id: number): Waiting | undefined {
  const waiting = calls.get(id);
  if (waiting === undefined) return undefined;
  calls.delete(id);
  waiting.invocation.callOver(id);
  waiting.invocation.sleeps();
  return waiting;
}

export function answer(id: number, ok: number, text: string, kind: BodyKind, inline: ArrayBuffer | undefined): void {
  const waiting = forget(id);
  if (waiting === undefined) return;
  const { call, context } = waiting;
  if (ok === 0) return call.failed(text);
  if (kind === BodyKind.None) return call.answered(text, null);
  const bytes = kind === BodyKind.Inline ? new Uint8Array(inline ?? new ArrayBuffer(0)) : null;
  call.answered(text, new Inflow(id, bytes === null ? -1 : bytes.byteLength, bytes, context, AHEAD_BYTES));
}

/** A blocking op: this thread waits. Throws with the node's reason. */
export function block(invocation: Invocation, op: string, text: string): string {
  const answered = io().block(invocation.id, op, text);
  if (answered.charCodeAt(0) === 0x2b) return answered.slice(1);
  throw new Error(answered.slice(1));
}
