// What differs between two answers to one request.

/// Headers that tell of the moment, or of the connection and not of the answer.
const PASSING = new Set(["date", "connection", "keep-alive", "transfer-encoding"]);

/// The differences: each with the part ("status", "body" or "header: NAME") and both sides.
export function compare(theirs, ours, bodyRules) {
    const found = [];
    if (theirs.status !== ours.status) found.push({ what: "status", theirs: theirs.status, ours: ours.status });
    found.push(...headers(theirs, ours));
    const bodies = [theirs, ours].map(answer => settled(answer.body, bodyRules));
    if (!bodies[0].equals(bodies[1])) {
        found.push({ what: "body", theirs: excerpt(bodies[0], bodies[1]), ours: excerpt(bodies[1], bodies[0]) });
    }
    return found;
}

function headers(theirs, ours) {
    const names = new Set([...theirs.headers, ...ours.headers].map(([name]) => name));
    return [...names]
        .filter(name => !PASSING.has(name))
        .map(name => ({ what: `header: ${name}`, theirs: valuesOf(theirs, name), ours: valuesOf(ours, name) }))
        .filter(each => each.theirs !== each.ours)
        .filter(each => each.what !== "header: content-length" || theirs.body.length !== ours.body.length || bothTell(each));
}

/// A body of the same bytes may travel with its length or in chunks.
function bothTell({ theirs, ours }) {
    return theirs !== "" && ours !== "";
}

/// The order of values under one name counts, that of names does not.
function valuesOf(answer, wanted) {
    return answer.headers.filter(([name]) => name === wanted).map(([, value]) => value).join("\n");
}

function settled(body, rules) {
    if (rules.length === 0) return body;
    const text = rules.reduce((sofar, rule) => sofar.replace(new RegExp(rule.replace, "g"), rule.with ?? "*"), body.toString("latin1"));
    return Buffer.from(text, "latin1");
}

/// A little of `one` around the first byte at which it leaves `other`.
function excerpt(one, other) {
    let at = 0;
    while (at < one.length && at < other.length && one[at] === other[at]) at++;
    const from = Math.max(0, at - 60);
    return `${one.length} bytes; at ${at}: ${JSON.stringify(one.subarray(from, at + 160).toString("utf8"))}`;
}
