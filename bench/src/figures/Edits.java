package figures;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Edits in a row, every fifth of them broken, while clients ask on kept connections.
///
/// Another app than the example is measured too where `EDGEWISE_BENCH_APP` names one, as
/// `DIRECTORY:FILE:MARKER:PATH`: the file is edited behind the marker, and what stands there then must
/// come in the answer of the path.
final class Edits implements Row {
    private static final int CLIENTS = 8;
    private static final long EVERY_NANOS = 50_000_000;
    private static final double MILLIS_MAX = 300;
    private static final long PATIENCE_MILLIS = 10_000;

    /// What is edited: behind the marker in the file, to be seen at the path.
    private record App(String name, Path directory, String file, String marker, String path) {}

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        List<Figure> figures = new ArrayList<>();
        Path example = setting.root().resolve("examples/hono-api");
        figures.add(measure(setting, new App("hono-api", example, "src/page.tsx", "<h1>{title}", "/")));
        String other = System.getenv("EDGEWISE_BENCH_APP");
        if (other != null) {
            List<String> parts = List.of(other.split(":", 4));
            Path directory = Path.of(parts.get(0));
            String name = directory.getFileName().toString();
            figures.add(
                    measure(
                            setting,
                            new App(name, directory, parts.get(1), parts.get(2), parts.get(3))));
        }
        return figures;
    }

    private static Figure measure(Setting setting, App app) throws Exception {
        int edits = setting.of(100, 10);
        Path copy = setting.results().resolve("edited/" + app.name());
        copy(app.directory(), copy);
        Path file = copy.resolve(app.file());
        String source = Files.readString(file);
        List<Double> waits = new ArrayList<>();
        List<Load.Sent> sent;
        try (var dev = new Dev(setting, List.of(copy))) {
            String host = dev.firstHost();
            var target = new Load.Target(host, id -> app.path());
            try (var load = new Load(dev, target, CLIENTS, EVERY_NANOS)) {
                for (int i = 0; i < edits; i++) {
                    String mark = "edit" + i + "x";
                    String edited = source.replace(app.marker(), app.marker() + mark);
                    if (i % 5 == 4) {
                        Files.writeString(file, edited + "\nconst = ;\n");
                        Thread.sleep(250);
                    } else {
                        Files.writeString(file, edited);
                        waits.add(await(dev, host, app.path(), mark));
                    }
                }
                load.close();
                sent = load.sent();
            }
        }
        return figure(app, edits, Quantiles.of(waits), sent);
    }

    private static double await(Dev dev, String host, String path, String mark)
            throws IOException, InterruptedException {
        long began = System.nanoTime();
        try (Connection connection = dev.connect()) {
            while (!connection.get(host + ".localhost", path).text().contains(mark)) {
                if (Dev.millisSince(began) > PATIENCE_MILLIS) {
                    throw new IllegalStateException("The edit " + mark + " is never served.");
                }
                Thread.sleep(10);
            }
        }
        return Dev.millisSince(began);
    }

    private static Figure figure(App app, int edits, Quantiles waits, List<Load.Sent> sent) {
        long failed = sent.stream().filter(each -> !each.isOk()).count();
        return new Figure(
                "%s: %d edits in a row, every fifth broken, %d kept connections"
                        .formatted(app.name(), edits, CLIENTS),
                "served within 300 ms (p95), no failed request",
                "p50 %.0f ms, p95 %.0f ms, max %.0f ms; %d of %,d requests failed"
                        .formatted(waits.p50(), waits.at(0.95), waits.max(), failed, sent.size()),
                Figure.Held.of(waits.at(0.95) <= MILLIS_MAX && failed == 0));
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> all = Files.walk(from)) {
            all.forEach(path -> copyOne(path, to.resolve(from.relativize(path))));
        }
    }

    private static void copyOne(Path from, Path to) {
        try {
            if (Files.isDirectory(from)) {
                Files.createDirectories(to);
            } else {
                Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
