/**
 * The body of a Request or a Response. It stays what it was given as (a text, bytes, what the host
 * holds) for as long as nobody asks for a stream of it.
 */
import { parts } from "../../parts/door";
import { bodyText, encodeUtf8, withoutMark } from "../encoding/utf8";
import { bytesOf, isBufferSource, PromiseConstructor, silence } from "../primordials";
import {
  byteStream,
  cancelFrom,
  collect,
  disturb,
  isDisturbed,
  isReadable,
  lock,
  type ReadableStream,
  readFrom,
  teeStream,
} from "../streams/streams";
import { promisedLength } from "../streams/workers";
import { isParams, pairsOf, serializeForm } from "../url/params";
import { isObject, usvString } from "../webidl";
import { blobBytes, concat, isBlob, streamOf } from "./blob";
import { entriesOf, isFormData } from "./formdata";
import { type HostBody, hostStream, type Origin, origins, type Source, takeOrigin } from "./source";

export type { HostBody, Source };

export class Body {
  /** What the body is; null where it is but a stream. */
  source: Source;
  stream: ReadableStream | null;
  /** Consumed without a stream. */
  used = false;
  /** How many bytes it has; -1 where nobody knows. */
  length: number;

  constructor(source: Source, stream: ReadableStream | null, length: number) {
    this.source = source;
    this.stream = stream;
    this.length = length;
  }
}

export type Outgoing =
  | { kind: "none" }
  | { kind: "text"; text: string }
  | { kind: "bytes"; bytes: Uint8Array }
  | { kind: "host"; body: HostBody }
  | { kind: "stream"; stream: ReadableStream; length: number };

/** The type that a body brings with it, besides the body. */
export interface Extracted {
  readonly body: Body;
  readonly type: string | null;
}

/** A body of whatever may be given for one, Fetch Standard §5.2. */
export function extract(value: unknown): Extracted {
  if (typeof value === "string") return ofText(value);
  if (isObject(value)) {
    if (isReadable(value)) return ofStream(value);
    if (isBufferSource(value)) return ofBytes(bytesOf(value).slice(), null);
    if (isBlob(value)) return ofBytes(blobBytes(value), value.type === "" ? null : value.type);
    if (isFormData(value)) {
      const { newBoundary, serializeMultipart } = parts().multipart();
      const boundary = newBoundary();
      return ofBytes(
        serializeMultipart(entriesOf(value), boundary),
        `multipart/form-data; boundary=${boundary}`,
      );
    }
    if (isParams(value)) {
      const type = "application/x-www-form-urlencoded;charset=UTF-8";
      return { body: new Body(serializeForm(pairsOf(value)), null, -1), type };
    }
  }
  return ofText(usvString(value));
}

function ofText(text: string): Extracted {
  return { body: new Body(text.toWellFormed(), null, -1), type: "text/plain;charset=UTF-8" };
}

function ofBytes(bytes: Uint8Array, type: string | null): Extracted {
  return { body: new Body(bytes, null, bytes.length), type };
}

function ofStream(stream: ReadableStream): Extracted {
  if (isDisturbed(stream)) throw new TypeError("The stream was read from already; it cannot be a body.");
  if (stream.locked) throw new TypeError("The stream is locked; it cannot be a body.");
  const origin = origins.get(stream);
  const untouched = origin !== undefined && !origin.touched;
  return {
    body: new Body(
      untouched ? origin.source : null,
      stream,
      untouched ? origin.length : promisedLength(stream),
    ),
    type: null,
  };
}

export function isUsed(body: Body | null): boolean {
  if (body === null) return false;
  return body.stream === null ? body.used : isDisturbed(body.stream);
}

/** Whether a body cannot be taken any more: it was used, or its stream is locked. */
export function isTaken(body: Body | null): boolean {
  return (
    body !== null && (body.used || (body.stream !== null && (body.stream.locked || isDisturbed(body.stream))))
  );
}

/** The body as a stream; from now on it is one. */
export function streamOfBody(body: Body | null): ReadableStream | null {
  if (body === null) return null;
  if (body.stream !== null) return body.stream;
  const source = unwrap(body);
  const origin: Origin = { source, length: body.length, touched: body.used };
  const touch = (): void => {
    origin.touched = true;
  };
  if (typeof source === "string") body.stream = streamOf(encodeUtf8(source), touch);
  else if (source instanceof Uint8Array) body.stream = streamOf(source, touch);
  else body.stream = hostStream(source as HostBody, touch);
  origins.set(body.stream, origin);
  // A body that was consumed as a whole shows a stream that is locked and was read to its end.
  if (body.used) silence(cancelFrom(lock(body.stream), undefined));
  return body.stream;
}

