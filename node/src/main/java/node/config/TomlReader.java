package node.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import node.json.Complaint;
import node.json.Json;
import node.json.Parsed;
import node.json.Place;
import org.jspecify.annotations.Nullable;
import org.tomlj.Toml;
import org.tomlj.TomlArray;
import org.tomlj.TomlParseError;
import org.tomlj.TomlParseResult;
import org.tomlj.TomlPosition;
import org.tomlj.TomlTable;

/// Reads TOML into the same tree as JSON. It is the one class that knows tomlj, which was taken
/// because it tells positions and goes on after an error; Jackson's TOML does neither.
final class TomlReader {

    /// Deeper settings mean nothing to anybody, and the parser recurses.
    private static final int BRACKETS_MAX = 1_000;

    private final List<Complaint> complaints = new ArrayList<>();

    private TomlReader() {}

    static Parsed read(String text) {
        long brackets = text.chars().filter(c -> c == '[' || c == '{').count();
        if (brackets > BRACKETS_MAX) {
            String sentence =
                    "The file opens " + brackets + " brackets; at most " + BRACKETS_MAX + ".";
            return new Parsed(null, List.of(new Complaint(Place.NONE, sentence)));
        }
        return new TomlReader().document(Toml.parse(text));
    }

    private Parsed document(TomlParseResult result) {
        for (TomlParseError error : result.errors()) {
            String message =
                    String.valueOf(error.getMessage()).lines().findFirst().orElse("").strip();
            complaints.add(
                    new Complaint(place(error.position()), "This is not TOML: " + message + "."));
        }
        Json root = complaints.isEmpty() ? table(result, new Place(1, 1)) : null;
        return new Parsed(root, complaints);
    }

    private Json.Fields table(TomlTable table, Place place) {
        var fields = new LinkedHashMap<String, Json.Field>();
        for (String name : table.keySet()) {
            List<String> path = List.of(name);
            Place at = place(table.inputPositionOf(path));
            fields.put(name, new Json.Field(at, value(table.get(path), at)));
        }
        return new Json.Fields(place, fields);
    }

    private Json items(TomlArray array, Place place) {
        var items = new ArrayList<Json>();
        for (int i = 0; i < array.size(); i++) {
            items.add(value(array.get(i), place(array.inputPositionOf(i))));
        }
        return new Json.Items(place, items);
    }

    private Json value(@Nullable Object value, Place place) {
        return switch (value) {
            case null -> new Json.Nothing(place);
            case TomlTable table -> table(table, place);
            case TomlArray array -> items(array, place);
            case Boolean set -> new Json.Flag(place, set);
            case Long whole -> new Json.Numeral(place, whole.toString());
            case Double real -> real(real, place);
            // Dates and times are texts in JSON, and so in `env`.
            default -> new Json.Text(place, value.toString());
        };
    }

    private Json real(double real, Place place) {
        if (!Double.isFinite(real)) {
            complaints.add(
                    new Complaint(
                            place, real + " cannot be handed to an app; JSON has no such number."));
            return new Json.Nothing(place);
        }
        return new Json.Numeral(place, Double.toString(real));
    }

    private static Place place(@Nullable TomlPosition position) {
        return position == null ? Place.NONE : new Place(position.line(), position.column());
    }
}
