import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Texts as JSON has them.
final class JsonText {

    private static final Pattern ESCAPE = Pattern.compile("\\\\(u[0-9a-fA-F]{4}|.)");

    private JsonText() {}

    static String quoted(String text) {
        var out = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                out.append("\\u%04x".formatted((int) c));
            } else {
                out.append(c);
            }
        }
        return out.append('"').toString();
    }

    /// What a quoted text says.
    static String plain(String quoted) {
        String inner = quoted.substring(1, quoted.length() - 1);
        return inner.indexOf('\\') < 0 ? inner : ESCAPE.matcher(inner).replaceAll(JsonText::meant);
    }

    private static String meant(MatchResult escape) {
        String word = escape.group(1);
        String meant =
                switch (word.charAt(0)) {
                    case 'u' -> "" + (char) Integer.parseInt(word.substring(1), 16);
                    case 'n' -> "\n";
                    case 'r' -> "\r";
                    case 't' -> "\t";
                    case 'b' -> "\b";
                    case 'f' -> "\f";
                    default -> word;
                };
        return Matcher.quoteReplacement(meant);
    }
}
