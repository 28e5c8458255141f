package node.terminal;

/// Text from outside, made so that it cannot steer a terminal: control characters but the tab, and
/// perhaps line ends, stand as `\x1b`.
public final class Plain {
    private Plain() {}

    /// Text of one line.
    static void append(String text, StringBuilder out) {
        append(text, false, out);
    }

    /// Text that may have several lines.
    public static String lines(String text) {
        var out = new StringBuilder(text.length());
        append(text, true, out);
        return out.toString();
    }

    private static void append(String text, boolean lines, StringBuilder out) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean kept = c == '\t' || (lines && c == '\n');
            if ((c < 0x20 && !kept) || (c >= 0x7f && c < 0xa0)) {
                out.append(text, from, i).append("\\x");
                out.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }
}
