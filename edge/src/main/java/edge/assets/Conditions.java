package edge.assets;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a client already knows of a file, and the part that it wants.
final class Conditions {

    /// What they come to, in the order of RFC 9110 §13.2.2.
    enum Verdict {
        SEND,
        UNCHANGED,
        FAILED
    }

    private @Nullable String ifMatch;
    private @Nullable String ifUnmodifiedSince;
    private @Nullable String ifNoneMatch;
    private @Nullable String ifModifiedSince;
    private @Nullable String ifRange;
    private @Nullable String range;
    private boolean authorized;

    Conditions(List<Map.Entry<String, String>> headers) {
        for (Map.Entry<String, String> header : headers) {
            String value = header.getValue();
            switch (header.getKey()) {
                case "if-match" -> ifMatch = joined(ifMatch, value);
                case "if-unmodified-since" -> ifUnmodifiedSince = value;
                case "if-none-match" -> ifNoneMatch = joined(ifNoneMatch, value);
                case "if-modified-since" -> ifModifiedSince = value;
                case "if-range" -> ifRange = value;
                case "range" -> range = joined(range, value);
                case "authorization" -> authorized = true;
                default -> {}
            }
        }
    }

    private static String joined(@Nullable String before, String value) {
        return before == null ? value : before + ", " + value;
    }

    /// Whether the answer is the same for everybody.
    boolean cacheable() {
        return range == null && !authorized;
    }

    Verdict verdict(Asset asset) {
        if (ifMatch != null ? !lists(ifMatch, asset.etag(), false) : changedSince(asset)) {
            return Verdict.FAILED;
        }
        boolean known =
                ifNoneMatch != null ? lists(ifNoneMatch, asset.etag(), true) : hasSince(asset);
        return known ? Verdict.UNCHANGED : Verdict.SEND;
    }

    private boolean changedSince(Asset asset) {
        Instant since = date(ifUnmodifiedSince);
        return since != null && asset.modified().isAfter(since);
    }

    private boolean hasSince(Asset asset) {
        Instant since = date(ifModifiedSince);
        return since != null && !asset.modified().isAfter(since);
    }

    /// The part that is wanted of the file that the client has another part of.
    ByteRange.Asked range(Asset asset) {
        if (range == null || !sameAs(asset)) {
            return new ByteRange.Asked.Whole();
        }
        return ByteRange.asked(range, asset.bytes());
    }

    private boolean sameAs(Asset asset) {
        if (ifRange == null) {
            return true;
        }
        if (ifRange.startsWith("\"")) {
            return ifRange.equals(asset.etag());
        }
        return asset.modified().equals(date(ifRange));
    }

    private static boolean lists(String header, String etag, boolean weak) {
        for (String item : header.split(",", -1)) {
            String tag = item.strip();
            if (tag.equals("*") || tag.equals(etag) || (weak && tag.equals("W/" + etag))) {
                return true;
            }
        }
        return false;
    }

    /// A date that cannot be read is as none (RFC 9110 §13.1.3).
    private static @Nullable Instant date(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
        } catch (DateTimeException unreadable) {
            return null;
        }
    }
}
