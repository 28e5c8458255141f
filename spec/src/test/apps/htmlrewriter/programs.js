/** Programs: a name, the documents that they run over (all when none are told), and what they do. */
import { badSelectors, selectors } from "./selectors.js";
import { edits } from "./edits.js";

const upper = (text) => text.toUpperCase();

export const programs = [
  ...edits,
  {
    name: "many",
    documents: ["plain", "nested", "lists", "unclosed"],
    run: (r, log) =>
      r
        .onDocument({ text: (t) => log(`d1 ${t.text}`), end: () => log("end 1") })
        .on("p", { element: (el) => { log("p1"); el.setAttribute("a", "1"); el.before("1"); el.after("1"); el.prepend("1"); el.append("1"); }, text: (t) => log(`p1 ${t.text}`) })
        .on("*", { element: (el) => { log(`*2 ${el.tagName} ${el.getAttribute("a")}`); el.before("2"); el.after("2"); el.prepend("2"); el.append("2"); }, text: (t) => log(`*2 ${t.text}`) })
        .on("p", { element: (el) => { log("p3"); el.onEndTag(() => log("p3 end")); }, text: (t) => { log(`p3 ${t.text}`); t.after("3"); } })
        .onDocument({ text: (t) => log(`d4 ${t.text}`), end: (e) => { log("end 4"); e.append("e"); } }),
  },
  {
    name: "asynchronous",
    documents: ["plain", "nested", "lists", "comments", "script"],
    run: (r, log) =>
      r
        .on("*", {
          async element(el) {
            log(`start ${el.tagName}`);
            await null;
            await new Promise((done) => setTimeout(done, 0));
            el.setAttribute("late", "1");
            if (el.canHaveContent) el.onEndTag(async (end) => {
              await null;
              end.before("late end");
            });
            log(`over ${el.tagName}`);
          },
          async text(t) {
            await null;
            if (!t.lastInTextNode) t.replace(upper(t.text));
          },
        })
        .onDocument({
          async comments(c) {
            await null;
            c.text = "late";
          },
          async end(e) {
            await null;
            e.append("late");
          },
        }),
  },
  {
    name: "class handlers",
    documents: ["plain"],
    run(r, log) {
      class Counter {
        count = 0;
        element(el) {
          el.setAttribute("n", String(++this.count));
        }
        text(t) {
          log(`${this.count} ${t.text}`);
        }
      }
      r.on("p", new Counter());
    },
  },
  {
    name: "chains",
    documents: ["plain", "voids"],
    run: (r, log) =>
      r.on("p, br", {
        element(el) {
          const results = [el.before("a"), el.after("a"), el.prepend("a"), el.append("a"), el.setAttribute("x", "y"), el.removeAttribute("x"), el.removeAndKeepContent(), el.setInnerContent("z"), el.replace("c"), el.remove()];
          log(results.map((each) => each === el).join());
          log(String(el.removed));
        },
        text(t) {
          log([t.before("a"), t.after("b"), t.replace("c"), t.remove()].map((each) => each === t).join());
          log(String(t.removed));
        },
      }),
  },
  ...[
    ["set bad attribute", (el) => el.setAttribute("a b", "x")],
    ["set empty attribute", (el) => el.setAttribute("", "x")],
    ["set attribute with =", (el) => el.setAttribute("a=b", "x")],
    ["bad tag name", (el) => (el.tagName = "a b")],
    ["empty tag name", (el) => (el.tagName = "")],
    ["digit tag name", (el) => (el.tagName = "1a")],
    ["no argument", (el) => el.before()],
    ["undefined content", (el) => el.before(undefined)],
    ["number content", (el) => el.before(5)],
    ["null content", (el) => el.before(null)],
    ["object content", (el) => el.before({})],
    ["html as text", (el) => el.before("<", { html: "yes" })],
    ["options null", (el) => el.before("<", null)],
    ["options number", (el) => el.before("<", 5)],
    ["number attribute", (el) => el.setAttribute("n", 5)],
    ["get without name", (el) => el.getAttribute()],
    ["bad end handler", (el) => el.onEndTag(5)],
    ["throws error", () => { throw new RangeError("mine"); }],
    ["throws text", () => { throw "text"; }],
    ["rejects", async () => { throw new RangeError("mine"); }],
    ["assign namespace", (el) => { "use strict"; el.namespaceURI = "x"; }],
    ["lone surrogate", (el) => el.before("a\ud800b").setAttribute("x", "\udfff")],
      ].map(([name, act]) => ({
    name,
    documents: ["voids"],
    run: (r, log) =>
      r.on("p", {
        element(el) {
          try {
            const result = act(el);
            if (!(result instanceof Promise)) return void log(result === el ? "itself" : String(result));
            return result;
          } catch (error) {
            log(`${error?.name}: ${error?.message}`);
            if (name.startsWith("throws")) throw error;
          }
        },
      }),
  })),
  {
    name: "kept element",
    documents: ["plain"],
    run(r, log) {
      let kept, text, iterator;
      r.on("p", { element: (el) => { kept ??= el; iterator ??= el.attributes; }, text: (t) => void (text ??= t) }).onDocument({
        end() {
          for (const act of [() => kept.tagName, () => kept.getAttribute("id"), () => kept.before("x"), () => kept.removed, () => text.text, () => text.remove(), () => iterator.next(), () => kept.namespaceURI]) {
            try {
              log(String(act()));
            } catch (error) {
              log(`${error.name}: ${error.message}`);
            }
          }
        },
      });
    },
  },
  {
    name: "comment edits",
    documents: ["comments"],
    run: (r, log) =>
      r.onDocument({
        comments(c) {
          try {
            c.text = "a-->b";
          } catch (error) {
            log(`${error.name}: ${error.message}`);
          }
          log(`${c.before("<") === c} ${c.after("<") === c} ${c.replace("x<") === c} ${c.removed}`);
        },
      }),
  },
  ...["stream", "response", "both", "failing"].map((kind) => ({
    name: `content ${kind}`,
    documents: ["plain", "voids", "unclosed"],
    run: (r) =>
      r.on("p", {
        element(el) {
          const stream = () => new Response("<s&>").body;
          const failing = () => new ReadableStream({ pull(c) { c.error(new RangeError("mine")); } });
          if (kind === "stream") el.before(stream(), { html: true }).append(stream());
          else if (kind === "response") el.replace(new Response("<r>é"), { html: true });
          else if (kind === "both") el.prepend(stream(), { html: true }).prepend("<t>").after(new Response("<r>")).setInnerContent(stream(), { html: false });
          else el.append(failing());
        },
      }),
  })),
  ...selectors.map((selector) => ({
    name: `on ${selector}`,
    documents: ["plain", "lists", "nested", "langs", "links", "upper", "svg"],
    run: (r, log) => r.on(selector, { element: (el) => log([...el.attributes].reduce((name, [, value]) => `${name} ${value}`, el.tagName)) }),
  })),
  ...badSelectors.map((selector) => ({
    name: `bad ${selector}`,
    documents: ["empty"],
    run: (r, log) => {
      try {
        r.on(selector, {});
        log("taken");
      } catch (error) {
        log(`${error.name}: ${error.message}`);
      }
    },
  })),
];
