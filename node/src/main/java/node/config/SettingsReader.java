package node.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import node.json.Json;
import org.jspecify.annotations.Nullable;

/// Makes an [AppConfig] of settings whose keys were checked, and checks each value.
final class SettingsReader {

    private static final Pattern NAME = Pattern.compile("[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?");

    private final AppSource.Configured source;
    private final Path directory;
    private final AppChoices choices;
    private final Findings findings;

    SettingsReader(AppSource.Configured source, AppChoices choices, Findings findings) {
        this.source = source;
        this.directory = source.directory();
        this.choices = choices;
        this.findings = findings;
    }

    /// @param environments the names of those that the file has
    AppConfig read(Json.Fields settings, List<String> environments) {
        BuildConfig build = new BuildReader(directory, findings).read(settings);
        // A command of the app's own may make the file only later.
        Kind main = build.command() == null ? Files::isRegularFile : _ -> true;
        Path assets = path(settings, "assets.directory", Files::isDirectory, "directory");
        if (settings.get("main") == null && settings.get("assets") == null) {
            findings.fault(
                    settings.place(),
                    "The app has neither 'main' nor 'assets.directory'; give one of them.");
        }
        new CronsReader(findings).check(settings);
        List<Binding> bindings = new BindingReader(findings).read(settings);
        var variables = new VariablesReader(choices, findings);
        return new AppConfig(
                name(settings),
                directory,
                source.file(),
                path(settings, "main", main, "file"),
                new CompatibilityReader(findings).read(settings),
                variables.read(source.home(), settings, bindings),
                VariablesReader.required(settings).stream().sorted().toList(),
                bindings,
                build,
                assets,
                new LimitsReader(findings).read(settings),
                environments,
                inputs(variables.looked()));
    }

    private List<Path> inputs(List<Path> looked) {
        var inputs = new ArrayList<Path>();
        inputs.add(source.file());
        if (source.redirected() != null) {
            inputs.add(source.redirected());
        }
        inputs.addAll(looked);
        return List.copyOf(inputs);
    }

    private String name(Json.Fields settings) {
        if (!(settings.get("name") instanceof Json.Text name)) {
            return AppSource.nameOf(source.home());
        }
        if (!NAME.matcher(name.text()).matches()) {
            findings.fault(
                    name.place(),
                    "'name' is '"
                            + name.text()
                            + "'; it has 1 to 63 of a-z, 0-9, '_' and '-', and no '-' at its ends.");
        }
        return name.text();
    }

    private @Nullable Path path(Json.Fields settings, String key, Kind kind, String word) {
        int dot = key.indexOf('.');
        Json.Fields in = dot < 0 ? settings : settings.fields(key.substring(0, dot));
        if (!(in.get(key.substring(dot + 1)) instanceof Json.Text text)) {
            return null;
        }
        Path path = directory.resolve(text.text()).normalize();
        if (!kind.holds(path)) {
            findings.fault(
                    text.place(),
                    "There is no "
                            + word
                            + " '"
                            + text.text()
                            + "' beside this file, as '"
                            + key
                            + "' says.");
        }
        return path;
    }

    /// What a path must be.
    @FunctionalInterface
    private interface Kind {
        boolean holds(Path path);
    }
}
