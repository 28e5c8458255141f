/** Whether a view is as long as its resizable buffer at any time, which nothing says but a change of length. */
import { isResizable, lengthMax, resizeBuffer } from "../captured";
import { apply, bufferLength, sliceBuffer, viewBuffer, viewLength, viewOffset } from "../primordials";

/** Tried by a change that is taken back; `unit` is the length of an element. */
export function tracksLength(view: ArrayBufferView, unit: number): boolean {
  const buffer = viewBuffer(view);
  if (!apply(isResizable, buffer, [])) return false;
  const length = viewLength(view);
  const whole = bufferLength(buffer);
  // One that leaves room for an element more stands still.
  if (whole - viewOffset(view) - length >= unit) return false;
  return whole + unit <= (apply(lengthMax, buffer, []) as number) ? grows(view, whole, unit) : shrinks(view, whole, unit);
}

function grows(view: ArrayBufferView, whole: number, unit: number): boolean {
  const buffer = viewBuffer(view);
  const length = viewLength(view);
  try {
    apply(resizeBuffer, buffer, [whole + unit]);
  } catch {
    // There was no memory for it.
    return false;
  }
  const grew = viewLength(view) !== length;
  apply(resizeBuffer, buffer, [whole]);
  return grew;
}

/** A view that stands still is out of bounds then, and its length 0; so is one that is empty at the end. */
function shrinks(view: ArrayBufferView, whole: number, unit: number): boolean {
  const buffer = viewBuffer(view);
  const length = viewLength(view);
  if (length < 2 * unit) return false;
  const tail = new Uint8Array(sliceBuffer(buffer, whole - unit, whole));
  try {
    apply(resizeBuffer, buffer, [whole - unit]);
  } catch {
    // That of a WebAssembly memory does not shrink.
    return false;
  }
  let shrank = false;
  try {
    shrank = viewLength(view) > 0;
  } catch {
    // A DataView says so by throwing.
  }
  apply(resizeBuffer, buffer, [whole]);
  new Uint8Array(buffer).set(tail, whole - unit);
  return shrank;
}
