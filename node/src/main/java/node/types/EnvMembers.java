package node.types;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import node.config.AppConfig;
import node.config.Binding;
import node.json.Json;
import node.json.JsonText;

/// The names in `env` of one environment, each with its type.
final class EnvMembers {

    private static final String PIPELINE =
            "import(\"cloudflare:pipelines\").Pipeline<import(\"cloudflare:pipelines\").PipelineRecord>";
    private static final String K2 =
            "{ send(records: { content: ArrayBuffer | Uint8Array; headers?: Record<string, string> }[]):"
                    + " Promise<{ success: true } | { success: false; error: { code: number; message:"
                    + " string; retryable: boolean } }> }";

    private final AppConfig config;
    private final String main;

    /// @param file the declarations that are written, which modules are named from
    EnvMembers(AppConfig config, Path file) {
        this.config = config;
        this.main = module(config, file);
    }

    /// How the declarations import the main module; empty where there is none.
    static String module(AppConfig config, Path file) {
        if (config.main() == null) {
            return "";
        }
        Path from = file.toAbsolutePath().normalize().resolveSibling("");
        String path = from.relativize(config.main().toAbsolutePath().normalize()).toString();
        String plain = path.replaceFirst("\\.(d\\.)?[cm]?[jt]sx?$", "");
        return plain.startsWith(".") ? plain : "./" + plain;
    }

    /// Variables and secrets: their values are texts of the process too.
    Map<String, String> variables() {
        var types = new LinkedHashMap<String, String>();
        config.variables()
                .plain()
                .fields()
                .forEach((name, field) -> types.put(name, literal(field.value())));
        config.secretNames().forEach(name -> types.put(name, "string"));
        return types;
    }

    private static String literal(Json value) {
        // What stands in a script element is escaped there; a type is no script.
        return JsonText.of(value).replace("\\u003c", "<");
    }

    /// Bindings.
    Map<String, String> bindings() {
        var types = new LinkedHashMap<String, String>();
        config.bindings().forEach(binding -> types.put(binding.name(), type(binding)));
        return types;
    }

    private String type(Binding binding) {
        Json.Fields fields = binding.fields();
        return switch (binding.kind()) {
            case DURABLE_OBJECT -> actor(fields);
            case WORKFLOW -> workflow(fields);
            case SERVICE -> service(fields);
            case UNSAFE -> fields.text("type").equals("ratelimit") ? "RateLimit" : "any";
            case PIPELINE -> PIPELINE;
            case K2 -> K2;
            default -> binding.kind().type();
        };
    }

    private String actor(Json.Fields fields) {
        String name = fields.text("class_name");
        String script = fields.text("script_name");
        return script.isEmpty()
                ? "DurableObjectNamespace<import(\"" + main + "\")." + name + ">"
                : "DurableObjectNamespace /* " + comment(name + " from " + script) + " */";
    }

    private String workflow(Json.Fields fields) {
        String name = fields.text("class_name");
        String script = fields.text("script_name");
        return script.isEmpty()
                ? "Workflow<Parameters<import(\"" + main + "\")." + name + "['run']>[0]['payload']>"
                : "Workflow /* " + comment(name + " from " + script) + " */";
    }

    private static String service(Json.Fields fields) {
        String entrypoint = fields.text("entrypoint");
        String service = fields.text("service");
        return entrypoint.isEmpty()
                ? "Fetcher /* " + comment(service) + " */"
                : "Service /* " + comment("entrypoint " + entrypoint + " from " + service) + " */";
    }

    private static String comment(String text) {
        return text.replace("*/", "* /");
    }
}
