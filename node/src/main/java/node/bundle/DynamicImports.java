package node.bundle;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;

/// Leads `import()` to a function of the platform's: the engine has no answer of its own for it.
///
/// The word is replaced by another of the same length and the function is put behind the last line,
/// so that no position in the module moves. Strings, comments, templates and regular expressions
/// are passed over; whether a slash begins one of the latter is told by what stands before it, as
/// the npm package `es-module-lexer` does.
final class DynamicImports {

    /// As long as `import`, and hardly anybody's own.
    private static final String STAND_IN = "imporŧ";

    private static final Set<String> BEFORE_EXPRESSION =
            Set.of(
                    "return",
                    "typeof",
                    "instanceof",
                    "in",
                    "of",
                    "new",
                    "delete",
                    "void",
                    "throw",
                    "case",
                    "do",
                    "else",
                    "yield",
                    "await");
    private static final Set<String> BEFORE_PAREN = Set.of("if", "while", "for", "with");

    private final String source;
    private final StringBuilder out;
    private final Deque<Opened> opened = new ArrayDeque<>();
    private int at;
    private boolean found;

    /// Whether a slash that comes now divides what stands before it.
    private boolean divides;

    /// The word that stands before, if a word does.
    private String word = "";

    private char last = ';';

    /// A brace, bracket or parenthesis that is open.
    ///
    /// @param kind of it; a dollar sign for one in a template
    /// @param dividesAfter whether a slash behind its end divides
    private record Opened(char kind, boolean dividesAfter) {}

    private DynamicImports(String source) {
        this.source = source;
        this.out = new StringBuilder(source);
    }

    /// A look that costs little: most bundles are large and have none. `import()` with nothing
    /// between is no code, and stands in comments.
    private static boolean mayImport(String source) {
        int at = source.indexOf("import");
        while (at >= 0) {
            int next = pastSpace(source, at + "import".length());
            if (source.startsWith("/", next)) {
                return true;
            }
            if (source.startsWith("(", next)
                    && !source.startsWith(")", pastSpace(source, next + 1))) {
                return true;
            }
            at = source.indexOf("import", next);
        }
        return false;
    }

    private static int pastSpace(String source, int from) {
        int at = from;
        while (at < source.length() && Character.isWhitespace(source.charAt(at))) {
            at++;
        }
        return at;
    }

    /// The module with its dynamic imports led on, or as it was where it has none.
    ///
    /// @param name of the module, which what it imports is relative to
    static String rewrite(String source, String name) {
        if (!mayImport(source) || source.contains(STAND_IN)) {
            return source;
        }
        var imports = new DynamicImports(source);
        imports.scan();
        if (!imports.found) {
            return source;
        }
        String quoted = name.replace("\\", "\\\\").replace("'", "\\'");
        return imports.out
                .append("\nimport{load as ")
                .append(STAND_IN)
                .append("_}from'edgewise:import';function ")
                .append(STAND_IN)
                .append("(s){return ")
                .append(STAND_IN)
                .append("_('")
                .append(quoted)
                .append("',s)}\n")
                .toString();
    }

    private void scan() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (Character.isWhitespace(c)) {
                at++;
            } else if (c == '/') {
                slash();
            } else if (c == '"' || c == '\'') {
                string(c);
            } else if (c == '`') {
                at++;
                template();
            } else if (Character.isJavaIdentifierPart(c)) {
                word();
            } else {
                sign(c);
            }
        }
    }

    private void slash() {
        char next = at + 1 < source.length() ? source.charAt(at + 1) : ' ';
        if (next == '/') {
            int end = source.indexOf('\n', at);
            at = end < 0 ? source.length() : end;
        } else if (next == '*') {
            int end = source.indexOf("*/", at + 2);
            at = end < 0 ? source.length() : end + 2;
        } else if (divides) {
            sign('/');
        } else {
            expression();
        }
    }

    private void expression() {
        boolean inClass = false;
        for (at++; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '\n') {
                break;
            } else if (c == '[') {
                inClass = true;
            } else if (c == ']') {
                inClass = false;
            } else if (c == '/' && !inClass) {
                at++;
                break;
            }
        }
        value();
    }

    private void string(char quote) {
        for (at++; at < source.length() && source.charAt(at) != quote; at++) {
            if (source.charAt(at) == '\\') {
                at++;
            } else if (source.charAt(at) == '\n') {
                break;
            }
        }
        at++;
        value();
    }

    /// From within a template to its end or its next expression.
    private void template() {
        for (; at < source.length(); at++) {
            char c = source.charAt(at);
            if (c == '\\') {
                at++;
            } else if (c == '`') {
                at++;
                value();
                return;
            } else if (c == '$' && source.startsWith("{", at + 1)) {
                at += 2;
                opened.push(new Opened('$', false));
                operator('{');
                return;
            }
        }
    }

    private void word() {
        int from = at;
        while (at < source.length() && Character.isJavaIdentifierPart(source.charAt(at))) {
            at++;
        }
        String read = source.substring(from, at);
        boolean spread = source.startsWith("...", Math.max(0, from - 3));
        boolean member = last == '#' || (last == '.' && !spread);
        if (read.equals("import") && !member && callFollows()) {
            out.replace(from, at, STAND_IN);
            found = true;
        }
        divides = member || !BEFORE_EXPRESSION.contains(read);
        word = member ? "" : read;
        last = 'a';
    }

    /// A parenthesis that is not the parameters of a method of that name.
    private boolean callFollows() {
        int next = skipBlank(at);
        if (!source.startsWith("(", next)) {
            return false;
        }
        int depth = 0;
        do {
            char c = source.charAt(next++);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
        } while (depth > 0 && next < source.length());
        return !source.startsWith("{", skipBlank(next));
    }

    private int skipBlank(int from) {
        int next = from;
        while (next < source.length() && Character.isWhitespace(source.charAt(next))) {
            next++;
        }
        return next;
    }

    private void sign(char c) {
        at++;
        switch (c) {
            case '(' -> open(c, !BEFORE_PAREN.contains(word));
            case '[' -> open(c, true);
            // A block at the place of a statement is followed by a statement, an object is not.
            case '{' ->
                    open(
                            c,
                            divides
                                    ? last != ')' && last != 'a'
                                    : "(,=:[!&|?+-*/<".indexOf(last) >= 0);
            case ')', ']' -> close();
            case '}' -> {
                if (!opened.isEmpty() && opened.peek().kind() == '$') {
                    opened.pop();
                    template();
                } else {
                    close();
                }
            }
            case '+', '-' -> {
                boolean twice = at < source.length() && source.charAt(at) == c;
                at += twice ? 1 : 0;
                if (!twice) {
                    operator(c);
                }
            }
            default -> operator(c);
        }
    }

    private void open(char kind, boolean dividesAfter) {
        opened.push(new Opened(kind, dividesAfter));
        operator(kind);
    }

    private void close() {
        Opened begin = opened.isEmpty() ? new Opened('(', true) : opened.pop();
        value();
        divides = begin.dividesAfter();
        last = begin.kind() == '(' ? ')' : '}';
    }

    private void value() {
        divides = true;
        word = "";
        last = 'v';
    }

    private void operator(char c) {
        divides = false;
        word = "";
        last = c;
    }
}
