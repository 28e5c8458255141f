/** Which objects can never be cloned: those whose slots the platform holds. */
import { isSignal } from "../abort";
import { isFormData } from "../body/formdata";
import { isTarget } from "../eventtarget";
import { isEvent } from "../event";
import { isHeaders } from "../fetch/headers";
import { isRequest } from "../fetch/request";
import { isResponse } from "../fetch/response";
import { isReadable, isTransform, isWritable } from "../streams/streams";
import { isParams } from "../url/params";
import { isUrl } from "../url/url";

export function isPlatformObject(value: object): boolean {
  return (
    isHeaders(value) ||
    isRequest(value) ||
    isResponse(value) ||
    isFormData(value) ||
    isParams(value) ||
    isSignal(value) ||
    isReadable(value) ||
    isWritable(value) ||
    isTransform(value) ||
    isUrl(value) ||
    isEvent(value) ||
    isTarget(value)
  );
}
