// The table of apps in docs/COMPATIBILITY.md, between two marks.
import { readFileSync, writeFileSync } from "node:fs";

const BEGIN = "<!-- apps: written by tools/apps/compare --docs -->";
const END = "<!-- apps: end -->";

export function writeTable(results, list, file) {
    const page = readFileSync(file, "utf8");
    const from = page.indexOf(BEGIN);
    const to = page.indexOf(END);
    if (from < 0 || to < from) throw new Error(`${file} has no lines '${BEGIN}' and '${END}'.`);
    writeFileSync(file, `${page.slice(0, from)}${BEGIN}\n${table(results)}\n${page.slice(to)}`);
}

function table(results) {
    const rows = results.map(row).join("\n");
    const requests = results.flatMap(result => result.requests);
    const total = `| **all ${results.length}** | | | **${equal(requests)}/${requests.length}** | **${excepted(requests)}** |`;
    return `| app | kind | from npm | answers equal | by exception |\n|---|---|---|---:|---:|\n${rows}\n${total}`;
}

function row({ title, kind, source, requests, failed }) {
    const count = failed ? "does not run" : `${equal(requests)}/${requests.length}`;
    return `| ${title} | ${kind} | ${origin(source)} | ${count} | ${excepted(requests) || ""} |`;
}

function origin({ package: spec, create, folder, texts }) {
    if (create) return `made by \`${create.split(" ")[0]}\``;
    return `\`${spec}\`, ${folder ? `\`${folder}\`` : `\`${texts[0].file}\``}`;
}

function equal(requests) {
    return requests.filter(each => each.differences.length === 0 && each.excepted.length === 0).length;
}

function excepted(requests) {
    return requests.filter(each => each.differences.length === 0 && each.excepted.length > 0).length;
}
