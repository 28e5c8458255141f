package node.config;

import java.time.Instant;
import java.util.UUID;
import java.util.function.Predicate;
import node.json.JsonText;

/// Writes what a version's image says of its `env` (see [base.lane.VersionImage]).
public final class ImageSettings {

    private final AppConfig config;
    private final StringBuilder out = new StringBuilder();

    private final Predicate<String> runs;

    private ImageSettings(AppConfig config, Predicate<String> runs) {
        this.config = config;
        this.runs = runs;
    }

    /// The settings of a new version.
    ///
    /// @param made when it was made
    /// @param runs whether an app of that name runs on this node
    public static String of(AppConfig config, Instant made, Predicate<String> runs) {
        return new ImageSettings(config, runs).text(made);
    }

    private String text(Instant made) {
        out.append("{\"vars\":").append(config.variables().json()).append(",\"bindings\":{");
        String comma = "";
        for (Binding binding : config.bindings()) {
            out.append(comma);
            comma = ",";
            field(binding.name());
            binding(binding, made);
        }
        out.append("},");
        compatibility(config.compatibility());
        return out.append('}').toString();
    }

    private void compatibility(Compatibility with) {
        out.append("\"compatibility\":{");
        text("date", with.date());
        out.append(",\"flags\":[");
        String comma = "";
        for (String flag : with.flags()) {
            out.append(comma);
            comma = ",";
            new JsonText(out).text(flag);
        }
        out.append("]}");
    }

    private void binding(Binding binding, Instant made) {
        out.append('{');
        switch (binding.kind()) {
            case VERSION_METADATA -> {
                text("type", "version_metadata");
                out.append(',');
                text("id", UUID.randomUUID().toString());
                out.append(',');
                text("timestamp", made.toString());
            }
            case ASSETS -> text("type", "assets");
            case SERVICE -> service(ServiceConfig.of(binding));
            default -> {
                text("type", "missing");
                out.append(',');
                text("kind", binding.kind().word());
            }
        }
        out.append('}');
    }

    private void service(ServiceConfig service) {
        text("type", "service");
        out.append(',');
        text("service", service.service());
        out.append(',');
        field("here");
        out.append(runs.test(service.service()));
    }

    private void text(String name, String value) {
        field(name);
        new JsonText(out).text(value);
    }

    private void field(String name) {
        new JsonText(out).text(name);
        out.append(':');
    }
}
