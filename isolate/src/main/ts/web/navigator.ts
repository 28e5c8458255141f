/** navigator, as Workers has it. */
import { interfaceOf } from "./webidl";

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
