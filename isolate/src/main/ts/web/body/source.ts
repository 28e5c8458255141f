/** What bodies are made of, and the streams that still know what they are made of. */
import { byteStream, disturb, isWanted, lock, type ReadableStream } from "../streams/streams";

/** A body that the host holds: the lead's lane stands behind it. */
export interface HostBody {
  /** How many bytes it has; -1 where nobody knows. */
  readonly length: number;
  /** The whole body, where it is small and came with the head; else null. */
  whole(): string | Uint8Array | null;
  /** Asks for the chunks; each chunk owns its buffer. To be called once. */
  start(sink: { chunk(bytes: Uint8Array): void; end(): void; fail(error: unknown): void }): void;
  /** So many bytes were consumed: as many more may come. */
  pull(bytes: number): void;
  cancel(reason: unknown): void;
}

export type Source = string | Uint8Array | HostBody | null;

const HIGH_WATER = 65536;

/** Where a body's stream comes from. */
export interface Origin {
  readonly source: Source;
  readonly length: number;
  /** Whether anything has flowed: from then on the stream alone knows what is left. */
  touched: boolean;
}

/** `new Response(other.body, other)` is the usual way to change headers: the content need not flow through here. */
export const origins = new WeakMap<ReadableStream, Origin>();

/** Takes the source of a stream that nobody has read from; the stream is used up by it. */
export function takeOrigin(stream: ReadableStream): Source {
  const origin = origins.get(stream);
  if (origin === undefined || origin.touched) return null;
  origin.touched = true;
  lock(stream);
  disturb(stream);
  return origin.source;
}

/** A byte stream of what the host sends. Credit goes back only for what a reader has taken. */
export function hostStream(body: HostBody, touch: () => void): ReadableStream {
  let owed = 0;
  let started = false;
  let over = false;
  const start = (controller: any): void => {
    started = true;
    touch();
    body.start({
      chunk(bytes) {
        if (over) return;
        owed += bytes.length;
        if (bytes.length > 0) controller.enqueue(bytes);
      },
      end() {
        if (over) return;
        over = true;
        controller.close();
        controller.byobRequest?.respond(0);
      },
      fail(error) {
        if (over) return;
        over = true;
        controller.error(error);
      },
    });
  };
  const stream: ReadableStream = byteStream(
    (controller) => {
      // Nothing is asked for until someone reads, so that an untouched body can be passed on whole.
      if (!started) {
        if (isWanted(stream)) start(controller);
        return;
      }
      if (owed === 0) return;
      const bytes = owed;
      owed = 0;
      body.pull(bytes);
    },
    (reason) => {
      over = true;
      touch();
      body.cancel(reason);
    },
    HIGH_WATER,
  );
  return stream;
}
