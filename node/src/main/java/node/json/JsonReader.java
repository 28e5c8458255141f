package node.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;

/// Reads JSON into a tree with places. It is the one class that knows Jackson, and uses its
/// streaming part only: binding to objects would cost start-up time and tell no columns.
public final class JsonReader {

    private static final JsonFactory COMMENTED =
            JsonFactory.builder()
                    .enable(
                            JsonReadFeature.ALLOW_JAVA_COMMENTS,
                            JsonReadFeature.ALLOW_TRAILING_COMMA)
                    .build();

    private final JsonParser parser;
    private final List<Complaint> complaints = new ArrayList<>();

    private JsonReader(JsonParser parser) {
        this.parser = parser;
    }

    /// Reads a text with comments and trailing commas, as editors and wrangler allow them. A name
    /// that is given twice is a complaint; a text that breaks off gives no tree.
    public static Parsed read(String text) {
        try (JsonParser parser = COMMENTED.createParser(ObjectReadContext.empty(), text)) {
            return new JsonReader(parser).document();
        }
    }

    private Parsed document() {
        try {
            parser.nextToken();
            Json root = parser.currentToken() == null ? null : value();
            if (root == null) {
                complain(Place.NONE, "The file is empty.");
            } else if (parser.nextToken() != null) {
                complain(place(parser.currentTokenLocation()), "Something follows the last brace.");
            }
            return new Parsed(root, complaints);
        } catch (JacksonException e) {
            complain(place(e.getLocation()), sentence(e.getOriginalMessage()));
            return new Parsed(null, complaints);
        }
    }

    private Json value() {
        Place place = place(parser.currentTokenLocation());
        return switch (parser.currentToken()) {
            case START_OBJECT -> fields(place);
            case START_ARRAY -> items(place);
            case VALUE_STRING -> new Json.Text(place, parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                    new Json.Numeral(place, parser.getString());
            case VALUE_TRUE -> new Json.Flag(place, true);
            case VALUE_FALSE -> new Json.Flag(place, false);
            case VALUE_NULL -> new Json.Nothing(place);
            case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
                    throw new IllegalStateException(
                            "no value begins with " + parser.currentToken());
        };
    }

    private Json fields(Place place) {
        var fields = new LinkedHashMap<String, Json.Field>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            Place at = place(parser.currentTokenLocation());
            parser.nextToken();
            Json.Field before = fields.put(name, new Json.Field(at, value()));
            if (before != null) {
                complain(
                        at,
                        "'"
                                + name
                                + "' is given twice; first in line "
                                + before.name().line()
                                + ".");
            }
        }
        return new Json.Fields(place, fields);
    }

    private Json items(Place place) {
        var items = new ArrayList<Json>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            items.add(value());
        }
        return new Json.Items(place, items);
    }

    private void complain(Place place, String sentence) {
        complaints.add(new Complaint(place, sentence));
    }

    private static Place place(@Nullable TokenStreamLocation location) {
        return location == null
                ? Place.NONE
                : new Place(location.getLineNr(), Math.max(1, location.getColumnNr()));
    }

    /// Jackson appends where its input came from, which the reader of a file does not need.
    private static String sentence(String message) {
        if (message.startsWith("Unexpected end-of-input")) {
            return "This is not JSON: it ends before its last brace.";
        }
        int more = message.indexOf(" (for ");
        String first = more < 0 ? message : message.substring(0, more);
        String line = first.lines().findFirst().orElse("This is not JSON").strip();
        return "This is not JSON: " + line + (line.endsWith(".") ? "" : ".");
    }
}
