package node.dotenv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.json.Complaint;
import node.json.Place;

/// Reads the lines of one file, by the rules of the npm package `dotenv` 16, which wrangler uses:
/// `export`, `NAME=VALUE` or `NAME: VALUE`, comments, three kinds of quotes that may hold several
/// lines, and `\n` and `\r` between double quotes. A line that is none of this is passed over, and
/// told without its text, which may be a secret.
final class DotEnv {

    private static final String QUOTES = "'\"`";

    private final String text;
    private final Map<String, String> values = new LinkedHashMap<>();
    private final List<Complaint> complaints = new ArrayList<>();
    private int at;
    private int line = 1;

    private DotEnv(String text) {
        this.text = text;
    }

    /// What a file says.
    ///
    /// @param values the last one where a name is given twice
    /// @param complaints what was passed over
    record Parsed(Map<String, String> values, List<Complaint> complaints) {}

    static Parsed parse(String text) {
        String plain = text.replace("\r\n", "\n").replace('\r', '\n');
        return new DotEnv(plain.startsWith("\ufeff") ? plain.substring(1) : plain).lines();
    }

    private Parsed lines() {
        while (at < text.length()) {
            skipBlanks();
            if (at < text.length() && text.charAt(at) != '\n' && text.charAt(at) != '#') {
                assignment();
            }
            to(lineEnd(at) + 1);
        }
        return new Parsed(values, complaints);
    }

    private void assignment() {
        int begin = line;
        if (text.startsWith("export", at) && isBlank(at + "export".length())) {
            at += "export".length();
            skipBlanks();
        }
        int from = at;
        while (at < text.length() && isName(text.charAt(at))) {
            at++;
        }
        String name = text.substring(from, at);
        if (name.isEmpty() || !skipSign()) {
            complain(begin, "This line is no NAME=VALUE and is passed over.");
            return;
        }
        skipBlanks();
        values.put(name, value(name));
    }

    /// Skips `=` or `: ` with the blanks before it.
    private boolean skipSign() {
        int colon = at;
        skipBlanks();
        if (at < text.length() && text.charAt(at) == '=') {
            at++;
            return true;
        }
        if (colon < text.length() && text.charAt(colon) == ':' && isBlank(colon + 1)) {
            at = colon + 1;
            return true;
        }
        return false;
    }

    private String value(String name) {
        char quote = at < text.length() ? text.charAt(at) : '\n';
        if (QUOTES.indexOf(quote) >= 0) {
            int close = close(quote);
            if (close >= 0) {
                String inner = text.substring(at + 1, close);
                to(close + 1);
                return unescaped(inner, quote);
            }
            if (text.indexOf(quote, at + 1) < 0) {
                complain(line, "The quote of " + name + " is not closed; its line alone is taken.");
            }
        }
        int end = lineEnd(at);
        int comment = text.indexOf('#', at);
        String bare = text.substring(at, comment >= 0 && comment < end ? comment : end).strip();
        boolean quoted = bare.length() > 1 && bare.charAt(0) == quote && bare.endsWith("" + quote);
        return QUOTES.indexOf(quote) < 0
                ? bare
                : unescaped(quoted ? bare.substring(1, bare.length() - 1) : bare, quote);
    }

    /// The quote that ends a value: not escaped, and nothing but a comment follows in its line.
    private int close(char quote) {
        for (int i = at + 1; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length() && text.charAt(i + 1) == quote) {
                i++;
            } else if (c == quote) {
                String rest = text.substring(i + 1, lineEnd(i)).strip();
                return rest.isEmpty() || rest.startsWith("#") ? i : -1;
            }
        }
        return -1;
    }

    private static String unescaped(String value, char quote) {
        return quote == '"' ? value.replace("\\n", "\n").replace("\\r", "\r") : value;
    }

    private void complain(int where, String sentence) {
        complaints.add(new Complaint(new Place(where, 1), sentence));
    }

    private void skipBlanks() {
        while (isBlank(at)) {
            at++;
        }
    }

    private boolean isBlank(int i) {
        return i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t');
    }

    private static boolean isName(char c) {
        return c < 0x80 && (Character.isLetterOrDigit(c) || c == '_' || c == '.' || c == '-');
    }

    private int lineEnd(int from) {
        int end = text.indexOf('\n', from);
        return end < 0 ? text.length() : end;
    }

    private void to(int next) {
        int end = Math.min(next, text.length());
        for (; at < end; at++) {
            if (text.charAt(at) == '\n') {
                line++;
            }
        }
    }
}
