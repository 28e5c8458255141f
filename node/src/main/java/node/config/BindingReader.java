package node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import node.config.finding.Findings;
import node.json.Json;
import node.json.Place;

/// Finds what an app is bound to. Each name stands once; what is not here yet is told by its name.
final class BindingReader {

    private final Findings findings;
    private final Map<String, String> taken = new LinkedHashMap<>();

    BindingReader(Findings findings) {
        this.findings = findings;
    }

    List<Binding> read(Json.Fields settings) {
        settings.fields("vars").fields().forEach((name, field) -> take(name, "vars", field.name()));
        for (Json secret : settings.fields("secrets").items("required")) {
            if (secret instanceof Json.Text(Place place, String name)) {
                takeSecret(name, place);
            }
        }
        List<Binding> bindings = new ArrayList<>();
        for (BindingKind kind : BindingKind.values()) {
            for (Json.Fields each : kind.in(settings)) {
                if (each.get(kind.nameKey()) instanceof Json.Text(Place place, String name)) {
                    take(name, kind.word(), place);
                    bindings.add(new Binding(name, kind, each));
                    missing(name, kind, place);
                }
            }
        }
        return List.copyOf(bindings);
    }

    /// A secret may stand in for a variable of its name.
    private void takeSecret(String name, Place place) {
        if (!"vars".equals(taken.get(name))) {
            take(name, "secrets", place);
        }
    }

    private void take(String name, String kind, Place place) {
        String other = taken.put(name, kind);
        if (other != null) {
            findings.fault(
                    place,
                    "The name '%s' in 'env' is given twice: by '%s' and by '%s'."
                            .formatted(name, other, kind));
        }
    }

    private void missing(String name, BindingKind kind, Place place) {
        if (!kind.isHere()) {
            findings.warn(
                    kind.word() + " " + name,
                    place,
                    "The binding %s (%s) is not here yet; using it throws."
                            .formatted(name, kind.word()));
        }
    }
}