/** The source; what the host holds whole becomes a text or bytes. */
function unwrap(body: Body): Source {
  const source = body.source;
  if (typeof source === "string" || source === null || source instanceof Uint8Array) return source;
  const whole = source.whole();
  if (whole !== null) body.source = whole;
  return whole ?? source;
}

type Whole = string | Uint8Array;

/**
 * The whole body, which is used up by it, converted. Nothing but the outcome passes through a promise:
 * resolving one with an object would ask that object, and so the tenant, for its `then`.
 */
export function consume<T>(body: Body | null, convert: (whole: Whole) => T): Promise<T> {
  return new PromiseConstructor((resolve, reject) => {
    const finish = (whole: Whole): void => {
      let converted: T;
      try {
        converted = convert(whole);
      } catch (error) {
        reject(error);
        return;
      }
      resolve(converted);
    };
    if (body === null) finish("");
    else if (isTaken(body)) reject(new TypeError("The body was used already, or its stream is locked."));
    else takeWhole(body, finish, reject);
  });
}

function takeWhole(body: Body, finish: (whole: Whole) => void, fail: (reason: unknown) => void): void {
  const source = takeSource(body);
  if (source === null) collect(body.stream!, (chunks) => finish(concat(chunks)), fail);
  else if (typeof source === "string" || source instanceof Uint8Array) finish(source);
  else gather(source, finish, fail);
}

/** What the body is, used up; null where only its stream knows. */
function takeSource(body: Body): Source {
  if (body.stream !== null) return takeOrigin(body.stream);
  body.used = true;
  return unwrap(body);
}

function gather(body: HostBody, finish: (whole: Whole) => void, fail: (reason: unknown) => void): void {
  const chunks: Uint8Array[] = [];
  body.start({
    chunk(bytes) {
      chunks.push(bytes);
      body.pull(bytes.length);
    },
    end() {
      finish(chunks.length === 1 ? chunks[0] : concat(chunks));
    },
    fail,
  });
}

export function asText(whole: string | Uint8Array): string {
  return typeof whole === "string" ? withoutMark(whole) : bodyText(whole);
}

/** Bytes that are the caller's own. */
export function asBytes(whole: string | Uint8Array, shared: boolean): Uint8Array<ArrayBuffer> {
  if (typeof whole === "string") return encodeUtf8(whole);
  return shared || whole.length !== whole.buffer.byteLength
    ? whole.slice()
    : (whole as Uint8Array<ArrayBuffer>);
}

/** A second body with the same content; a stream becomes two. */
export function cloneBody(body: Body | null): Body | null {
  if (body === null) return null;
  if (body.stream === null) {
    const source = unwrap(body);
    if (typeof source === "string" || source instanceof Uint8Array)
      return new Body(source, null, body.length);
    streamOfBody(body);
  }
  const [mine, theirs] = teeStream(body.stream!);
  body.stream = mine;
  body.source = null;
  return new Body(null, theirs, body.length);
}

/** The content moves to a new body; what stays is used. */
export function moveBody(body: Body): Body {
  const source = takeSource(body);
  if (source !== null) return new Body(source, null, body.length);
  return new Body(null, passThrough(body.stream!), body.length);
}

/** A stream of the same chunks; the first one is locked and disturbed by it. */
function passThrough(stream: ReadableStream): ReadableStream {
  const reader = lock(stream);
  disturb(stream);
  return byteStream(
    (controller) =>
      new PromiseConstructor<void>((resolve, reject) => {
        readFrom(reader, {
          chunk(value) {
            controller.enqueue(value);
            resolve();
          },
          close() {
            controller.close();
            controller.byobRequest?.respond(0);
            resolve();
          },
          error: reject,
        });
      }),
    (reason) => cancelFrom(reader, reason),
    0,
  );
}

/** What is to be sent of a body, which is used up by it. */
export function outgoingBody(body: Body | null): Outgoing {
  if (body === null) return { kind: "none" };
  if (isTaken(body)) throw new TypeError("The body was used already, or its stream is locked.");
  const source = takeSource(body);
  if (source === null) return { kind: "stream", stream: body.stream!, length: body.length };
  if (typeof source === "string") return { kind: "text", text: source };
  return source instanceof Uint8Array ? { kind: "bytes", bytes: source } : { kind: "host", body: source };
}
