// What a run says in the terminal.

/// One line for an app.
export function lineOf(result) {
    if (result.failed) return `${result.name.padEnd(28)} FAILED  ${result.failed}\n`;
    const equal = result.requests.filter(each => each.differences.length === 0 && each.excepted.length === 0).length;
    const excepted = result.requests.filter(each => each.differences.length === 0 && each.excepted.length > 0).length;
    const tail = excepted > 0 ? `, ${excepted} by exception` : "";
    return `${result.name.padEnd(28)} ${equal}/${result.requests.length} equal${tail}\n`;
}

/// What differs, a line each; with `verbose` both sides.
export function describe(result, verbose) {
    let text = "";
    for (const { request, status, differences } of result.requests) {
        for (const { what, theirs, ours } of differences) {
            text += `    ${request} (${status})  ${what}\n`;
            if (verbose || what !== "body") text += `        wrangler: ${theirs}\n        edgewise: ${ours}\n`;
        }
    }
    return text;
}
