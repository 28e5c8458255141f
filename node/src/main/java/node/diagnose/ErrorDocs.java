package node.diagnose;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The pages of `docs/errors`, which come with the program.
public final class ErrorDocs {

    /// The path below which a node in development serves them.
    public static final String PREFIX = "/_edgewise/errors/";

    private ErrorDocs() {}

    /// The page of a code by its word, as Markdown; null where there is no such code.
    public static @Nullable String page(String word) {
        for (ErrorCode code : ErrorCode.values()) {
            if (code.word().equals(word)) {
                return read(word);
            }
        }
        return null;
    }

    private static @Nullable String read(String word) {
        try (InputStream page = ErrorDocs.class.getResourceAsStream("errors/" + word + ".md")) {
            return page == null ? null : new String(page.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read the page of " + word, e);
        }
    }
}
