package node.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.config.AppConfig;
import node.config.BuildConfig;
import org.jspecify.annotations.Nullable;

/// What esbuild keeps of one app between builds. One thread at a time.
final class BundleContext implements AutoCloseable {

    private static final List<String> FLAGS =
            List.of(
                    "--bundle",
                    "--format=esm",
                    "--platform=neutral",
                    "--conditions=workerd,worker,browser",
                    "--main-fields=browser,module,main",
                    "--target=es2024",
                    // What the engine runs though it is newer.
                    "--supported:using=true",
                    "--supported:import-source=true",
                    "--charset=utf8",
                    "--sourcemap=external",
                    "--metafile",
                    "--external:cloudflare:*",
                    "--external:edgewise:*",
                    "--external:__STATIC_CONTENT_MANIFEST",
                    // As in wrangler, JavaScript may hold JSX whatever it is called.
                    "--loader:.js=jsx",
                    "--loader:.mjs=jsx",
                    "--loader:.cjs=jsx",
                    // Nothing is written, so that an output may be called as an input is.
                    "--allow-overwrite",
                    "--log-limit=0");

    private final Esbuild esbuild;
    private final AppConfig config;
    private final Path directory;
    private final Bundlers.Mode mode;
    private final BundlePlugin plugin;
    private final int key;
    private boolean open;

    BundleContext(Esbuild esbuild, AppConfig config, Bundlers.Mode mode) {
        this.esbuild = esbuild;
        this.config = config;
        this.directory = config.directory().toAbsolutePath().normalize();
        this.mode = mode;
        this.plugin = new BundlePlugin(esbuild, directory, config.build());
        this.key = esbuild.key(plugin);
    }

    boolean isOf(Esbuild running) {
        return esbuild == running;
    }

    RuleSet rules() {
        return plugin.rules();
    }

    /// What stands beside the bundle that was built.
    BundleReader.Made made() {
        return plugin.made();
    }

    /// What esbuild answers to a build: its errors, or what it made.
    Map<String, @Nullable Object> build(Path main, List<LooseModules.Found> additional)
            throws IOException {
        plugin.begin(additional);
        if (!open) {
            Map<String, @Nullable Object> opened = esbuild.ask(question(main));
            if (!Packet.list(opened, "errors").isEmpty() || opened.containsKey("error")) {
                return opened;
            }
            open = true;
        }
        Map<String, @Nullable Object> rebuilt = esbuild.ask(command("rebuild"));
        Map<String, @Nullable Object> result = plugin.result();
        return result.isEmpty() ? rebuilt : result;
    }

    private Map<String, @Nullable Object> command(String word) {
        var command = new LinkedHashMap<String, @Nullable Object>();
        command.put("command", word);
        command.put("key", key);
        return command;
    }

    private Map<String, @Nullable Object> question(Path main) {
        Map<String, @Nullable Object> question = command("build");
        question.put("entries", List.of(List.of("main", main.toString())));
        question.put("flags", flags());
        question.put("write", false);
        question.put("stdinContents", null);
        question.put("stdinResolveDir", null);
        question.put("absWorkingDir", directory.toString());
        question.put("nodePaths", List.of());
        question.put("context", true);
        question.put("plugins", List.of(plugin.description()));
        return question;
    }

    private List<String> flags() {
        BuildConfig build = config.build();
        List<String> flags = new ArrayList<>(FLAGS);
        flags.add("--outdir=" + directory);
        for (String prefix : List.of("", "global.", "globalThis.")) {
            flags.add("--define:" + prefix + "process.env.NODE_ENV=\"" + mode.word() + "\"");
        }
        build.define().forEach((name, text) -> flags.add("--define:" + name + "=" + text));
        BuildConfig.Options options = build.options();
        if (options.keepNames()) {
            // Frameworks and error reports read the names of functions and classes, which bundling
            // would otherwise change where two of them collide.
            flags.add("--keep-names");
        }
        if (options.minify()) {
            flags.add("--minify");
        }
        if (options.tsconfig() != null) {
            flags.add("--tsconfig=" + options.tsconfig());
        }
        if (!options.jsxFactory().isEmpty()) {
            flags.add("--jsx-factory=" + options.jsxFactory());
        }
        if (!options.jsxFragment().isEmpty()) {
            flags.add("--jsx-fragment=" + options.jsxFragment());
        }
        return flags;
    }

    @Override
    public void close() {
        if (open && esbuild.isAlive()) {
            try {
                var _ = esbuild.ask(command("dispose"));
            } catch (IOException _) {
                // It ended, and with it all that it kept.
            }
        }
        esbuild.forget(key);
    }
}
