package node.config;

import java.util.List;
import java.util.stream.Collectors;
import node.json.Json;

/// One key of the settings file: where it may stand and what it holds.
///
/// @param path names from the top, joined by dots
/// @param kinds what its value may be
/// @param scope how environments get it
/// @param supported whether it does anything here
record Key(String path, List<String> kinds, Scope scope, boolean supported) {

    /// How a named environment gets the value of a key.
    enum Scope {
        /// From the top level, unless it has its own.
        INHERITED,
        /// It has its own or none; variables and bindings are like this.
        OWN,
        /// It has none; the key stands at the top level alone.
        TOP
    }

    boolean accepts(Json value) {
        return kinds.contains(
                switch (value) {
                    case Json.Text _ -> "text";
                    case Json.Numeral _ -> "number";
                    case Json.Flag _ -> "flag";
                    case Json.Nothing _ -> "nothing";
                    case Json.Items _ -> "list";
                    case Json.Fields _ -> "object";
                });
    }

    /// The kinds as a person reads them.
    String expected() {
        return kinds.stream().map(Key::word).collect(Collectors.joining(" or "));
    }

    private static String word(String kind) {
        return switch (kind) {
            case "flag" -> "true or false";
            case "object" -> "an object";
            default -> "a " + kind;
        };
    }
}
