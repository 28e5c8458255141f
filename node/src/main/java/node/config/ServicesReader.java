package node.config;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import node.json.Json;
import node.json.JsonText;
import node.terminal.NearMiss;

/// Reads `services`: other apps that code may call by a name in its `env`.
final class ServicesReader {

    /// What wrangler knows of each; the last two mean nothing on one machine.
    private static final List<String> KEYS =
            List.of(
                    "binding",
                    "service",
                    "entrypoint",
                    "props",
                    "environment",
                    "remote",
                    "cross_account_grant");

    private final Findings findings;

    ServicesReader(Findings findings) {
        this.findings = findings;
    }

    List<ServiceConfig> read(Json.Fields settings) {
        List<ServiceConfig> services = new ArrayList<>();
        Set<String> bindings = new HashSet<>();
        for (Json item : settings.items("services")) {
            if (item instanceof Json.Fields fields) {
                ServiceConfig service = service(fields);
                services.add(service);
                if (!bindings.add(service.binding())) {
                    findings.fault(
                            fields.place(),
                            "'services' has the binding '" + service.binding() + "' twice.");
                }
            } else {
                findings.fault(
                        item.place(), "'services' holds " + item.kind() + "; each is an object.");
            }
        }
        return List.copyOf(services);
    }

    private ServiceConfig service(Json.Fields fields) {
        fields.fields().forEach((name, field) -> checkKey(name, field));
        String binding = text(fields, "binding", true);
        if (fields.get("binding") instanceof Json.Text name) {
            Names.check("services.binding", name, findings);
        }
        String service = text(fields, "service", true);
        String environment = text(fields, "environment", false);
        return new ServiceConfig(
                fields.place(),
                binding,
                environment.isEmpty() ? service : service + "-" + environment,
                text(fields, "entrypoint", false),
                props(fields));
    }

    private String props(Json.Fields fields) {
        Json props = fields.get("props");
        if (props != null && !(props instanceof Json.Fields)) {
            findings.fault(
                    props.place(), "'services.props' is " + props.kind() + "; it is an object.");
        }
        return props == null ? "" : JsonText.of(props);
    }

    private void checkKey(String name, Json.Field field) {
        if (!KEYS.contains(name)) {
            findings.fault(
                    field.name(),
                    "There is no key 'services."
                            + name
                            + "'."
                            + NearMiss.hint(NearMiss.of(name, KEYS)));
        }
    }

    private String text(Json.Fields fields, String key, boolean needed) {
        Json value = fields.get(key);
        if (value instanceof Json.Text text && !text.text().isEmpty()) {
            return text.text();
        }
        if (value != null) {
            findings.fault(
                    value.place(),
                    "'services."
                            + key
                            + "' is "
                            + (value instanceof Json.Text ? "empty" : value.kind())
                            + "; it is a text.");
        } else if (needed) {
            findings.fault(fields.place(), "A service lacks its '" + key + "'.");
        }
        return "";
    }
}
