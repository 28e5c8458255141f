package edge.assets;

import edge.assets.rule.HeaderRules;
import edge.assets.rule.RedirectRules;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
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
            Set.of("/" + HeaderRules.FILE, "/" + RedirectRules.FILE, "/_worker.js");
    private static final String WELL_KNOWN = ".well-known";
    private static final int DEPTH_MAX = 64;
    private static final long RULES_BYTES_MAX = 8 * 1024 * 1024;

    private final Path root;
    private final int filesMax;
    private final Map<String, Path> files = new TreeMap<>();

    private final IgnoreRules ignored;

    private Directory(Path root, int filesMax) throws IOException {
        this.root = root;
        this.filesMax = filesMax;
        ignored = IgnoreRules.of(text(root, IgnoreRules.FILE));
    }

    /// What a file of rules in the directory says; nothing where there is none.
    ///
    /// @throws IOException when it is no UTF-8, or larger than a file of rules can be
    static String text(Path directory, String name) throws IOException {
        Path file = directory.resolve(name);
        if (!Files.isRegularFile(file)) {
            return "";
        }
        long bytes = Files.size(file);
        if (bytes > RULES_BYTES_MAX) {
            throw new IOException(
                    "'%s' has %d bytes; at most %d are read."
                            .formatted(file, bytes, RULES_BYTES_MAX));
        }
        try {
            return Files.readString(file);
        } catch (CharacterCodingException noText) {
            throw new IOException("'" + file + "' is not UTF-8 text.", noText);
        }
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
        if (CONFIGURATION.contains(path.toString()) || ignored.leavesOut(path.toString())) {
            return;
        }
        if (files.size() == filesMax) {
            throw new IOException(
                    "The directory '" + root + "' has over " + filesMax + " files to be served.");
        }
        files.put(path.toString(), file.toRealPath());
    }
}
