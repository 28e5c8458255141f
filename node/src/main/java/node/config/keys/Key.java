package node.config.keys;

import java.util.List;
import java.util.stream.Collectors;
import node.json.Json;

/// One key of the settings file: where it may stand and what it holds.
///
/// @param path names from the top, joined by dots; `[]` for the items of a list, `*` for any name
/// @param kinds what its value may be; `any` for all
/// @param words what a text must be one of; empty where it may be any
/// @param scope how environments get it; that of what it stands in, for a key inside another
/// @param required whether what it stands in must have it
/// @param status what comes of it
public record Key(
        String path,
        List<String> kinds,
        List<String> words,
        Scope scope,
        boolean required,
        Status status) {

    /// How a named environment gets the value of a key.
    public enum Scope {
        /// From the top level, unless it has its own.
        INHERITED,
        /// It has its own or none; variables and bindings are like this.
        OWN,
        /// It has none; the key stands at the top level alone.
        TOP,
        /// It stands only in a file that a build tool wrote.
        REDIRECTED,
        /// That of the key which it stands in.
        INNER
    }

    /// What comes of a key.
    public enum Status {
        /// It does something.
        SUPPORTED,
        /// It says something to Cloudflare that has no meaning here.
        ACCEPTED,
        /// It binds something; what is not here yet is told by its name.
        BINDING,
        /// It does nothing yet.
        MISSING,
        /// As the key which it stands in.
        INNER
    }

    public boolean accepts(Json value) {
        return kinds.contains("any")
                || kinds.contains(
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
    public String expected() {
        return kinds.stream().map(Key::word).collect(Collectors.joining(" or "));
    }

    /// The last of its names.
    public String name() {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private static String word(String kind) {
        return switch (kind) {
            case "flag" -> "true or false";
            case "object" -> "an object";
            case "nothing" -> "null";
            default -> "a " + kind;
        };
    }
}
