// What came of a suite under both, and the file that keeps it.

/// Assertions may share a name: the third of one name is told from the first.
function numbered(seen) {
    const counts = new Map();
    return seen.map(each => {
        const count = (counts.get(each.name) ?? 0) + 1;
        counts.set(each.name, count);
        return { ...each, name: count === 1 ? each.name : `${each.name} (${count})` };
    });
}

const passed = run => run.seen.filter(each => each.ok).length;

/// The reason that suites.json gives for a failure, by the beginning of its name.
const reasonOf = (suite, name) => Object.entries(suite.fails ?? {}).find(([begin]) => name.startsWith(begin))?.[1];

export function compare(suite, files, ours, node) {
    const theirs = new Set(numbered(node.seen).filter(each => each.ok).map(each => each.name));
    const failed = numbered(ours.seen).filter(each => !each.ok && theirs.has(each.name));
    const told = numbered(ours.seen).map(each => each.name);
    const unseen = [...theirs].filter(name => !told.includes(name)).map(name => ({ name, why: "It was not seen." }));
    const worse = [...failed, ...unseen];
    const total = Math.max(ours.seen.length, node.seen.length);
    const row = {
        version: suite.version,
        what: suite.what,
        files: files.length,
        leftOut: suite.leftOut ?? {},
        unit: node.unit,
        total,
        ours: passed(ours),
        node: passed(node),
        worse: worse.map(({ name }) => ({ name, why: reasonOf(suite, name) ?? "not known yet" })),
        day: new Date().toISOString().slice(0, 10),
    };
    const text = failures => {
        const line = `${suite.name} ${suite.version}: ours ${row.ours}/${total}, node ${row.node}/${total} ${row.unit}\n`;
        const hung = ours.hung ? "  it hung under edgewise\n" : node.hung ? "  it hung under node\n" : "";
        const of = (run, whose) => run.seen.filter(each => !each.ok).map(each => `  ${whose}: ${each.name}\n    ${each.why}\n`);
        const shown = failures ? [...of(ours, "ours"), ...of(node, "node")] : worse.map(each => `  ${each.name}\n`);
        return line + hung + shown.join("");
    };
    return { name: suite.name, row, text, unexplained: worse.filter(({ name }) => !reasonOf(suite, name)) };
}

/// The file anew: rows of suites that were not run stay, those of suites that are gone do not.
export function kept(before, list, results) {
    const ran = Object.fromEntries(results.map(each => [each.name, each.row]));
    const suites = {};
    for (const { name } of list.suites) {
        const row = ran[name] ?? before.suites[name];
        if (row) suites[name] = row;
    }
    const rows = Object.entries(suites).map(([name, row]) => `${JSON.stringify(name)}: ${JSON.stringify(row)}`);
    const head = { edgewise: process.env.EDGEWISE_VERSION, node: process.versions.node };
    return `{"versions": ${JSON.stringify(head)},\n"suites": {\n${rows.join(",\n")}\n}}\n`;
}
