package figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// How long the first request of an app takes: ever, and when its isolates were closed as idle.
final class Isolates implements Row {
    /// Isolates are closed after 15 s, by a look once a second.
    private static final long IDLE_MILLIS = 18_000;

    private static final long GAP_MILLIS = 30;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>();
        figures.addAll(measure(setting, setting.app("tiny"), "/", setting.of(100, 10)));
        Path hono = setting.root().resolve("examples/hono-api");
        if (Files.exists(hono.resolve("node_modules"))) {
            figures.addAll(measure(setting, hono, "/", setting.of(50, 5)));
        } else {
            figures.add(Figure.told("first hits of examples/hono-api", "left out: run `./test` once, or `npm ci` there"));
        }
        return figures;
    }

    private static List<Figure> measure(Setting setting, Path app, String target, int count)
            throws Exception {
        String name = app.getFileName().toString();
        List<Path> apps = new ArrayList<>(setting.copies(app, count));
        apps.add(setting.app("neighbour"));
        try (var dev = new Dev(setting, apps);
                Connection connection = dev.connect()) {
            for (int i = 0; i < setting.of(3000, 100); i++) {
                ask(connection, "neighbour", "/");
            }
            List<Double> cold = hits(connection, name, target, count);
            List<Double> idle = new ArrayList<>();
            for (int round = 0; round < setting.of(3, 1); round++) {
                Thread.sleep(IDLE_MILLIS);
                idle.addAll(hits(connection, name, target, count));
            }
            Thread.sleep(200);
            Loads loads = Loads.of(dev.lines()).ofApps(name + "-");
            return figures(name, Quantiles.of(cold), Quantiles.of(idle), loads);
        }
    }

    private static List<Double> hits(Connection connection, String name, String target, int count)
            throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Thread.sleep(GAP_MILLIS);
            millis.add(ask(connection, name + "-" + i, target));
        }
        return millis;
    }

    private static double ask(Connection connection, String app, String target)
            throws IOException {
        long began = System.nanoTime();
        Answer answer = connection.get(app + ".localhost", target);
        if (!answer.isOk()) {
            throw new IOException("status " + answer.status() + ": " + answer.text());
        }
        return Dev.millisSince(began);
    }

    private static List<Figure> figures(String name, Quantiles cold, Quantiles idle, Loads loads) {
        Quantiles take = loads.takeMillis();
        Loads cached = loads.cached(true);
        Loads fresh = loads.cached(false);
        // One that waits through a pause of the machine's may have a second isolate opened for it.
        if (cached.all().size() < idle.count() || fresh.all().size() < cold.count()) {
            throw new IllegalStateException(
                    "loads: %d cached for %d hits, %d fresh for %d"
                            .formatted(
                                    cached.all().size(),
                                    idle.count(),
                                    fresh.all().size(),
                                    cold.count()));
        }
        return List.of(
                new Figure(
                        name + ": a spare isolate taken (" + take.count() + " times)",
                        "p99 < 1 ms",
                        take.millis(),
                        Figure.Held.of(take.p99() < 1)),
                Figure.told(
                        name + ": first hit of an idle app, from cached code (" + idle.count() + ")",
                        idle.millis() + "; of that, loading " + cached.loadMillis().millis()),
                Figure.told(
                        name + ": first hit ever, code not compiled yet (" + cold.count() + ")",
                        cold.millis() + "; of that, loading " + fresh.loadMillis().millis()));
    }
}
