package edge.router;

/// A pattern of a path in which each `*` stands for any number of characters.
///
/// A regular expression would be shorter and can be made to take forever. Here only the last star
/// that was met is ever tried again, which is enough where stars are all there is: the work is at
/// most the product of both lengths.
public record Glob(String pattern) {

    boolean matches(String path) {
        int at = 0;
        int in = 0;
        int star = -1;
        int starIn = 0;
        while (in < path.length()) {
            if (at < pattern.length() && pattern.charAt(at) == '*') {
                star = at++;
                starIn = in;
            } else if (at < pattern.length() && pattern.charAt(at) == path.charAt(in)) {
                at++;
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
}
