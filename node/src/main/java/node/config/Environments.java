package node.config;

import java.util.LinkedHashMap;
import java.util.Map;
import node.config.finding.Findings;
import node.config.keys.Key;
import node.config.keys.WranglerKeys;
import node.json.Json;
import node.json.Place;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// Lays a named environment over the top level, by wrangler's rules: what can be inherited is,
/// unless the environment has its own; variables and bindings are never inherited, and their
/// absence is told.
final class Environments {

    private final Findings findings;

    Environments(Findings findings) {
        this.findings = findings;
    }

    /// The settings that hold in an environment; the top level's own when none is asked for.
    Json.Fields effective(Json.Fields root, @Nullable String environment) {
        if (environment == null || environment.isEmpty()) {
            return root;
        }
        Json.Fields all = root.fields("env");
        var fields = new LinkedHashMap<String, Json.Field>();
        if (!(all.get(environment) instanceof Json.Fields chosen)) {
            missing(all, environment);
            fields.putAll(root.fields());
            name(root, environment, fields);
            return new Json.Fields(root.place(), fields);
        }
        root.fields().forEach((name, field) -> inherit(name, field, chosen, fields));
        name(root, environment, fields);
        return new Json.Fields(chosen.place(), fields).with(chosen.fields());
    }

    /// The settings of a file that a build tool wrote for one environment.
    Json.Fields built(Json.Fields root, @Nullable String environment) {
        String made = root.text("targetEnvironment");
        if (environment != null && !made.isEmpty() && !made.equals(environment)) {
            findings.fault(
                    Place.NONE,
                    "The app was built for the environment '%s' and '%s' was asked for; build it again for that."
                            .formatted(made, environment));
        }
        if (!root.fields("env").fields().isEmpty()) {
            findings.fault(
                    root.fields("env").place(),
                    "A file that .wrangler/deploy/config.json leads to has no environments.");
        }
        return root;
    }

    private void inherit(
            String name, Json.Field field, Json.Fields chosen, Map<String, Json.Field> fields) {
        Key key = WranglerKeys.find(name);
        if (key == null || key.scope() != Key.Scope.OWN) {
            fields.put(name, field);
        } else if (key.status() != Key.Status.MISSING && chosen.get(name) == null) {
            findings.warn(
                    name,
                    field.name(),
                    "'" + name + "' is not inherited by environments; the chosen one has none.");
        }
    }

    /// An environment without a name of its own is called after the app and itself.
    private static void name(Json.Fields root, String environment, Map<String, Json.Field> fields) {
        Json.Field own = root.fields().get("name");
        if (own != null && own.value() instanceof Json.Text(Place place, String name)) {
            fields.put(
                    "name",
                    new Json.Field(own.name(), new Json.Text(place, name + "-" + environment)));
        }
    }

    /// As wrangler: where there are others the name is a mistake, where there are none the top
    /// level serves.
    private void missing(Json.Fields all, String environment) {
        String sentence = "There is no environment '" + environment + "'; ";
        if (all.fields().isEmpty()) {
            findings.warn(
                    "env",
                    Place.NONE,
                    sentence + "the file has none, so that its top level is taken.");
            return;
        }
        String there = "there are: " + String.join(", ", all.fields().keySet());
        String hint = NearMiss.hint(NearMiss.of(environment, all.fields().keySet()));
        findings.fault(Place.NONE, sentence + there + "." + hint);
    }
}
