/** The programs that run over every document. */
/** What an element tells of itself. */
const seen = (log, mark = "") => ({
  element(el) {
    log(`${mark}<${el.tagName} ${JSON.stringify([...el.attributes])} ${el.namespaceURI.slice(-4)}`);
  },
});

export const edits = [
  { name: "nothing", run: () => {} },
  { name: "see", run: (r, log) => r.on("*", seen(log)) },
  {
    name: "ends",
    run: (r, log) =>
      r.on("*", {
        element(el) {
          const name = el.tagName;
          try {
            el.onEndTag((end) => {
              log(`</${end.name} of ${name}`);
              end.before(`{${name}`);
              end.after(`${name}}`);
            });
          } catch (error) {
            log(`${name}: ${error.name}: ${error.message}`);
          }
        },
      }),
  },
  {
    name: "texts",
    run: (r, log) =>
      r.on("p", { text: (t) => log(`p:${t.text}|${t.lastInTextNode}|${t.removed}`) }).onDocument({
        text: (t) => log(`d:${t.text}|${t.lastInTextNode}`),
      }),
  },
  {
    name: "textedits",
    run: (r) =>
      r.onDocument({
        text(t) {
          if (t.lastInTextNode) t.after("<&>").before("[", { html: true });
          else if (t.text.includes("x")) t.replace("<X>", { html: true });
          else if (t.text.includes("y")) t.remove();
          else t.before("<b>", { html: true }).before("<");
        },
      }),
  },
  {
    name: "comments",
    run: (r, log) =>
      r
        .on("p", { comments: (c) => log(`p:${c.text}|${c.removed}`) })
        .onDocument({
          comments(c) {
            log(`d:${c.text}`);
            if (c.text.includes("one")) c.text = "changed <>";
            else if (c.text.includes("in p")) c.remove();
            else if (c.text.includes("php")) c.replace("<i>", { html: true });
            else if (c.text.includes("open")) c.before("<").after(">", { html: true });
          },
        }),
  },
  {
    name: "doctype",
    run: (r, log) =>
      r.onDocument({
        doctype: (d) => log(`${d.name}|${d.publicId}|${d.systemId}`),
        end: (e) => e.append("<end>", { html: true }).append("<&"),
      }),
  },
  {
    name: "around",
    run: (r) =>
      r.on("p, b, li, br, title, script, svg, td, linearGradient", {
        element(el) {
          el.before("B1").before("<B2>", { html: true });
          el.after("A1").after("<A2>", { html: true });
          el.prepend("P1").prepend("<P2>", { html: true });
          el.append("E1").append("<E2>", { html: true });
        },
      }),
  },
  {
    name: "attributes",
    run: (r, log) =>
      r.on("*", {
        element(el) {
          log(`${el.getAttribute("href")}|${el.hasAttribute("CLASS")}|${el.getAttribute("Title")}|${el.getAttribute("none")}`);
          el.setAttribute("New", `"<&'>`);
          el.removeAttribute("id");
          if (el.hasAttribute("href")) el.setAttribute("href", "/changed");
          if (el.hasAttribute("class")) el.setAttribute("class", "");
        },
      }),
  },
  { name: "rename", run: (r) => r.on("p, b, br, a, script", { element: (el) => void (el.tagName = "New-Name") }) },
  { name: "remove", run: (r, log) => r.on("p, br, ul", { element: (el) => log(`${el.remove().removed}`) }).on("b, li", seen(log)).onDocument({ text: (t) => log(`${t.text}|${t.removed}`), comments: (c) => log(`${c.text}|${c.removed}`) }) },
  { name: "keep", run: (r) => r.on("p, br, title, script", { element: (el) => void el.removeAndKeepContent() }) },
  { name: "replace", run: (r) => r.on("p, br, svg", { element: (el) => void el.before("x").replace("<p>", { html: true }).after("y") }).on("b", { element: (el) => void el.replace("<r>") }) },
  { name: "inner", run: (r) => r.on("p, div, title, script, br, svg", { element: (el) => void el.setInnerContent("<in>").prepend("p").append("a") }) },
  { name: "innerhtml", run: (r) => r.on("p, textarea, li", { element: (el) => void el.prepend("p").append("a").setInnerContent("<in>", { html: true }) }) },
  {
    name: "endedits",
    run: (r, log) =>
      r.on("p, span, li, b", {
        element(el) {
          el.append("+");
          el.after("-");
          el.onEndTag((end) => {
            log(end.name);
            if (end.name === "p") end.name = "q";
            else if (end.name === "b") end.remove();
            else end.before("<").after("<!>", { html: true });
          });
          el.onEndTag((end) => log(`2:${end.name}`));
        },
      }),
  },
];
