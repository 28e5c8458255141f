package node.bundle;

/// Paths with stars, as the npm package `glob-to-regexp` 0.4 reads them without its extensions,
/// which wrangler uses for its module rules: every other sign stands for itself.
final class Globs {

    private static final String SIGNS = "\\^$.|?+()[]{}/=!,";

    private Globs() {}

    /// For what an import says: a star stands for anything.
    static String ofImport(String glob) {
        return regex(glob, false);
    }

    /// For the path of a file: a star stands for a name or part of one, two for any directories.
    static String ofPath(String glob) {
        return regex(glob, true);
    }

    private static String regex(String glob, boolean path) {
        var out = new StringBuilder("^");
        int at = 0;
        while (at < glob.length()) {
            char c = glob.charAt(at);
            if (c != '*') {
                out.append(SIGNS.indexOf(c) >= 0 ? "\\" + c : String.valueOf(c));
                at++;
                continue;
            }
            int end = at;
            while (end < glob.length() && glob.charAt(end) == '*') {
                end++;
            }
            boolean begins = at == 0 || glob.charAt(at - 1) == '/';
            boolean ends = end == glob.length() || glob.charAt(end) == '/';
            if (!path) {
                out.append(".*");
            } else if (end - at > 1 && begins && ends) {
                out.append("(?:.*/)?");
                if (end == glob.length()) {
                    out.append("[^/]*");
                }
                end++;
            } else {
                out.append("[^/]*");
            }
            at = end;
        }
        return out.append('$').toString();
    }
}
