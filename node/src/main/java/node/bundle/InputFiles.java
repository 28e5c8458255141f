package node.bundle;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Finds the files that a bundler reads besides the sources, and does not tell of: the
/// `package.json` and `tsconfig.json` above them.
final class InputFiles {

    private static final List<String> NAMES = List.of("package.json", "tsconfig.json");

    private InputFiles() {}

    /// The sources, and what stands above them.
    static List<Path> all(Iterable<Path> sources) {
        Set<Path> all = new LinkedHashSet<>();
        Set<Path> seen = new HashSet<>();
        for (Path source : sources) {
            all.add(source);
            for (Path at = source.getParent(); at != null && seen.add(at); at = at.getParent()) {
                for (String name : NAMES) {
                    Path file = at.resolve(name);
                    if (Files.isRegularFile(file)) {
                        all.add(file);
                    }
                }
            }
        }
        return List.copyOf(all);
    }
}
