package edge.assets;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// The files of a directory that may be served: none that is hidden, none that configures the
/// serving, and none outside the directory, whatever a symbolic link says.
final class Directory {

    private static final Set<String> CONFIGURATION =
            Set.of("/_headers", "/_redirects", "/_worker.js");
    private static final String WELL_KNOWN = ".well-known";
    private static final int DEPTH_MAX = 64;

    private final Path root;
    private final int filesMax;
    private final Map<String, Path> files = new TreeMap<>();

    private Directory(Path root, int filesMax) {
        this.root = root;
        this.filesMax = filesMax;
    }

    /// The true places of the files by their path, which begins with `/`.
    static Map<String, Path> files(Path directory, int filesMax) throws IOException {
        var found = new Directory(directory.toRealPath(), filesMax);
        Files.walkFileTree(
                found.root,
                EnumSet.of(FileVisitOption.FOLLOW_LINKS),
                DEPTH_MAX,
                found.new Visitor());
        return found.files;
    }

    private final class Visitor extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                throws IOException {
            return inside(directory) ? FileVisitResult.CONTINUE : FileVisitResult.SKIP_SUBTREE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                throws IOException {
            if (attributes.isRegularFile() && inside(file)) {
                add(file);
            }
            return FileVisitResult.CONTINUE;
        }

        /// A link into nothing, or round in a circle, is no file.
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failed) throws IOException {
            if (Files.isSymbolicLink(file)) {
                return FileVisitResult.CONTINUE;
            }
            throw failed;
        }
    }

    private boolean inside(Path file) throws IOException {
        Path real = file.toRealPath();
        return real.startsWith(root)
                && visible(root.relativize(real))
                && visible(root.relativize(file));
    }

    private static boolean visible(Path relative) {
        for (Path name : relative) {
            if (name.toString().startsWith(".") && !name.toString().equals(WELL_KNOWN)) {
                return false;
            }
        }
        return true;
    }

    private void add(Path file) throws IOException {
        var path = new StringBuilder();
        for (Path name : root.relativize(file)) {
            path.append('/').append(name);
        }
        if (CONFIGURATION.contains(path.toString())) {
            return;
        }
        if (files.size() == filesMax) {
            throw new IOException(
                    "The directory '" + root + "' has over " + filesMax + " files to be served.");
        }
        files.put(path.toString(), file.toRealPath());
    }
}
