/** `node:zlib`: gzip, deflate and raw deflate; Brotli and Zstandard are not here. */
import { Buffer } from "./buffer";
import { deps } from "./deps";
import { failed, outOfRange, wrongType } from "./errors";
import { module as stream } from "./stream";

type Format = "gzip" | "deflate" | "deflate-raw";
type Callback = (error: unknown, result?: unknown) => void;

interface Options {
  readonly maxOutputLength?: number;
  readonly level?: number;
}

const LEVEL_USUAL = -1;

function levelOf(options: Options | undefined): number {
  const level = options?.level ?? LEVEL_USUAL;
  if (typeof level !== "number") throw wrongType("options.level", "of type number", level);
  if (!(level >= -1 && level <= 9)) throw outOfRange("options.level", ">= -1 && <= 9", level);
  return Math.trunc(level);
}

/** What a call may unpack to when it sets no bound of its own; Node's would be above any isolate's memory. */
const OUTPUT_BYTES_MAX = 128 * 1024 * 1024;
/** Larger input is given in parts, since what is given is copied. */
const PART_BYTES = 256 * 1024;

/** One stream through a codec of the child's. */
class Codec {
  #id: number;
  #forget: (() => void) | null = null;

  constructor(format: Format, compress: boolean, options: Options | undefined) {
    this.#id = deps.codecOpen(format, compress, levelOf(options));
  }

  /** Nobody may end a stream that was begun: it is closed with the request that it belongs to. */
  closeAtEnd(): this {
    this.#forget = deps.atEnd(() => this.close());
    return this;
  }

  /** All that comes out for this input, and after the last of it all that is left. */
  run(input: Uint8Array, last: boolean, output: (piece: Uint8Array) => void): void {
    for (let from = 0; from < input.length; from += PART_BYTES) {
      const part = input.subarray(from, from + PART_BYTES);
      deps.codecGive(this.#open(), part.buffer as ArrayBuffer, part.byteOffset, part.byteLength);
      this.#take(false, output);
    }
    if (last) this.#take(true, output);
  }

  #open(): number {
    if (this.#id < 0) throw failed("ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed");
    return this.#id;
  }

  #take(last: boolean, output: (piece: Uint8Array) => void): void {
    for (;;) {
      const piece = deps.codecTake(this.#open(), last);
      if (piece === null) return;
      if (typeof piece === "string") throw broken(piece);
      output(new Uint8Array(piece));
    }
  }

  close(): void {
    if (this.#id < 0) return;
    deps.codecClose(this.#id);
    this.#id = -1;
    this.#forget?.();
  }
}

/** Node tells input that ends early and input that is wrong by two codes of zlib's. */
function broken(sentence: string): Error {
  const early = /too early/.test(sentence);
  const [code, errno, message] = early
    ? ["Z_BUF_ERROR", -5, "unexpected end of file"]
    : ["Z_DATA_ERROR", -3, /is no (gzip|zlib|deflate)|header/i.test(sentence) ? "incorrect header check" : sentence];
  return Object.assign(failed(code as string, message as string), { errno });
}

function bytesOf(data: unknown): Uint8Array {
  if (typeof data === "string") return Buffer.from(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer as ArrayBuffer, data.byteOffset, data.byteLength);
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  throw wrongType("buffer", "of type string or an instance of Buffer, TypedArray, DataView, or ArrayBuffer", data);
}

function formatOf(format: Format | "any", input: Uint8Array): Format {
  if (format !== "any") return format;
  return input[0] === 0x1f && input[1] === 0x8b ? "gzip" : "deflate";
}

function whole(format: Format | "any", compress: boolean, data: unknown, options: Options = {}): unknown {
  const input = bytesOf(data);
  const most = options.maxOutputLength ?? OUTPUT_BYTES_MAX;
  const parts: Uint8Array[] = [];
  let length = 0;
  const codec = new Codec(formatOf(format, input), compress, options);
  try {
    codec.run(input, true, (piece) => {
      length += piece.length;
      if (length > most) throw failed("ERR_BUFFER_TOO_LARGE", `Cannot create a Buffer larger than ${most} bytes`, RangeError);
      parts.push(piece);
    });
  } finally {
    codec.close();
  }
  return Buffer.concat(parts);
}

/** The synchronous and the callback function of a format. */
function both(format: Format | "any", compress: boolean): [(data: unknown, options?: Options) => unknown, (...args: any[]) => void] {
  const now = (data: unknown, options?: Options) => whole(format, compress, data, options);
  const later = (data: unknown, ...rest: any[]) => {
    const callback = rest.pop() as Callback;
    if (typeof callback !== "function") throw wrongType("callback", "of type function", callback);
    const input = bytesOf(data);
    deps.process.nextTick(() => {
      let result: unknown;
      try {
        result = now(input, rest[0]);
      } catch (error) {
        callback(error);
        return;
      }
      callback(null, result);
    });
  };
  return [now, later];
}

/** A transform stream; made late where the format is read from the input. */
function transformClass(name: string, format: Format | "any", compress: boolean): any {
  const Type = class extends stream.Transform {
    #codec: Codec | null = null;
    readonly #options: Options | undefined;
    bytesWritten = 0;

    constructor(options?: Options) {
      levelOf(options);
      super(options);
      this.#options = options;
    }

    #run(input: Uint8Array, last: boolean, done: Callback): void {
      try {
        this.#codec ??= new Codec(formatOf(format, input), compress, this.#options).closeAtEnd();
        this.#codec.run(input, last, (piece) => this.push(Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)));
        if (last) this.#codec.close();
      } catch (error) {
        done(error);
        return;
      }
      this.bytesWritten += input.length;
      done(null);
    }
    _transform(chunk: unknown, _: string, done: Callback): void {
      this.#run(bytesOf(chunk), false, done);
    }
    _flush(done: Callback): void {
      this.#run(new Uint8Array(0), true, done);
    }
    _destroy(error: unknown, done: Callback): void {
      this.#codec?.close();
      done(error);
    }
    close(callback?: Callback): void {
      if (callback) stream.finished(this, callback);
      this.destroy();
    }
  };
  Object.defineProperty(Type, "name", { value: name });
  return new Proxy(Type, { apply: (target, _, args) => Reflect.construct(target, args) });
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit++) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value;
});

