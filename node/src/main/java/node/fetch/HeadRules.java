package node.fetch;

/// Which methods and headers a function may have sent (RFC 9110 §5 and §9); those that nobody may
/// are refused with a sentence.
public final class HeadRules {
    private HeadRules() {}

    /// Refuses what is no method, or none that can be asked by a function.
    public static void checkMethod(String method) {
        if (method.isEmpty() || !method.chars().allMatch(HeadRules::token)) {
            throw new IllegalArgumentException("'" + method + "' is no method of HTTP.");
        }
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            throw new IllegalArgumentException("The method " + method + " cannot be fetched.");
        }
    }

    /// Refuses a header that could be taken for more than one, or for none.
    public static void check(String name, String value) {
        if (name.isEmpty() || !name.chars().allMatch(HeadRules::token)) {
            throw new IllegalArgumentException("A header to be sent has a name that is none.");
        }
        boolean fine = value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c < 256 && c != 0x7f));
        if (!fine) {
            throw new IllegalArgumentException(
                    "The header '"
                            + name
                            + "' has a line break or another character that may not stand there.");
        }
    }

    private static boolean token(int c) {
        return c > ' ' && c < 0x7f && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0;
    }
}
