package node.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import node.bundle.Diagnostic;
import node.config.finding.Finding;

/// What is odd in an app's settings and code and stops nothing. It is told when it is new, and not
/// with every build. One thread at a time.
final class Oddities {
    private final Consumer<String> warn;
    private List<Finding> settings;
    private List<Diagnostic> build = List.of();

    /// @param warn takes sentences
    /// @param told of the settings already
    Oddities(Consumer<String> warn, List<Finding> told) {
        this.warn = warn;
        this.settings = told;
    }

    void ofSettings(List<Finding> found) {
        List<Finding> told = settings;
        settings = found;
        found.stream().filter(each -> !told.contains(each)).map(Finding::text).forEach(warn);
    }

    /// @param directory what their places are relative to
    void ofBuild(List<Diagnostic> found, Path directory) {
        List<Diagnostic> told = build;
        build = found;
        for (Diagnostic each : found) {
            if (!told.contains(each)) {
                String file = each.place().file();
                String at = file.isEmpty() ? "" : directory.resolve(each.place().text()) + ": ";
                warn.accept(at + each.message());
            }
        }
    }
}
