package node.bundle;

import base.lane.VersionImage.ModuleKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import node.config.AppConfig;
import org.jspecify.annotations.Nullable;

/// Makes the modules of one app, again and again: what did not change since the last time is not
/// read again.
///
/// Packages are resolved as wrangler does, for `workerd`, `worker` and `browser`. `.wasm` and
/// `.bin` stay modules of their own; `.txt`, `.html` and `.sql` become strings; Node's own modules
/// and `cloudflare:` ones stay imports. Nothing is written to disk. Any thread may call; builds of
/// one app wait for each other.
public final class Bundler implements AutoCloseable {

    private final Bundlers bundlers;
    private final AppConfig config;
    private final Path directory;
    private @Nullable BundleContext context;
    private List<Path> inputs = List.of();

    Bundler(Bundlers bundlers, AppConfig config) {
        this.bundlers = bundlers;
        this.config = config;
        this.directory = config.directory().toAbsolutePath().normalize();
    }

    /// Runs the app's own `build.command`, where there is one, and then bundles.
    ///
    /// @param output takes what the command prints, line by line
    /// @param ran is told when the command has ended, before what it made is read
    public synchronized Bundle build(Consumer<String> output, Runnable ran) {
        if (config.build().command() != null) {
            String failure = BuildCommand.run(config.build().command(), output);
            ran.run();
            if (!failure.isEmpty()) {
                return failed(failure);
            }
        }
        return bundle();
    }

    /// Bundles what is there.
    public synchronized Bundle bundle() {
        if (config.main() == null) {
            return failed("The app has no 'main'.");
        }
        Path main = config.main().toAbsolutePath().normalize();
        if (!Files.isRegularFile(main)) {
            return failed(missing(main));
        }
        try {
            Bundle bundle = config.build().bundle() ? bundled(main) : loose(main);
            return remember(bundle, main);
        } catch (IOException e) {
            close();
            return failed(
                    "The bundler at %s failed: %s.".formatted(bundlers.program(), e.getMessage()));
        }
    }

    private String missing(Path main) {
        String after =
                config.build().command() == null
                        ? ""
                        : " after '" + config.build().command().text() + "' was run";
        return "There is no file '"
                + directory.relativize(main)
                + "', as 'main' says"
                + after
                + ".";
    }

    private Bundle bundled(Path main) throws IOException {
        Esbuild running = bundlers.running();
        BundleContext now = context;
        if (now == null || !now.isOf(running)) {
            now = new BundleContext(running, config, bundlers.mode());
            context = now;
        }
        List<LooseModules.Found> additional;
        try {
            additional = config.build().modules().find() ? find(main, now.rules()) : List.of();
        } catch (IOException e) {
            return failed(sentence(e));
        }
        Map<?, ?> answer = now.build(main, additional);
        return new BundleReader(directory).read(answer, now.made());
    }

    private Bundle loose(Path main) {
        try {
            var rules = new RuleSet(config.build().modules().rules());
            Path base = base(main);
            var additional =
                    config.build().modules().find()
                            ? find(main, rules)
                            : List.<LooseModules.Found>of();
            var first = LooseModules.read(base, main, ModuleKind.SCRIPT);
            return BundleReader.loose(main, first, additional);
        } catch (IOException e) {
            return failed(sentence(e));
        }
    }

    private Path base(Path main) {
        Path base = config.build().modules().base();
        Path own = base == null ? main.resolveSibling("") : base.toAbsolutePath();
        return own.normalize();
    }

    /// The modules besides the main one; those of CommonJS are made ECMAScript modules.
    private List<LooseModules.Found> find(Path main, RuleSet rules) throws IOException {
        List<LooseModules.Found> found = new ArrayList<>();
        Path settings = config.source() == null ? null : config.source().toAbsolutePath();
        for (LooseModules.Found each : LooseModules.find(base(main), main, rules, settings)) {
            found.add(each.common() ? CommonModule.converted(bundlers.running(), each) : each);
        }
        return found;
    }

    private static String sentence(IOException e) {
        String message = String.valueOf(e.getMessage());
        return message.endsWith(".") ? message : "The modules cannot be read: " + message + ".";
    }

    private Bundle remember(Bundle bundle, Path main) {
        return switch (bundle) {
            case Bundle.Built built -> {
                inputs = built.inputs();
                yield built;
            }
            case Bundle.Failed(List<Diagnostic> diagnostics, _) -> {
                List<Path> all = new ArrayList<>(inputs);
                all.add(main);
                for (Diagnostic each : diagnostics) {
                    if (!each.place().file().isEmpty()) {
                        all.add(directory.resolve(each.place().file()).normalize());
                    }
                }
                yield new Bundle.Failed(diagnostics, all.stream().distinct().toList());
            }
        };
    }

    private Bundle.Failed failed(String sentence) {
        List<Path> all = new ArrayList<>(inputs);
        if (config.main() != null) {
            all.add(config.main().toAbsolutePath().normalize());
        }
        return new Bundle.Failed(
                List.of(Diagnostic.of(sentence)), all.stream().distinct().toList());
    }

    /// Forgets what was kept for the next build.
    @Override
    public synchronized void close() {
        BundleContext now = context;
        context = null;
        if (now != null) {
            now.close();
        }
    }
}
