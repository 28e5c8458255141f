package node.page;

import base.lane.LogLevel;
import java.util.Locale;
import node.json.JsonWriter;
import node.terminal.Entry;

/// Entries as the page reads them, in the words of `dev --json` (`docs/terminal.md`). All text in
/// them is of others, and the page shows it as text.
final class EntryJson {

    /// What is longer is to be read in the terminal.
    private static final int TEXT_CHARS_MAX = 64 * 1024;

    private EntryJson() {}

    /// Writes an entry as an object.
    static void write(long number, long epochMillis, Entry entry, JsonWriter out) {
        out.object().put("id", number).put("at", epochMillis);
        switch (entry) {
            case Entry.Request request -> request(request, out);
            case Entry.Late(String app, Entry.Console line) -> {
                out.put("kind", "line").put("app", app).list("console");
                console(line, out);
                out.endList();
            }
            case Entry.Said(String text, _) -> out.put("kind", "note").put("text", cut(text));
            case Entry.Meter _, Entry.Loaded _, Entry.Fault _, Entry.Reload _, Entry.Ready _ ->
                    out.put("kind", "other");
        }
        out.end();
    }

    private static void request(Entry.Request request, JsonWriter out) {
        out.put("kind", "request")
                .put("app", request.app())
                .put("method", request.method())
                .put("target", request.target())
                .put("status", request.status())
                .put("wallMicros", request.wallMicros());
        if (request.cpuMicros() >= 0) {
            out.put("cpuMicros", request.cpuMicros());
        }
        out.put("bytes", request.bytes()).put("outcome", request.outcome());
        if (!request.console().isEmpty()) {
            out.list("console");
            request.console().forEach(line -> console(line, out));
            out.endList();
        }
    }

    private static void console(Entry.Console line, JsonWriter out) {
        out.object().put("level", level(line.level()));
        if (line.detail() == null) {
            out.put("text", cut(line.text()));
        } else {
            out.object("problem");
            line.detail().fields(out);
            out.end();
        }
        out.end();
    }

    private static String level(LogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }

    private static String cut(String text) {
        return text.length() <= TEXT_CHARS_MAX
                ? text
                : text.substring(0, TEXT_CHARS_MAX)
                        + "\n… and "
                        + (text.length() - TEXT_CHARS_MAX)
                        + " more characters";
    }
}
