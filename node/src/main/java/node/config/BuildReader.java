package node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.config.finding.Findings;
import node.json.Json;
import node.json.Place;
import org.jspecify.annotations.Nullable;

/// Reads what an app says of its build.
final class BuildReader {

    private final Path directory;
    private final Findings findings;

    BuildReader(Path directory, Findings findings) {
        this.directory = directory;
        this.findings = findings;
    }

    BuildConfig read(Json.Fields settings) {
        BuildConfig.Command command = command(settings.fields("build"));
        Path tsconfig = path(settings, "tsconfig");
        if (tsconfig != null && command == null && !Files.isRegularFile(tsconfig)) {
            missing(settings, "tsconfig", "file");
        }
        return new BuildConfig(
                !flag(settings, "no_bundle", false),
                modules(settings),
                texts(settings.fields("alias")),
                texts(settings.fields("define")),
                new BuildConfig.Options(
                        tsconfig,
                        settings.text("jsx_factory"),
                        settings.text("jsx_fragment"),
                        flag(settings, "minify", false),
                        flag(settings, "keep_names", true)),
                command);
    }

    private BuildConfig.Modules modules(Json.Fields settings) {
        Path base = path(settings, "base_dir");
        if (base != null && !Files.isDirectory(base)) {
            missing(settings, "base_dir", "directory");
        }
        List<BuildConfig.Rule> rules = new ArrayList<>();
        for (Json item : settings.items("rules")) {
            if (item instanceof Json.Fields rule) {
                rule(rule, rules);
            }
        }
        boolean bundle = !flag(settings, "no_bundle", false);
        return new BuildConfig.Modules(
                flag(settings, "find_additional_modules", !bundle), base, List.copyOf(rules));
    }

    private void rule(Json.Fields rule, List<BuildConfig.Rule> rules) {
        String type = rule.text("type");
        if (type.startsWith("Python")) {
            findings.fault(
                    rule.place(), "'rules' has the type '" + type + "'; Python does not run here.");
        } else if (!type.isEmpty()) {
            List<String> globs = list(rule.items("globs"));
            rules.add(new BuildConfig.Rule(type, globs, flag(rule, "fallthrough", false)));
        }
    }

    private BuildConfig.@Nullable Command command(Json.Fields build) {
        String text = build.text("command");
        if (text.isBlank()) {
            return null;
        }
        Path at = path(build, "cwd");
        Path where = at == null ? directory : at;
        if (!Files.isDirectory(where)) {
            missing(build, "cwd", "directory");
        }
        List<String> watch =
                build.get("watch_dir") instanceof Json.Text(_, String one)
                        ? List.of(one)
                        : list(build.items("watch_dir"));
        List<Path> watched =
                (watch.isEmpty() ? List.of("./src") : watch)
                        .stream().map(each -> directory.resolve(each).normalize()).toList();
        return new BuildConfig.Command(text, where, watched);
    }

    private void missing(Json.Fields in, String key, String word) {
        if (in.get(key) instanceof Json.Text(Place place, String text)) {
            findings.fault(
                    place,
                    "There is no %s '%s' beside this file, as '%s' says."
                            .formatted(word, text, key.equals("cwd") ? "build.cwd" : key));
        }
    }

    private @Nullable Path path(Json.Fields in, String key) {
        return in.get(key) instanceof Json.Text(_, String text)
                ? directory.resolve(text).normalize()
                : null;
    }

    private static boolean flag(Json.Fields in, String key, boolean otherwise) {
        return in.get(key) instanceof Json.Flag(_, boolean set) ? set : otherwise;
    }

    private static Map<String, String> texts(Json.Fields fields) {
        var texts = new LinkedHashMap<String, String>();
        fields.fields()
                .forEach((name, field) -> {
                    if (field.value() instanceof Json.Text(_, String text)) {
                        texts.put(name, text);
                    }
                });
        return Map.copyOf(texts);
    }

    private static List<String> list(List<Json> items) {
        List<String> texts = new ArrayList<>();
        items.forEach(item -> {
            if (item instanceof Json.Text(_, String text)) {
                texts.add(text);
            }
        });
        return List.copyOf(texts);
    }
}
