/** navigator, as Workers has it. */
import { deps } from "./deps";
import { Request } from "./fetch/request";
import { interfaceOf, required } from "./webidl";

const TOKEN = {};

export class Navigator {
  #brand = true;
  constructor(token?: unknown) {
    if (token !== TOKEN) throw new TypeError("Illegal constructor");
  }
  get userAgent(): string {
    this.#brand;
    return "Cloudflare-Workers";
  }
  get hardwareConcurrency(): number {
    this.#brand;
    return 1;
  }
  get platform(): string {
    this.#brand;
    return "";
  }
  /** Sends by POST what nobody waits for; the invocation lasts until it is sent. */
  sendBeacon(url: unknown, data: unknown = undefined): boolean {
    this.#brand;
    required(arguments.length, 1, "sendBeacon");
    if (deps.beacon === undefined) return false;
    deps.beacon(new Request(url, { method: "POST", body: data ?? null }));
    return true;
  }
  get language(): string {
    this.#brand;
    return "en";
  }
  get languages(): readonly string[] {
    this.#brand;
    return LANGUAGES;
  }
}
const LANGUAGES = Object.freeze(["en"]);
interfaceOf(Navigator, "Navigator");
Object.defineProperty(Navigator, "length", { value: 0, configurable: true });

export const navigator = new Navigator(TOKEN);
