package node.config;

import node.json.Json;
import node.json.JsonText;

/// Another app that code may call by a name in its `env`.
///
/// @param binding the name in `env`
/// @param service the app's name
/// @param entrypoint the class that answers there; empty for the default one
/// @param props what the callee gets as `ctx.props`, as JSON; empty for none
public record ServiceConfig(String binding, String service, String entrypoint, String props) {

    static ServiceConfig of(Binding binding) {
        Json.Fields fields = binding.fields();
        Json props = fields.get("props");
        return new ServiceConfig(
                binding.name(),
                fields.text("service"),
                fields.text("entrypoint"),
                props == null ? "" : JsonText.of(props));
    }
}
