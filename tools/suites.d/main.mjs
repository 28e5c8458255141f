// The command: installs the packages, runs their suites one by one, tells and keeps the counts.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { bundle } from "./bundle.mjs";
import { install } from "./install.mjs";
import { writeTables } from "./page.mjs";
import { compare, kept } from "./results.mjs";
import { underEdgewise, underNode } from "./run.mjs";

const HERE = dirname(fileURLToPath(import.meta.url));
const RESULTS = join(HERE, "../suites-results.json");
const PAGE = join(HERE, "../../docs/COMPATIBILITY.md");
const HELP = `Usage: tools/suites [NAME...] [--record] [--failures] [--docs]

Runs the test suites that npm packages bring along, each bundled into one script, inside an isolate of
edgewise dev and under node, and counts what passes. Without a NAME: all of tools/suites.d/suites.json.
It ends with 1 where something fails here that passes under node and suites.json names no reason.

  --record    keeps the counts in tools/suites-results.json
  --failures  lists what failed, under either
  --docs      writes the counts that are kept into docs/COMPATIBILITY.md; goes without a NAME and runs nothing
`;

function fail(sentence) {
    process.stderr.write(`suites: ${sentence}\n`);
    process.exit(2);
}

function words() {
    const options = { work: { type: "string" } };
    for (const flag of ["record", "failures", "docs", "help"]) options[flag] = { type: "boolean" };
    try {
        return parseArgs({ options, allowPositionals: true });
    } catch (error) {
        return fail(error.message);
    }
}

function choose(suites, names) {
    const missing = names.filter(name => !suites.some(suite => suite.name === name));
    if (missing.length > 0) {
        const all = suites.map(suite => suite.name).join(", ");
        fail(`There is no suite named '${missing.join("', '")}'; there are ${all}.`);
    }
    return names.length === 0 ? suites : suites.filter(suite => names.includes(suite.name));
}

async function run(suite, work) {
    const app = join(work, "apps", suite.name);
    mkdirSync(app, { recursive: true });
    const files = await bundle(suite, work, app);
    return compare(suite, files, await underEdgewise(suite.name, app, work), underNode(app));
}

async function main() {
    const { values: given, positionals: names } = words();
    if (given.help) return void process.stdout.write(HELP);
    if (given.docs) return writeTables(JSON.parse(readFileSync(RESULTS, "utf8")), PAGE);
    const list = JSON.parse(readFileSync(join(HERE, "suites.json"), "utf8"));
    const chosen = choose(list.suites, names);
    install(list, given.work);
    const results = [];
    for (const suite of chosen) {
        const result = await run(suite, given.work);
        results.push(result);
        process.stdout.write(result.text(given.failures));
    }
    if (given.record) {
        const before = JSON.parse(readFileSync(RESULTS, "utf8"));
        writeFileSync(RESULTS, kept(before, list, results));
    }
    process.exitCode = results.some(each => each.unexplained.length > 0) ? 1 : 0;
}

await main();
