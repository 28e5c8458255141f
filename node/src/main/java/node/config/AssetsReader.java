package node.config;

import edge.assets.AssetRules;
import edge.assets.HtmlHandling;
import edge.assets.NotFoundHandling;
import edge.router.WorkerFirst;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import node.config.finding.Findings;
import node.json.Json;
import org.jspecify.annotations.Nullable;

/// Reads `assets`, whose keys were checked, by wrangler's rules.
final class AssetsReader {

    private static final int PATTERNS_MAX = 100;
    private static final int PATTERN_CHARS_MAX = 100;

    /// From this compatibility date on, a browser that opens a page prefers what
    /// `not_found_handling` says.
    private static final String NAVIGATION_SINCE = "2025-04-01";

    private final Json.Fields assets;
    private final Findings findings;

    AssetsReader(Json.Fields assets, Findings findings) {
        this.assets = assets;
        this.findings = findings;
    }

    /// @param hasMain whether the app has code
    AssetsConfig read(Path directory, boolean hasMain, Compatibility compatibility) {
        var rules =
                new AssetRules(
                        choice("html_handling", HtmlHandling.values(), HtmlHandling::word),
                        choice(
                                "not_found_handling",
                                NotFoundHandling.values(),
                                NotFoundHandling::word),
                        navigation(compatibility));
        return new AssetsConfig(directory, binding(hasMain), rules, workerFirst(hasMain));
    }

    /// Newer than all there is where no date is given, as everywhere here.
    private static boolean navigation(Compatibility compatibility) {
        if (compatibility.flags().contains("assets_navigation_has_no_effect")) {
            return false;
        }
        return compatibility.flags().contains("assets_navigation_prefers_asset_serving")
                || compatibility.date().isEmpty()
                || compatibility.date().compareTo(NAVIGATION_SINCE) >= 0;
    }

    private String binding(boolean hasMain) {
        Json binding = assets.get("binding");
        if (binding != null && !hasMain) {
            findings.fault(
                    binding.place(),
                    "'assets.binding' is for code that asks for the files; the app has no 'main'.");
        }
        return assets.text("binding");
    }

    /// The first of the choices stands for none.
    private <T> T choice(String key, T[] choices, Function<T, String> word) {
        for (T choice : choices) {
            if (word.apply(choice).equals(assets.text(key))) {
                return choice;
            }
        }
        return choices[0];
    }

    private WorkerFirst workerFirst(boolean hasMain) {
        Json value = assets.get("run_worker_first");
        boolean asked =
                value instanceof Json.Items || (value instanceof Json.Flag flag && flag.set());
        if (value == null || !asked) {
            return WorkerFirst.NEVER;
        }
        if (!hasMain) {
            findings.fault(
                    value.place(),
                    "'assets.run_worker_first' is for code that runs first; the app has no 'main'.");
        }
        return value instanceof Json.Items items ? patterns(items) : WorkerFirst.ALWAYS;
    }

    private WorkerFirst patterns(Json.Items items) {
        List<Json.Text> texts =
                items.items().stream()
                        .filter(Json.Text.class::isInstance)
                        .map(Json.Text.class::cast)
                        .toList();
        if (items.items().isEmpty() || items.items().size() > PATTERNS_MAX) {
            fault(items, items.items().size() + " patterns; it has 1 to " + PATTERNS_MAX);
        }
        List<String> patterns = texts.stream().map(Json.Text::text).toList();
        Set<String> seen = new HashSet<>();
        texts.forEach(text -> check(text, patterns, seen));
        if (!patterns.isEmpty() && patterns.stream().allMatch(each -> each.startsWith("!"))) {
            fault(items, "only exceptions; one pattern at least has no '!'");
        }
        return WorkerFirst.of(patterns);
    }

    private void check(Json.Text text, List<String> all, Set<String> seen) {
        String pattern = text.text();
        if (!pattern.startsWith("/") && !pattern.startsWith("!/")) {
            fault(text, "'" + pattern + "'; a pattern begins with '/' or '!/'");
        } else if (pattern.length() > PATTERN_CHARS_MAX) {
            fault(text, "a pattern of " + pattern.length() + " characters; it may have 100");
        } else if (!seen.add(pattern)) {
            fault(text, "'" + pattern + "' twice");
        }
        String wider = wider(pattern, all);
        if (wider != null) {
            fault(text, "'" + pattern + "', which '" + wider + "' makes needless");
        }
    }

    private static @Nullable String wider(String pattern, List<String> all) {
        return all.stream()
                .filter(other -> other.endsWith("*") && !other.equals(pattern))
                .filter(other -> pattern.startsWith(other.substring(0, other.length() - 1)))
                .findFirst()
                .orElse(null);
    }

    private void fault(Json at, String what) {
        findings.fault(at.place(), "'assets.run_worker_first' holds " + what + ".");
    }
}
