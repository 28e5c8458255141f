/** HTMLRewriter, a script beside the prelude: an isolate that asks for none never runs it. */
import { type Controller, deps } from "./deps";
import { Encoding } from "./encoding";
import { text, wrongArgument } from "./errors";
import { type Handlers, handlersOf, type Program } from "./handlers";
import { Input } from "./input";
import { Output } from "./output";
import { Rewriting } from "./rewriting";
import { parseSelector, type Selector } from "./selector";

/** So much of a selector is shown to people. */
const LABEL_MAX = 100;

export class HTMLRewriter {
  #selectors: Selector[] = [];
  #elements: Handlers[] = [];
  #documents: Handlers[] = [];

  on(_selector: unknown, _handlers: unknown): this {
    const selector = text(arguments, 0, "on", "HTMLRewriter");
    const handlers = handlersOf(arguments, 1, "on", `on('${selector.slice(0, LABEL_MAX)}')`);
    this.#selectors.push(parseSelector(selector));
    this.#elements.push(handlers);
    return this;
  }

  onDocument(_handlers: unknown): this {
    this.#documents.push(handlersOf(arguments, 0, "onDocument", "onDocument()"));
    return this;
  }

  transform(response: unknown): object {
    const program: Program = {
      selectors: this.#selectors.slice(),
      elements: this.#elements.slice(),
      documents: this.#documents.slice(),
    };
    if (!deps.isResponse(response)) wrongArgument("transform", "HTMLRewriter", 1, "Response");
    const body = deps.bodyOf(response as object);
    if (body === null) return response as object;
    const type = deps.typeOf(response as object);
    const encoding = new Encoding((type === null ? undefined : deps.charsetOf(type)) ?? "utf-8");
    return deps.withBody(response as object, rewritten(program, body, encoding));
  }
}
deps.interfaceOf(HTMLRewriter, "HTMLRewriter");

function rewritten(program: Program, body: object, encoding: Encoding): object {
  const input = new Input(body);
  const output = new Output(encoding);
  let isBegun = false;
  const run = deps.bindContext(async () => {
    try {
      const rewriting = new Rewriting(program, encoding, output);
      while (!output.isCancelled && (await input.next())) await rewriting.add(input.chunk);
      if (output.isCancelled) return;
      await rewriting.end();
      output.end();
    } catch (error) {
      input.cancel(error);
      output.fail(error);
    }
  });
  return deps.byteStream(
    (controller: Controller) => {
      output.wanted(controller);
      if (isBegun) return;
      isBegun = true;
      run();
    },
    (reason) => {
      output.isCancelled = true;
      input.cancel(reason);
    },
  );
}
