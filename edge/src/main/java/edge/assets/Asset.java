package edge.assets;

import edge.http.ResponseHead;
import io.netty.buffer.ByteBuf;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One file as it was when the index was built.
final class Asset {

    private static final DateTimeFormatter HTTP_DATE =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final Path file;
    private final long bytes;
    private final Instant stamp;
    private final Instant modified;
    private final String etag;
    private final @Nullable ByteBuf content;
    private final List<Map.Entry<String, String>> validators;
    private final ResponseHead whole;

    /// A file with the hash of its content, and the content itself where it is kept in memory.
    Asset(Path file, long bytes, Instant stamp, String hash, @Nullable ByteBuf content) {
        this.file = file;
        this.bytes = bytes;
        this.stamp = stamp;
        this.content = content;
        modified = stamp.truncatedTo(ChronoUnit.SECONDS);
        etag = '"' + hash + '"';
        validators =
                List.of(
                        Map.entry("etag", etag),
                        Map.entry("last-modified", HTTP_DATE.format(modified)),
                        Map.entry("cache-control", "public, max-age=0, must-revalidate"));
        whole = head(200, List.of(Map.entry("accept-ranges", "bytes")), bytes);
    }

    Path file() {
        return file;
    }

    long bytes() {
        return bytes;
    }

    /// When it was last changed, to the second that HTTP can tell.
    Instant modified() {
        return modified;
    }

    String etag() {
        return etag;
    }

    @Nullable ByteBuf content() {
        return content;
    }

    /// Whether a file of that size and time is surely this one.
    boolean is(long otherBytes, Instant otherStamp) {
        return bytes == otherBytes && stamp.equals(otherStamp);
    }

    /// The head of the whole file.
    ResponseHead whole() {
        return whole;
    }

    /// The head of a part of it.
    ResponseHead part(ByteRange range) {
        return head(206, List.of(Map.entry("content-range", range.text(bytes))), range.length());
    }

    /// The head that says that the client has it already.
    ResponseHead unchanged() {
        return new ResponseHead(304, "", validators, 0);
    }

    private ResponseHead head(int status, List<Map.Entry<String, String>> more, long length) {
        List<Map.Entry<String, String>> headers = new ArrayList<>(validators);
        headers.add(Map.entry("content-type", MediaTypes.of(file.toString())));
        headers.add(Map.entry("x-content-type-options", "nosniff"));
        headers.addAll(more);
        return new ResponseHead(status, "", List.copyOf(headers), length);
    }
}
