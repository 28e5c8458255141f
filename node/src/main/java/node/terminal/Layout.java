package node.terminal;

import base.lane.LogLevel;
import base.meter.MeterRecord;
import java.time.Instant;
import java.time.ZoneId;
import node.json.JsonText;

/// What an entry looks like. Used by the terminal's thread alone.
final class Layout {

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

    void append(Entry entry, StringBuilder out) {
        switch (entry) {
            case Entry.Request request -> request(request, out);
            case Entry.Late(String app, Entry.Console console) -> {
                out.append(colours.dim(app)).append(' ');
                console(console, out);
            }
            case Entry.Meter(MeterRecord usage) -> meter(usage, out);
            case Entry.Said(String text, _) -> {
                out.append(text);
                if (!text.endsWith("\n")) {
                    out.append('\n');
                }
            }
        }
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
            plain(target, out);
        } else {
            plain(target.substring(0, TARGET_CHARS_MAX), out);
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
        String mark = mark(console.level());
        // An exception with its code frame is of use in its own shape only, also in a file.
        if (lines && !console.level().isFailure()) {
            out.append("  ").append(mark).append(' ');
            plain(console.text().strip().replace("\r\n", "\n").replace("\n", "\\n"), out);
            out.append('\n');
            return;
        }
        console.text()
                .lines()
                .forEach(line -> {
                    out.append("  ").append(mark).append(' ');
                    plain(line, out);
                    out.append('\n');
                });
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

    /// What comes from outside must not steer the terminal.
    private static void plain(String text, StringBuilder out) {
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < 0x20 && c != '\t') || (c >= 0x7f && c < 0xa0)) {
                out.append(text, from, i).append("\\x");
                out.append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
                from = i + 1;
            }
        }
        out.append(text, from, text.length());
    }

    private static void meter(MeterRecord usage, StringBuilder out) {
        var json = new JsonText(out);
        out.append("{\"app\":");
        json.text(usage.app());
        out.append(",\"version\":");
        json.text(usage.version());
        out.append(",\"cpuMicros\":").append(usage.cpuMicros());
        out.append(",\"wallMicros\":").append(usage.wallMicros());
        out.append(",\"subrequests\":").append(usage.subrequests());
        out.append(",\"bytesIn\":").append(usage.bytesIn());
        out.append(",\"bytesOut\":").append(usage.bytesOut());
        out.append(",\"outcome\":");
        json.text(usage.outcome().word());
        out.append("}\n");
    }
}
