package node.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
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

    List<Path> childJars() {
        try (Stream<Path> jars = Files.list(home.resolve("child"))) {
            return jars.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list the child's jars", e);
        }
    }

    /// Whether any user of the machine may read it: a child runs as one that owns nothing.
    boolean isReadableByAll() {
        try {
            for (Path at = home; at != null; at = at.getParent()) {
                if (!Files.getPosixFilePermissions(at)
                        .contains(PosixFilePermission.OTHERS_EXECUTE)) {
                    return false;
                }
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("look at " + home, e);
        }
    }
}
