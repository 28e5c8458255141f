/**
 * What the prelude lends to its lazy parts: of each of its own modules the exports that they import. The
 * build takes the table's name of a module from where it stands, so that the parts import as all others do.
 */
import { host } from "../host";
import { abandon, call } from "../runtime/calls";
import { connections } from "../runtime/connections";
import { current, run } from "../runtime/context";
import { reportException } from "../runtime/report";
import { currentInvocation } from "../runtime/timers";
import { AbortSignal, isSignal } from "../web/abort";
import { Blob, blobBytes, blobOf, File, fileOf, isBlob } from "../web/body/blob";
import { entriesOf, isFormData } from "../web/body/formdata";
import {
  arraySlice,
  charCodeAt,
  DataViewConstructor,
  dateGetTime,
  dateToISO,
  derefIt,
  errorClasses,
  ErrorConstructor,
  functionToString,
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
import { joined, NOTHING_LEFT, tableOf } from "../web/encoding/pairs";
import { decodeUtf8, encodeUtf8 } from "../web/encoding/utf8";
import { Event, isEvent } from "../web/event";
import { isTarget } from "../web/eventtarget";
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
import {
  apply,
  bufferLength,
  bytesOf,
  construct,
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
import { isReadable, isTransform, isWritable } from "../web/streams/streams";
import { parseHost } from "../web/url/host";
import { isParams, pairsOf } from "../web/url/params";
import { appendPath, clean, parse, portColon } from "../web/url/parse";
import { C0, encode, FRAGMENT, SPECIAL_QUERY, USERINFO } from "../web/url/percent";
import { defaultPort, isSpecial, UrlRecord } from "../web/url/record";
import { isUrl, URL as urlURL } from "../web/url/url";
import { dictionary, domString, integer, isObject, oneOf, sequence, usvString } from "../web/webidl";

export function lend(): object {
  return {
    __proto__: null,
    Object: safeObject(),
    "host": { host },
    "runtime/calls": { abandon, call },
    "runtime/connections": { connections },
    "runtime/context": { current, run },
    "runtime/report": { reportException },
    "runtime/timers": { currentInvocation },
    "web/abort": { AbortSignal, isSignal },
    "web/body/blob": { Blob, blobBytes, blobOf, File, fileOf, isBlob },
    "web/body/formdata": { entriesOf, isFormData },
    "web/captured": {
      arraySlice,
      charCodeAt,
      DataViewConstructor,
      dateGetTime,
      dateToISO,
      derefIt,
      errorClasses,
      ErrorConstructor,
      functionToString,
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
    "web/encoding/pairs": { joined, NOTHING_LEFT, tableOf },
    "web/encoding/utf8": { decodeUtf8, encodeUtf8 },
    "web/event": { Event, isEvent },
    "web/eventtarget": { isTarget },
    "web/exception": { DOMException, failure, isDOMException },
    "web/fetch/headers": { flatOf, isHeaders },
    "web/fetch/request": { isRequest, Request },
    "web/fetch/response": { isResponse, Response },
    "web/index": { encodeUtf8: indexEncodeUtf8, hostStream, interfaceOf, newWritable, Queue, URL },
    "web/primordials": {
      apply,
      bufferLength,
      bytesOf,
      construct,
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
    "web/streams/streams": { isReadable, isTransform, isWritable },
    "web/url/host": { parseHost },
    "web/url/params": { isParams, pairsOf },
    "web/url/parse": { appendPath, clean, parse, portColon },
    "web/url/percent": { C0, encode, FRAGMENT, SPECIAL_QUERY, USERINFO },
    "web/url/record": { defaultPort, isSpecial, UrlRecord },
    "web/url/url": { isUrl, URL: urlURL },
    "web/webidl": { dictionary, domString, integer, isObject, oneOf, sequence, usvString },
  };
}
