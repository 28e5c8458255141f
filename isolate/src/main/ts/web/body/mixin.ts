/** The Body mixin: the methods that Request and Response share. */
import { parts } from "../../parts/door";
import { rejected } from "../primordials";
import { decodeUtf8 } from "../encoding/utf8";
import { parseForm } from "../url/params";
import { Blob, blobOf } from "./blob";
import { asBytes, asText, type Body, consume } from "./body";
import { FormData } from "./formdata";
import { extractMime, serializeMime } from "./mime";

const parseJson = JSON.parse;

export function text(body: Body | null): Promise<string> {
  return consume(body, asText);
}

export function json(body: Body | null): Promise<unknown> {
  return consume(body, (whole) => parseJson(asText(whole)));
}

/** Bytes that were given whole may be shared with a clone. */
function isShared(body: Body | null): boolean {
  return body !== null && body.source instanceof Uint8Array;
}

export function bytes(body: Body | null): Promise<Uint8Array> {
  return consume(body, (whole) => asBytes(whole, isShared(body)));
}

export function arrayBuffer(body: Body | null): Promise<ArrayBuffer> {
  return consume(body, (whole) => asBytes(whole, isShared(body)).buffer);
}

export function blob(body: Body | null, contentType: string | null): Promise<Blob> {
  return consume(body, (whole) => {
    const mime = contentType === null ? null : extractMime(contentType);
    return blobOf(asBytes(whole, isShared(body)), mime === null ? "" : serializeMime(mime));
  });
}

export function formData(body: Body | null, contentType: string | null): Promise<FormData> {
  const mime = contentType === null ? null : extractMime(contentType);
  const boundary = mime?.parameters.get("boundary");
  if (mime?.essence === "multipart/form-data" && boundary !== undefined) {
    return consume(body, (whole) => parts().multipart().parseMultipart(asBytes(whole, false), boundary));
  }
  if (mime?.essence === "application/x-www-form-urlencoded") {
    return consume(body, (whole) => {
      const form = new FormData();
      for (const [name, value] of parseForm(typeof whole === "string" ? whole : decodeUtf8(whole)))
        form.append(name, value);
      return form;
    });
  }
  return consume(body, () => {
    const told = contentType === null ? "has no Content-Type" : `is of type '${contentType}'`;
    throw new TypeError(`The body ${told}; a form is multipart/form-data with a boundary or urlencoded.`);
  });
}

/** What a method answers when it is called on something else. */
export function stranger<T>(): Promise<T> {
  return rejected(new TypeError("Illegal invocation"));
}
