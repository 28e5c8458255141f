/** How a blob's bytes are packed for whoever reads it: File API §6.3. */
import { type Blob, blobBytes, blobType, isBlob } from "../body/blob";
import { parseMime } from "../body/mime";
import { btoa } from "../encoding/base64";
import { decode, encodingOf, TextDecoder } from "../encoding/encoding";
import { apply, fromCharCode } from "../primordials";
import { domString, required } from "../webidl";

export type Form = "readAsArrayBuffer" | "readAsBinaryString" | "readAsDataURL" | "readAsText";

/** How many arguments a call takes at once. */
const PIECE = 8192;

/** The arguments of a reading method, checked. */
export function readable(given: IArguments, form: Form): { blob: Blob; label: string | undefined } {
  required(given.length, 1, form);
  const blob: unknown = given[0];
  if (!isBlob(blob)) throw new TypeError(`${form} takes a Blob.`);
  return { blob, label: given[1] === undefined ? undefined : domString(given[1]) };
}

export function packed(form: Form, blob: Blob, label: string | undefined): string | ArrayBuffer {
  const bytes = blobBytes(blob);
  const type = blobType(blob);
  switch (form) {
    case "readAsArrayBuffer":
      return bytes.slice().buffer;
    case "readAsBinaryString":
      return binary(bytes);
    case "readAsDataURL":
      return `data:${type === "" ? "application/octet-stream" : type};base64,${btoa(binary(bytes))}`;
    case "readAsText":
      return text(bytes, type, label);
  }
}

function binary(bytes: Uint8Array): string {
  let out = "";
  for (let at = 0; at < bytes.length; at += PIECE) {
    out += apply(fromCharCode, undefined, bytes.subarray(at, at + PIECE) as unknown as number[]);
  }
  return out;
}

/** In the encoding of the bytes' own mark, or the one that was asked for, or the one that the type names. */
function text(bytes: Uint8Array, type: string, label: string | undefined): string {
  const name = marked(bytes) ?? known(label) ?? known(parseMime(type)?.parameters.get("charset")) ?? "utf-8";
  return apply(decode, new TextDecoder(name), [bytes]) as string;
}

function marked(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  return bytes[0] === 0xff && bytes[1] === 0xfe ? "utf-16le" : undefined;
}

function known(label: string | undefined): string | undefined {
  const name = label === undefined ? undefined : encodingOf(label);
  return name === "replacement" ? undefined : name;
}
