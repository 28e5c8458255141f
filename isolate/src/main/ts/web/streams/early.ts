/** The streams package looks for these on the global object while it is loaded. */
import { AbortController } from "../abort";
import { DOMException } from "../exception";

Object.defineProperty(globalThis, "AbortController", { value: AbortController, writable: true, configurable: true });
Object.defineProperty(globalThis, "DOMException", { value: DOMException, writable: true, configurable: true });
