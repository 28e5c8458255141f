package web;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Asks servers that run the same cases: `Web PASSES MILLIS WORD NAME=PORT...`, cases whose name holds the word. A server's clock may stand
/// still while code runs, so time is taken here: that of a request that does a case many times, less
/// that of one that does it not at all. Prints a line a case: its name and each server's nanoseconds,
/// by tabs.
public final class Web {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final int passes;
    private final long millis;
    private final String word;
    private final Map<String, Integer> ports = new LinkedHashMap<>();

    private Web(String[] args) {
        passes = Integer.parseInt(args[0]);
        millis = Long.parseLong(args[1]);
        word = args[2];
        for (String server : List.of(args).subList(3, args.length)) {
            String[] parts = server.split("=");
            ports.put(parts[0], Integer.valueOf(parts[1]));
        }
    }

    /// See the class.
    public static void main(String[] args) throws Exception {
        new Web(args).run();
    }

    private void run() throws Exception {
        int first = ports.values().iterator().next();
        String[] cases = get(first, "/").split("\n");
        if (List.of(cases).stream().noneMatch(name -> name.contains(word))) {
            System.err.println(
                    "bench: no case's name holds '" + word + "': " + String.join(", ", cases) + ".");
            System.exit(2);
        }
        for (String name : cases) {
            if (!name.contains(word)) {
                continue;
            }
            Map<String, Integer> times = new LinkedHashMap<>();
            for (var server : ports.entrySet()) {
                times.put(server.getKey(), enough(server.getValue(), name));
            }
            Map<String, List<Double>> nanos = new LinkedHashMap<>();
            for (int pass = 0; pass < passes; pass++) {
                for (var server : ports.entrySet()) {
                    int n = times.get(server.getKey());
                    nanos.computeIfAbsent(server.getKey(), _ -> new ArrayList<>())
                            .add(each(server.getValue(), name, n));
                }
            }
            var line = new StringBuilder(name);
            nanos.values().forEach(values -> line.append('\t').append(Math.round(median(values))));
            System.out.println(line);
            System.err.println("bench: " + line);
        }
    }

    /// How often a server does it in the time of a pass; doubles as warm-up.
    private int enough(int port, String name) throws Exception {
        int n = 1;
        while (n < 1 << 28) {
            double took = took(port, name, n) / 1e6;
            if (took >= millis) {
                break;
            }
            n = took < millis / 8.0 ? n * 4 : (int) Math.ceil(n * millis / took * 1.05);
        }
        took(port, name, n);
        return n;
    }

    private double each(int port, String name, int n) throws Exception {
        double nothing = Math.min(took(port, name, 0), took(port, name, 0));
        return Math.max(0, took(port, name, n) - nothing) / n;
    }

    private double took(int port, String name, int n) throws Exception {
        String target = "/?case=" + URLEncoder.encode(name, StandardCharsets.UTF_8) + "&n=" + n;
        long began = System.nanoTime();
        get(port, target);
        return System.nanoTime() - began;
    }

    private String get(int port, String target) throws IOException, InterruptedException {
        var uri = URI.create("http://127.0.0.1:" + port + target);
        var request = HttpRequest.newBuilder(uri).timeout(PATIENCE).build();
        var response = client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(uri + " answered " + response.statusCode() + ": " + response.body());
        }
        return response.body();
    }

    private static double median(List<Double> values) {
        double[] sorted = values.stream().mapToDouble(Double::doubleValue).toArray();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
