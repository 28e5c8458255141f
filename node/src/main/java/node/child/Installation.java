package node.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;

/// Where the parts of a built Edgewise lie: `lib` (the node's jars), `child` (the child's),
/// `native` (V8, ICU data), `bin` (esbuild).
public record Installation(Path home) {

    /// The installation that this process was started from (system property `edgewise.home`).
    public static Installation current() {
        String home = System.getProperty("edgewise.home");
        if (home == null) {
            throw new IllegalStateException("The system property edgewise.home is not set.");
        }
        return new Installation(Path.of(home).toAbsolutePath().normalize());
    }

    Path natives() {
        return home.resolve("native");
    }

    /// The bundler.
    public Path esbuild() {
        return home.resolve("bin/esbuild");
    }

    Path childAot() {
        return home.resolve("child.aot");
    }

    /// What is on a child's class path.
    List<Path> childJars() {
        return files(home.resolve("child"));
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list " + directory, e);
        }
    }

    /// Whether any user of the machine may reach a path.
    static boolean isReachableByAll(Path path) {
        try {
            for (Path at = path; at != null; at = at.getParent()) {
                if (!Files.getPosixFilePermissions(at)
                        .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("look at " + path, e);
        }
    }

    /// The child's part of this installation where every user may read it, since a child runs as
    /// one that owns nothing: here, or, when a directory above is closed to others (a home
    /// directory), linked into a new one.
    Installation reachableByAll() {
        if (isReachableByAll(home)) {
            return this;
        }
        try {
            Path copy = Files.createTempDirectory("edgewise-child-");
            open(copy);
            link(home.resolve("child"), copy.resolve("child"));
            link(natives(), copy.resolve("native"));
            if (Files.exists(childAot())) {
                linkFile(childAot(), copy.resolve("child.aot"));
            }
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(copy), "unlink"));
            return new Installation(copy);
        } catch (IOException e) {
            throw new UncheckedIOException("make the child's files readable", e);
        }
    }

    private static void link(Path from, Path to) throws IOException {
        Files.createDirectory(to);
        open(to);
        for (Path file : files(from)) {
            linkFile(file, to.resolve(file.getFileName()));
        }
    }

    private static void linkFile(Path from, Path to) throws IOException {
        try {
            Files.createLink(to, from);
        } catch (IOException | UnsupportedOperationException _) {
            Files.copy(from, to);
        }
    }

    private static void open(Path directory) throws IOException {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void delete(Path directory) {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("remove " + directory, e);
        }
    }
}
