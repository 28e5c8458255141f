package edge.assets.rule;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rules of a `_redirects` file: `FROM TO [STATUS]`, one a line.
///
/// Rules without placeholders that stand before all others are found at once; the rest are tried in
/// their order. Status 200 answers with another file, the others lead the client on.
public final class RedirectRules {

    /// The name of the file.
    public static final String FILE = "_redirects";

    private static final int LINE_CHARS_MAX = 2_000;
    private static final int STATIC_MAX = 2_000;
    private static final int DYNAMIC_MAX = 100;
    private static final Set<String> STATUSES = Set.of("200", "301", "302", "303", "307", "308");
    private static final Pattern COMMENT = Pattern.compile("\\s+#.*$");
    private static final Pattern INDEX = Pattern.compile("(.*/)index(\\.html)?");

    private final Map<String, Redirect> exact = new HashMap<>();
    private final List<Rule> rules = new ArrayList<>();
    private final Set<String> seen = new HashSet<>();

    private RedirectRules() {}

    /// Where a request is led.
    ///
    /// @param status 200 to answer as another path would, else that of a redirect
    /// @param to a path, perhaps with query and fragment, or an `https://` URL
    public record Redirect(int status, String to) {}

    private record Rule(PathPattern from, Redirect redirect) {}

    /// Reads the text of a file.
    ///
    /// @param pages whether `/index.html` and the like lead to another path, so that a rule to them
    ///   would be met again
    public static RedirectRules read(String text, boolean pages, List<Complaint> complaints) {
        var read = new RedirectRules();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            try {
                if (!read.add(line, pages)) {
                    complaints.add(new Complaint(FILE, i + 1, tooMany(lines.size() - i)));
                    break;
                }
            } catch (IllegalArgumentException fault) {
                complaints.add(new Complaint(FILE, i + 1, String.valueOf(fault.getMessage())));
            }
        }
        return read;
    }

    private static String tooMany(int left) {
        return "There are "
                + DYNAMIC_MAX
                + " rules with placeholders or after such already; this line and all after it ("
                + left
                + ") do nothing.";
    }

    /// False when there are as many dynamic rules as there may be.
    private boolean add(String line, boolean pages) {
        if (line.length() > LINE_CHARS_MAX) {
            throw new IllegalArgumentException(
                    "The line has " + line.length() + " characters; at most 2000 are read.");
        }
        String[] words = COMMENT.matcher(line).replaceFirst("").split("\\s+", -1);
        if (words.length < 2 || words.length > 3) {
            throw new IllegalArgumentException(
                    "The line has " + words.length + " words; a rule is FROM TO [STATUS].");
        }
        String status = words.length == 3 ? words[2] : "302";
        RuleUrl from = from(words[0]);
        PathPattern pattern = PathPattern.of(from.toString());
        boolean dynamic = pattern.isDynamic() || !rules.isEmpty();
        if (dynamic && rules.size() == DYNAMIC_MAX) {
            return false;
        }
        if (!dynamic && exact.size() == STATIC_MAX) {
            throw new IllegalArgumentException(
                    "There are " + STATIC_MAX + " rules without placeholders already.");
        }
        RuleUrl to = RuleUrl.of(words[1], true);
        check(from, to, status, pages);
        var redirect = new Redirect(Integer.parseInt(status), to.toString());
        if (dynamic) {
            rules.add(new Rule(pattern, redirect));
        } else {
            exact.put(from.rest(), redirect);
        }
        return true;
    }

    private static RuleUrl from(String word) {
        RuleUrl from =
                RuleUrl.of(word.contains("://") ? word : "/" + word.replaceFirst("^/", ""), false);
        if (!from.host().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + word + "' names a host; a redirect is from a path alone.");
        }
        return from;
    }

    private void check(RuleUrl from, RuleUrl to, String status, boolean pages) {
        if (!STATUSES.contains(status)) {
            throw new IllegalArgumentException(
                    "The status is '" + status + "'; it is 200, 301, 302, 303, 307 or 308.");
        }
        boolean toIndex = to.host().isEmpty() && INDEX.matcher(to.rest()).matches();
        if (toIndex && (from.rest().endsWith("/*") || (pages && from.rest().endsWith("/")))) {
            throw new IllegalArgumentException(
                    "'" + to + "' leads to its directory, and so to this rule again, without end.");
        }
        if (status.equals("200") && !to.host().isEmpty()) {
            throw new IllegalArgumentException(
                    "'" + to + "' is on another host; a rule with status 200 is to a path.");
        }
        if (!seen.add(from.rest())) {
            throw new IllegalArgumentException(
                    "There is a rule for '" + from.rest() + "' before; that one holds.");
        }
    }

    /// The redirect of a path; null where no rule is for it.
    public @Nullable Redirect find(String host, String path) {
        Redirect found = exact.get(path);
        if (found != null) {
            return found;
        }
        for (Rule rule : rules) {
            Map<String, String> names = rule.from().match(host, path);
            if (names != null) {
                String to = PathPattern.filled(rule.redirect().to(), names).strip();
                boolean absolute = to.startsWith("https://");
                return new Redirect(
                        rule.redirect().status(), absolute ? to : to.replaceAll("/+", "/"));
            }
        }
        return null;
    }
}
