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

    private static final Map.Entry<String, String> CACHED =
            Map.entry("cache-control", "public, max-age=0, must-revalidate");
    static final Map.Entry<String, String> RANGES = Map.entry("accept-ranges", "bytes");
    private static final Map.Entry<String, String> VARY = Map.entry("vary", "accept-encoding");

    private final Path file;
    private final long bytes;
    private final Instant stamp;
    private final Instant modified;
    private final String etag;
    private final @Nullable ByteBuf content;
    private final List<Map.Entry<String, String>> headers;
    private final ResponseHead whole;

    /// A file with the hash of its content, and the content itself where it is kept in memory.
    Asset(Path file, long bytes, Instant stamp, String hash, @Nullable ByteBuf content) {
        this.file = file;
        this.bytes = bytes;
        this.stamp = stamp;
        this.content = content;
        modified = stamp.truncatedTo(ChronoUnit.SECONDS);
        etag = '"' + hash + '"';
        String type = MediaTypes.of(file.toString());
        headers = new ArrayList<>();
        headers.add(Map.entry("etag", etag));
        headers.add(Map.entry("last-modified", HTTP_DATE.format(modified)));
        if (type != null) {
            headers.add(Map.entry("content-type", type));
        }
        whole = whole();
    }

    /// The content of another file in another form: `more` takes the place of what it says of its
    /// type.
    private Asset(Asset of, List<Map.Entry<String, String>> more) {
        file = of.file;
        bytes = of.bytes;
        stamp = of.stamp;
        modified = of.modified;
        etag = of.etag;
        content = of.content;
        headers = new ArrayList<>(of.headers);
        headers.removeIf(header -> header.getKey().equals("content-type"));
        headers.addAll(more);
        whole = whole();
    }

    private ResponseHead whole() {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        all.add(CACHED);
        all.add(RANGES);
        return new ResponseHead(200, "", List.copyOf(all), bytes);
    }

    /// This file as one of several forms: clients and caches are told that there are others.
    Asset varying() {
        List<Map.Entry<String, String>> more = new ArrayList<>(typeOf());
        more.add(VARY);
        return new Asset(this, more);
    }

    /// What another file holds packed, as a form of this one.
    Asset packed(Coding coding, Asset other) {
        List<Map.Entry<String, String>> more = new ArrayList<>(typeOf());
        more.add(Map.entry("content-encoding", coding.token()));
        more.add(VARY);
        return new Asset(other, more);
    }

    private List<Map.Entry<String, String>> typeOf() {
        return headers.stream().filter(header -> header.getKey().equals("content-type")).toList();
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

    /// The head of an answer with all of it, as most clients get it.
    ResponseHead head() {
        return whole;
    }

    /// The headers of any other answer with it, or about it.
    ///
    /// @param cached whether the answer may be kept, and asked for again each time
    List<Map.Entry<String, String>> headers(boolean cached) {
        List<Map.Entry<String, String>> all = new ArrayList<>(headers);
        if (cached) {
            all.add(CACHED);
        }
        return all;
    }
}
