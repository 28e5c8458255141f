package node.bundle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells how to install a package that an import names and that is not there.
final class MissingPackage {

    private static final Pattern UNRESOLVED =
            Pattern.compile("Could not resolve \"((@[^/\"]+/)?[^@./\"][^/\"]*)(/[^\"]*)?\"");

    private final Path directory;

    MissingPackage(Path directory) {
        this.directory = directory;
    }

    /// The same diagnostic, with the command for its note where a package is missing.
    Diagnostic explain(Diagnostic diagnostic) {
        Matcher unresolved = UNRESOLVED.matcher(diagnostic.message());
        if (!unresolved.lookingAt()) {
            return diagnostic;
        }
        String name = unresolved.group(1);
        Path home = home(directory.resolve(diagnostic.place().file()));
        if (Files.isDirectory(home.resolve("node_modules").resolve(name))) {
            return diagnostic;
        }
        String command = listed(home, name) ? "npm install" : "npm install " + name;
        return diagnostic.withNotes(
                List.of(
                        "The package '"
                                + name
                                + "' is not installed: run '"
                                + command
                                + "' in "
                                + home
                                + "."));
    }

    /// The nearest directory that has a `package.json`, else the app's own.
    private Path home(Path importer) {
        for (Path at = importer.getParent(); at != null; at = at.getParent()) {
            if (Files.isRegularFile(at.resolve("package.json"))) {
                return at;
            }
        }
        return directory;
    }

    private static boolean listed(Path home, String name) {
        try {
            return Files.readString(home.resolve("package.json")).contains("\"" + name + "\"");
        } catch (IOException _) {
            return false;
        }
    }
}
