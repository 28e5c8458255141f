package figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A thousand requests at once that wait for a slow origin, each with an id that it must keep.
final class Waiting implements Row {
    private static final int REQUESTS = 1000;
    private static final int MEGABYTES_MAX = 150;
    private static final Pattern TARGET = Pattern.compile(" GET /\\?id=(\\d+)&");
    private static final Pattern LINE = Pattern.compile("^  log +line of (\\d+)$");
    private static final Pattern METER =
            Pattern.compile("^\\{\"app\":\"waiting\".*\"wallMicros\":(\\d+),\"subrequests\":1,.*");

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        long delay = setting.of(5000, 2000);
        try (var origin = new Origin(delay);
                var dev = new Dev(setting, List.of(setting.app("waiting")))) {
            dev.get("waiting", "/");
            double risen;
            int right;
            try (var memory = new Memory(dev)) {
                right = askAll(dev, origin);
                risen = memory.risenMegabytes();
            }
            Thread.sleep(200);
            List<String> lines = dev.lines();
            long isolates = lines.stream().filter(line -> line.startsWith("{\"isolate\"")).count();
            int logged = ownLines(lines);
            int records = records(lines, delay);
            boolean once = origin.asked().values().stream().allMatch(times -> times == 1);
            boolean held =
                    isolates <= 2
                            && right == REQUESTS
                            && logged == REQUESTS
                            && records == REQUESTS
                            && once
                            && risen <= MEGABYTES_MAX;
            return List.of(
                    new Figure(
                            "1,000 requests that each wait %d s for a slow origin, each with an id in AsyncLocalStorage"
                                    .formatted(delay / 1000),
                            "≤ 2 isolates, every id right, every record its own, memory +≤ 150 MB",
                            "%d isolates, %d ids right in the answers, %d in the log, %d records, each asked %s, memory +%.0f MB"
                                    .formatted(
                                            isolates,
                                            right,
                                            logged,
                                            records,
                                            once ? "once" : "**not once**",
                                            risen),
                            Figure.Held.of(held)));
        }
    }

    /// How many answers bear the id of their own request.
    private static int askAll(Dev dev, Origin origin) throws Exception {
        int right = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                int id = i;
                answers.add(threads.submit(() -> ask(dev, origin, id)));
            }
            for (Future<Boolean> answer : answers) {
                right += answer.get() ? 1 : 0;
            }
        }
        return right;
    }

    private static boolean ask(Dev dev, Origin origin, int id) throws IOException {
        Answer answer = dev.get("waiting", "/?id=" + id + "&origin=" + origin.address());
        return answer.isOk() && answer.text().equals(id + " /" + id);
    }

    /// Requests in the log that have their own console line beneath, and no other.
    private static int ownLines(List<String> lines) {
        Set<String> right = new HashSet<>();
        String request = "";
        for (String line : lines) {
            Matcher target = TARGET.matcher(line);
            Matcher console = LINE.matcher(line);
            if (target.find()) {
                request = target.group(1);
            } else if (console.matches() && console.group(1).equals(request)) {
                right.add(request);
            }
        }
        return right.size();
    }

    /// Meter records of requests that made one call and took about as long as the origin.
    private static int records(List<String> lines, long delay) {
        int records = 0;
        for (String line : lines) {
            Matcher meter = METER.matcher(line);
            if (meter.matches() && Long.parseLong(meter.group(1)) >= delay * 1000) {
                records++;
            }
        }
        return records;
    }
}
