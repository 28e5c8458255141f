package node.json;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A JSON value that knows where it stood. Settings in TOML become the same tree, so that one
/// reader serves both.
public sealed interface Json {

    /// Where the value begins.
    Place place();

    /// What a person calls this kind of value, with its article.
    default String kind() {
        return switch (this) {
            case Text _ -> "a text";
            case Numeral _ -> "a number";
            case Flag _ -> "true or false";
            case Nothing _ -> "null";
            case Items _ -> "a list";
            case Fields _ -> "an object";
        };
    }

    /// A string.
    record Text(Place place, String text) implements Json {}

    /// A number, as it was written.
    record Numeral(Place place, String digits) implements Json {

        /// The number where it is a whole one that fits.
        public @Nullable Long whole() {
            try {
                return new BigDecimal(digits).longValueExact();
            } catch (ArithmeticException _) {
                return null;
            }
        }
    }

    /// `true` or `false`.
    record Flag(Place place, boolean set) implements Json {}

    /// `null`.
    record Nothing(Place place) implements Json {}

    /// An array.
    record Items(Place place, List<Json> items) implements Json {}

    /// An object; its fields in the order in which they were written.
    record Fields(Place place, Map<String, Field> fields) implements Json {

        /// An object without fields.
        public static Fields empty() {
            return new Fields(Place.NONE, Map.of());
        }

        /// The value of a field, or null.
        public @Nullable Json get(String name) {
            Field field = fields.get(name);
            return field == null ? null : field.value();
        }

        /// The text of a field; empty when it is missing or is no text.
        public String text(String name) {
            return get(name) instanceof Text text ? text.text() : "";
        }

        /// The whole number of a field; 0 when it is missing or is no such number.
        public int number(String name) {
            Long whole = get(name) instanceof Numeral number ? number.whole() : null;
            return whole == null ? 0 : Math.toIntExact(whole);
        }

        /// The items of a field; empty when it is missing or is no list.
        public List<Json> items(String name) {
            return get(name) instanceof Items items ? items.items() : List.of();
        }

        /// The object of a field; empty when it is missing or is none.
        public Fields fields(String name) {
            return get(name) instanceof Fields fields ? fields : empty();
        }

        /// The same with the fields of another put over its own.
        public Fields with(Map<String, Field> over) {
            var all = new LinkedHashMap<>(fields);
            all.putAll(over);
            return new Fields(place, all);
        }
    }

    /// One field of an object.
    ///
    /// @param name where its name stands
    /// @param value what it says
    record Field(Place name, Json value) {}
}
