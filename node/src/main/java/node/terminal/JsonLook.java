package node.terminal;

import base.meter.MeterRecord;
import java.util.Locale;
import node.json.JsonWriter;

/// Every entry as lines of JSON, one object a line, all on standard output; `docs/terminal.md` says
/// what stands in them. Used by the terminal's thread alone.
final class JsonLook implements Look {
    private long requests;

    @Override
    public boolean isError(Entry entry) {
        return false;
    }

    @Override
    public void append(Entry entry, StringBuilder out) {
        switch (entry) {
            case Entry.Request request -> request(request, out);
            case Entry.Late(String app, Entry.Console console) -> console(app, 0, console, out);
            case Entry.Meter(MeterRecord usage) -> meter(usage, out);
            case Entry.Loaded loaded -> {
                JsonWriter json = begin("isolate", out).put("app", loaded.app());
                MeterFields.write(loaded, json);
                end(json, out);
            }
            case Entry.Said(String text, boolean error) ->
                    end(
                            begin("note", out)
                                    .put("level", error ? "error" : "info")
                                    .put("text", text.strip()),
                            out);
            case Entry.Fault fault -> {
                JsonWriter json = begin("problem", out).put("app", fault.app());
                fault.problem().fields(json);
                end(json, out);
            }
            case Entry.Reload reload -> reload(reload, out);
            case Entry.Ready ready -> ready(ready, out);
        }
    }

    private static JsonWriter begin(String kind, StringBuilder out) {
        return new JsonWriter(out).object().put("kind", kind);
    }

    private static void end(JsonWriter json, StringBuilder out) {
        json.end();
        out.append('\n');
    }

    private void request(Entry.Request request, StringBuilder out) {
        long id = ++requests;
        JsonWriter json =
                begin("request", out)
                        .put("id", id)
                        .put("at", request.epochMillis())
                        .put("app", request.app())
                        .put("method", request.method())
                        .put("target", request.target())
                        .put("status", request.status())
                        .put("wallMicros", request.wallMicros());
        if (request.cpuMicros() >= 0) {
            json.put("cpuMicros", request.cpuMicros());
        }
        end(json.put("bytes", request.bytes()).put("outcome", request.outcome()), out);
        for (Entry.Console console : request.console()) {
            console(request.app(), id, console, out);
        }
    }

    /// @param request whose line it is; 0 where that was told already, or there is none
    private static void console(
            String app, long request, Entry.Console console, StringBuilder out) {
        boolean failure = console.detail() != null || console.level().isFailure();
        JsonWriter json = begin(failure ? "exception" : "console", out);
        if (request > 0) {
            json.put("request", request);
        }
        json.put("app", app);
        if (console.detail() != null) {
            console.detail().fields(json);
        } else {
            json.put("level", console.level().name().toLowerCase(Locale.ROOT))
                    .put("text", console.text());
        }
        end(json, out);
    }

    private static void meter(MeterRecord usage, StringBuilder out) {
        JsonWriter json = begin("meter", out);
        MeterFields.write(usage, json);
        end(json, out);
    }

    private static void reload(Entry.Reload reload, StringBuilder out) {
        JsonWriter json =
                begin("reload", out)
                        .put("app", reload.app())
                        .put("millis", reload.millis())
                        .put("good", reload.good())
                        .put("answers", reload.answers())
                        .list("files");
        reload.files().forEach(json::item);
        end(json.endList(), out);
    }

    private static void ready(Entry.Ready ready, StringBuilder out) {
        JsonWriter json =
                begin("ready", out).put("version", ready.version()).put("page", ready.page());
        json.list("apps");
        for (Entry.Served served : ready.apps()) {
            json.object().put("app", served.app()).put("url", served.url()).end();
        }
        end(json.endList(), out);
    }
}
