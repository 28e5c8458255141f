/** HTMLRewriter: its script runs when the class is first asked for. */
import { rare } from "../host";
import {
  byteStream,
  cancelFrom,
  flatGet,
  Headers,
  interfaceOf,
  isReadable,
  isResponse,
  lock,
  messageHeadersFlat,
  readFrom,
  Response,
  TextDecoder,
} from "../web/index";
import { encodeUtf8 } from "../web/encoding/utf8";
import { extractMime } from "../web/body/mime";
import { isDisturbed } from "../web/streams/streams";
import { apply, bytesOf, defineProperty, isBufferSource, ownDescriptor, silence } from "../web/primordials";
import { current, run } from "./context";

const getter = (name: string) => ownDescriptor(Response.prototype, name)!.get!;
const [status, statusText, body, cf, webSocket, encodeBody] = [
  "status",
  "statusText",
  "body",
  "cf",
  "webSocket",
  "encodeBody",
].map(getter);
const append = Headers.prototype.append;
const ask = (fn: Function, response: object): any => apply(fn, response, []);

/** The same headers but for the length, which nobody knows any more. */
function headersLike(response: any): Headers {
  const headers = new Headers();
  const flat = messageHeadersFlat(response);
  for (let i = 0; i < flat.length; i += 2) {
    if (flat[i].toLowerCase() !== "content-length") apply(append, headers, [flat[i], flat[i + 1]]);
  }
  return headers;
}

let opened: Function | null = null;

function library(): Function {
  return (opened ??= rare().rewriter()({
    isResponse,
    isReadable,
    bodyOf: (response: object) => ask(body, response),
    typeOf: (response: any) => flatGet(messageHeadersFlat(response), "content-type"),
    withBody: (response: object, stream: object) =>
      new Response(stream, {
        status: ask(status, response),
        statusText: ask(statusText, response),
        headers: headersLike(response),
        cf: ask(cf, response),
        webSocket: ask(webSocket, response),
        encodeBody: ask(encodeBody, response),
      }),
    lock(stream: any) {
      if (isDisturbed(stream)) throw new TypeError("The body was used already, or its stream is locked.");
      return lock(stream);
    },
    readFrom,
    cancelFrom: (reader: any, reason: unknown) => void silence(cancelFrom(reader, reason)),
    byteStream: (pull: any, cancel: any) => byteStream(pull, cancel, 0),
    bytesOf: (chunk: unknown) => (isBufferSource(chunk) ? bytesOf(chunk) : undefined),
    encodeUtf8,
    charsetOf: (type: string) => extractMime(type)?.parameters.get("charset"),
    decoder: (label: string) => new TextDecoder(label, { ignoreBOM: true }),
    bindContext(fn: Function) {
      const context = current();
      return (...args: unknown[]) => run(context, fn as any, undefined, args);
    },
    waits(what: string) {
      const invocation = current()?.invocation;
      if (invocation === undefined) return () => {};
      invocation.waitsFor = what;
      return () => void (invocation.waitsFor = undefined);
    },
    interfaceOf,
  }).HTMLRewriter);
}

/** The global `HTMLRewriter`. */
export function installRewriter(global: object): void {
  const settle = (value: unknown) =>
    defineProperty(global, "HTMLRewriter", { value, writable: true, configurable: true });
  defineProperty(global, "HTMLRewriter", {
    get() {
      const value = library();
      settle(value);
      return value;
    },
    set: settle,
    configurable: true,
  });
}
