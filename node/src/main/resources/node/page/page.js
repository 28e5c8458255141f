// The dev page: shows what `edgewise dev` sends over /_edgewise/live. Everything that comes is an app's
// text, or its clients': it becomes text nodes and never markup.

const ROWS_MAX = 1000;
const HELD_MAX = 1000;
const $ = (id) => document.getElementById(id);

/** An element with properties and children; texts become text nodes. */
function el(name, properties, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (value === undefined || value === false) continue;
    if (key.startsWith("on")) element.addEventListener(key.slice(2), value);
    else if (key === "class") element.className = value;
    else element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== undefined && child !== null && child !== false));
  return element;
}

/** An element of a drawing. */
function draw(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

// ---- words -----------------------------------------------------------------------------------------

const clock = new Intl.DateTimeFormat(undefined, { hour: "2-digit", minute: "2-digit", second: "2-digit", hour12: false });
const exact = new Intl.DateTimeFormat(undefined, { dateStyle: "medium", timeStyle: "medium" });
const whole = new Intl.NumberFormat();

function duration(micros) {
  if (micros < 0) return "–";
  if (micros < 995) return `${(micros / 1000).toFixed(2)} ms`;
  if (micros < 99_500) return `${(micros / 1000).toFixed(1)} ms`;
  if (micros < 999_500) return `${Math.round(micros / 1000)} ms`;
  return micros < 99_500_000 ? `${(micros / 1e6).toFixed(2)} s` : `${whole.format(Math.round(micros / 1e6))} s`;
}

function size(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  const units = ["KB", "MB", "GB", "TB"];
  let value = bytes / 1000;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 9.95 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`;
}

const counted = (count, one) => `${whole.format(count)} ${one}${count === 1 ? "" : "s"}`;

const outcomes = {
  exception: "The code threw and did not catch.",
  canceled: "The client went away before the answer was whole.",
  buildFailed: "The app could not be built; what is wrong stands with the app.",
};

// ---- what is known ---------------------------------------------------------------------------------

const rows = $("rows");
const known = { apps: [], sums: new Map(), started: 0, last: 0, skipped: 0 };
const entries = []; // the newest first
let seen = []; // those of them that match the filter
const drawn = new Set(); // those of them that have a row
let held = []; // while paused, the newest last
let paused = false;
let current; // the entry that the keys are at
let opened; // the entry that is shown beside
let filter = { words: [], app: "", kind: "" };

const isRequest = (entry) => entry.kind === "request";
const isFault = (entry) =>
  !isRequest(entry) ? entry.kind === "note" : entry.status >= 500 || !["ok", "canceled"].includes(entry.outcome) || hasProblem(entry);
const hasProblem = (entry) => entry.console?.some((line) => line.problem || line.level === "error") ?? false;
const host = (app) => known.apps.find((each) => each.name === app)?.host;

/** Where an app is, in the words of this page's own address. */
function address(app, target = "/") {
  const name = host(app);
  if (!name || !target.startsWith("/") || target.startsWith("//")) return undefined;
  const port = location.port ? `:${location.port}` : "";
  return `${location.protocol}//${name}${port}${target}`;
}

function haystack(entry) {
  if (entry.hay === undefined) {
    const lines = (entry.console ?? []).map((line) => line.text ?? `${line.problem.title} ${line.problem.message}`);
    const words = [entry.method, entry.target, entry.status, entry.outcome, entry.app, entry.text, ...lines];
    entry.hay = words.filter((word) => word !== undefined).join("\n").toLowerCase();
  }
  return entry.hay;
}

function matches(entry) {
  if (filter.app && entry.app !== filter.app) return false;
  if (filter.kind === "fault" && !isFault(entry)) return false;
  if (filter.kind && filter.kind !== "fault" && String(entry.status)[0] !== filter.kind) return false;
  return filter.words.every((word) => haystack(entry).includes(word));
}

// ---- the list --------------------------------------------------------------------------------------

const cell = (style, ...children) => el("span", { role: "gridcell", class: style }, ...children);

function rowOf(entry) {
  const row = el("div", { role: "row", class: `row ${entry.kind}`, tabindex: entry === current ? "0" : "-1", "aria-selected": String(entry === opened) });
  row.append(cell("time", clock.format(entry.at)));
  if (isRequest(entry)) requestCells(entry, row);
  else row.append(cell("status s4", entry.kind === "note" ? "edgewise" : `${entry.app} ${entry.console[0].level}`), cell("wide", firstLine(entry)));
  row.entry = entry;
  return row;
}

function firstLine(entry) {
  const line = entry.console?.[0];
  return (entry.text ?? line?.text ?? `${line.problem.title}: ${line.problem.message}`).split("\n", 1)[0];
}

function requestCells(entry, row) {
  const query = entry.target.indexOf("?");
  const path = query < 0 ? entry.target : entry.target.slice(0, query);
  const lines = entry.console?.length ?? 0;
  row.append(
    cell(`status s${Math.floor(entry.status / 100)}`, entry.status ? String(entry.status) : "–"),
    cell("method", entry.method),
    cell("path", path, query < 0 ? "" : el("span", { class: "query" }, entry.target.slice(query))),
    cell("of-app", entry.app),
    cell("took number", duration(entry.wallMicros)),
    cell("cpu number", duration(entry.cpuMicros ?? -1)),
    cell("bytes number", size(entry.bytes)),
    cell(`log number ${hasProblem(entry) ? "bad" : ""}`, lines ? String(lines) : ""),
    cell(`outcome ${entry.outcome === "ok" ? "ok" : entry.outcome === "canceled" ? "canceled" : "bad"}`,
      entry.outcome),
  );
  row.querySelector(".path").title = entry.target;
}

function take(all) {
  if (paused) {
    held = held.concat(all).slice(-HELD_MAX);
    tell();
    return;
  }
  const fresh = all.toReversed();
  entries.unshift(...fresh);
  const shown = fresh.filter(matches);
  seen.unshift(...shown);
  keepPlace(shown.length);
  const gone = new Set(entries.splice(ROWS_MAX));
  while (gone.has(seen.at(-1))) seen.pop();
  if (!current || gone.has(current)) reach(current ? seen.at(-1) : seen[0], document.activeElement === current?.row);
  listed();
}

const rowHeight = () => parseFloat(getComputedStyle(rows).minHeight);

/** Who scrolls the list: itself, or in a narrow window the page. */
const scroller = () => (getComputedStyle($("list")).overflowY === "visible" ? document.scrollingElement : $("list"));

/** What is read stays where it is while new rows come above it. */
function keepPlace(above) {
  const list = $("list").getBoundingClientRect();
  if (above && rows.getBoundingClientRect().top < Math.max(0, list.top)) {
    rows.style.height = `${seen.length * rowHeight()}px`;
    scroller().scrollTop += above * rowHeight();
  }
}

let due = false;

function redraw() {
  if (due) return;
  due = true;
  requestAnimationFrame(drawRows);
}

/** Only what can be seen has rows, so that a thousand requests cost what thirty do. */
function drawRows() {
  due = false;
  const high = rowHeight();
  rows.style.height = `${seen.length * high}px`;
  const list = $("list").getBoundingClientRect();
  const top = rows.getBoundingClientRect().top;
  const first = Math.max(0, Math.floor((Math.max(0, list.top) - top) / high) - 5);
  const last = Math.min(seen.length, Math.ceil((Math.min(innerHeight, list.bottom) - top) / high) + 5);
  const wanted = new Map();
  for (let i = first; i < last; i++) wanted.set(seen[i], i);
  const at = current ? seen.indexOf(current) : -1;
  if (at >= 0) wanted.set(current, at);
  for (const entry of drawn) {
    if (!wanted.has(entry)) {
      entry.row.remove();
      entry.row = undefined;
      drawn.delete(entry);
    }
  }
  let next = null;
  for (const [entry, index] of [...wanted].sort((one, other) => other[1] - one[1])) {
    entry.row ??= rowOf(entry);
    entry.row.style.transform = `translateY(${index * high}px)`;
    entry.row.setAttribute("aria-rowindex", String(index + 2));
    if (!drawn.has(entry)) rows.insertBefore(entry.row, next);
    drawn.add(entry);
    next = entry.row;
  }
}

/** After the list has changed: how many there are, and what to say where there are none. */
function listed() {
  $("list").setAttribute("aria-rowcount", String(seen.length + 1));
  $("empty").hidden = seen.length > 0;
  if (!seen.length) $("empty").replaceChildren(...nothing());
  redraw();
  tell();
}

function nothing() {
  if (entries.length) return ["Nothing here matches the filter. ", el("kbd", {}, "Esc"), " empties it."];
  const at = known.apps.length ? address(known.apps[0].name) : location.origin;
  return ["No requests yet. Open the app, or ask it from a terminal:", el("br"), el("code", {}, `curl ${at}`)];
}

function tell() {
  const words = [];
  if (paused && held.length) words.push(`Paused; ${counted(held.length, "request")} waiting.`);
  if (known.skipped) words.push(`${counted(known.skipped, "request")} came too fast to be listed; the sums count them.`);
  $("told").textContent = words.join(" ");
  $("told").hidden = words.length === 0;
}

function sift() {
  seen = entries.filter(matches);
  if (!current || !seen.includes(current)) reach(seen[0], false);
  listed();
}

/** Makes an entry the one that the keys are at. */
function reach(entry, focus = true) {
  if (current?.row) current.row.tabIndex = -1;
  current = entry;
  if (entry?.row) entry.row.tabIndex = 0;
  if (!entry || !focus) return;
  drawRows();
  entry.row.focus({ preventScroll: true });
  entry.row.scrollIntoView({ block: "nearest" });
  if (opened) open(entry);
}

function step(by) {
  if (!seen.length) return;
  const at = Math.max(0, seen.indexOf(current));
  const moves = document.activeElement === current?.row || opened || !Number.isFinite(by);
  reach(seen[Math.min(seen.length - 1, Math.max(0, moves ? at + by : at))]);
}

function clear() {
  entries.length = 0;
  seen = [];
  held = [];
  known.skipped = 0;
  current = undefined;
  if (opened) shut();
  listed();
}

function pause(now = !paused) {
  paused = now;
  $("pause").setAttribute("aria-pressed", String(paused));
  $("pause").textContent = paused ? "Go on" : "Pause";
  if (!paused) take(held.splice(0));
  linked();
}

// ---- beside: one request ---------------------------------------------------------------------------

const pair = (name, value, style) => value !== undefined && value !== "" && el("div", {}, el("dt", {}, name), el("dd", { class: style }, value));
const pairs = (...all) => el("dl", { class: "pairs" }, ...all);

function open(entry) {
  opened?.row?.setAttribute("aria-selected", "false");
  opened = entry;
  entry.row?.setAttribute("aria-selected", "true");
  document.body.classList.add("beside");
  const side = $("side");
  side.setAttribute("aria-label", "The request");
  side.replaceChildren(...(isRequest(entry) ? requestParts(entry) : noteParts(entry)));
  side.scrollTop = 0;
}

function heading(title, style) {
  const close = el("button", { type: "button", class: "close", "aria-label": "Close", onclick: shut }, "×");
  return el("header", {}, el("h2", { class: style }, title), close);
}

function requestParts(entry) {
  const at = entry.method === "GET" ? address(entry.app, entry.target) : undefined;
  const failed = entry.outcome !== "ok";
  return [
    heading(`${entry.method} ${entry.target}`, "path"),
    pairs(
      pair("Status", el("span", { class: `status s${Math.floor(entry.status / 100)}` }, entry.status ? String(entry.status) : "none")),
      pair("Outcome", el("span", { class: `outcome ${failed ? "bad" : "ok"}` }, entry.outcome)),
      pair("Took", duration(entry.wallMicros)),
      pair("CPU", entry.cpuMicros === undefined ? "no code ran" : duration(entry.cpuMicros)),
      pair("Body sent", `${size(entry.bytes)}${entry.bytes >= 1000 ? ` (${whole.format(entry.bytes)} bytes)` : ""}`),
      pair("App", entry.app),
      pair("Came", exact.format(entry.at)),
      at && pair("Again", el("a", { href: at, target: "_blank", rel: "noreferrer noopener" }, "open in a tab")),
    ),
    outcomes[entry.outcome] && el("p", { class: "why" }, outcomes[entry.outcome]),
    entry.outcome === "buildFailed" && known.apps.filter((app) => app.name === entry.app).flatMap((app) => app.problems.map(problem)),
    consoleParts(entry),
  ].flat().filter(Boolean);
}

function noteParts(entry) {
  const title = entry.kind === "note" ? "Edgewise says" : `${entry.app}, after its answer`;
  const said = entry.text === undefined ? consoleParts(entry) : [el("pre", {}, el("span", {}, entry.text))];
  return [heading(title), pairs(pair("Came", exact.format(entry.at))), ...said];
}

function consoleParts(entry) {
  const lines = (entry.console ?? []).filter((line) => !line.problem);
  const problems = (entry.console ?? []).filter((line) => line.problem);
  return [
    ...problems.map((line) => problem(line.problem)),
    lines.length > 0 && el("h3", {}, "Console"),
    lines.length > 0 && el("ul", { class: "lines" }, lines.map((line) => el("li", { class: line.level }, el("b", {}, line.level), el("span", {}, line.text)))),
  ].filter(Boolean);
}

function problem(what) {
  const place = what.place && (what.place.line ? `${what.place.file}:${what.place.line}:${what.place.column}` : what.place.file);
  return el("article", { class: "problem" },
    el("h4", {}, what.title, " ", el("a", { href: `/_edgewise/errors/${encodeURIComponent(what.code)}`, target: "_blank", rel: "noreferrer noopener" }, what.code)),
    el("p", { class: "message" }, what.message),
    place && el("p", { class: "place" }, place),
    what.frame && frame(what.frame.lines),
    (what.notes ?? []).map((note) => el("p", { class: "note" }, note)),
    what.stack && el("details", { open: true }, el("summary", {}, "Stack"), el("pre", { tabindex: "0" }, what.stack.split("\n").map((line) => el("span", {}, line.trim())))));
}

function frame(lines) {
  const digits = Math.max(...lines.map((line) => String(line.number).length));
  const gutter = (text) => el("i", {}, `${String(text).padStart(digits)} │ `);
  return el("pre", { tabindex: "0", "aria-label": "Source" }, lines.flatMap((line) => {
    const meant = line.caret !== undefined;
    const shown = el("span", { class: meant && "meant" }, gutter(line.number), line.text);
    return meant ? [shown, el("span", { class: "meant" }, gutter(""), line.caret, el("b", {}, "^".repeat(line.length)))] : [shown];
  }));
}

function shut() {
  const was = opened;
  opened = undefined;
  was?.row?.setAttribute("aria-selected", "false");
  document.body.classList.remove("beside");
  showApps();
  if (seen.includes(was)) reach(was);
}

// ---- beside: the apps ------------------------------------------------------------------------------

function showApps() {
  if (opened) return;
  const side = $("side");
  const top = side.scrollTop;
  const chosen = known.apps.filter((app) => !filter.app || app.name === filter.app);
  side.setAttribute("aria-label", "Apps");
  side.replaceChildren(...chosen.map(appPart));
  side.scrollTop = top;
}

function appPart(app, index) {
  const at = address(app.name);
  return el("section", {},
    el("header", {},
      el("h2", {}, at ? el("a", { href: at, target: "_blank", rel: "noreferrer noopener" }, app.name) : app.name),
      index === 0 && document.body.classList.contains("beside") && el("button", { type: "button", class: "close", "aria-label": "Close", onclick: shut }, "×")),
    app.problems.length > 0 && el("p", { class: "why" }, app.build ? "It goes on as it was before this:" : "It cannot be served:"),
    app.problems.map(problem),
    app.build && pairs(
      pair("Version", `${app.build.number}, built ${clock.format(app.build.at)}`),
      pair("Code", `${size(app.build.bytes)} from ${counted(app.build.inputs, "file")}`),
      pair("Exports", app.build.exports.join(", "), "mono")),
    el("h3", {}, "Settings"),
    pairs(
      pair("File", app.settings || "none: a bare script", app.settings && "mono"),
      pair("Main", app.main || "none: files only", app.main && "mono"),
      pair("Folder", app.directory, "mono"),
      app.files && pair("Files", `${counted(app.files.count, "file")} in ${app.files.directory || "."}`),
      pair("Date", app.date || "none"),
      pair("Flags", app.flags.join(", "), "mono")),
    el("h3", {}, "Variables"),
    app.variables.length
      ? pairs(app.variables.map((each) => named(each.name, each.json === undefined ? "a secret" : value(each.json), each.json !== undefined)))
      : el("p", { class: "soft" }, "none"),
    el("h3", {}, "Bindings"),
    app.bindings.length
      ? pairs(app.bindings.map((each) => named(each.name, [each.kind, each.target && ` → ${each.target}`, !each.here && el("span", { class: "tag" }, " not here yet")].filter(Boolean))))
      : el("p", { class: "soft" }, "none"),
    el("h3", {}, "Limits"),
    pairs(app.limits.map((each) => named(each.name, each.value))),
    el("h3", {}, "Reloads"),
    app.reloads.length ? el("ul", { class: "reloads" }, app.reloads.map(reload)) : el("p", { class: "soft" }, "none so far"));
}

const named = (name, shown, mono) => el("div", {}, el("dt", { class: name.includes(" ") ? "" : "name" }, name), el("dd", { class: mono && "mono" }, shown));

/** A text as it is, other JSON as it was written. */
function value(json) {
  const parsed = JSON.parse(json);
  return typeof parsed === "string" ? parsed : JSON.stringify(parsed, undefined, 1);
}

function reload(each) {
  const files = each.files.length > 3 ? `${each.files.slice(0, 3).join(", ")} and ${each.files.length - 3} more` : each.files.join(", ");
  return el("li", {},
    el("span", { class: "soft" }, clock.format(each.at)),
    el("span", { class: each.good ? "" : "bad" }, each.good ? `${each.millis} ms` : "refused"),
    el("span", { class: "soft" }, files || "asked for"));
}

// ---- sums ------------------------------------------------------------------------------------------

const WIDTH = 300;
const HEIGHT = 50;

function cardOf(app) {
  const card = el("article", { class: "sum" });
  const at = address(app.name);
  card.state = el("small");
  card.figures = el("dl", { class: "figures" });
  card.rate = chart("Requests a second");
  card.took = chart("Took", el("b", { class: "of-low" }, "p50"), el("b", { class: "of-high" }, "p95"));
  const name = at ? el("a", { href: at, target: "_blank", rel: "noreferrer noopener" }, app.name) : app.name;
  card.append(el("h2", {}, name, card.state), card.figures, card.rate.figure, card.took.figure);
  return card;
}

/** @param legend what stands in its colours beside the title */
function chart(title, ...legend) {
  const drawing = draw("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: "none", role: "img" });
  const said = el("span");
  const made = { figure: el("figure", { class: "chart" }, el("figcaption", {}, el("span", {}, title, ...legend), said), drawing), drawing, said, title, point: undefined };
  drawing.addEventListener("pointermove", (event) => {
    const box = drawing.getBoundingClientRect();
    made.point = Math.floor(((event.clientX - box.left) / box.width) * known.slots);
    made.paint?.();
  });
  drawing.addEventListener("pointerleave", () => {
    made.point = undefined;
    made.paint?.();
  });
  return made;
}

function paintSums() {
  for (const app of known.apps) {
    const sum = known.sums.get(app.name);
    if (!app.card) $("sums").append((app.card = cardOf(app)));
    app.card.classList.toggle("broken", app.problems.length > 0);
    app.card.state.textContent = app.problems.length ? (app.build ? "broken; the last good version goes on" : "broken") : app.build ? `version ${app.build.number}` : "files only";
    const figure = (name, shown, bad) => el("div", { class: bad ? "bad" : "" }, el("dt", {}, name), el("dd", {}, shown));
    const average = sum?.requests ? duration(sum.cpuMicros / sum.requests) : "–";
    app.card.figures.replaceChildren(
      figure("Requests", whole.format(sum?.requests ?? 0)),
      figure("Faults", whole.format(sum?.errors ?? 0), sum?.errors > 0),
      figure("p50", sum?.requests ? duration(sum.p50) : "–"),
      figure("p95", sum?.requests ? duration(sum.p95) : "–"),
      figure("CPU each", average));
    paintRate(app.card.rate, sum);
    paintTook(app.card.took, sum);
  }
}

/** The slots of the last minutes, the oldest first; those without a request are undefined. */
function lately(sum) {
  const now = Math.floor(known.now / known.slotMillis);
  return Array.from({ length: known.slots }, (_, i) => sum?.slots.get(now - known.slots + 1 + i));
}

const when = (point) => clock.format((Math.floor(known.now / known.slotMillis) - known.slots + 1 + point) * known.slotMillis);

function paintRate(made, sum) {
  made.paint = () => paintRate(made, sum);
  const slots = lately(sum);
  const most = Math.max(1, ...slots.map((slot) => slot?.count ?? 0));
  const step = WIDTH / slots.length;
  const bars = (of) => slots.map((slot, i) => {
    const high = slot && of(slot) ? Math.max(1.5, (of(slot) / most) * HEIGHT) : 0;
    return high ? `M${i * step} ${HEIGHT}h${step * 0.8}v${-high}h${-step * 0.8}z` : "";
  }).join("");
  const seconds = known.slotMillis / 1000;
  const rate = (count) => whole.format(Math.round((count / seconds) * 10) / 10);
  made.drawing.setAttribute("aria-label", `${made.title} in the last minutes, at most ${rate(most)}`);
  made.drawing.replaceChildren(draw("path", { class: "bars", d: bars((slot) => slot.count) }), draw("path", { class: "errors", d: bars((slot) => slot.errors) }), ...cross(made));
  const slot = slots[made.point];
  made.said.textContent = made.point === undefined ? `${rate(sum ? most : 0)} at most` : `${rate(slot?.count ?? 0)} / s · ${when(made.point)}`;
}

/** On a logarithmic scale from 0.1 ms on, so that one slow request does not flatten the others. */
function paintTook(made, sum) {
  made.paint = () => paintTook(made, sum);
  const slots = lately(sum);
  const most = Math.max(0, ...slots.map((slot) => slot?.p95 ?? 0));
  const scale = Math.log(Math.max(most, 1000) / 100);
  const height = (micros) => (Math.log(Math.max(micros, 100) / 100) / scale) * (HEIGHT - 3);
  const step = WIDTH / slots.length;
  const line = (of) => {
    let before = false;
    return slots.map((slot, i) => {
      const y = slot ? (HEIGHT - 1 - height(of(slot))).toFixed(1) : 0;
      const part = slot ? `${before ? "L" : "M"}${(i + 0.5) * step} ${y}${before ? "" : `h.01`}` : "";
      before = Boolean(slot);
      return part;
    }).join("");
  };
  made.drawing.setAttribute("aria-label", `${made.title}: p95 at most ${duration(most)}`);
  made.drawing.replaceChildren(draw("path", { class: "high", d: line((slot) => slot.p95) }), draw("path", { class: "low", d: line((slot) => slot.p50) }), ...cross(made));
  const slot = slots[made.point];
  if (made.point === undefined) made.said.textContent = most ? `${duration(most)} at most` : "";
  else made.said.textContent = slot ? `${duration(slot.p50)}, ${duration(slot.p95)} · ${when(made.point)}` : `none · ${when(made.point)}`;
}

function cross(made) {
  if (made.point === undefined) return [];
  const x = (made.point + 0.5) * (WIDTH / known.slots);
  return [draw("path", { class: "cross", d: `M${x} 0V${HEIGHT}` })];
}

// ---- what comes ------------------------------------------------------------------------------------

let link = "";

function linked(now = link) {
  link = now;
  const state = paused && link === "live" ? "paused" : link;
  $("link").className = state;
  $("link").textContent = { live: "Live", paused: "Paused", lost: "Not running; trying again" }[state] ?? "Connecting…";
}

function state(told) {
  if (known.started && known.started !== told.started) {
    clear();
    known.last = 0;
    known.sums.clear();
  }
  Object.assign(known, { started: told.started, slotMillis: told.slotMillis, slots: told.slots, apps: told.apps });
  $("version").textContent = told.version;
  $("sums").replaceChildren();
  const several = told.apps.length > 1;
  $("list").classList.toggle("several", several);
  $("app").hidden = !several;
  $("app").replaceChildren(el("option", { value: "" }, "All apps"), ...told.apps.map((app) => el("option", { value: app.name }, app.name)));
  $("app").value = told.apps.some((app) => app.name === filter.app) ? filter.app : "";
  filter.app = $("app").value;
  const broken = told.apps.filter((app) => app.problems.length).length;
  document.title = `${broken ? "✘ " : ""}${told.apps.length === 1 ? told.apps[0].name : "Edgewise"} · dev`;
  paintSums();
  showApps();
  listed();
}

function sums(told) {
  known.now = told.now;
  for (const app of told.apps) {
    const sum = known.sums.get(app.name) ?? { slots: new Map() };
    Object.assign(sum, { requests: app.requests, errors: app.errors, cpuMicros: app.cpuMicros, p50: app.p50, p95: app.p95 });
    for (const [slot, count, errors, p50, p95] of app.slots) sum.slots.set(slot, { count, errors, p50, p95 });
    for (const slot of sum.slots.keys()) if (slot <= told.now / known.slotMillis - known.slots) sum.slots.delete(slot);
    known.sums.set(app.name, sum);
  }
  paintSums();
}

function came(told) {
  known.skipped += told.skipped;
  const fresh = told.entries.filter((entry) => entry.id > known.last && entry.kind !== "other");
  known.last = Math.max(known.last, ...told.entries.map((entry) => entry.id));
  take(fresh);
}

function listen() {
  const source = new EventSource("/_edgewise/live");
  source.onopen = () => linked("live");
  source.onerror = () => {
    linked("lost");
    // A server that refuses once ends the stream for good.
    if (source.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
  for (const [name, taken] of Object.entries({ state, sums, entries: came })) {
    source.addEventListener(name, (event) => taken(JSON.parse(event.data)));
  }
}

// ---- keys and controls -----------------------------------------------------------------------------

function sought() {
  filter = {
    words: $("text").value.toLowerCase().split(/\s+/).filter(Boolean),
    app: $("app").value,
    kind: document.querySelector("#kind input:checked").value,
  };
  sift();
  showApps();
}

function apps() {
  if (opened) shut();
  document.body.classList.toggle("beside");
  showApps();
  $("side").focus();
}

function leave() {
  if (opened || document.body.classList.contains("beside")) shut();
  else if ($("text").value) {
    $("text").value = "";
    sought();
  } else document.activeElement?.blur();
}

const keys = {
  j: () => step(1),
  ArrowDown: () => step(1),
  k: () => step(-1),
  ArrowUp: () => step(-1),
  PageDown: () => step(15),
  PageUp: () => step(-15),
  Home: () => step(-Infinity),
  End: () => step(Infinity),
  Enter: () => current && open(current),
  "/": () => $("text").select(),
  p: () => pause(),
  x: clear,
  a: apps,
  "?": () => $("help").showModal(),
};

/** Whether an element wants a key for itself. */
function isFor(element, key) {
  if (element.closest("dialog")) return true;
  if (element.matches("input[type=search]")) return key !== "ArrowDown";
  if (element.matches("select, input")) return key !== "/" && key !== "?";
  if (element.matches("button, a, summary") && key === "Enter") return true;
  return Boolean(element.closest("#side")) && (key.startsWith("Arrow") || key.startsWith("Page") || key === "Home" || key === "End");
}

addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape" && !$("help").open) leave();
  else if (keys[event.key] && !isFor(event.target, event.key)) keys[event.key]();
  else return;
  event.preventDefault();
});

rows.addEventListener("click", (event) => {
  const row = event.target.closest(".row");
  if (row && String(getSelection()) === "") {
    reach(row.entry);
    open(row.entry);
  }
});
$("list").addEventListener("scroll", redraw, { passive: true });
addEventListener("scroll", redraw, { passive: true });
addEventListener("resize", redraw);
$("text").addEventListener("input", sought);
$("app").addEventListener("change", sought);
$("kind").addEventListener("change", sought);
$("pause").addEventListener("click", () => pause());
$("clear").addEventListener("click", clear);
$("apps-open").addEventListener("click", apps);
$("help-open").addEventListener("click", () => $("help").showModal());
listed();
listen();
