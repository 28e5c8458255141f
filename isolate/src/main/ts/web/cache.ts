/**
 * caches: the interfaces of the Cache API, as yet without a store. Nothing is ever found, what is put is
 * dropped, and that is said once: code that asks its cache before its origin works, only slower.
 */
import { deps } from "./deps";
import { Request, isRequest } from "./fetch/request";
import { isResponse } from "./fetch/response";
import { interfaceOf, required } from "./webidl";

const TOKEN = {};

function requestOf(value: unknown): Request {
  return isRequest(value) ? value : new Request(value);
}

let told = false;

function notice(): void {
  if (told) return;
  told = true;
  deps.consoleSink("warn", "The cache keeps nothing yet: caches.default finds nothing, and what is put into it is dropped.");
}

export class Cache {
  #brand = true;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  async match(request: unknown, _options: unknown = undefined): Promise<undefined> {
    this.#brand;
    required(arguments.length, 1, "Cache.match");
    requestOf(request);
    notice();
  }
  async put(request: unknown, response: unknown): Promise<void> {
    this.#brand;
    required(arguments.length, 2, "Cache.put");
    const { method } = requestOf(request);
    if (!isResponse(response)) throw new TypeError("Cache.put takes a Response.");
    if (method !== "GET") throw new TypeError(`Cannot cache the response to a ${method} request; GET is what is cached.`);
    if (response.status === 206) throw new TypeError("Cannot cache the response to a range request (206 Partial Content).");
    if (varies(response.headers.get("vary"))) throw new TypeError("Cannot cache a response with 'Vary: *'.");
    notice();
    await response.arrayBuffer();
  }
  async delete(request: unknown, _options: unknown = undefined): Promise<boolean> {
    this.#brand;
    required(arguments.length, 1, "Cache.delete");
    requestOf(request);
    notice();
    return false;
  }
}
interfaceOf(Cache, "Cache");
Object.defineProperty(Cache, "length", { value: 0, configurable: true });

function varies(header: string | null): boolean {
  return header !== null && header.split(",").some((name) => name.trim() === "*");
}

export class CacheStorage {
  readonly #standing = new Cache(TOKEN);
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  get default(): Cache {
    return this.#standing;
  }
  async open(_name: unknown): Promise<Cache> {
    this.#standing;
    required(arguments.length, 1, "CacheStorage.open");
    return new Cache(TOKEN);
  }
}
interfaceOf(CacheStorage, "CacheStorage");
Object.defineProperty(CacheStorage, "length", { value: 0, configurable: true });

export const caches = new CacheStorage(TOKEN);
