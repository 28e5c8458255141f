package edge.http;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The `Date` header, written once a second (RFC 9110 §6.6.1).
final class DateLine {

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
                    .withZone(ZoneOffset.UTC);

    private final InstantSource clock;
    private long second = Long.MIN_VALUE;
    private byte[] bytes = {};

    DateLine(InstantSource clock) {
        this.clock = clock;
    }

    byte[] bytes() {
        long now = clock.millis() / 1000;
        if (now != second) {
            second = now;
            String text = "date: " + FORMAT.format(Instant.ofEpochSecond(now)) + "\r\n";
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }
        return bytes;
    }
}
