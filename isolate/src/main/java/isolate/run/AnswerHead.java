package isolate.run;

/// What an answer's head must be for the node to take it: `status\nname\nvalue...`. Checked where
/// it can still become an exception of the app that made it: the node takes a head that is none for
/// the work of a child that was broken into, and ends it.
final class AnswerHead {
    private static final int HEADERS_MAX = 1_000;

    private AnswerHead() {}

    /// An exception whose sentence is for the app's author.
    static void check(String head) {
        int status = 0;
        int at = 0;
        while (at < head.length() && head.charAt(at) != '\n') {
            status = status * 10 + (head.charAt(at++) - '0');
        }
        if (at != 3 || (status != 101 && (status < 200 || status > 599))) {
            throw new IllegalArgumentException(
                    "A response of status "
                            + head.substring(0, Math.min(at, 20))
                            + " cannot be sent: a status is 200 to 599.");
        }
        int lines = 0;
        for (; at < head.length(); at++) {
            char c = head.charAt(at);
            if (c == '\n') {
                lines++;
            } else if (lines % 2 == 1 ? !isOfName(c) : !isOfValue(c)) {
                throw new IllegalArgumentException(strange(head, at, lines % 2 == 1));
            }
        }
        if (lines % 2 != 0) {
            throw new IllegalArgumentException("The response's headers are no pairs.");
        }
        if (lines > 2 * HEADERS_MAX) {
            throw new IllegalArgumentException(
                    "The response has " + lines / 2 + " headers; " + HEADERS_MAX + " may be sent.");
        }
    }

    /// A token of RFC 9110 §5.6.2, in lower case or not.
    private static boolean isOfName(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }

    private static boolean isOfValue(char c) {
        return c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff);
    }

    private static String strange(String head, int at, boolean inName) {
        int value = head.lastIndexOf('\n', at);
        if (inName) {
            return "A header's name in the response holds the character U+%04X, which cannot be sent."
                    .formatted((int) head.charAt(at));
        }
        int name = head.lastIndexOf('\n', value - 1);
        return "The response's header '%s' holds the character U+%04X, which cannot be sent."
                .formatted(head.substring(name + 1, value), (int) head.charAt(at));
    }
}
