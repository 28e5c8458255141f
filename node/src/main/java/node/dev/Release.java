package node.dev;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/// Which Edgewise this is.
public final class Release {
    private Release() {}

    /// Its version, as the build says it.
    public static String version() {
        try (InputStream in = Release.class.getResourceAsStream("version.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException("the version stands beside this class", e);
        }
    }
}
