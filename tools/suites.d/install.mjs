// All packages in one folder, by npm, at the versions that suites.json names.
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/// What they need themselves is held to a day, so that the same files come each time.
export function install(list, work) {
    const file = join(work, "package.json");
    const dependencies = { ...list.with };
    for (const suite of list.suites) dependencies[suite.name] = suite.version;
    const wanted = JSON.stringify({ private: true, before: list.before, dependencies }, null, 2);
    const done = join(work, "node_modules/.edgewise-suites.json");
    if (existsSync(done) && readFileSync(done, "utf8") === wanted) return;
    mkdirSync(work, { recursive: true });
    writeFileSync(file, wanted);
    const words = ["install", "--no-audit", "--no-fund", "--ignore-scripts", "--loglevel=error", `--before=${list.before}`];
    const npm = spawnSync("npm", words, { cwd: work, stdio: ["ignore", 2, 2] });
    if (npm.error) throw new Error("npm, which brings the packages, is not on the PATH.");
    if (npm.status !== 0) throw new Error(`npm install in ${work} ended with ${npm.status}.`);
    writeFileSync(done, wanted);
}
