/** Files as streams. */
import { Buffer } from "../buffer";
import { failed, outOfRange, wrongType } from "../errors";
import { module as stream } from "../stream";
import { flagsOf, modeOf, optionsOf, pathOf } from "./arguments";
import * as descriptors from "./descriptors";

const READ_BYTES = 64 * 1024;
const WRITE_BYTES = 16 * 1024;
type Done = (error?: unknown) => void;

/** What both directions have in common: a file that is opened at the start and closed at the end. */
function prepared(self: any, path: unknown, options: any, usualFlags: string): void {
  self.flags = options.flags ?? usualFlags;
  self.mode = options.mode ?? 0o666;
  self.start = options.start;
  self.end = options.end;
  self.pos = options.start;
  self.autoClose = options.autoClose ?? true;
  const fd = typeof options.fd === "object" && options.fd !== null ? options.fd.fd : options.fd;
  self.fd = fd === undefined ? null : fd;
  self.path = self.fd === null ? pathOf(path) : path;
  for (const name of ["start", "end"]) {
    const value = options[name];
    if (value === undefined || (name === "end" && value === Infinity)) continue;
    if (typeof value !== "number") throw wrongType(name, "of type number", value);
    if (!Number.isInteger(value) || value < 0) throw outOfRange(name, ">= 0 && <= 9007199254740991", value);
  }
  if (options.start !== undefined && options.end !== undefined && options.start > options.end) {
    throw outOfRange("start", `<= "end" (here: ${options.end})`, options.start);
  }
  flagsOf(self.flags);
}

function construct(this: any, done: Done): void {
  if (this.fd !== null) return done();
  try {
    this.fd = descriptors.open(this.path, flagsOf(this.flags), modeOf(this.mode, 0o666));
  } catch (error) {
    return done(error);
  }
  done();
  this.emit("open", this.fd);
  this.emit("ready");
}

function destroy(this: any, error: unknown, done: Done): void {
  if (this.fd === null || !this.autoClose) return done(error);
  try {
    descriptors.close(this.fd);
  } catch (failure) {
    error ??= failure;
  }
  this.fd = null;
  done(error);
}

function close(this: any, callback?: Done): void {
  if (callback) stream.finished(this, { readable: false, writable: false }, () => callback());
  if (this.writable && !this.writableEnded && this.end.length !== undefined && this instanceof stream.Writable) {
    this.autoClose = true;
    (stream.Writable.prototype as any).end.call(this);
  } else this.destroy();
}

export function ReadStream(this: any, path: unknown, options?: unknown): any {
  if (!(this instanceof (ReadStream as any))) return new (ReadStream as any)(path, options);
  const given = optionsOf(options);
  stream.Readable.call(this, { ...given, highWaterMark: given.highWaterMark ?? READ_BYTES, construct: undefined, autoDestroy: given.autoClose ?? true });
  prepared(this, path, given, "r");
  this.end = given.end ?? Infinity;
  this.bytesRead = 0;
}
Object.setPrototypeOf(ReadStream.prototype, stream.Readable.prototype);
Object.setPrototypeOf(ReadStream, stream.Readable);
Object.assign(ReadStream.prototype, {
  _construct: construct,
  _destroy: destroy,
  close(this: any, callback?: Done) {
    if (callback) stream.finished(this, { writable: false }, () => callback());
    this.destroy();
  },
  _read(this: any, wanted: number) {
    const left = this.pos === undefined ? this.end - this.bytesRead + 1 : this.end - this.pos + 1;
    const room = Math.min(wanted, left);
    if (room <= 0) return void this.push(null);
    const buffer = Buffer.allocUnsafe(room);
    try {
      const count = descriptors.read(this.fd, buffer, this.pos ?? null);
      this.bytesRead += count;
      if (this.pos !== undefined) this.pos += count;
      this.push(count > 0 ? buffer.subarray(0, count) : null);
    } catch (error) {
      this.destroy(error);
    }
  },
});
Object.defineProperty(ReadStream.prototype, "pending", { get(this: any) { return this.fd === null; }, configurable: true });

export function WriteStream(this: any, path: unknown, options?: unknown): any {
  if (!(this instanceof (WriteStream as any))) return new (WriteStream as any)(path, options);
  const given = optionsOf(options);
  stream.Writable.call(this, {
    ...given, highWaterMark: given.highWaterMark ?? WRITE_BYTES, decodeStrings: false, autoDestroy: given.autoClose ?? true,
    defaultEncoding: given.encoding ?? "utf8",
  });
  const { end: _, ...rest } = given;
  prepared(this, path, rest, "w");
  // A method of this name is on the prototype.
  delete this.end;
  this.bytesWritten = 0;
}
Object.setPrototypeOf(WriteStream.prototype, stream.Writable.prototype);
Object.setPrototypeOf(WriteStream, stream.Writable);
Object.assign(WriteStream.prototype, {
  _construct: construct,
  _destroy: destroy,
  close,
  destroySoon(this: any) {
    this.end();
  },
  _write(this: any, chunk: unknown, encoding: string, done: Done) {
    let data: Uint8Array;
    try {
      if (this.fd === null) throw failed("ERR_STREAM_DESTROYED", "Cannot call write after a stream was destroyed");
      data = typeof chunk === "string" ? Buffer.from(chunk, encoding) : (chunk as Uint8Array);
      const count = descriptors.write(this.fd, data, this.pos ?? null);
      this.bytesWritten += count;
      if (this.pos !== undefined) this.pos += count;
    } catch (error) {
      return done(error);
    }
    done();
  },
});
Object.defineProperty(WriteStream.prototype, "pending", { get(this: any) { return this.fd === null; }, configurable: true });
