package node.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import node.config.BuildConfig;
import org.jspecify.annotations.Nullable;

/// Which files are modules of which kind: an app's own rules, then wrangler's defaults. A rule
/// without `fallthrough` is the last of its type; what would have fitted a later one is refused.
final class RuleSet {

    private static final List<BuildConfig.Rule> DEFAULTS =
            List.of(
                    rule("Text", "**/*.txt", "**/*.html", "**/*.sql"),
                    rule("Data", "**/*.bin"),
                    rule("CompiledWasm", "**/*.wasm", "**/*.wasm?module"));

    /// A glob for any file of an ending.
    private static final Pattern ENDING = Pattern.compile("(?:\\*\\*/)*\\*\\.([A-Za-z0-9_.?-]+)");

    private final List<Fitting> imports = new ArrayList<>();
    private final List<Fitting> paths = new ArrayList<>();

    /// @param type of the rule; null for one that does not count any more
    private record Fitting(Pattern pattern, @Nullable String type, BuildConfig.Rule rule) {}

    RuleSet(List<BuildConfig.Rule> own) {
        Set<String> complete = new HashSet<>();
        List<BuildConfig.Rule> all = new ArrayList<>(own);
        all.addAll(DEFAULTS);
        for (BuildConfig.Rule rule : all) {
            String type = complete.contains(rule.type()) ? null : rule.type();
            for (String glob : rule.globs()) {
                imports.add(new Fitting(Pattern.compile(Globs.ofImport(glob)), type, rule));
                paths.add(new Fitting(Pattern.compile(Globs.ofPath(glob)), type, rule));
            }
            if (!rule.fallthrough()) {
                complete.add(rule.type());
            }
        }
    }

    private static BuildConfig.Rule rule(String type, String... globs) {
        return new BuildConfig.Rule(type, List.of(globs), false);
    }

    /// What an import that fits any rule looks like, as one regular expression; some that fit none
    /// look alike. Esbuild tries it on every import of every build, so that it has to be one that
    /// fails fast: nearly all rules are of an ending, and those become one alternative.
    String importFilter() {
        List<String> endings = new ArrayList<>();
        List<String> others = new ArrayList<>();
        for (Fitting matcher : imports) {
            for (String glob :
                    isScript(matcher.rule()) ? List.<String>of() : matcher.rule().globs()) {
                Matcher ending = ENDING.matcher(glob);
                if (ending.matches()) {
                    endings.add(ending.group(1).replace(".", "\\.").replace("?", "\\?"));
                } else {
                    others.add(Globs.ofImport(glob));
                }
            }
        }
        others.add("\\.(" + String.join("|", new LinkedHashSet<>(endings)) + ")$");
        return String.join("|", new LinkedHashSet<>(others));
    }

    /// What a file is that an import names; null where no rule fits.
    @Nullable Fit ofImport(String path) {
        return fit(imports, path, false);
    }

    /// What a file of the app is by its path; null where no rule fits.
    @Nullable Fit ofPath(String path) {
        return fit(paths, path, true);
    }

    private static @Nullable Fit fit(List<Fitting> matchers, String path, boolean scripts) {
        Fit refused = null;
        for (Fitting matcher : matchers) {
            if ((scripts || !isScript(matcher.rule())) && matcher.pattern().matcher(path).find()) {
                if (matcher.type() != null) {
                    return new Fit(matcher.type(), "");
                }
                refused = refused == null ? refuse(path, matcher.rule()) : refused;
            }
        }
        return refused;
    }

    private static Fit refuse(String path, BuildConfig.Rule rule) {
        return new Fit(
                rule.type(),
                "'%s' fits a rule of the type '%s' that does not count, since an earlier one of that type has no 'fallthrough'."
                        .formatted(path, rule.type()));
    }

    private static boolean isScript(BuildConfig.Rule rule) {
        return rule.type().equals("ESModule") || rule.type().equals("CommonJS");
    }

    /// @param type of the rule that fits
    /// @param refusal why it does not count all the same; empty where it does
    record Fit(String type, String refusal) {}
}
