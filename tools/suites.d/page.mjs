// The tables of suites in docs/COMPATIBILITY.md, between marks.
import { readFileSync, writeFileSync } from "node:fs";

const END = "<!-- suites: end -->";

export function writeTables(results, file) {
    let page = readFileSync(file, "utf8");
    page = replaced(page, file, "table", table(results));
    page = replaced(page, file, "failures", failures(results));
    writeFileSync(file, page);
}

function replaced(page, file, part, lines) {
    const begin = `<!-- suites ${part}: written by tools/suites --docs -->\n`;
    const from = page.indexOf(begin);
    const to = page.indexOf(END, from);
    if (from < 0 || to < 0) throw new Error(`${file} lacks '${begin.trim()}' or its end.`);
    return `${page.slice(0, from)}${begin}${lines.join("\n")}\n${page.slice(to)}`;
}

function table({ suites }) {
    const rows = Object.entries(suites);
    const sum = key => rows.reduce((all, [, row]) => all + row[key], 0);
    return [
        "| package | what for | files | tests | ours | node | day |",
        "|---|---|---:|---:|---:|---:|---|",
        ...rows.map(([name, row]) => rowOf(name, row)),
        `| **all ${rows.length}** | | ${sum("files")} | ${sum("total")} | **${sum("ours")}** | **${sum("node")}** | |`,
    ];
}

function rowOf(name, { version, what, files, total, unit, ours, node, day }) {
    return `| \`${name}\` ${version} | ${what} | ${files} | ${total} ${unit} | ${ours} | ${node} | ${day} |`;
}

/// One row for each reason of a package's.
function failures({ suites }) {
    const lines = ["| package | what | why |", "|---|---|---|"];
    for (const [name, { worse, leftOut }] of Object.entries(suites)) {
        for (const [file, why] of Object.entries(leftOut)) lines.push(`| \`${name}\` | \`${file}\` is left out | ${why} |`);
        const reasons = Map.groupBy(worse, each => each.why);
        for (const [why, each] of reasons) lines.push(`| \`${name}\` | ${named(each)} | ${why} |`);
    }
    return lines;
}

function named(failed) {
    return failed.map(({ name }) => `"${name.replaceAll(/[|\n]/g, " ")}"`).join(", ");
}
