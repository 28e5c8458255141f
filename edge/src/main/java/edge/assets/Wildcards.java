package edge.assets;

/// Patterns of one file name: `*` for any characters, `?` for one, `[a-z]` for one of a set, `\` to
/// take the next as it is. Like the patterns of a shell, in time of at most the product of both
/// lengths.
final class Wildcards {

    private final String pattern;
    private int next;

    private Wildcards(String pattern) {
        this.pattern = pattern;
    }

    static boolean match(String pattern, String name) {
        return new Wildcards(pattern).matches(name);
    }

    private boolean matches(String name) {
        int at = 0;
        int in = 0;
        int star = -1;
        int starIn = 0;
        while (in < name.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starIn = in;
            } else if (at < pattern.length() && one(at, name.charAt(in))) {
                at = next;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++starIn;
            } else {
                return false;
            }
        }
        while (at < pattern.length() && pattern.charAt(at) == '*') {
            at++;
        }
        return at == pattern.length();
    }

    /// Whether the piece of the pattern that begins here takes a character; sets where the next
    /// begins.
    private boolean one(int at, char c) {
        char piece = pattern.charAt(at);
        int end = piece == '[' ? pattern.indexOf(']', at + 2) : -1;
        if (end > 0) {
            next = end + 1;
            return set(pattern.substring(at + 1, end), c);
        }
        boolean escaped = piece == '\\' && at + 1 < pattern.length();
        next = at + (escaped ? 2 : 1);
        return escaped ? pattern.charAt(at + 1) == c : piece == '?' || piece == c;
    }

    private static boolean set(String set, char c) {
        boolean other = set.startsWith("!") || set.startsWith("^");
        boolean in = false;
        for (int i = other ? 1 : 0; i < set.length(); i++) {
            boolean range = i + 2 < set.length() && set.charAt(i + 1) == '-';
            in |= range ? c >= set.charAt(i) && c <= set.charAt(i + 2) : c == set.charAt(i);
            i += range ? 2 : 0;
        }
        return in != other;
    }
}
