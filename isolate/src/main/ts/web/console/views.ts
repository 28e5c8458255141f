/** What the inspector shows of the platform's own objects, whose slots are private. */
import { AbortSignal, isSignal } from "../abort";
import { Blob, File, isBlob } from "../body/blob";
import { isFormData, entriesOf } from "../body/formdata";
import { Event, isEvent } from "../event";
import { flatOf, isHeaders } from "../fetch/headers";
import { isRequest, Request } from "../fetch/request";
import { isResponse, Response } from "../fetch/response";
import { apply, ownDescriptor } from "../primordials";
import { isParams, pairsOf } from "../url/params";
import { isUrl, URL } from "../url/url";

type View = [string, unknown][];

/** Reads attributes through the getters that the class was made with. */
function attributes(constructor: Function, names: string[]): (value: object) => View {
  const getters = names.map((name) => ownDescriptor(constructor.prototype, name)!.get!);
  return (value) => names.map((name, at) => [name, apply(getters[at], value, [])]);
}

function pairs(list: readonly (readonly [string, unknown])[]): View {
  return list.map(([name, value]) => [`'${name}'`, value]);
}

interface Views {
  url(value: object): View;
  request(value: object): View;
  response(value: object): View;
  blob(value: object): View;
  file(value: object): View;
  event(value: object): View;
  signal(value: object): View;
}
let views: Views | undefined;

function prepare(): Views {
  return {
    url: attributes(URL, [
      "href",
      "origin",
      "protocol",
      "username",
      "password",
      "host",
      "hostname",
      "port",
      "pathname",
      "search",
      "searchParams",
      "hash",
    ]),
    request: attributes(Request, ["method", "url", "headers", "redirect", "bodyUsed"]),
    response: attributes(Response, [
      "status",
      "statusText",
      "headers",
      "ok",
      "redirected",
      "url",
      "bodyUsed",
    ]),
    blob: attributes(Blob, ["size", "type"]),
    file: attributes(File, ["name", "lastModified"]),
    event: attributes(Event, ["type", "defaultPrevented", "cancelable", "timeStamp"]),
    signal: attributes(AbortSignal, ["aborted"]),
  };
}

/** The entries to show, or null for an object that is none of ours. */
export function ownView(value: object): View | null {
  views ??= prepare();
  if (isHeaders(value)) return headerView(flatOf(value));
  if (isParams(value)) return pairs(pairsOf(value));
  if (isFormData(value)) return pairs(entriesOf(value));
  if (isRequest(value)) return views.request(value);
  if (isResponse(value)) return views.response(value);
  if (isBlob(value))
    return value instanceof File ? [...views.blob(value), ...views.file(value)] : views.blob(value);
  if (isSignal(value)) return views.signal(value);
  if (isUrl(value)) return views.url(value);
  return isEvent(value) ? views.event(value) : null;
}

function headerView(flat: string[]): View {
  const list: [string, unknown][] = [];
  for (let i = 0; i < flat.length; i += 2) list.push([`'${flat[i]}'`, flat[i + 1]]);
  return list;
}
