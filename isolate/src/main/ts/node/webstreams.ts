/** `toWeb` and `fromWeb` of the stream classes, which the package leaves open. */
import { Buffer } from "./buffer";
import { wrongType } from "./errors";

const { ReadableStream, WritableStream, ByteLengthQueuingStrategy, CountQueuingStrategy } = globalThis as any;

type Options = Record<string, any>;

/** Lets a chunk wait in the web stream as little as in the other: it is read when it is wanted. */
function readableToWeb(stream: any, options: Options = {}): any {
  const objects = stream.readableObjectMode;
  const Strategy = objects ? CountQueuingStrategy : ByteLengthQueuingStrategy;
  const strategy = options.strategy ?? new Strategy({ highWaterMark: stream.readableHighWaterMark });
  return new ReadableStream(
    {
      start(controller: any) {
        stream.pause();
        stream.on("data", (chunk: any) => {
          controller.enqueue(objects || typeof chunk === "string" ? chunk : new Uint8Array(chunk));
          if (controller.desiredSize <= 0) stream.pause();
        });
        stream.once("end", () => settle(() => controller.close()));
        stream.once("error", (error: unknown) => settle(() => controller.error(error)));
        stream.once("close", () => settle(() => controller.error(aborted())));
      },
      pull: () => stream.resume(),
      cancel: (reason: unknown) => void stream.destroy(reason),
    },
    strategy);
}

/** A web stream can be closed or broken once; what comes later says nothing new. */
function settle(action: () => void): void {
  try {
    action();
  } catch {
    // It was settled before.
  }
}

function aborted(): Error {
  return Object.assign(new Error("The operation was aborted"), { name: "AbortError", code: "ABORT_ERR" });
}

function readableFromWeb(Readable: any, web: any, options: Options = {}): any {
  if (typeof web?.getReader !== "function") throw wrongType("readableStream", "an instance of ReadableStream", web);
  const reader = web.getReader();
  return new Readable({
    ...options,
    read(this: any) {
      reader.read().then(
        ({ value, done }: any) => this.push(done ? null : bytes(value, options.objectMode)),
        (error: unknown) => this.destroy(error));
    },
    destroy(error: unknown, callback: (error: unknown) => void) {
      reader.cancel(error ?? undefined).then(() => callback(error), () => callback(error));
    },
  });
}

function bytes(value: unknown, objects: boolean): unknown {
  return !objects && value instanceof Uint8Array ? Buffer.from(value.buffer, value.byteOffset, value.byteLength) : value;
}

function writableToWeb(stream: any): any {
  return new WritableStream(
    {
      start(controller: any) {
        stream.on("error", (error: unknown) => controller.error(error));
      },
      write: (chunk: unknown) =>
        new Promise<void>((resolve, reject) => {
          const data = ArrayBuffer.isView(chunk) || typeof chunk === "string" || stream.writableObjectMode ? chunk : Buffer.from(chunk as ArrayBuffer);
          stream.write(data, (error: unknown) => (error ? reject(error) : resolve()));
        }),
      close: () =>
        new Promise<void>((resolve, reject) => {
          stream.once("error", reject);
          stream.end(resolve);
        }),
      abort: (reason: unknown) => void stream.destroy(reason),
    },
    new CountQueuingStrategy({ highWaterMark: 1 }));
}

function writableFromWeb(Writable: any, web: any, options: Options = {}): any {
  if (typeof web?.getWriter !== "function") throw wrongType("writableStream", "an instance of WritableStream", web);
  const writer = web.getWriter();
  return new Writable({ ...options, ...sink(writer) });
}

type Callback = (error?: unknown) => void;

function sink(writer: any): object {
  const after = (promise: Promise<unknown>, callback: Callback) => promise.then(() => callback(), callback);
  return {
    write: (chunk: unknown, _: unknown, callback: Callback) => after(writer.write(chunk), callback),
    final: (callback: Callback) => after(writer.close(), callback),
    destroy(error: unknown, callback: Callback) {
      const told = () => callback(error);
      if (error) writer.abort(error).then(told, told);
      else told();
    },
  };
}

export function adapt({ Readable, Writable, Duplex }: any): void {
  Readable.toWeb = readableToWeb;
  Readable.fromWeb = (web: unknown, options?: Options) => readableFromWeb(Readable, web, options);
  Writable.toWeb = writableToWeb;
  Writable.fromWeb = (web: unknown, options?: Options) => writableFromWeb(Writable, web, options);
  Duplex.toWeb = (duplex: unknown) => ({ readable: readableToWeb(duplex), writable: writableToWeb(duplex) });
  Duplex.fromWeb = ({ readable, writable }: any, options?: Options) =>
    Duplex.from({ readable: readableFromWeb(Readable, readable, options), writable: writableFromWeb(Writable, writable, options) });
}
