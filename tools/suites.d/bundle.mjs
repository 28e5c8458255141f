// One script of a suite: its test files, what they import, and the harness that runs them.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire, isBuiltin } from "node:module";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const HARNESS = join(dirname(fileURLToPath(import.meta.url)), "harness");
// CommonJS asks for Node's modules when it runs; this way is the same in an isolate and under node.
const REQUIRE = `const require = name => process.getBuiltinModule(name.replace(/^node:/, ""));`;
const CONFIG = {
    main: "bundle.mjs",
    compatibility_date: "2026-11-01",
    compatibility_flags: ["nodejs_compat"],
    limits: { cpu_ms: 300_000 },
};

/// Writes an app into a folder; returns which test files are in it.
export async function bundle(suite, work, app) {
    const home = join(work, "node_modules", suite.name);
    const files = globSync(suite.tests, { cwd: home })
        .filter(file => !(file in (suite.leftOut ?? {})))
        .sort();
    if (files.length === 0) throw new Error(`${suite.name} ${suite.version} has no files like '${suite.tests}'.`);
    const { build } = createRequire(join(work, "package.json"))("esbuild");
    await build({
        stdin: { contents: entry(suite, home, files), resolveDir: work, sourcefile: "suite.js" },
        outfile: join(app, "bundle.mjs"),
        bundle: true,
        format: "esm",
        platform: "node",
        keepNames: true,
        logLevel: "error",
        banner: { js: REQUIRE },
        define: { global: "globalThis", __dirname: '"/package"', __filename: '"/package/file.js"' },
        nodePaths: [join(work, "node_modules")],
        plugins: [surroundings(suite, home)],
    });
    writeFileSync(join(app, "wrangler.json"), JSON.stringify({ name: suite.name.replace(/\W/g, "-"), ...CONFIG }));
    return files;
}

function entry(suite, home, files) {
    const rows = files.map(file => `[${JSON.stringify(file)}, () => require(${JSON.stringify(join(home, file))})]`);
    return `import { run } from ${JSON.stringify(join(HARNESS, `${suite.style}.js`))};
let outcome;
export default {
    async fetch() {
        return Response.json(await (outcome ??= run([${rows.join(",\n")}])));
    },
};`;
}

/// `fs` that has the suite's fixtures, and the place of a file for its `__dirname`.
function surroundings(suite, home) {
    return {
        name: "surroundings",
        setup(build) {
            build.onResolve({ filter: /^(node:)?fs$/ }, () => ({ path: "fs", namespace: "suite" }));
            build.onLoad({ filter: /^fs$/, namespace: "suite" }, () => ({
                contents: `module.exports = require(${JSON.stringify(join(HARNESS, "fs.js"))})(${fixtures(suite, home)});`,
                resolveDir: HARNESS,
            }));
            build.onResolve({ filter: /^mocha$/ }, () => ({ path: join(HARNESS, "mocha.js") }));
            build.onResolve({ filter: /./ }, ({ path, resolveDir }) => other(build, suite, path, resolveDir));
            build.onResolve({ filter: /./ }, ({ path }) => (path in (suite.without ?? {}) ? { path, namespace: "nothing" } : undefined));
            build.onLoad({ filter: /./, namespace: "nothing" }, () => ({ contents: "" }));
            build.onResolve({ filter: /./ }, ({ path }) => (isBuiltin(path) && !path.endsWith("/") ? builtin(suite, path) : undefined));
            build.onLoad({ filter: /\.[cm]?js$/ }, ({ path }) => located(path, home));
        },
    };
}

/// Suites of one name for an assertion library may want different versions of it.
function other(build, suite, path, resolveDir) {
    const name = suite.instead?.[path];
    return name && build.resolve(name, { kind: "require-call", resolveDir });
}

/// Where a package stands in for a module of Node's, its suite means the package.
function builtin(suite, path) {
    return path === suite.name ? undefined : { path, external: true };
}

function located(path, home) {
    if (!path.startsWith(`${home}/`)) return undefined;
    const place = `/${dirname(relative(home, path))}`;
    const contents = readFileSync(path, "utf8");
    if (!/\b__(dirname|filename)\b/.test(contents)) return undefined;
    const names = `var __dirname = ${JSON.stringify(place)}, __filename = ${JSON.stringify(join(place, basename(path)))};`;
    return { contents: `${names}\n${contents}` };
}

function fixtures(suite, home) {
    const files = globSync(suite.fixtures ?? [], { cwd: home });
    return JSON.stringify(Object.fromEntries(files.map(file => [`/${file}`, readFileSync(join(home, file)).toString("base64")])));
}
