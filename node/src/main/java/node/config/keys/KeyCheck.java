package node.config.keys;

import java.util.ArrayList;
import java.util.List;
import node.config.finding.Findings;
import node.json.Json;
import node.json.Place;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// Holds every key of a file against the table: unknown ones are faults with a near-miss, as are
/// wrong kinds and required ones that are not there; known ones that do nothing here warn once.
public final class KeyCheck {

    private final Findings findings;
    private final boolean redirected;

    /// @param redirected whether a build tool wrote the file, and says so in keys of its own
    public KeyCheck(Findings findings, boolean redirected) {
        this.findings = findings;
        this.redirected = redirected;
    }

    /// Checks the top level, and then each environment as if it were one.
    public void check(Json.Fields root) {
        fields("", "", root, false);
        root.fields("env")
                .fields()
                .forEach((name, field) -> {
                    if (field.value() instanceof Json.Fields environment) {
                        fields("", "", environment, true);
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

    private void fields(String path, String shown, Json.Fields fields, boolean environment) {
        fields.fields()
                .forEach((name, field) -> {
                    Key key = WranglerKeys.inner(path, name);
                    String below = shown.isEmpty() ? name : shown + "." + name;
                    if (key == null || (key.scope() == Key.Scope.REDIRECTED && !redirected)) {
                        unknown(name, path, below, field.name());
                    } else if (environment && key.scope() == Key.Scope.TOP) {
                        findings.fault(
                                field.name(),
                                "'"
                                        + below
                                        + "' stands at the top level only, not in an environment.");
                    } else {
                        value(key, below, field);
                    }
                });
        for (Key key : WranglerKeys.inner(path)) {
            if (key.required() && fields.get(key.name()) == null) {
                findings.fault(
                        fields.place(),
                        "'" + shown + "' has no '" + key.name() + "'; it must have one.");
            }
        }
    }

    private void value(Key key, String shown, Json.Field field) {
        Json value = field.value();
        if (!key.accepts(value)) {
            findings.fault(
                    value.place(),
                    "'" + shown + "' is " + value.kind() + "; it must be " + key.expected() + ".");
        } else if (value instanceof Json.Text(Place place, String text)
                && !key.words().isEmpty()
                && !key.words().contains(text)) {
            findings.fault(
                    place,
                    "'%s' is '%s'; it is one of %s.%s"
                            .formatted(
                                    shown,
                                    text,
                                    String.join(", ", key.words()),
                                    NearMiss.hint(NearMiss.of(text, key.words()))));
        } else {
            if (key.status() == Key.Status.MISSING && says(value)) {
                findings.warn(
                        key.path(),
                        field.name(),
                        "'" + shown + "' is not supported yet and does nothing here.");
            }
            inner(key, shown, value);
        }
    }

    /// Build tools write every key, most of them empty.
    private static boolean says(Json value) {
        return switch (value) {
            case Json.Items(_, var items) -> !items.isEmpty();
            case Json.Fields(_, var fields) ->
                    fields.values().stream().anyMatch(field -> says(field.value()));
            case Json.Nothing _ -> false;
            case Json.Text _, Json.Numeral _, Json.Flag _ -> true;
        };
    }

    private void inner(Key key, String shown, Json value) {
        if (value instanceof Json.Fields fields && !WranglerKeys.inner(key.path()).isEmpty()) {
            fields(key.path(), shown, fields, false);
        } else if (value instanceof Json.Items(_, var items)) {
            Key item = WranglerKeys.find(key.path() + "[]");
            for (int i = 0; item != null && i < items.size(); i++) {
                Json each = items.get(i);
                value(item, shown + "[" + i + "]", new Json.Field(each.place(), each));
            }
        }
    }

    private void unknown(String name, String path, String shown, Place place) {
        findings.unknown(
                place,
                "There is no key '" + shown + "'." + NearMiss.hint(meant(name, path, shown)));
    }

    /// A key of the same object that is spelt alike, else one that stands elsewhere by that name.
    private static @Nullable String meant(String name, String path, String shown) {
        List<String> siblings = new ArrayList<>();
        for (Key key : WranglerKeys.inner(path)) {
            if (key.scope() != Key.Scope.REDIRECTED) {
                siblings.add(key.name());
            }
        }
        String near = NearMiss.of(name, siblings);
        String above = shown.substring(0, shown.length() - name.length());
        return near == null ? elsewhere(name) : above + near;
    }

    private static @Nullable String elsewhere(String name) {
        String found = null;
        for (String known : WranglerKeys.paths()) {
            boolean fits = known.equals(name) || known.endsWith("." + name);
            if (fits
                    && !known.contains("[]")
                    && (found == null || known.length() < found.length())) {
                found = known;
            }
        }
        return found;
    }
}
