package edge.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/// The usual header names in lower case, found by their bytes so that a request allocates none.
final class KnownNames {

    private static final int SLOTS = 512;
    private static final String[] NAMES = {
        "accept",
        "accept-charset",
        "accept-encoding",
        "accept-language",
        "access-control-request-headers",
        "access-control-request-method",
        "authorization",
        "baggage",
        "cache-control",
        "connection",
        "content-disposition",
        "content-encoding",
        "content-language",
        "content-length",
        "content-type",
        "cookie",
        "date",
        "dnt",
        "expect",
        "forwarded",
        "from",
        "host",
        "if-match",
        "if-modified-since",
        "if-none-match",
        "if-range",
        "if-unmodified-since",
        "keep-alive",
        "last-event-id",
        "origin",
        "pragma",
        "priority",
        "proxy-connection",
        "range",
        "referer",
        "sec-ch-ua",
        "sec-ch-ua-mobile",
        "sec-ch-ua-platform",
        "sec-fetch-dest",
        "sec-fetch-mode",
        "sec-fetch-site",
        "sec-fetch-user",
        "sec-gpc",
        "sec-websocket-extensions",
        "sec-websocket-key",
        "sec-websocket-protocol",
        "sec-websocket-version",
        "te",
        "traceparent",
        "tracestate",
        "trailer",
        "transfer-encoding",
        "upgrade",
        "upgrade-insecure-requests",
        "user-agent",
        "via",
        "x-forwarded-for",
        "x-forwarded-host",
        "x-forwarded-proto",
        "x-request-id",
        "x-requested-with",
    };

    private static final String[] TEXT = new String[SLOTS];
    private static final byte[][] BYTES = new byte[SLOTS][];

    static {
        for (String name : NAMES) {
            byte[] bytes = name.getBytes(StandardCharsets.US_ASCII);
            int hash = 0;
            for (byte b : bytes) {
                hash = next(hash, b);
            }
            int slot = hash & SLOTS - 1;
            while (TEXT[slot] != null) {
                slot = slot + 1 & SLOTS - 1;
            }
            TEXT[slot] = name;
            BYTES[slot] = bytes;
        }
    }

    private KnownNames() {}

    /// The hash of a name, one byte further.
    static int next(int hash, byte b) {
        return hash * 31 + b;
    }

    /// The name that stands in these bytes, already in lower case.
    static String of(byte[] bytes, int from, int to, int hash) {
        int slot = hash & SLOTS - 1;
        byte[] known = BYTES[slot];
        while (known != null) {
            if (Arrays.equals(known, 0, known.length, bytes, from, to)) {
                return TEXT[slot];
            }
            slot = slot + 1 & SLOTS - 1;
            known = BYTES[slot];
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }
}
