package node.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How an app's modules are made of its files.
///
/// @param bundle whether imports are put together into one module; otherwise files are taken as
///   they are
/// @param modules which files are modules of their own
/// @param alias what is imported instead, by what is imported
/// @param define JavaScript that stands in for names
/// @param options how the bundler translates
/// @param command what is run before; null for nothing
public record BuildConfig(
        boolean bundle,
        Modules modules,
        Map<String, String> alias,
        Map<String, String> define,
        Options options,
        @Nullable Command command) {

    /// What holds where nothing is said.
    public static final BuildConfig DEFAULT =
            new BuildConfig(
                    true,
                    new Modules(false, null, List.of()),
                    Map.of(),
                    Map.of(),
                    new Options(null, "", "", false, true),
                    null);

    /// Which files are modules of their own.
    ///
    /// @param find whether all files below the base that a rule fits are added
    /// @param base the directory that their names are relative to; null for that of the main module
    /// @param rules the app's own, in order; wrangler's defaults follow them
    public record Modules(boolean find, @Nullable Path base, List<Rule> rules) {}

    /// Which files are modules of which kind.
    ///
    /// @param type one of `ESModule`, `CommonJS`, `CompiledWasm`, `Text`, `Data`
    /// @param globs that a path may fit
    /// @param fallthrough whether later rules of the same type count as well
    public record Rule(String type, List<String> globs, boolean fallthrough) {}

    /// How the bundler translates.
    ///
    /// @param tsconfig instead of the nearest one; null for that
    /// @param jsxFactory empty for the default
    /// @param jsxFragment empty for the default
    /// @param minify whether the code is made small
    /// @param keepNames whether functions and classes keep their names
    public record Options(
            @Nullable Path tsconfig,
            String jsxFactory,
            String jsxFragment,
            boolean minify,
            boolean keepNames) {}

    /// A command that makes the main module.
    ///
    /// @param text as a shell takes it
    /// @param directory where it runs
    /// @param watch what a change in asks for another run
    public record Command(String text, Path directory, List<Path> watch) {}
}
