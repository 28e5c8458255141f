package node.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.config.AppChoices;
import org.jspecify.annotations.Nullable;

/// The options that say which settings count; several commands have them. They are wrangler's own.
final class ChoiceOptions {

    static final Option CONFIG =
            Option.values("--config", "-c", "FILE", "Takes the app of this settings file.");
    static final Option ENVIRONMENT =
            Option.value("--env", "-e", "NAME", "Takes this environment of the settings.");
    static final Option VAR =
            Option.values("--var", "", "NAME:VALUE", "Puts a text into env, over all others.");
    static final Option ENV_FILE =
            Option.values(
                    "--env-file", "", "FILE", "Reads secrets from it, not from .dev.vars or .env.");
    static final Option LENIENT =
            Option.flag("--lenient", "", "Warns of keys that nobody knows, and goes on.");

    private ChoiceOptions() {}

    /// What was chosen, or a sentence in its place.
    static Reading read(Arguments.Given given, Map<String, String> process) {
        var vars = new LinkedHashMap<String, String>();
        for (String typed : given.values(VAR.name())) {
            int colon = typed.indexOf(':');
            if (colon < 1) {
                // The text may be a secret, and is not told.
                return new Reading(null, "--var has no ':'; it is NAME:VALUE.");
            }
            vars.put(typed.substring(0, colon), typed.substring(colon + 1));
        }
        return new Reading(
                new AppChoices(
                        given.value(ENVIRONMENT.name()),
                        given.has(LENIENT.name()),
                        vars,
                        given.values(ENV_FILE.name()),
                        process),
                "");
    }

    /// The apps that are meant: directories, files, and those of `--config`.
    static List<Path> places(Arguments.Given given) {
        var places = new ArrayList<Path>();
        given.places().forEach(place -> places.add(Path.of(place)));
        given.values(CONFIG.name()).forEach(file -> places.add(Path.of(file)));
        return places.isEmpty() ? List.of(Path.of("")) : places;
    }

    /// @param choices null where the sentence says what is wrong with them
    record Reading(@Nullable AppChoices choices, String sentence) {}
}
