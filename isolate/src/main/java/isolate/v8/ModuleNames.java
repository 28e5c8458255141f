package isolate.v8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// What an import's specifier names: modules of a version are called by their paths, without `./`
/// at the beginning.
final class ModuleNames {

    private ModuleNames() {}

    /// The name under which a module is kept.
    static String canonical(String name) {
        return resolve("", name);
    }

    /// Whether a specifier is a path, seen from who imports it.
    static boolean isRelative(String specifier) {
        return specifier.startsWith("./")
                || specifier.startsWith("../")
                || specifier.startsWith("/");
    }

    /// The path that a specifier names, seen from the module that imports it. What climbs above the
    /// top stays at the top, as in an address.
    static String resolve(String referrer, String specifier) {
        Deque<String> path = new ArrayDeque<>();
        if (!specifier.startsWith("/")) {
            int slash = referrer.lastIndexOf('/');
            walk(path, slash < 0 ? "" : referrer.substring(0, slash));
        }
        walk(path, specifier);
        return String.join("/", path);
    }

    private static void walk(Deque<String> path, String steps) {
        for (String step : List.of(steps.split("/", -1))) {
            switch (step) {
                case "", "." -> {}
                case ".." -> path.pollLast();
                default -> path.addLast(step);
            }
        }
    }
}
