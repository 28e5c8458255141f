/**
 * What the prelude lends to its lazy parts: of each of its own modules the exports that they import. The
 * build takes the table's name of a module from where it stands, so that the parts import as all others do.
 */
import { host, io, rare } from "../host";
import { abandon, call } from "../runtime/calls";
import { connections } from "../runtime/connections";
import { current, run } from "../runtime/context";
import { reportException } from "../runtime/report";
import { currentInvocation } from "../runtime/timers";
import { AbortSignal, isSignal, onAbort } from "../web/abort";
import { Blob, blobBytes, blobOf, blobType, concat, File, fileOf, isBlob } from "../web/body/blob";
import { entriesOf, FormData, isFormData } from "../web/body/formdata";
import { parseMime } from "../web/body/mime";
import {
  arraySlice,
  charCodeAt,
  DataViewConstructor,
  dateGetTime,
  dateToISO,
  derefIt,
  enumerableKeys,
  errorClasses,
  ErrorConstructor,
  functionToString,
  hasOwn,
  indexOf,
  isResizable,
  isSafeInteger,
  lengthMax,
  mapDelete,
  mapEach,
  mapGet,
  mapSet,
  mapSize,
  nativeStack,
  parseJson,
  RegExpConstructor,
  regExpExec,
  regExpFlags,
  regExpSource,
  resizeBuffer,
  safeObject,
  setAdd,
  setEach,
  setSize,
  slice,
  split,
  stringifyJson,
  symbolToString,
  validateView,
  viewClasses,
  WeakReference,
} from "../web/captured";
import { transferable } from "../web/clone/clone";
import { boxed, kindOf } from "../web/console/kinds";
import { cloneKey, isCryptoKey, keyOf, slotsOf, USAGES } from "../web/crypto/key";
import { deps } from "../web/deps";
import { btoa } from "../web/encoding/base64";
import { decode, encodingOf, TextDecoder } from "../web/encoding/encoding";
import { joined, NOTHING_LEFT, tableOf } from "../web/encoding/pairs";
import { bodyText, decodeUtf8, encodeUtf8 } from "../web/encoding/utf8";
import { Event, isEvent } from "../web/event";
import { EventTarget, fire, handlerAttribute, isTarget } from "../web/eventtarget";
import { DOMException, failure, isDOMException } from "../web/exception";
import { flatOf, isHeaders } from "../web/fetch/headers";
import { isRequest, Request } from "../web/fetch/request";
import { isResponse, Response } from "../web/fetch/response";
import {
  encodeUtf8 as indexEncodeUtf8,
  hostStream,
  interfaceOf,
  newWritable,
  Queue,
  URL,
} from "../web/index";
import { once } from "../web/lazy";
import { named, ofType, recorded, sorted, watch } from "../web/performance";
import {
  apply,
  bufferLength,
  bytesOf,
  chain,
  construct,
  copyOf,
  defineProperty,
  freeze,
  fromCharCode,
  getPrototypeOf,
  isArray,
  isArrayBuffer,
  isBufferSource,
  isDetached,
  isView,
  ownDescriptor,
  ownKeys,
  PromiseConstructor,
  rejected,
  resolved,
  setPrototypeOf,
  silence,
  sliceBuffer,
  transferBuffer,
  typedArrayName,
  viewBuffer,
  viewLength,
  viewOffset,
} from "../web/primordials";
import { Deferred } from "../web/streams/core";
import {
  cancelReadable,
  CLOSED,
  ERRORED,
  READABLE,
  readChunk,
  Reader,
  readView,
  releaseReader,
} from "../web/streams/readable";
import { isReadable, isTransform, isWritable } from "../web/streams/streams";
import {
  CLOSED as writableCLOSED,
  ERRORED as writableERRORED,
  ERRORING,
  releaseWriter,
  WRITABLE,
  Writer,
} from "../web/streams/writable";
import { parseHost } from "../web/url/host";
import { isParams, pairsOf } from "../web/url/params";
import { appendPath, clean, parse, portColon } from "../web/url/parse";
import { C0, encode, FRAGMENT, SPECIAL_QUERY, USERINFO } from "../web/url/percent";
import { defaultPort, isSpecial, UrlRecord } from "../web/url/record";
import { isUrl, URL as urlURL } from "../web/url/url";
import {
  constants,
  dictionary,
  domString,
  double,
  integer,
  interfaceOf as webidlInterfaceOf,
  isObject,
  oneOf,
  required,
  sequence,
  usvString,
} from "../web/webidl";

