package node.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import node.config.finding.Finding;
import node.config.finding.Findings;
import node.dotenv.LocalFiles;
import node.json.Json;
import node.json.Place;

/// Puts together the values of an app's `env`: the settings' own, over them the local files', over
/// them the command line's. A name that is bound to something else is not theirs to take.
final class VariablesReader {

    private final AppChoices choices;
    private final Findings findings;
    private final List<Path> looked = new ArrayList<>();

    VariablesReader(AppChoices choices, Findings findings) {
        this.choices = choices;
        this.findings = findings;
    }

    /// @param directory where the local files are
    /// @param bindings what the settings bind besides
    Variables read(Path directory, Json.Fields settings, List<Binding> bindings) {
        boolean declared = settings.get("secrets") != null;
        LocalFiles.Loaded loaded =
                LocalFiles.load(
                        directory,
                        new LocalFiles.Wanted(
                                choices.effectiveEnvironment(),
                                choices.envFiles(),
                                declared,
                                choices.process()));
        looked.addAll(loaded.looked());
        loaded.problems().forEach(this::tell);
        Map<String, Json.Field> vars = settings.fields("vars").fields();
        Map<String, String> secrets = new LinkedHashMap<>(loaded.values());
        if (declared) {
            Set<String> required = required(settings);
            tellMissing(required, loaded.values(), settings.fields("secrets").place());
            Set<String> known = new HashSet<>(required);
            known.addAll(vars.keySet());
            secrets.keySet().retainAll(known);
        }
        bindings.forEach(binding -> secrets.remove(binding.name()));
        // Who types a value may have a secret to give, and nothing says that it is none.
        secrets.putAll(choices.vars());
        return new Variables(new Json.Fields(Place.NONE, vars), secrets);
    }

    /// Every file whose coming or going changes the values.
    List<Path> looked() {
        return looked;
    }

    private void tell(LocalFiles.Problem problem) {
        var finding =
                new Finding(
                        problem.file().toString(),
                        problem.complaint().place(),
                        problem.complaint().sentence());
        if (problem.fatal()) {
            findings.fault(finding);
        } else {
            findings.warn(finding);
        }
    }

    /// Names that the settings declare as secrets.
    static Set<String> required(Json.Fields settings) {
        return settings.fields("secrets").items("required").stream()
                .filter(Json.Text.class::isInstance)
                .map(item -> ((Json.Text) item).text())
                .collect(Collectors.toSet());
    }

    private void tellMissing(Set<String> required, Map<String, String> there, Place place) {
        String missing =
                required.stream()
                        .filter(name -> !there.containsKey(name))
                        .filter(name -> !choices.vars().containsKey(name))
                        .sorted()
                        .collect(Collectors.joining(", "));
        if (!missing.isEmpty()) {
            findings.warn(
                    "secrets.required",
                    place,
                    "'secrets.required' names what is not there: "
                            + missing
                            + "; put it into .dev.vars, .env or the environment.");
        }
    }
}
