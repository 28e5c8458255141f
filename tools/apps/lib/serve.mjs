// The two servers, each started on a free port with its words kept in a file.
import { spawn } from "node:child_process";
import { mkdirSync, openSync, readFileSync } from "node:fs";
import net from "node:net";
import { join } from "node:path";

const START_MILLIS_MAX = 90_000;
const STOP_MILLIS_MAX = 5_000;

export async function wrangler(tools, folder, app, work) {
    const port = await freePort();
    const words = [
        join(tools, "node_modules/wrangler/bin/wrangler.js"),
        "dev",
        ...["--port", port, "--ip", "127.0.0.1", "--inspector-port", "0", "--show-interactive-dev-session=false"],
        ...(app.wranglerWords ?? []),
    ];
    return start("wrangler", process.execPath, words, { folder: join(folder, app.serve ?? "."), app, work, port });
}

export async function edgewise(folder, app, work) {
    const port = await freePort();
    const [command, ...words] = process.env.EDGEWISE_NODE.split("\n");
    words.push("dev", join(folder, app.serve ?? "."), "--port", port, ...(app.edgewiseWords ?? []));
    return start("edgewise", command, words, { folder, app, work, port });
}

async function start(name, command, words, { folder, app, work, port }) {
    mkdirSync(join(work, "logs"), { recursive: true });
    const log = join(work, "logs", `${app.name}.${name}.log`);
    const out = openSync(log, "w");
    const child = spawn(command, words.map(String), {
        cwd: folder,
        stdio: ["ignore", out, out],
        // A group of its own, so that what it starts can be ended with it.
        detached: true,
        env: { ...process.env, CI: "1", NO_COLOR: "1", WRANGLER_SEND_METRICS: "false", WRANGLER_LOG_SANITIZE: "false" },
    });
    const ended = new Promise(resolve => child.once("exit", resolve));
    const stop = () => end(child, ended);
    try {
        await listening(port, child, () => `${name} did not start: ${lastLines(log)}`);
    } catch (error) {
        await stop();
        throw error;
    }
    return { port, stop };
}

function lastLines(log) {
    return readFileSync(log, "utf8").trim().split("\n").slice(-12).join("\n");
}

async function end(child, ended) {
    const signal = word => {
        try {
            process.kill(-child.pid, word);
        } catch {
            // The group is gone.
        }
    };
    signal("SIGTERM");
    const late = setTimeout(() => signal("SIGKILL"), STOP_MILLIS_MAX);
    await ended;
    clearTimeout(late);
    signal("SIGKILL");
}

async function listening(port, child, sentence) {
    const until = Date.now() + START_MILLIS_MAX;
    while (!(await accepts(port))) {
        if (child.exitCode !== null || Date.now() > until) throw new Error(sentence());
        await new Promise(resolve => setTimeout(resolve, 100));
    }
}

function accepts(port) {
    return new Promise(resolve => {
        const socket = net.connect(port, "127.0.0.1");
        socket.once("connect", () => resolve(true)).once("error", () => resolve(false));
        socket.once("connect", () => socket.destroy());
    });
}

function freePort() {
    return new Promise(resolve => {
        const server = net.createServer().listen(0, "127.0.0.1", () => {
            const { port } = server.address();
            server.close(() => resolve(port));
        });
    });
}
