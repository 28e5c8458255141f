package node.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The files that the pages are made of, written by hand and served as they are. They are read when
/// first asked for, on the event loop.
final class PageFiles {
    /// A policy that allows nothing.
    static final String NOTHING = "default-src 'none'";

    /// The page may load its own script, style and icon, and ask its own host; nothing inline.
    private static final String PAGE =
            NOTHING
                    + "; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
                    + " base-uri 'none'; form-action 'none'; frame-ancestors 'none';"
                    + " require-trusted-types-for 'script'";

    private static final String SCRIPT = "text/javascript; charset=utf-8";

    private final Map<String, File> read = new HashMap<>();

    /// A file as it is sent.
    ///
    /// @param policy its `Content-Security-Policy`
    record File(String type, String policy, byte[] bytes) {}

    /// The file at a path below the pages' root; null where there is none.
    @Nullable File find(String path) {
        return switch (path) {
            case "", "/" -> file("page.html", "text/html; charset=utf-8", PAGE);
            case "/page.css" -> file("page.css", "text/css; charset=utf-8", NOTHING);
            case "/icon.svg" -> file("icon.svg", "image/svg+xml", NOTHING);
            case "/page.js", "/reload.js" -> file(path.substring(1), SCRIPT, NOTHING);
            default -> null;
        };
    }

    private File file(String name, String type, String policy) {
        return read.computeIfAbsent(name, _ -> new File(type, policy, bytes(name)));
    }

    private static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the jar lacks " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
