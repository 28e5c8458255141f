package node.terminal;

import base.lane.LogLevel;
import base.meter.MeterRecord;
import java.time.Instant;
import java.time.ZoneId;
import node.json.JsonWriter;

/// What an entry looks like to a person. Used by the terminal's thread alone.
final class Layout implements Look {

    private static final int TARGET_CHARS_MAX = 200;

    private final Colours colours;
    private final boolean lines;
    private final ZoneId zone;
    private long second = Long.MIN_VALUE;
    private String time = "";
    private int appWidth = 1;

    /// @param lines whether every entry is to be one line, for programs that read them
    Layout(Colours colours, boolean lines, ZoneId zone) {
        this.colours = colours;
        this.lines = lines;
        this.zone = zone;
    }

    @Override
    public boolean isError(Entry entry) {
        return switch (entry) {
            case Entry.Said said -> said.error();
            case Entry.Fault _ -> true;
            case Entry.Reload reload -> !reload.good();
            case Entry.Request _, Entry.Late _, Entry.Ready _ -> false;
            case Entry.Meter _, Entry.Loaded _ -> false;
        };
    }

    @Override
    public void append(Entry entry, StringBuilder out) {
        switch (entry) {
            case Entry.Request request -> request(request, out);
            case Entry.Late(String app, Entry.Console console) -> {
                out.append(colours.dim(app)).append(' ');
                console(console, out);
            }
            case Entry.Meter(MeterRecord usage) -> meter(usage, out);
            case Entry.Loaded loaded -> loaded(loaded, out);
            case Entry.Said(String text, _) -> said(text, out);
            case Entry.Fault fault ->
                    said(
                            fault.line().isEmpty() ? fault.problem().lines(colours) : fault.line(),
                            out);
            case Entry.Reload reload -> reload(reload, out);
            case Entry.Ready ready -> new Banner(colours, lines).append(ready, out);
        }
    }

    private static void said(String text, StringBuilder out) {
        out.append(text);
        if (!text.endsWith("\n")) {
            out.append('\n');
        }
    }

    private void reload(Entry.Reload reload, StringBuilder out) {
        String app = "  " + colours.cyan(reload.app()) + "  ";
        if (reload.good()) {
            out.append(app).append("reloaded in ").append(reload.millis()).append(" ms");
            out.append(colours.dim(named(reload))).append('\n');
        } else if (reload.answers()) {
            out.append(app).append("goes on as it was before this change.\n");
        }
    }

    private static String named(Entry.Reload reload) {
        int count = reload.files().size();
        return switch (count) {
            case 0 -> "";
            case 1 -> " (" + reload.files().getFirst() + ")";
            default -> " (" + reload.files().getFirst() + " and " + (count - 1) + " more)";
        };
    }

    private void request(Entry.Request request, StringBuilder out) {
        time(request.epochMillis(), out);
        out.append(' ');
        app(request.app(), out);
        out.append(' ').append(request.method()).append(' ');
        target(request.target(), out);
        out.append(' ').append(status(request.status())).append(' ');
        millis(request.wallMicros(), out);
        if (request.cpuMicros() >= 0) {
            out.append(" cpu ");
            millis(request.cpuMicros(), out);
        }
        out.append(' ').append(request.bytes()).append(" B");
        if (!request.outcome().equals("ok")) {
            out.append(' ').append(colours.red("✘ " + request.outcome()));
        }
        out.append('\n');
        for (Entry.Console console : request.console()) {
            console(console, out);
        }
    }

    /// The clock is asked for its hour once a second; only the millis change between.
    private void time(long epochMillis, StringBuilder out) {
        long now = Math.floorDiv(epochMillis, 1000L);
        if (now != second) {
            second = now;
            time = Instant.ofEpochSecond(now).atZone(zone).toLocalTime().toString();
            time = time.length() == 5 ? time + ":00" : time;
        }
        int millis = Math.floorMod(epochMillis, 1000);
        out.append(time).append('.');
        out.append((char) ('0' + millis / 100)).append((char) ('0' + millis / 10 % 10));
        out.append((char) ('0' + millis % 10));
    }

    private void app(String app, StringBuilder out) {
        appWidth = Math.max(appWidth, app.length());
        out.append(colours == Colours.ON ? colours.cyan(app) : app);
        out.repeat(' ', appWidth - app.length());
    }

    private static void target(String target, StringBuilder out) {
        if (target.length() <= TARGET_CHARS_MAX) {
            Plain.append(target, out);
        } else {
            Plain.append(target.substring(0, TARGET_CHARS_MAX), out);
            out.append('…');
        }
    }

    private String status(int status) {
        String text = Integer.toString(status);
        return switch (status / 100) {
            case 1, 2 -> colours.green(text);
            case 3 -> colours.cyan(text);
            case 4 -> colours.yellow(text);
            default -> colours.red(text);
        };
    }

    /// Tenths below 100 ms, whole ones above.
    private static void millis(long micros, StringBuilder out) {
        if (micros < 100_000) {
            long tenths = (micros + 50) / 100;
            out.append(tenths / 10).append('.').append(tenths % 10).append(" ms");
        } else {
            out.append((micros + 500) / 1000).append(" ms");
        }
    }

    private void console(Entry.Console console, StringBuilder out) {
        if (console.detail() != null) {
            detail(mark(console.level()), console.detail(), out);
            return;
        }
        String mark = mark(console.level());
        // An exception with its code frame is of use in its own shape only, also in a file.
        if (lines && !console.level().isFailure()) {
            out.append("  ").append(mark).append(' ');
            Plain.append(console.text().strip().replace("\r\n", "\n").replace("\n", "\\n"), out);
            out.append('\n');
            return;
        }
        console.text()
                .lines()
                .forEach(line -> {
                    out.append("  ").append(mark).append(' ');
                    Plain.append(line, out);
                    out.append('\n');
                });
    }

    /// It takes out of its text what steers a terminal; its colours are its own.
    private void detail(String mark, Showable detail, StringBuilder out) {
        detail.lines(colours)
                .lines()
                .forEach(line ->
                        out.append("  ").append(mark).append(' ').append(line).append('\n'));
    }

    private String mark(LogLevel level) {
        return switch (level) {
            case DEBUG -> colours.dim("debug");
            case INFO -> colours.cyan("info ");
            case LOG -> colours.dim("log  ");
            case WARN -> colours.yellow("warn ");
            case ERROR, EXCEPTION, REJECTION -> colours.red("error");
        };
    }

    private static void loaded(Entry.Loaded loaded, StringBuilder out) {
        JsonWriter json = new JsonWriter(out).object().put("isolate", loaded.app());
        MeterFields.write(loaded, json);
        json.end();
        out.append('\n');
    }

    private static void meter(MeterRecord usage, StringBuilder out) {
        JsonWriter json = new JsonWriter(out).object();
        MeterFields.write(usage, json);
        json.end();
        out.append('\n');
    }
}
