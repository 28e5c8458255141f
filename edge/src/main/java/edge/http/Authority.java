package edge.http;

import java.util.Locale;

/// Host and port as clients name them.
final class Authority {

    private static final int BYTES_MAX = 255 + 6;

    private Authority() {}

    /// The authority in lower case, refused when it is none (RFC 9110 §7.2).
    static String checked(String text) {
        if (text.isEmpty() || text.length() > BYTES_MAX || !wellFormed(text)) {
            throw new Refusal(400, "The request names no valid host: '" + shown(text) + "'.");
        }
        return text.toLowerCase(Locale.ROOT);
    }

    private static String shown(String text) {
        return text.length() > 64 ? text.substring(0, 64) + "…" : text;
    }

    private static boolean wellFormed(String text) {
        int hostEnd = text.charAt(0) == '[' ? bracketEnd(text) : nameEnd(text);
        return hostEnd > 0 && (hostEnd == text.length() || port(text, hostEnd));
    }

    private static int bracketEnd(String text) {
        int i = 1;
        while (i < text.length() && (hex(text.charAt(i)) || ":.".indexOf(text.charAt(i)) >= 0)) {
            i++;
        }
        return i > 2 && i < text.length() && text.charAt(i) == ']' ? i + 1 : -1;
    }

    private static int nameEnd(String text) {
        int i = 0;
        while (i < text.length() && name(text.charAt(i))) {
            i++;
        }
        return i;
    }

    private static boolean port(String text, int colon) {
        if (text.charAt(colon) != ':' || text.length() - colon > 6) {
            return false;
        }
        for (int i = colon + 1; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return true;
    }

    private static boolean hex(char c) {
        return c < 0x80 && Character.digit(c, 16) >= 0;
    }

    private static boolean name(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || "-._~".indexOf(c) >= 0);
    }
}
