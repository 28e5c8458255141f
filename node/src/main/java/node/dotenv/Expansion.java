package node.dotenv;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Puts values in the places of `$NAME` and `${NAME}`, by the rules of the npm package
/// `dotenv-expand` 12, which wrangler uses: `${NAME:-default}` and `${NAME-default}`,
/// `${NAME:+instead}` and `${NAME+instead}`, and `\$` for the sign itself. What the process already
/// has by a name wins over the file.
final class Expansion {

    /// References to references end here.
    private static final int STEPS_MAX = 1_000;

    /// A value that grows beyond this stays as it is then.
    private static final int VALUE_CHARS_MAX = 256 * 1024;

    private static final Pattern REFERENCE =
            Pattern.compile("(?<!\\\\)\\$(?:\\{([^{}]+)\\}|([A-Za-z_][A-Za-z0-9_]*))");
    private static final Pattern OPERATOR = Pattern.compile(":\\+|\\+|:-|-");

    private final Map<String, String> process;
    private final Map<String, String> expanded = new LinkedHashMap<>();

    private Expansion(Map<String, String> process) {
        this.process = process;
    }

    /// All values expanded.
    ///
    /// @param process what is there besides the file; empty where that does not count
    static Map<String, String> expand(Map<String, String> parsed, Map<String, String> process) {
        var expansion = new Expansion(process);
        parsed.forEach(expansion::add);
        return expansion.expanded;
    }

    private void add(String name, String value) {
        String own = process.getOrDefault(name, "");
        String whole = own.isEmpty() || own.equals(value) ? expand(value) : own;
        expanded.put(name, whole.replace("\\$", "$"));
    }

    private String expand(String value) {
        String result = value;
        Set<String> seen = new HashSet<>();
        for (int step = 0; step < STEPS_MAX && result.length() < VALUE_CHARS_MAX; step++) {
            Matcher reference = REFERENCE.matcher(result);
            if (!reference.find()) {
                break;
            }
            seen.add(result);
            String inner = reference.group(1) == null ? reference.group(2) : reference.group(1);
            Matcher operator = OPERATOR.matcher(inner);
            boolean has = operator.find();
            String name = has ? inner.substring(0, operator.start()) : inner;
            String word = has ? inner.substring(operator.end()) : "";
            String replacement = replacement(name, has ? operator.group() : "", word, seen);
            result =
                    result.substring(0, reference.start())
                            + replacement
                            + result.substring(reference.end());
            if (result.equals(expanded.get(name))) {
                break;
            }
        }
        return result;
    }

    private String replacement(String name, String operator, String word, Set<String> seen) {
        String there = process.getOrDefault(name, expanded.getOrDefault(name, ""));
        if (operator.endsWith("+")) {
            return there.isEmpty() ? "" : word;
        }
        return there.isEmpty() || seen.contains(there) ? word : there;
    }
}
