package node.watch;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/// What is looked at: single files, and whole trees of folders.
///
/// @param files absolute, also such as do not exist yet in a folder that does
/// @param trees folders of which every file counts, but for those that no source stands in
/// @param apart files that do not count, wherever they lie
public record Watched(Set<Path> files, Set<Path> trees, Set<Path> apart) {

    /// Beyond this a tree is no app's, and what is deeper in it is not looked at.
    static final int FOLDERS_MAX = 10_000;

    private static final Set<String> NO_SOURCES = Set.of("node_modules", ".git", ".wrangler");

    /// Made absolute.
    public Watched {
        files = absolute(files);
        trees = absolute(trees);
        apart = absolute(apart);
    }

    private static Set<Path> absolute(Collection<Path> paths) {
        var all = new HashSet<Path>();
        paths.forEach(path -> all.add(path.toAbsolutePath().normalize()));
        return Set.copyOf(all);
    }

    /// Whether a change there is of concern.
    public boolean covers(Path changed) {
        return (files.contains(changed) || trees.stream().anyMatch(changed::startsWith))
                && apart.stream().noneMatch(file -> isSame(file, changed));
    }

    /// A file has several paths where a folder is a link.
    private static boolean isSame(Path file, Path changed) {
        try {
            return file.endsWith(changed.getFileName()) && Files.isSameFile(file, changed);
        } catch (IOException e) {
            return file.equals(changed);
        }
    }

    /// The folders that hold all of it, as far as they exist.
    public Set<Path> folders() {
        var folders = new HashSet<Path>();
        files.forEach(file -> addParent(file, folders));
        trees.forEach(tree -> walk(tree, folders));
        return folders;
    }

    private static void addParent(Path file, Set<Path> folders) {
        Path parent = file.getParent();
        if (parent != null && Files.isDirectory(parent)) {
            folders.add(parent);
        }
    }

    private static void walk(Path tree, Set<Path> folders) {
        try {
            Files.walkFileTree(tree, new Folders(folders));
        } catch (IOException e) {
            // A folder that vanishes meanwhile is told as a change of the one above it.
        }
    }

    private static final class Folders extends SimpleFileVisitor<Path> {
        private final Set<Path> found;

        Folders(Set<Path> found) {
            this.found = found;
        }

        @Override
        public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            Path name = folder.getFileName();
            if (name != null && NO_SOURCES.contains(name.toString())) {
                return FileVisitResult.SKIP_SUBTREE;
            }
            found.add(folder);
            return found.size() < FOLDERS_MAX
                    ? FileVisitResult.CONTINUE
                    : FileVisitResult.TERMINATE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException cause) {
            return FileVisitResult.CONTINUE;
        }
    }
}
