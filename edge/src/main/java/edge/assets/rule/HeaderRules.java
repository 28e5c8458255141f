package edge.assets.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of a `_headers` file: a path or `https://` URL, and beneath it headers to be set as
/// `Name: value` or taken away as `! Name`. All rules that match hold, in their order.
public final class HeaderRules {

    /// The name of the file.
    public static final String FILE = "_headers";

    private static final int LINE_CHARS_MAX = 2_000;
    private static final int RULES_MAX = 100;
    private static final Pattern PATH = Pattern.compile("^(\\S+://|/)");
    private static final Pattern NAME = Pattern.compile("[!#$%&'*+.^_`|~0-9a-z-]+");
    private static final Pattern VALUE = Pattern.compile("[\\t -~\\x80-\\xff]*");

    private final List<Rule> rules = new ArrayList<>();

    private HeaderRules() {}

    private record Rule(PathPattern path, Map<String, String> set, List<String> taken) {}

    /// Reads the text of a file.
    public static HeaderRules read(String text, List<Complaint> complaints) {
        var reader = new Reader(complaints);
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size() && reader.goesOn; i++) {
            reader.line(i + 1, lines.get(i).strip());
        }
        reader.endRule();
        return reader.read;
    }

    private static final class Reader {
        private final HeaderRules read = new HeaderRules();
        private final List<Complaint> complaints;
        private @Nullable Rule rule;
        private int ruleLine;
        private int line;
        private boolean goesOn = true;

        Reader(List<Complaint> complaints) {
            this.complaints = complaints;
        }

        void line(int number, String text) {
            line = number;
            if (text.isEmpty() || text.startsWith("#")) {
                return;
            }
            try {
                if (text.length() > LINE_CHARS_MAX) {
                    throw new IllegalArgumentException(
                            "The line has "
                                    + text.length()
                                    + " characters; at most 2000 are read.");
                }
                if (PATH.matcher(text).find()) {
                    beginRule(text);
                } else {
                    header(text);
                }
            } catch (IllegalArgumentException fault) {
                complain(line, String.valueOf(fault.getMessage()));
            }
        }

        private void beginRule(String text) {
            endRule();
            if (read.rules.size() == RULES_MAX) {
                goesOn = false;
                throw new IllegalArgumentException(
                        "There are "
                                + RULES_MAX
                                + " rules already; this one and all after it do nothing.");
            }
            RuleUrl url = RuleUrl.of(text, false);
            if (url.hasPort()) {
                throw new IllegalArgumentException("'" + text + "' names a port; a rule has none.");
            }
            rule =
                    new Rule(
                            PathPattern.of(url.toString()),
                            new LinkedHashMap<>(),
                            new ArrayList<>());
            ruleLine = line;
        }

        void endRule() {
            Rule ended = rule;
            rule = null;
            if (ended == null) {
                return;
            }
            if (ended.set().isEmpty() && ended.taken().isEmpty()) {
                complain(ruleLine, "No header stands beneath the path.");
            } else {
                read.rules.add(ended);
            }
        }

        private void header(String text) {
            Rule of = rule;
            if (of == null) {
                throw new IllegalArgumentException(
                        "'" + text + "' stands beneath no path; a rule begins with one.");
            }
            int colon = text.indexOf(':');
            if (colon < 0 && text.startsWith("! ")) {
                of.taken().add(name(text.substring(2)));
                return;
            }
            if (colon < 0) {
                throw new IllegalArgumentException(
                        "'" + text + "' is no header; it is written as Name: value, or ! Name.");
            }
            String name = name(text.substring(0, colon));
            String value = text.substring(colon + 1).strip();
            if (value.isEmpty()) {
                throw new IllegalArgumentException("The header '" + name + "' has no value.");
            }
            if (!VALUE.matcher(value).matches()) {
                throw new IllegalArgumentException(
                        "The value of '" + name + "' has characters that headers cannot have.");
            }
            of.set().merge(name, value, (before, more) -> before + ", " + more);
        }

        private static String name(String text) {
            String name = text.strip().toLowerCase(Locale.ROOT);
            if (!NAME.matcher(name).matches()) {
                throw new IllegalArgumentException(
                        "'" + text.strip() + "' is no name of a header.");
            }
            return name;
        }

        private void complain(int at, String sentence) {
            complaints.add(new Complaint(FILE, at, sentence));
        }
    }

    /// Whether there are none.
    public boolean isEmpty() {
        return rules.isEmpty();
    }

    /// The headers of an answer as the rules for its request change them: the first rule that names
    /// a header replaces what stood there, further ones add to it.
    ///
    /// @param path as it stands in the URL
    public List<Map.Entry<String, String>> applied(
            List<Map.Entry<String, String>> headers, String host, String path) {
        List<Map.Entry<String, String>> changed = new ArrayList<>(headers);
        Set<String> named = new HashSet<>();
        for (Rule rule : rules) {
            Map<String, String> names = rule.path().match(host, path);
            if (names != null) {
                apply(rule, names, changed, named);
            }
        }
        return changed;
    }

    private static void apply(
            Rule rule,
            Map<String, String> names,
            List<Map.Entry<String, String>> headers,
            Set<String> named) {
        rule.taken().forEach(name -> headers.removeIf(header -> header.getKey().equals(name)));
        rule.set()
                .forEach((name, text) -> {
                    if (named.add(name)) {
                        headers.removeIf(header -> header.getKey().equals(name));
                    }
                    headers.add(Map.entry(name, PathPattern.filled(text, names)));
                });
    }
}
