// Suites of `tape`: the real one, each of whose assertions counts.
import tape from "tape";
import { silent } from "./time.js";

/// Files as pairs of a name and what loads one. A test that hangs ends the run with what was seen.
export async function run(files) {
    const seen = [];
    const names = new Map();
    const rows = tape.createStream({ objectMode: true });
    rows.on("data", row => {
        if (row.type === "test") names.set(row.id, row.name);
        if (row.type === "assert" && !row.skip && !row.todo) {
            const ok = Boolean(row.ok);
            const why = ok ? undefined : `${row.operator}: ${row.error?.message ?? ""}`;
            seen.push({ name: `${names.get(row.test)}: ${row.name}`, ok, why });
        }
    });
    const finished = new Promise(resolve => tape.onFinish(resolve));
    for (const [name, load] of files) {
        try {
            load();
        } catch (error) {
            seen.push({ name: `[${name}]`, ok: false, why: String(error.stack ?? error) });
        }
    }
    const inTime = await silent(finished, () => seen.length);
    return { unit: "assertions", hung: !inTime, seen };
}
