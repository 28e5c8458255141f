/** Which objects can never be cloned: those whose slots the platform or the engine holds. */
import { isSignal } from "../abort";
import { isFormData } from "../body/formdata";
import { isPromise, isWeakMap, isWeakSet } from "../console/kinds";
import { EventTarget } from "../eventtarget";
import { Event } from "../event";
import { isHeaders } from "../fetch/headers";
import { isRequest } from "../fetch/request";
import { isResponse } from "../fetch/response";
import { isReadable, isTransform, isWritable } from "../streams/streams";
import { isParams } from "../url/params";
import { URL } from "../url/url";

const weakRefDeref = WeakRef.prototype.deref;

export function isPlatformObject(value: object): boolean {
  return (
    isPromise(value) ||
    isWeakMap(value) ||
    isWeakSet(value) ||
    isWeakRef(value) ||
    isHeaders(value) ||
    isRequest(value) ||
    isResponse(value) ||
    isFormData(value) ||
    isParams(value) ||
    isSignal(value) ||
    isReadable(value) ||
    isWritable(value) ||
    isTransform(value) ||
    value instanceof URL ||
    value instanceof Event ||
    value instanceof EventTarget
  );
}

function isWeakRef(value: object): boolean {
  try {
    Reflect.apply(weakRefDeref, value, []);
    return true;
  } catch {
    return false;
  }
}
