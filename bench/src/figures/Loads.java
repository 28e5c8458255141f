package figures;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Versions that were loaded into isolates, as the log with `--meter` tells.
record Loads(List<Loaded> all) {
    private static final Pattern LINE =
            Pattern.compile(
                    "\\{\"isolate\":\"([^\"]*)\",\"takeMicros\":(\\d+),\"loadMicros\":(\\d+),\"cached\":(true|false)}");

    /// One of them.
    record Loaded(String app, long takeMicros, long loadMicros, boolean cached) {}

    static Loads of(List<String> lines) {
        List<Loaded> all = new ArrayList<>();
        for (String line : lines) {
            Matcher m = LINE.matcher(line);
            if (m.matches()) {
                long take = Long.parseLong(m.group(2));
                long load = Long.parseLong(m.group(3));
                all.add(new Loaded(m.group(1), take, load, m.group(4).equals("true")));
            }
        }
        return new Loads(all);
    }

    /// Those of apps whose name begins so.
    Loads ofApps(String prefix) {
        return new Loads(all.stream().filter(l -> l.app().startsWith(prefix)).toList());
    }

    Loads cached(boolean cached) {
        return new Loads(all.stream().filter(l -> l.cached() == cached).toList());
    }

    Quantiles takeMillis() {
        return Quantiles.of(all.stream().map(l -> l.takeMicros() / 1e3).toList());
    }

    Quantiles loadMillis() {
        return Quantiles.of(all.stream().map(l -> l.loadMicros() / 1e3).toList());
    }
}
