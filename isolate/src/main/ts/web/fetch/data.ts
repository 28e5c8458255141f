/** Fetches that nobody else is asked for: of `data:` URLs, Fetch Standard §6, and of `blob:` ones, §4.2. */
import { blobBytes, blobType } from "../body/blob";
import { parseMime, serializeMime } from "../body/mime";
import { atob } from "../encoding/base64";
import { held } from "../file/held";
import { percentDecode } from "../url/percent";
import { parseUrl, serialize } from "../url/url";
import { asFetched, Response } from "./response";

/** The response that a `data:` URL holds, or null where it is malformed or none. */
export function dataResponse(text: string): Response | null {
  const url = parseUrl(text);
  if (url === null || url.scheme !== "data") return null;
  const input = serialize(url, false).slice("data:".length);
  const comma = input.indexOf(",");
  if (comma < 0) return null;
  let type = input.slice(0, comma).replace(/^[\t\n\f\r ]+|[\t\n\f\r ]+$/g, "");
  let bytes: Uint8Array | null = percentDecode(input.slice(comma + 1));
  const base64 = /; *base64$/i.exec(type);
  if (base64 !== null) {
    type = type.slice(0, base64.index);
    bytes = fromBase64(bytes);
    if (bytes === null) return null;
  }
  if (type.startsWith(";")) type = `text/plain${type}`;
  const mime = parseMime(type);
  const contentType = mime === null ? "text/plain;charset=US-ASCII" : serializeMime(mime);
  const response = new Response(bytes, { statusText: "OK", headers: [["content-type", contentType]] });
  return asFetched(response, serialize(url, false));
}

/** The response of the blob that is held under a `blob:` URL, or null where none is. */
export function blobResponse(text: string): Response | null {
  const url = parseUrl(text);
  const blob = url === null ? undefined : held(serialize(url, false));
  if (blob === undefined) return null;
  const bytes = blobBytes(blob);
  const headers = [
    ["content-length", `${bytes.length}`],
    ["content-type", blobType(blob)],
  ];
  return asFetched(new Response(bytes, { statusText: "OK", headers }), serialize(url!, false));
}

function fromBase64(bytes: Uint8Array): Uint8Array | null {
  try {
    const text = atob(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
    return Uint8Array.from(text, (each) => each.charCodeAt(0));
  } catch {
    return null;
  }
}
