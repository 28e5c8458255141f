/** URLPattern: URL Pattern Standard. */
import { parts } from "../../parts/door";
import { interfaceOf, required } from "../webidl";
import type { Components } from "./matching";

const work = () => parts().urlpattern();

export class URLPattern {
  readonly #components: Components;

  constructor(input: unknown = undefined, second: unknown = undefined, third: unknown = undefined) {
    this.#components = work().construct(input, second, third);
  }

  static compareComponent(component: unknown, left: unknown, right: unknown): number {
    required(arguments.length, 3, "URLPattern.compareComponent");
    const name = work().nameOf(component);
    return work().compare((left as URLPattern).#components[name].parts, (right as URLPattern).#components[name].parts);
  }

  get protocol(): string {
    return this.#components.protocol.text;
  }
  get username(): string {
    return this.#components.username.text;
  }
  get password(): string {
    return this.#components.password.text;
  }
  get hostname(): string {
    return this.#components.hostname.text;
  }
  get port(): string {
    return this.#components.port.text;
  }
  get pathname(): string {
    return this.#components.pathname.text;
  }
  get search(): string {
    return this.#components.search.text;
  }
  get hash(): string {
    return this.#components.hash.text;
  }
  get hasRegExpGroups(): boolean {
    return work().hasRegExpGroups(this.#components);
  }

  test(input: unknown = undefined, base: unknown = undefined): boolean {
    return work().match(this.#components, input, base) !== null;
  }

  exec(input: unknown = undefined, base: unknown = undefined): object | null {
    return work().match(this.#components, input, base);
  }
}
interfaceOf(URLPattern, "URLPattern");
Object.defineProperty(URLPattern, "length", { value: 0, configurable: true });
