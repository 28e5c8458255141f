package edge.assets.rule;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A path or an `https://` URL in a file of rules, in the form in which requests have them.
///
/// @param host with `https://` before it; empty where there is none
/// @param rest path, and query and fragment where they may be
record RuleUrl(String host, String rest) {

    private static final Pattern ABSOLUTE = Pattern.compile("https://+([^/]+)/?(.*)");
    private static final Pattern PORT = Pattern.compile(".*:[0-9]+");

    /// Reads one.
    ///
    /// @param whole whether a query and a fragment may stand behind the path
    /// @throws IllegalArgumentException with a sentence
    static RuleUrl of(String text, boolean whole) {
        Matcher absolute = ABSOLUTE.matcher(text);
        if (absolute.matches()) {
            return new RuleUrl(
                    "https://" + absolute.group(1), rest("/" + absolute.group(2), whole));
        }
        if (!text.startsWith("/")) {
            throw new IllegalArgumentException(
                    "'" + text + "' is neither a path that begins with '/' nor an https:// URL.");
        }
        return new RuleUrl("", rest(text, whole));
    }

    private static String rest(String text, boolean whole) {
        int end = text.length();
        for (char c : new char[] {'?', '#'}) {
            int at = text.indexOf(c);
            end = at < 0 ? end : Math.min(end, at);
        }
        return UrlPath.normal(text.substring(0, end)) + (whole ? text.substring(end) : "");
    }

    boolean hasPort() {
        return PORT.matcher(host).matches();
    }

    @Override
    public String toString() {
        return host + rest;
    }
}
