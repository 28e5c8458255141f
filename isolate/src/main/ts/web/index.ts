/** The Web API part of the prelude: what the runtime part calls, and the globals that a worker sees. */
import { parts } from "../parts/door";
import { AbortController, AbortSignal } from "./abort";
import { Blob, File } from "./body/blob";
import type { HostBody, Outgoing } from "./body/body";
import { FormData } from "./body/formdata";
import { structuredClone } from "./clone/clone";
import { CompressionStream, DecompressionStream } from "./compression";
import { makeConsole } from "./console/console";
import { Crypto, crypto } from "./crypto/crypto";
import { CryptoKey } from "./crypto/key";
import { SubtleCrypto } from "./crypto/subtle";
import { type Deps, useDeps } from "./deps";
import { atob, btoa } from "./encoding/base64";
import { TextDecoder, TextEncoder } from "./encoding/encoding";
import { TextDecoderStream, TextEncoderStream } from "./encoding/streams";
import {
  CloseEvent,
  CustomEvent,
  ErrorEvent,
  Event,
  MessageEvent,
  origin,
  PromiseRejectionEvent,
} from "./event";
import { EventSource } from "./eventsource/eventsource";
import { EventTarget } from "./eventtarget";
import { DOMException } from "./exception";
import { flatGet, flatOf, Headers } from "./fetch/headers";
import { isRequest, Request, requestHeaders, requestOutgoing } from "./fetch/request";
import { isResponse, Response, responseHeaders, responseOutgoing } from "./fetch/response";
import { Cache, CacheStorage, caches } from "./cache";
import { lazyGlobals } from "./lazy";
import { MessageChannel, MessagePort } from "./messageport";
import { Navigator, navigator } from "./navigator";
import { Scheduler, scheduler } from "./scheduler";
import {
  makePerformance,
  Performance,
  PerformanceEntry,
  PerformanceMark,
  PerformanceMeasure,
} from "./performance";
import { interfaces as streams } from "./streams/streams";
import { FixedLengthStream, IdentityTransformStream } from "./streams/workers";
import { URLSearchParams } from "./url/params";
import { URL } from "./url/url";
import { URLPattern } from "./urlpattern/urlpattern";
import { WebSocketPair } from "./websocket/pair";
import { WebSocket } from "./websocket/websocket";

/** Defines all globals of the Web API as Web IDL says. To be called once, before any tenant code. */
export function install(global: object, deps: Deps): void {
  useDeps(deps);
  origin();
  const classes: Record<string, Function> = {
    AbortController,
    AbortSignal,
    Blob,
    Cache,
    CacheStorage,
    CloseEvent,
    CompressionStream,
    Crypto,
    CryptoKey,
    CustomEvent,
    DecompressionStream,
    DOMException,
    ErrorEvent,
    Event,
    EventSource,
    EventTarget,
    File,
    FixedLengthStream,
    FormData,
    Headers,
    IdentityTransformStream,
    MessageChannel,
    MessageEvent,
    MessagePort,
    Navigator,
    Performance,
    PerformanceEntry,
    PerformanceMark,
    PerformanceMeasure,
    PromiseRejectionEvent,
    Request,
    Response,
    Scheduler,
    SubtleCrypto,
    TextDecoder,
    TextDecoderStream,
    TextEncoder,
    TextEncoderStream,
    URL,
    URLPattern,
    URLSearchParams,
    WebSocket,
    WebSocketPair,
    ...streams,
  };
  for (const name in classes) {
    Object.defineProperty(global, name, { value: classes[name], writable: true, configurable: true });
  }
  lazyGlobals(global, {
    FileReader: () => parts().filereader().fileReader(),
    FileReaderSync: () => parts().filereader().fileReaderSync(),
    ProgressEvent: () => parts().progressevent().progressEvent(),
  });
  lazyGlobals(global, {
    PerformanceObserver: () => parts().observer().performanceObserver(),
    PerformanceObserverEntryList: () => parts().observer().performanceObserverEntryList(),
  });
  const operations: Record<string, Function> = { atob, btoa, structuredClone };
  for (const name in operations) {
    Object.defineProperty(global, name, {
      value: operations[name],
      writable: true,
      enumerable: true,
      configurable: true,
    });
  }
  Object.defineProperty(global, "console", { value: makeConsole(), writable: true, configurable: true });
  attribute(global, "caches", caches);
  attribute(global, "crypto", crypto);
  attribute(global, "navigator", navigator);
  attribute(global, "origin", "null");
  attribute(global, "performance", makePerformance());
  attribute(global, "scheduler", scheduler);
  attribute(global, "self", global);
}

/** An attribute of the global object; a worker that assigns to it has its own value from then on. */
function attribute(global: object, name: string, value: unknown): void {
  const accessors = {
    get [name](): unknown {
      return value;
    },
    set [name](replacement: unknown) {
      Object.defineProperty(global, name, {
        value: replacement,
        writable: true,
        enumerable: true,
        configurable: true,
      });
    },
  };
  const descriptor = Object.getOwnPropertyDescriptor(accessors, name)!;
  Object.defineProperty(global, name, { ...descriptor, enumerable: true, configurable: true });
}

/** What is to be sent of a message's body, which is used up by it; a TypeError if it was used already. */
export function outgoing(message: Request | Response): Outgoing {
  return isRequest(message) ? requestOutgoing(message) : responseOutgoing(message as Response);
}

/** All pairs of headers, `set-cookie` apart; not to be changed. */
export function headersFlat(headers: Headers): string[] {
  return flatOf(headers);
}

/** The same of a message, without making its Headers. */
export function messageHeadersFlat(message: Request | Response): string[] {
  return isRequest(message) ? requestHeaders(message) : responseHeaders(message as Response);
}

export { fire, fireTelling, handlerAttribute, hasListeners, useGlobalTarget } from "./eventtarget";
export { format, inspect } from "./console/shown";
export { newSignal, onAbort, signalAbort } from "./abort";
export { abortRequest, requestFromHost, requestLine, type RequestLine, requestSignal } from "./fetch/request";
export { blobResponse, dataResponse } from "./fetch/data";
export { hostStream } from "./body/source";
export { newWritable } from "./streams/writable-faces";
export { responseFromHost, responseSocket, responseStatus, withSocket } from "./fetch/response";
export { byteStream, cancelFrom, isReadable, lock, readFrom, type Reader, type ReadRequest } from "./streams/streams";
export { decodeUtf8, encodeUtf8 } from "./encoding/utf8";
export { failure } from "./exception";
export { interfaceOf } from "./webidl";
export { flatGet };
export { type Data, type Line, LOST, NO_CODE, type Sink } from "./websocket/line";
export { PipeEnd } from "./websocket/pipe";
export { Queue } from "./websocket/queue";
export { type Attempt, socketOn, takeLine, useSocketDefaults, useSockets } from "./websocket/websocket";
export {
  DOMException,
  ErrorEvent,
  Event,
  EventTarget,
  Headers,
  isRequest,
  isResponse,
  makeConsole,
  PromiseRejectionEvent,
  Request,
  Response,
  TextDecoder,
  URL,
};
export type { Deps, HostBody, Outgoing };
