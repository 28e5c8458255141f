// A suite's app under both: asked over HTTP, and called by a process of node.
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { edgewise } from "../apps/lib/serve.mjs";

const RUN_MILLIS_MAX = 180_000;
const ANSWER_BYTES_MAX = 64 << 20;
const CALL = `import app from "./bundle.mjs";
const answer = await app.fetch(new Request("http://localhost/"), {}, { waitUntil() {} });
// tape would end with 1 where something failed.
process.removeAllListeners("exit");
process.stdout.write("\\n" + await answer.text(), () => process.exit(0));`;

export async function underEdgewise(name, app, work) {
    const server = await edgewise(app, { name }, work);
    try {
        const answer = await fetch(`http://127.0.0.1:${server.port}/`, { signal: AbortSignal.timeout(RUN_MILLIS_MAX) });
        const text = await answer.text();
        return answer.ok ? JSON.parse(text) : nothing(`${answer.status} ${text}`);
    } catch (error) {
        return nothing(`There was no answer: ${error.message}`);
    } finally {
        await server.stop();
    }
}

export function underNode(app) {
    const words = ["--input-type=module", "--eval", CALL];
    const options = { cwd: app, encoding: "utf8", timeout: RUN_MILLIS_MAX, maxBuffer: ANSWER_BYTES_MAX };
    const { stdout, stderr, status } = spawnSync(process.execPath, words, options);
    // Suites may print; the answer is the last line.
    const text = stdout?.slice(stdout.lastIndexOf("\n") + 1);
    return status === 0 ? JSON.parse(text) : nothing(`node ended with ${status}: ${stderr}`);
}

function nothing(why) {
    return { unit: "tests", hung: false, seen: [{ name: "[the whole suite]", ok: false, why }] };
}
