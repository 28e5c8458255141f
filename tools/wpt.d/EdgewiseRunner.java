import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs cases in batches, one `edgewise dev` a batch, so that a node or child that dies costs little.
final class EdgewiseRunner implements Runner {

    private static final int BATCH = 40;

    private final Path directory;
    private final AppWriter writer;
    private final Certificate certificate;
    private final int jobs;
    private final AtomicInteger issued = new AtomicInteger();

    EdgewiseRunner(Path directory, AppWriter writer, Certificate certificate, int jobs) {
        this.directory = directory;
        this.writer = writer;
        this.certificate = certificate;
        this.jobs = jobs;
    }

    /// The log of all nodes.
    Path log() {
        return directory.resolve("dev.log");
    }

    @Override
    public List<Outcome> run(List<Case> cases, Progress progress)
            throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (int from = 0; from < cases.size(); from += BATCH) {
            List<Case> batch = cases.subList(from, Math.min(cases.size(), from + BATCH));
            outcomes.addAll(runBatch(batch, progress));
        }
        return outcomes;
    }

    private record App(String name, Path directory, Case run) {}

    private List<Outcome> runBatch(List<Case> batch, Progress progress)
            throws IOException, InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        List<App> apps = new ArrayList<>();
        for (Case each : batch) {
            String name = "t" + issued.incrementAndGet();
            try {
                apps.add(new App(name, writer.write(directory, name, each), each));
            } catch (IOException e) {
                outcomes.add(progress.tell(Outcome.none(each, "BUILD", "" + e.getMessage())));
            }
        }
        var left = new ConcurrentLinkedQueue<>(apps);
        while (!left.isEmpty()) {
            outcomes.addAll(serve(left, progress));
        }
        return outcomes;
    }

    /// Runs what is left until nothing is, or the node has died.
    private List<Outcome> serve(ConcurrentLinkedQueue<App> left, Progress progress)
            throws IOException, InterruptedException {
        List<Future<List<Outcome>>> parts = new ArrayList<>();
        try (Dev dev =
                        Dev.serving(
                                left.stream().map(App::directory).toList(),
                                log(),
                                certificate.trust());
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < jobs; i++) {
                parts.add(threads.submit(() -> work(dev, left, progress)));
            }
        }
        List<Outcome> outcomes = new ArrayList<>();
        parts.forEach(part -> outcomes.addAll(part.resultNow()));
        return outcomes;
    }

    private static List<Outcome> work(Dev dev, ConcurrentLinkedQueue<App> left, Progress progress)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        while (dev.isAlive()) {
            App app = left.poll();
            if (app == null) {
                break;
            }
            outcomes.add(progress.tell(dev.run(app.name(), app.run())));
        }
        return outcomes;
    }
}
