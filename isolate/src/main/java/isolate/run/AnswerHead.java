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
            } else if ((c < ' ' && c != '\t') || c == 0x7f || c > 0xff) {
                throw new IllegalArgumentException(strange(head, at));
            }
        }
        if (lines > 2 * HEADERS_MAX) {
            throw new IllegalArgumentException(
                    "The response has " + lines / 2 + " headers; " + HEADERS_MAX + " may be sent.");
        }
    }

    private static String strange(String head, int at) {
        int value = head.lastIndexOf('\n', at);
        int name = head.lastIndexOf('\n', value - 1);
        return "The response's header '%s' holds the character U+%04X, which cannot be sent."
                .formatted(head.substring(name + 1, value), (int) head.charAt(at));
    }
}
