package node.config;

import java.util.ArrayList;
import java.util.List;
import node.json.Json;
import node.json.Place;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// Holds every key of a file against the table: unknown ones are faults with a near-miss, wrong
/// kinds are faults, known ones that do nothing here warn once.
final class KeyCheck {

    private final Findings findings;

    KeyCheck(Findings findings) {
        this.findings = findings;
    }

    /// Checks the top level, and then each environment as if it were one.
    void check(Json.Fields root) {
        level(root, "", false);
        root.fields("env")
                .fields()
                .forEach((name, field) -> {
                    if (field.value() instanceof Json.Fields environment) {
                        level(environment, "", true);
                    } else {
                        String kind = field.value().kind();
                        findings.fault(
                                field.value().place(),
                                "Environment '"
                                        + name
                                        + "' is "
                                        + kind
                                        + "; it must be an object.");
                    }
                });
    }

    private void level(Json.Fields fields, String above, boolean environment) {
        fields.fields().forEach((name, field) -> field(name, above + name, field, environment));
    }

    private void field(String name, String path, Json.Field field, boolean environment) {
        Key key = name.contains(".") ? null : WranglerKeys.find(path);
        if (key == null) {
            unknown(name, path, field.name());
        } else if (environment && key.scope() == Key.Scope.TOP) {
            findings.fault(
                    field.name(),
                    "'" + path + "' stands at the top level only, not in an environment.");
        } else if (!key.accepts(field.value())) {
            findings.fault(
                    field.value().place(),
                    "'"
                            + path
                            + "' is "
                            + field.value().kind()
                            + "; it must be "
                            + key.expected()
                            + ".");
        } else if (!key.supported()) {
            findings.warn(
                    path,
                    field.name(),
                    "'" + path + "' is not supported yet and does nothing here.");
        } else if (field.value() instanceof Json.Fields inner && nested(path)) {
            level(inner, path + ".", environment);
        }
    }

    private static boolean nested(String path) {
        return path.equals("assets") || path.equals("limits") || path.startsWith("edgewise");
    }

    private void unknown(String name, String path, Place place) {
        findings.fault(place, "There is no key '" + path + "'." + NearMiss.hint(meant(name, path)));
    }

    /// A key of the same object that is spelt alike, else one that stands elsewhere by that name.
    private static @Nullable String meant(String name, String path) {
        String above = path.substring(0, path.length() - name.length());
        List<String> siblings = new ArrayList<>();
        String elsewhere = null;
        for (String known : WranglerKeys.paths()) {
            String last = known.substring(known.lastIndexOf('.') + 1);
            if (known.equals(above + last)) {
                siblings.add(last);
            } else if (last.equals(name)) {
                elsewhere = known;
            }
        }
        String near = NearMiss.of(name, siblings);
        return near == null ? elsewhere : above + near;
    }
}
