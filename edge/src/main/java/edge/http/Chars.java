package edge.http;

import java.util.Locale;

/// Which bytes may stand where in a head (RFC 9110 §5.5 and §5.6.2).
final class Chars {

    private static final boolean[] TOKEN = new boolean[256];
    private static final boolean[] VALUE = new boolean[256];

    static {
        for (int c = '!'; c <= '~'; c++) {
            TOKEN[c] = "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
        }
        for (int c = ' '; c < 256; c++) {
            VALUE[c] = c != 0x7f;
        }
        VALUE['\t'] = true;
    }

    private Chars() {}

    /// Whether it may stand in a method or in the name of a header.
    static boolean token(int c) {
        return c >= 0 && c < 256 && TOKEN[c];
    }

    /// Whether it may stand in the value of a header.
    static boolean value(int c) {
        return c >= 0 && c < 256 && VALUE[c];
    }

    /// How a sentence names a byte.
    static String name(int c) {
        return c > ' ' && c < 0x7f
                ? "'" + (char) c + "'"
                : String.format(Locale.ROOT, "0x%02x", c & 0xffff);
    }
}