export function lend(): object {
  return {
    __proto__: null,
    Object: safeObject(),
    "host": { host, io, rare },
    "runtime/calls": { abandon, call },
    "runtime/connections": { connections },
    "runtime/context": { current, run },
    "runtime/report": { reportException },
    "runtime/timers": { currentInvocation },
    "web/abort": { AbortSignal, isSignal, onAbort },
    "web/body/blob": { Blob, blobBytes, blobOf, blobType, concat, File, fileOf, isBlob },
    "web/body/formdata": { entriesOf, FormData, isFormData },
    "web/body/mime": { parseMime },
    "web/captured": {
      arraySlice,
      charCodeAt,
      DataViewConstructor,
      dateGetTime,
      dateToISO,
      derefIt,
      enumerableKeys,
      errorClasses,
      ErrorConstructor,
      functionToString,
      hasOwn,
      indexOf,
      isResizable,
      isSafeInteger,
      lengthMax,
      mapDelete,
      mapEach,
      mapGet,
      mapSet,
      mapSize,
      nativeStack,
      parseJson,
      RegExpConstructor,
      regExpExec,
      regExpFlags,
      regExpSource,
      resizeBuffer,
      setAdd,
      setEach,
      setSize,
      slice,
      split,
      stringifyJson,
      symbolToString,
      validateView,
      viewClasses,
      WeakReference,
    },
    "web/clone/clone": { transferable },
    "web/console/kinds": { boxed, kindOf },
    "web/crypto/key": { cloneKey, isCryptoKey, keyOf, slotsOf, USAGES },
    "web/deps": { deps },
    "web/encoding/base64": { btoa },
    "web/encoding/encoding": { decode, encodingOf, TextDecoder },
    "web/encoding/pairs": { joined, NOTHING_LEFT, tableOf },
    "web/encoding/utf8": { bodyText, decodeUtf8, encodeUtf8 },
    "web/event": { Event, isEvent },
    "web/eventtarget": { EventTarget, fire, handlerAttribute, isTarget },
    "web/exception": { DOMException, failure, isDOMException },
    "web/fetch/headers": { flatOf, isHeaders },
    "web/fetch/request": { isRequest, Request },
    "web/fetch/response": { isResponse, Response },
    "web/index": { encodeUtf8: indexEncodeUtf8, hostStream, interfaceOf, newWritable, Queue, URL },
    "web/lazy": { once },
    "web/performance": { named, ofType, recorded, sorted, watch },
    "web/primordials": {
      apply,
      bufferLength,
      bytesOf,
      chain,
      construct,
      copyOf,
      defineProperty,
      freeze,
      fromCharCode,
      getPrototypeOf,
      isArray,
      isArrayBuffer,
      isBufferSource,
      isDetached,
      isView,
      ownDescriptor,
      ownKeys,
      PromiseConstructor,
      rejected,
      resolved,
      setPrototypeOf,
      silence,
      sliceBuffer,
      transferBuffer,
      typedArrayName,
      viewBuffer,
      viewLength,
      viewOffset,
    },
    "web/streams/core": { Deferred },
    "web/streams/readable": {
      cancelReadable,
      CLOSED,
      ERRORED,
      READABLE,
      readChunk,
      Reader,
      readView,
      releaseReader,
    },
    "web/streams/streams": { isReadable, isTransform, isWritable },
    "web/streams/writable": {
      CLOSED: writableCLOSED,
      ERRORED: writableERRORED,
      ERRORING,
      releaseWriter,
      WRITABLE,
      Writer,
    },
    "web/url/host": { parseHost },
    "web/url/params": { isParams, pairsOf },
    "web/url/parse": { appendPath, clean, parse, portColon },
    "web/url/percent": { C0, encode, FRAGMENT, SPECIAL_QUERY, USERINFO },
    "web/url/record": { defaultPort, isSpecial, UrlRecord },
    "web/url/url": { isUrl, URL: urlURL },
    "web/webidl": {
      constants,
      dictionary,
      domString,
      double,
      integer,
      interfaceOf: webidlInterfaceOf,
      isObject,
      oneOf,
      required,
      sequence,
      usvString,
    },
  };
}
