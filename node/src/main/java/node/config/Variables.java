package node.config;

import java.util.LinkedHashMap;
import java.util.Map;
import node.json.Json;
import node.json.JsonText;
import node.json.Place;

/// The values in an app's `env`.
///
/// @param plain from the settings; they may be shown
/// @param secrets from files, the process and the command line; only their names may be shown
public record Variables(Json.Fields plain, Map<String, String> secrets) {

    /// No values.
    public static final Variables NONE = new Variables(Json.Fields.empty(), Map.of());

    /// All of them as a JSON object; a secret stands in for a plain value of its name.
    public String json() {
        var fields = new LinkedHashMap<String, Json.Field>();
        secrets.forEach((name, value) ->
                fields.put(name, new Json.Field(Place.NONE, new Json.Text(Place.NONE, value))));
        return JsonText.of(plain.with(fields));
    }

    /// Names only.
    @Override
    public String toString() {
        return "Variables[" + plain.fields().keySet() + ", " + secrets.keySet() + "]";
    }
}
