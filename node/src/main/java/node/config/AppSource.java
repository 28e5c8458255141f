package node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Where an app stands on disk.
sealed interface AppSource {

    /// In wrangler's own order of preference.
    List<String> FILES = List.of("wrangler.json", "wrangler.jsonc", "wrangler.toml");

    /// The endings of a script, likewise.
    List<String> ENDINGS = List.of("ts", "tsx", "mjs", "js", "jsx");

    /// It has a settings file.
    ///
    /// @param file the one that counts
    /// @param redirected who led to it from the settings beside which it was found; null for nobody
    /// @param home where the developer's own settings, and the secrets, are
    /// @param ignored other settings files beside it
    record Configured(Path file, @Nullable Path redirected, Path home, List<String> ignored)
            implements AppSource {

        Path directory() {
            return file.resolveSibling("").normalize();
        }
    }

    /// It is a script and nothing else.
    record Bare(Path main, Path directory, String name) implements AppSource {}

    /// There is none.
    ///
    /// @param place the file or directory that the sentence is about
    record Missing(Path place, String sentence) implements AppSource {}

    /// Looks for an app in a directory, or takes the file that is named.
    static AppSource find(Path place) {
        if (Files.isDirectory(place)) {
            return inDirectory(place);
        }
        if (!Files.isRegularFile(place)) {
            return new Missing(place, "There is no such file or directory.");
        }
        Path directory = place.resolveSibling("").normalize();
        if (ENDINGS.contains(ending(place))) {
            return new Bare(place, directory, nameOf(place));
        }
        return List.of("json", "jsonc", "toml").contains(ending(place))
                ? new Configured(place, null, directory, List.of())
                : new Missing(
                        place,
                        "This is neither a settings file (.jsonc, .json, .toml) nor a script (."
                                + String.join(", .", ENDINGS)
                                + ").");
    }

    private static AppSource inDirectory(Path directory) {
        List<String> there =
                FILES.stream()
                        .filter(name -> Files.isRegularFile(directory.resolve(name)))
                        .toList();
        Path redirection = directory.resolve(Redirection.FILE).normalize();
        if (Files.isRegularFile(redirection)) {
            return Redirection.follow(redirection, directory);
        }
        if (!there.isEmpty()) {
            Path file = directory.resolve(there.getFirst()).normalize();
            return new Configured(file, null, directory, there.subList(1, there.size()));
        }
        Path script = script(directory);
        return script != null
                ? new Bare(script, directory, nameOf(directory))
                : new Missing(
                        directory,
                        "There is no app in this directory: no wrangler.jsonc, wrangler.json or"
                                + " wrangler.toml, and no index.ts or index.js here or in src.");
    }

    private static @Nullable Path script(Path directory) {
        for (Path folder : List.of(directory, directory.resolve("src"))) {
            for (String ending : ENDINGS) {
                Path script = folder.resolve("index." + ending);
                if (Files.isRegularFile(script)) {
                    return script;
                }
            }
        }
        return null;
    }

    /// A name for an app that gives none: that of its script or folder, in the letters a name may
    /// have.
    static String nameOf(Path path) {
        Path last = path.toAbsolutePath().normalize().getFileName();
        String file = last == null ? "app" : last.toString();
        int dot = file.lastIndexOf('.');
        boolean script = dot > 0 && ENDINGS.contains(ending(path));
        String name = script ? file.substring(0, dot) : file;
        if (script && name.equals("index")) {
            return nameOf(path.toAbsolutePath().resolveSibling("").normalize());
        }
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        String cut = plain.substring(0, Math.min(63, plain.length()));
        String bare = cut.replaceAll("^-+|-+$", "");
        return bare.isEmpty() ? "app" : bare;
    }

    private static String ending(Path path) {
        String file = path.toString();
        return file.substring(file.lastIndexOf('.') + 1);
    }
}
