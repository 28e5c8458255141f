package edge.assets;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What each path of an app of files answers, as Workers' `html_handling: "auto-trailing-slash"`
/// has it: `about.html` is at `/about`, `about/index.html` at `/about/`, and the other spellings of
/// both lead there.
final class AssetIndex {

    /// What a path answers.
    sealed interface Entry {

        /// A file.
        record Serve(Asset asset) implements Entry {}

        /// The path under which the file is found.
        record Elsewhere(String path) implements Entry {}
    }

    private static final String HTML = ".html";
    private static final String INDEX = "/index.html";

    private final Map<String, Entry> entries = new HashMap<>();

    /// An index of files by their path, which begins with `/`. What is more exact goes first.
    AssetIndex(Map<String, Asset> files) {
        files.forEach(this::addExact);
        files.forEach(this::addPage);
        files.forEach(this::addSpellings);
    }

    @Nullable Entry find(String path) {
        return entries.get(path);
    }

    private void addExact(String path, Asset asset) {
        if (!path.endsWith(HTML)) {
            entries.put(path, new Entry.Serve(asset));
        }
    }

    private void addPage(String path, Asset asset) {
        if (path.endsWith(HTML)) {
            entries.putIfAbsent(page(path), new Entry.Serve(asset));
        }
    }

    private void addSpellings(String path, Asset asset) {
        if (!path.endsWith(HTML)) {
            return;
        }
        String page = page(path);
        if (!new Entry.Serve(asset).equals(entries.get(page))) {
            // Another file has the page's path, so that this one is found by its own name only.
            entries.put(path, new Entry.Serve(asset));
            return;
        }
        var there = new Entry.Elsewhere(page);
        entries.putIfAbsent(path, there);
        entries.putIfAbsent(path.substring(0, path.length() - HTML.length()), there);
        boolean directory = page.endsWith("/");
        if (page.length() > 1) {
            String other = directory ? page.substring(0, page.length() - 1) : page + "/";
            entries.putIfAbsent(other, there);
        }
    }

    private static String page(String path) {
        return path.endsWith(INDEX)
                ? path.substring(0, path.length() - INDEX.length() + 1)
                : path.substring(0, path.length() - HTML.length());
    }
}
