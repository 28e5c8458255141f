// The command: reads its words, takes the apps one by one, prints a line for each and writes the result.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { Expected } from "./expected.mjs";
import { compare } from "./differ.mjs";
import { ask, asRequest } from "./ask.mjs";
import { prepare, toolsOf } from "./prepare.mjs";
import { edgewise, wrangler } from "./serve.mjs";
import { describe, lineOf } from "./report.mjs";
import { writeTable } from "./table.mjs";

const HERE = dirname(dirname(fileURLToPath(import.meta.url)));
const HELP = `tools/apps/compare [--only NAME]... [--apps FILE] [--exceptions FILE] [--sources DIR]
                   [--work DIR] [--json FILE] [--docs] [--prepare] [--verbose]

  --only NAME        this app alone; may be given more than once
  --apps FILE        the apps (tools/apps/apps.json)
  --exceptions FILE  what may differ, and why (tools/apps/exceptions.json)
  --sources DIR      where the folders lie of apps whose list names a folder instead of a package
  --work DIR         where apps and tools are installed, once (target/apps)
  --json FILE        where the result goes (WORK/result.json)
  --docs             write the table of docs/COMPATIBILITY.md anew from the result
  --prepare          install and build only
  --verbose          show of each difference both sides

Ends with 1 where something differs that no exception names, or an exception names nothing that differs.
`;

function options(words) {
    const given = {
        only: [],
        apps: join(HERE, "apps.json"),
        exceptions: join(HERE, "exceptions.json"),
    };
    const flags = new Set(["docs", "prepare", "verbose"]);
    const values = new Set(["apps", "exceptions", "sources", "work", "json"]);
    for (let i = 0; i < words.length; i++) {
        const name = words[i].replace(/^--/, "");
        if (name === "help") {
            process.stdout.write(HELP);
            process.exit(0);
        } else if (flags.has(name)) given[name] = true;
        else if (name === "only" && i + 1 < words.length) given.only.push(words[++i]);
        else if (values.has(name) && i + 1 < words.length) given[name] = resolve(words[++i]);
        else fail(`'${words[i]}' is not understood.\n\n${HELP}`);
    }
    if (given.docs && given.only.length > 0) fail("'--docs' writes the whole table, so it goes with no '--only'.");
    given.json ??= join(given.work, "result.json");
    return given;
}

function fail(sentence) {
    process.stderr.write(`apps: ${sentence}\n`);
    process.exit(2);
}

async function main() {
    const given = options(process.argv.slice(2));
    const list = JSON.parse(readFileSync(given.apps, "utf8"));
    const chosen = choose(list.apps, given.only);
    const expected = new Expected(JSON.parse(readFileSync(given.exceptions, "utf8")));
    const tools = toolsOf(list, given.work);
    const results = [];
    for (const app of chosen) {
        const result = await run(app, list, tools, given, expected);
        results.push(result);
        process.stdout.write(lineOf(result));
        process.stdout.write(describe(result, given.verbose));
    }
    if (given.prepare) return;
    const unused = expected.unused(new Set(results.filter(r => !r.failed).map(r => r.name)));
    for (const rule of unused) {
        process.stdout.write(`exception for nothing: ${rule.app} ${rule.request} ${rule.what}\n`);
    }
    mkdirSync(dirname(given.json), { recursive: true });
    writeFileSync(given.json, `${JSON.stringify({ tools: list.tools, apps: results }, null, 2)}\n`);
    if (given.docs) writeTable(results, list, join(HERE, "../../docs/COMPATIBILITY.md"));
    const bad = results.some(r => r.failed || r.requests.some(q => q.differences.length > 0));
    process.exitCode = bad || unused.length > 0 ? 1 : 0;
}

function choose(apps, names) {
    const missing = names.filter(name => !apps.some(app => app.name === name));
    if (missing.length > 0) fail(`There is no app named '${missing.join("', '")}'.`);
    return names.length === 0 ? apps : apps.filter(app => names.includes(app.name));
}

/// What one app answered: a `failed` sentence, or a row for each request.
async function run(app, list, tools, given, expected) {
    const about = { name: app.name, title: app.title, kind: app.kind, source: app.source };
    const running = [];
    try {
        const folder = prepare(app, list, tools, given);
        if (given.prepare) return { ...about, requests: [] };
        // One after the other: each has its own build to do, and the machine may be small.
        running.push(await wrangler(tools, folder, app, given.work));
        running.push(await edgewise(folder, app, given.work));
        const requests = [];
        for (const written of app.requests) {
            const request = asRequest(written);
            const theirs = await ask(running[0].port, request);
            const ours = await ask(running[1].port, request);
            const found = compare(theirs, ours, expected.bodyRules(app.name, request));
            requests.push({ request: request.title, status: theirs.status, ...expected.sort(app.name, request, found) });
        }
        return { ...about, requests };
    } catch (error) {
        return { ...about, failed: String(error.message ?? error), requests: [] };
    } finally {
        for (const server of running) await server.stop();
    }
}

await main();
