// Brings each package with its tests, runs them under Node and in an isolate, and tells what passed.
import { execFileSync, spawn } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";

const here = path.dirname(fileURLToPath(import.meta.url));
const root = path.resolve(here, "../..");
const [only] = process.argv.slice(2).filter((arg) => !arg.startsWith("--"));
const cache = process.env.EDGEWISE_SUITES ?? path.join(process.env.HOME, ".cache/edgewise-suites");

function prepare({ package: name, tests, with: more }) {
  const folder = path.join(cache, name.replace(/[/@]/g, "-"));
  const own = path.join(folder, "suite");
  if (!fs.existsSync(own)) {
    fs.mkdirSync(folder, { recursive: true });
    const made = execFileSync("npm", ["pack", "--silent", name], { cwd: folder, encoding: "utf8" }).trim().split("\n").at(-1);
    execFileSync("tar", ["xzf", made, "--warning=no-unknown-keyword"], { cwd: folder });
    fs.writeFileSync(path.join(folder, "package.json"), "{}");
    execFileSync("npm", ["install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", name, ...more], { cwd: folder, stdio: "inherit" });
    fs.renameSync(path.join(folder, "package"), own);
  }
  // Tests are what a package that says it has no side effects does not count.
  const about = path.join(own, "package.json");
  const { sideEffects: _, ...settings } = JSON.parse(fs.readFileSync(about, "utf8"));
  fs.writeFileSync(about, JSON.stringify(settings));
  const tape = path.join(folder, "node_modules/tape");
  fs.mkdirSync(tape, { recursive: true });
  fs.copyFileSync(path.join(here, "harness.cjs"), path.join(tape, "index.js"));
  fs.writeFileSync(path.join(tape, "package.json"), '{"name":"tape","main":"index.js"}');
  const imports = ['import tape from "tape";', ...tests.map((test) => `import "./suite/${test}";`)];
  fs.writeFileSync(path.join(folder, "index.mjs"), `${imports.join("\n")}\nexport default { fetch: async () => Response.json(await tape.finish()) };\n`);
  fs.writeFileSync(path.join(folder, "wrangler.json"), JSON.stringify({ name: "suite", main: "index.mjs", compatibility_date: "2026-08-04", limits: { cpu_ms: 30000 } }));
  return folder;
}

function underNode(folder) {
  const answer = path.join(folder, "node.json");
  const code = `const { writeFileSync } = await import("node:fs");
    const main = await import(${JSON.stringify(path.join(folder, "index.mjs"))});
    writeFileSync(${JSON.stringify(answer)}, await (await main.default.fetch()).text());
    process.exit(0);`;
  execFileSync(process.execPath, ["--input-type=module", "-e", code], { timeout: 60_000, stdio: "ignore" });
  return JSON.parse(fs.readFileSync(answer, "utf8"));
}

async function underEdgewise(folder) {
  const node = spawn(path.join(root, "edgewise"), ["dev", folder, "--port", "0"], { stdio: ["ignore", "pipe", "pipe"] });
  let said = "";
  try {
    const address = await new Promise((resolve, reject) => {
      const hear = (part) => {
        said += part;
        const found = /http:\/\/[\w.]+:(\d+)/.exec(said);
        if (found) resolve(`http://127.0.0.1:${found[1]}/`);
      };
      node.stdout.on("data", hear);
      node.stderr.on("data", hear);
      node.on("exit", () => reject(new Error(said)));
    });
    const response = await fetch(address, { signal: AbortSignal.timeout(60_000) });
    const text = await response.text();
    if (response.status !== 200) throw new Error(`${text.slice(0, 500)}\n${said.slice(-1500)}`);
    return JSON.parse(text);
  } finally {
    node.kill();
  }
}

const rows = [];
for (const suite of JSON.parse(fs.readFileSync(path.join(here, "suites.json"), "utf8"))) {
  if (only && !suite.package.startsWith(only)) continue;
  try {
    const folder = prepare(suite);
    const node = underNode(folder);
    const ours = await underEdgewise(folder);
    const passed = (results) => results.filter(({ ok }) => ok).length;
    rows.push(`| ${suite.package.replace(/@(?=[^@]*$)/, " ")} | ${passed(ours)}/${ours.length} | ${passed(node)}/${node.length} |`);
    const known = new Set(node.filter(({ ok }) => !ok).map(({ name }) => name));
    for (const { name, error } of ours.filter(({ ok, name }) => !ok && !known.has(name))) console.error(`${suite.package}: ${name}: ${error}`);
  } catch (error) {
    console.error(`${suite.package}: ${error.message}`);
    process.exitCode = 1;
  }
}
console.log(["| package | here | Node |", "|---|---:|---:|", ...rows].join("\n"));