/** The checksum of RFC 1952 §8, going on from another. */
function crc32(data: unknown, before = 0): number {
  if (typeof before !== "number") throw wrongType("value", "of type number", before);
  if (!(before >= 0 && before <= 0xffffffff)) throw outOfRange("value", ">= 0 && <= 4294967295", before);
  let crc = ~before;
  for (const byte of bytesOf(data)) crc = TABLE[(crc ^ byte) & 0xff] ^ (crc >>> 8);
  return ~crc >>> 0;
}

const constants = {
  Z_NO_FLUSH: 0, Z_PARTIAL_FLUSH: 1, Z_SYNC_FLUSH: 2, Z_FULL_FLUSH: 3, Z_FINISH: 4, Z_BLOCK: 5,
  Z_OK: 0, Z_STREAM_END: 1, Z_NEED_DICT: 2, Z_ERRNO: -1, Z_STREAM_ERROR: -2, Z_DATA_ERROR: -3, Z_MEM_ERROR: -4, Z_BUF_ERROR: -5, Z_VERSION_ERROR: -6,
  Z_NO_COMPRESSION: 0, Z_BEST_SPEED: 1, Z_BEST_COMPRESSION: 9, Z_DEFAULT_COMPRESSION: -1,
  Z_FILTERED: 1, Z_HUFFMAN_ONLY: 2, Z_RLE: 3, Z_FIXED: 4, Z_DEFAULT_STRATEGY: 0,
  Z_MIN_WINDOWBITS: 8, Z_MAX_WINDOWBITS: 15, Z_DEFAULT_WINDOWBITS: 15, Z_MIN_CHUNK: 64, Z_MAX_CHUNK: Infinity, Z_DEFAULT_CHUNK: 16384,
  Z_MIN_MEMLEVEL: 1, Z_MAX_MEMLEVEL: 9, Z_DEFAULT_MEMLEVEL: 8, Z_MIN_LEVEL: -1, Z_MAX_LEVEL: 9, Z_DEFAULT_LEVEL: -1,
};

const FORMATS: [string, Format | "any", boolean][] = [
  ["gzip", "gzip", true],
  ["gunzip", "gzip", false],
  ["deflate", "deflate", true],
  ["inflate", "deflate", false],
  ["deflateRaw", "deflate-raw", true],
  ["inflateRaw", "deflate-raw", false],
  ["unzip", "any", false],
];

function functions(): Record<string, unknown> {
  const made: Record<string, unknown> = {};
  for (const [name, format, compress] of FORMATS) {
    const className = name[0].toUpperCase() + name.slice(1);
    const Type = transformClass(className, format, compress);
    const [now, later] = both(format, compress);
    made[`${name}Sync`] = now;
    made[name] = later;
    made[className] = Type;
    made[`create${className}`] = (options?: object) => new Type(options);
  }
  return made;
}

export const module = { ...functions(), constants, codes: { Z_OK: 0, Z_STREAM_END: 1, Z_DATA_ERROR: -3, Z_BUF_ERROR: -5 }, crc32 };
