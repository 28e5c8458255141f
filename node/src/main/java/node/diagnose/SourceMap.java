package node.diagnose;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import node.json.Json;
import node.json.JsonReader;
import org.jspecify.annotations.Nullable;

/// A source map, version 3 (ECMA-426): from a place in a bundle to the place that it was made of.
///
/// Nothing is read until the first question, because most maps are never asked. A map that makes no
/// sense answers every question with nothing. Any thread may ask.
public final class SourceMap {

    /// A map that knows nothing.
    public static final SourceMap NONE = new SourceMap("");

    private @Nullable String json;
    private volatile boolean read;
    private Content content = new Content(Map.of(), List.of(), Mappings.NONE);

    /// A map by its text.
    public SourceMap(String json) {
        this.json = json;
        this.read = json.isEmpty();
    }

    /// Whether questions are answered at once.
    public boolean isRead() {
        return read;
    }

    /// Reads it now: of a large app it takes long.
    public void read() {
        content();
    }

    /// Where a place was written.
    ///
    /// @param source the file as the map names it
    /// @param line counted from 1
    /// @param column counted from 1
    public record Original(String source, int line, int column) {}

    /// Where the code at a place of the bundle came from; line and column counted from 1, as in
    /// V8's stacks. Null where it came from nowhere.
    public @Nullable Original original(int line, int column) {
        Content known = content();
        int segment = known.mappings().segment(line - 1, column - 1);
        if (segment < 0) {
            return null;
        }
        int source = known.mappings().source(segment);
        if (source < 0 || source >= known.names().size()) {
            return null;
        }
        return new Original(
                known.names().get(source),
                known.mappings().line(segment) + 1,
                known.mappings().column(segment) + 1);
    }

    /// The text of a source; null where the map does not carry it.
    public @Nullable String text(String source) {
        return content().texts().get(source);
    }

    private synchronized Content content() {
        if (json != null) {
            content = read(json);
            json = null;
            read = true;
        }
        return content;
    }

    private static Content read(String json) {
        if (!(JsonReader.read(json).root() instanceof Json.Fields map)) {
            return new Content(Map.of(), List.of(), Mappings.NONE);
        }
        String root = map.text("sourceRoot");
        List<String> names = map.items("sources").stream().map(name -> root + text(name)).toList();
        List<Json> contents = map.items("sourcesContent");
        var texts = new TreeMap<String, String>();
        for (int i = 0; i < Math.min(names.size(), contents.size()); i++) {
            texts.put(names.get(i), text(contents.get(i)));
        }
        return new Content(texts, names, Mappings.decode(map.text("mappings")));
    }

    private static String text(Json value) {
        return value instanceof Json.Text text ? text.text() : "";
    }

    private record Content(Map<String, String> texts, List<String> names, Mappings mappings) {}
}
