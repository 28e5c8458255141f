package node.config;

import edge.assets.AssetRules;
import edge.assets.HtmlHandling;
import edge.assets.NotFoundHandling;
import edge.router.WorkerFirst;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import node.json.Json;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// Reads `assets`, each value by wrangler's rules.
final class AssetsReader {

    private static final int PATTERNS_MAX = 100;
    private static final int PATTERN_CHARS_MAX = 100;

    /// From this compatibility date on, a browser that opens a page prefers what
    /// `not_found_handling` says.
    private static final String NAVIGATION_SINCE = "2025-04-01";

    private final Findings findings;

    AssetsReader(Findings findings) {
        this.findings = findings;
    }

    /// @param main whether the app has code
    AssetsConfig read(Path directory, Json.Fields assets, boolean main, Dated dated) {
        String binding = binding(assets, main);
        var rules =
                new AssetRules(
                        choice(assets, "html_handling", HtmlHandling.values(), HtmlHandling::word),
                        choice(
                                assets,
                                "not_found_handling",
                                NotFoundHandling.values(),
                                NotFoundHandling::word),
                        dated.navigation());
        return new AssetsConfig(directory, binding, rules, workerFirst(assets, main));
    }

    /// The version of Workers that an app was written for.
    record Dated(String date, List<String> flags) {

        /// Newer than all there is where no date is given, as everywhere here.
        boolean navigation() {
            if (flags.contains("assets_navigation_has_no_effect")) {
                return false;
            }
            return flags.contains("assets_navigation_prefers_asset_serving")
                    || date.isEmpty()
                    || date.compareTo(NAVIGATION_SINCE) >= 0;
        }
    }

    private String binding(Json.Fields assets, boolean main) {
        if (!(assets.get("binding") instanceof Json.Text binding)) {
            return "";
        }
        Names.check("assets.binding", binding, findings);
        if (!main) {
            findings.fault(
                    binding.place(),
                    "'assets.binding' is for code that asks for the files; the app has no 'main'.");
        }
        return binding.text();
    }

    /// The first of the choices stands for none.
    private <T> T choice(Json.Fields in, String key, T[] choices, Function<T, String> word) {
        if (!(in.get(key) instanceof Json.Text text)) {
            return choices[0];
        }
        List<String> words = Arrays.stream(choices).map(word).toList();
        int chosen = words.indexOf(text.text());
        if (chosen < 0) {
            findings.fault(
                    text.place(),
                    "'assets."
                            + key
                            + "' is '"
                            + text.text()
                            + "'; it is one of "
                            + String.join(", ", words)
                            + "."
                            + NearMiss.hint(NearMiss.of(text.text(), words)));
        }
        return choices[Math.max(0, chosen)];
    }

    private WorkerFirst workerFirst(Json.Fields assets, boolean main) {
        Json value = assets.get("run_worker_first");
        boolean asked =
                value instanceof Json.Items || (value instanceof Json.Flag flag && flag.set());
        if (value == null || !asked) {
            return WorkerFirst.NEVER;
        }
        if (!main) {
            findings.fault(
                    value.place(),
                    "'assets.run_worker_first' is for code that runs first; the app has no 'main'.");
        }
        return value instanceof Json.Items items ? patterns(items) : WorkerFirst.ALWAYS;
    }

    private WorkerFirst patterns(Json.Items items) {
        List<Json.Text> texts = new ArrayList<>();
        for (Json item : items.items()) {
            if (item instanceof Json.Text text) {
                texts.add(text);
            } else {
                fault(item, item.kind() + "; each is a text such as '/api/*'");
            }
        }
        if (items.items().isEmpty() || items.items().size() > PATTERNS_MAX) {
            fault(items, items.items().size() + " patterns; it has 1 to " + PATTERNS_MAX);
        }
        Set<String> seen = new HashSet<>();
        texts.forEach(text -> check(text, texts, seen));
        if (!texts.isEmpty() && texts.stream().allMatch(text -> text.text().startsWith("!"))) {
            fault(items, "only exceptions; one pattern at least has no '!'");
        }
        return WorkerFirst.of(texts.stream().map(Json.Text::text).toList());
    }

    private void check(Json.Text text, List<Json.Text> all, Set<String> seen) {
        String pattern = text.text();
        if (!pattern.startsWith("/") && !pattern.startsWith("!/")) {
            fault(text, "'" + pattern + "'; a pattern begins with '/' or '!/'");
        } else if (pattern.length() > PATTERN_CHARS_MAX) {
            fault(text, "a pattern of " + pattern.length() + " characters; it may have 100");
        } else if (!seen.add(pattern)) {
            fault(text, "'" + pattern + "' twice");
        }
        String wider = wider(pattern, all.stream().map(Json.Text::text));
        if (wider != null) {
            fault(text, "'" + pattern + "', which '" + wider + "' makes needless");
        }
    }

    private static @Nullable String wider(String pattern, Stream<String> all) {
        return all.filter(other -> other.endsWith("*") && !other.equals(pattern))
                .filter(other -> pattern.startsWith(other.substring(0, other.length() - 1)))
                .findFirst()
                .orElse(null);
    }

    private void fault(Json at, String what) {
        findings.fault(at.place(), "'assets.run_worker_first' holds " + what + ".");
    }
}
