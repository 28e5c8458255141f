package figures;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// Fifty apps are asked at once, and a minute later nothing is left of it.
final class Burst implements Row {
    private static final int APPS = 50;
    private static final int REQUESTS = 100;
    private static final double RISE_MAX = 0.10;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        long rest = setting.of(60_000, 20_000);
        List<Path> apps = setting.copies(setting.app("tiny"), APPS);
        try (var dev = new Dev(setting, apps)) {
            dev.get("tiny-0", "/");
            Thread.sleep(20_000);
            String fresh = dev.memories();
            long before = dev.residentBytes();
            burst(dev);
            String during = dev.memories();
            Thread.sleep(rest);
            String after = dev.memories();
            double rise = (double) dev.residentBytes() / before - 1;
            int left = APPS - loadsOfAll(dev);
            burst(dev);
            Thread.sleep(rest);
            double again = (double) dev.residentBytes() / before - 1;
            return List.of(
                    new Figure(
                            "%d s after a burst of 50 apps (%d requests each, at once)"
                                    .formatted(rest / 1000, REQUESTS),
                            "no isolate, memory within 10% of before",
                            "%d isolates; before %s, in the burst %s, after %s: %+.0f%% (%+.0f%% after a second burst)"
                                    .formatted(
                                            left, fresh, during, after, rise * 100, again * 100),
                            Figure.Held.of(left == 0 && Math.abs(rise) <= RISE_MAX)));
        }
    }

    private static void burst(Dev dev) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> clients = new ArrayList<>();
            for (int i = 0; i < APPS; i++) {
                String app = "tiny-" + i;
                clients.add(threads.submit(() -> ask(dev, app)));
            }
            for (Future<?> client : clients) {
                client.get();
            }
        }
    }

    private static Void ask(Dev dev, String app) throws IOException {
        try (Connection connection = dev.connect()) {
            for (int i = 0; i < REQUESTS; i++) {
                Answer answer = connection.get(app + ".localhost", "/");
                if (!answer.isOk()) {
                    throw new IOException("status " + answer.status() + ": " + answer.text());
                }
            }
        }
        return null;
    }

    /// Asks each app once: how many had to be loaded again, as they had no isolate any more.
    private static int loadsOfAll(Dev dev) throws Exception {
        int before = Loads.of(dev.lines()).all().size();
        for (int i = 0; i < APPS; i++) {
            dev.get("tiny-" + i, "/");
        }
        Thread.sleep(200);
        return Loads.of(dev.lines()).all().size() - before;
    }
}
