package node.config;

import java.time.Instant;
import java.util.UUID;
import node.json.JsonText;

/// Writes what a version's image says of its `env` (see [base.lane.VersionImage]).
public final class ImageSettings {

    private final AppConfig config;
    private final StringBuilder out = new StringBuilder();

    private ImageSettings(AppConfig config) {
        this.config = config;
    }

    /// The settings of a new version.
    ///
    /// @param made when it was made
    public static String of(AppConfig config, Instant made) {
        return new ImageSettings(config).text(made);
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
        if (binding.kind() == BindingKind.VERSION_METADATA) {
            out.append('{');
            text("type", "version_metadata");
            out.append(',');
            text("id", UUID.randomUUID().toString());
            out.append(',');
            text("timestamp", made.toString());
        } else {
            out.append('{');
            text("type", "missing");
            out.append(',');
            text("kind", binding.kind().word());
        }
        out.append('}');
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
