package edge.assets;

import java.util.ArrayList;
import java.util.List;

/// Which files of a directory are not assets, as a `.assetsignore` file says: the patterns of
/// `.gitignore`, of which the last that matches counts. What is in a directory that is left out
/// stays out.
final class IgnoreRules {

    static final String FILE = ".assetsignore";

    private static final int PATTERNS_MAX = 1_000;

    private final List<Rule> rules = new ArrayList<>();

    /// A pattern.
    ///
    /// @param parts between its slashes
    /// @param out whether what matches is left out, or kept after all
    /// @param directory whether it is for directories alone
    private record Rule(List<String> parts, boolean out, boolean directory) {}

    static IgnoreRules of(String text) {
        var rules = new IgnoreRules();
        text.lines().limit(PATTERNS_MAX).forEach(rules::add);
        return rules;
    }

    private void add(String line) {
        String pattern = withoutSpaces(line);
        if (pattern.isEmpty() || pattern.startsWith("#")) {
            return;
        }
        boolean out = !pattern.startsWith("!");
        String bare = out ? pattern : pattern.substring(1);
        boolean directory = bare.endsWith("/");
        String path = directory ? bare.substring(0, bare.length() - 1) : bare;
        boolean anchored = path.indexOf('/') >= 0;
        List<String> parts = new ArrayList<>();
        if (!anchored) {
            parts.add("**");
        }
        for (String part : path.split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        if (parts.size() > (anchored ? 0 : 1)) {
            rules.add(new Rule(List.copyOf(parts), out, directory));
        }
    }

    /// Spaces at the end do not count, but for one behind a backslash.
    private static String withoutSpaces(String line) {
        String stripped = line.stripTrailing();
        return stripped.endsWith("\\") && line.length() > stripped.length()
                ? stripped + " "
                : stripped;
    }

    /// Whether a path, which begins with a slash, is left out, or a directory above it is.
    boolean leavesOut(String path) {
        List<String> parts = List.of(path.substring(1).split("/", -1));
        for (int depth = 1; depth <= parts.size(); depth++) {
            if (matches(parts.subList(0, depth), depth < parts.size())) {
                return true;
            }
        }
        return false;
    }

    private boolean matches(List<String> path, boolean directory) {
        for (int i = rules.size() - 1; i >= 0; i--) {
            Rule rule = rules.get(i);
            if ((directory || !rule.directory()) && parts(rule.parts(), path)) {
                return rule.out();
            }
        }
        return false;
    }

    /// `**` stands for any number of parts; going back to the last of them is enough.
    private static boolean parts(List<String> pattern, List<String> path) {
        int at = 0;
        int in = 0;
        int star = -1;
        int starIn = 0;
        while (in < path.size()) {
            if (at < pattern.size() && pattern.get(at).equals("**")) {
                star = at++;
                starIn = in;
            } else if (at < pattern.size() && Wildcards.match(pattern.get(at), path.get(in))) {
                at++;
                in++;
            } else if (star >= 0) {
                at = star + 1;
                in = ++starIn;
            } else {
                return false;
            }
        }
        // What ends with `**` is for what is inside, not for the directory itself.
        return at == pattern.size();
    }
}
