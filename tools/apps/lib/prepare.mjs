// Brings an app into the work folder: its files as they were published, its packages, its build.
// All of it comes from npm at versions that the list names, and nothing newer than the list's day.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { blocksOf } from "./readme.mjs";

const COMMAND_MILLIS_MAX = 600_000;

/// Where wrangler is, installed when it is not there.
export function toolsOf(list, work) {
    const folder = join(work, "tools");
    const wanted = Object.entries(list.tools).map(([name, version]) => `${name}@${version}`);
    once(folder, wanted.join(" "), () => {
        writeFileSync(join(folder, "package.json"), '{"private": true}\n');
        run(folder, list, ["npm", "install", ...wanted]);
    });
    return folder;
}

/// The folder of an app that is ready to be served.
export function prepare(app, list, tools, { work, sources }) {
    const folder = join(work, "apps", app.name);
    const { requests, kind, title, ...recipe } = app;
    const fingerprint = JSON.stringify([recipe, list.day, list.compatibilityDate]);
    once(folder, fingerprint, () => {
        bring(app, list, folder, { work, sources });
        for (const [path, text] of Object.entries(app.files ?? {})) write(join(folder, path), text);
        if (app.wrangler) write(join(folder, "wrangler.json"), settings(app, list));
        pinDate(folder, list.compatibilityDate);
        install(app, list, folder);
        for (const command of app.build ?? []) run(folder, list, command.split(" "));
    });
    return folder;
}

/// Does the work unless it was done with the same fingerprint before.
function once(folder, fingerprint, work) {
    const mark = `${folder}.ready`;
    const wanted = createHash("sha256").update(fingerprint).digest("hex");
    if (existsSync(mark) && readFileSync(mark, "utf8") === wanted) return;
    rmSync(mark, { force: true });
    rmSync(folder, { recursive: true, force: true });
    mkdirSync(folder, { recursive: true });
    process.stderr.write(`apps: preparing ${folder}\n`);
    work();
    writeFileSync(mark, wanted);
}

function bring(app, list, folder, { work, sources }) {
    const { source } = app;
    if (source.create) create(source.create, app, list, folder);
    else if (source.local) bringLocal(app, folder, sources);
    else {
        const unpacked = unpack(source.package, list, work);
        if (source.folder) copyTemplate(join(unpacked, source.folder), folder, app.name, list);
        for (const each of source.copies ?? []) cpSync(join(unpacked, each.from), join(folder, each.to), { recursive: true });
        for (const text of source.texts ?? []) write(join(folder, text.into), blocksOf(join(unpacked, text.file), text));
    }
}

/// The settings of an app that was published without.
function settings({ name, wrangler }, list) {
    return { name, compatibility_date: list.compatibilityDate, ...wrangler };
}

function bringLocal(app, folder, sources) {
    const { local } = app.source;
    if (!sources) throw new Error(`${app.name} lies in '${local}': say with --sources DIR below which folder.`);
    if (!existsSync(join(sources, local))) throw new Error(`There is no folder '${join(sources, local)}'. ${app.source.hint ?? ""}`);
    cpSync(join(sources, local), folder, { recursive: true });
}

/// Lets the package that makes new projects make one. It wants to make the folder itself.
function create(command, app, list, folder) {
    rmSync(folder, { recursive: true });
    const words = command.split(" ").map(word => (word === "NAME" ? app.name : word));
    run(dirname(folder), list, ["npx", "--yes", ...words]);
    if (!existsSync(join(folder, "package.json"))) throw new Error(`'${command}' made no project.`);
}

/// The files of a published package.
function unpack(spec, list, work) {
    const folder = join(work, "packages", spec.replaceAll("/", "+"));
    once(folder, spec, () => {
        const packed = run(folder, list, ["npm", "pack", "--silent", spec]).trim().split("\n").pop();
        run(folder, list, ["tar", "xzf", packed, "--strip-components=1", "--no-same-owner"]);
        rmSync(join(folder, packed));
    });
    return folder;
}

/// What create-cloudflare does with the files of a template: it fills in names and the date.
function copyTemplate(from, to, name, list) {
    for (const entry of readdirSync(from)) {
        const source = join(from, entry);
        const target = join(to, entry.replace(/^__dot__/, "."));
        if (statSync(source).isDirectory()) {
            mkdirSync(target, { recursive: true });
            copyTemplate(source, target, name, list);
        } else if (/\.(jsonc?|toml|html|md)$/.test(entry)) {
            const text = readFileSync(source, "utf8")
                .replaceAll("<WORKER_NAME>", name)
                .replaceAll("<PACKAGE_NAME>", name)
                .replaceAll("<COMPATIBILITY_DATE>", list.compatibilityDate);
            writeFileSync(target, text);
        } else cpSync(source, target);
    }
}

/// A tool that makes projects writes the day on which it ran: the list's day stands for it.
function pinDate(folder, date) {
    for (const name of ["wrangler.jsonc", "wrangler.json", "wrangler.toml"]) {
        const path = join(folder, name);
        if (!existsSync(path)) continue;
        const text = readFileSync(path, "utf8");
        writeFileSync(path, text.replace(/("?compatibility_date"?\s*[:=]\s*)"2026-1[0-9]-\d\d"/, `$1"${date}"`));
    }
}

function install(app, list, folder) {
    if (!existsSync(join(folder, "package.json"))) write(join(folder, "package.json"), '{"private": true}\n');
    if (existsSync(join(folder, "node_modules")) && !app.packages) return;
    run(folder, list, ["npm", "install", ...(app.packages ?? [])]);
}

function write(path, text) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, typeof text === "string" ? text : `${JSON.stringify(text, null, 2)}\n`);
}

/// Runs a command with npm held to the list's day and to no script of a package's.
function run(folder, list, [command, ...words]) {
    const env = {
        ...process.env,
        CI: "1",
        npm_config_before: list.day,
        npm_config_force: "true",
        npm_config_ignore_scripts: "true",
        npm_config_audit: "false",
        npm_config_fund: "false",
        npm_config_update_notifier: "false",
        npm_config_loglevel: "error",
        WRANGLER_SEND_METRICS: "false",
        CREATE_CLOUDFLARE_TELEMETRY_DISABLED: "1",
    };
    try {
        return execFileSync("nice", [command, ...words], {
            cwd: folder,
            env,
            encoding: "utf8",
            timeout: COMMAND_MILLIS_MAX,
            maxBuffer: 1 << 26,
            stdio: ["ignore", "pipe", "pipe"],
        });
    } catch (error) {
        const said = `${error.stdout ?? ""}${error.stderr ?? ""}`.trim().split("\n").slice(-15).join("\n");
        throw new Error(`'${[command, ...words].join(" ")}' failed in ${folder}:\n${said || error.message}`);
    }
}
