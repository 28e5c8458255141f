package node.bundle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Bundles an app's main module with everything that it imports.
///
/// Packages are resolved as wrangler does, for `workerd`, `worker` and `browser`. `.wasm` and
/// `.bin` stay modules of their own; `.txt`, `.html` and `.sql` become strings; Node's own modules
/// and `cloudflare:` ones stay imports. Nothing is written to disk. Any thread may call; each call
/// runs a program of its own and blocks until that has ended.
public final class Bundler {

    private static final List<String> FLAGS =
            List.of(
                    "--bundle",
                    "--format=esm",
                    "--platform=neutral",
                    "--conditions=workerd,worker,browser",
                    "--main-fields=browser,module,main",
                    "--target=es2024",
                    "--charset=utf8",
                    "--sourcemap=external",
                    "--metafile",
                    "--external:cloudflare:*",
                    "--external:edgewise:*",
                    "--loader:.wasm=copy",
                    "--loader:.bin=copy",
                    "--loader:.txt=text",
                    "--loader:.html=text",
                    "--loader:.sql=text",
                    // As in wrangler: frameworks and error reports read the names of functions and
                    // classes, which bundling would otherwise change where two of them collide.
                    "--keep-names",
                    // Nothing is written, so that an output may be called as an input is.
                    "--allow-overwrite",
                    "--log-limit=0");

    private final Path esbuild;
    private final Mode mode;

    /// A bundler that runs the esbuild program at a path.
    public Bundler(Path esbuild, Mode mode) {
        this.esbuild = esbuild.toAbsolutePath();
        this.mode = mode;
    }

    /// What `process.env.NODE_ENV` is in the bundle.
    public enum Mode {
        /// `development`
        DEVELOPMENT("development"),
        /// `production`
        PRODUCTION("production");

        private final String word;

        Mode(String word) {
            this.word = word;
        }
    }

    /// Bundles one app.
    ///
    /// @param app the app's directory; diagnostics and the source map are relative to it
    /// @param main the module to begin with
    public Bundle bundle(Path app, Path main) {
        Path directory = app.toAbsolutePath().normalize();
        try (Esbuild program = Esbuild.start(esbuild, directory)) {
            var answer = program.ask(question(directory, main), new NodeBuiltins());
            return new BundleReader(directory).read(answer);
        } catch (IOException e) {
            String sentence = "The bundler at " + esbuild + " failed: " + e.getMessage() + ".";
            return new Bundle.Failed(List.of(Diagnostic.of(sentence)));
        }
    }

    private Map<String, @Nullable Object> question(Path directory, Path main) {
        var question = new LinkedHashMap<String, @Nullable Object>();
        question.put("command", "build");
        question.put("key", 0);
        question.put("entries", List.of(List.of("main", main.toAbsolutePath().toString())));
        question.put("flags", flags(directory));
        question.put("write", false);
        question.put("stdinContents", null);
        question.put("stdinResolveDir", null);
        question.put("absWorkingDir", directory.toString());
        question.put("nodePaths", List.of());
        question.put("context", false);
        question.put("plugins", List.of(NodeBuiltins.plugin()));
        return question;
    }

    private List<String> flags(Path directory) {
        var flags = new ArrayList<>(FLAGS);
        flags.add("--define:process.env.NODE_ENV=\"" + mode.word + "\"");
        flags.add("--outdir=" + directory);
        return flags;
    }
}
