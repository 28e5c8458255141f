package spec.kit;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.json.JsonFactory;

/// What an app's own tests answered: `[{"name", "ok", "error"}]`.
public final class Outcomes {

    private Outcomes() {}

    /// One test. `error` is empty where it passed.
    public record Outcome(String name, String error) {}

    /// Reads the answer; a page that is no such list becomes one failed test.
    public static List<Outcome> parse(String json) {
        if (!json.startsWith("[")) {
            return List.of(new Outcome("the app answers with its outcomes", json));
        }
        var outcomes = new ArrayList<Outcome>();
        try (JsonParser parser =
                new JsonFactory()
                        .createParser(tools.jackson.core.ObjectReadContext.empty(), json)) {
            String name = "";
            String key = "";
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.PROPERTY_NAME) {
                    key = parser.currentName();
                } else if (token == JsonToken.VALUE_STRING && key.equals("name")) {
                    name = parser.getString();
                } else if (token == JsonToken.VALUE_STRING && key.equals("error")) {
                    outcomes.add(new Outcome(name, parser.getString()));
                }
            }
        }
        return outcomes;
    }
}
