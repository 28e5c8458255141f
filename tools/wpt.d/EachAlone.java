import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/// Runs cases in another runtime, a process each, several at once.
final class EachAlone implements Runner {

    private final Program program;
    private final Path directory;
    private final AppWriter writer;
    private final int jobs;
    private final boolean keep;
    private final AtomicInteger issued = new AtomicInteger();

    /// @param directory where the apps go, which are removed one by one unless they are to be kept
    EachAlone(Program program, Path directory, AppWriter writer, int jobs, boolean keep)
            throws IOException {
        this.program = program;
        this.directory = Files.createDirectory(directory);
        this.writer = writer;
        this.jobs = jobs;
        this.keep = keep;
    }

    @Override
    public List<Outcome> run(List<Case> cases, Progress progress) {
        var left = new ConcurrentLinkedQueue<>(cases);
        List<Future<List<Outcome>>> parts = new ArrayList<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < jobs; i++) {
                parts.add(threads.submit(() -> work(left, progress)));
            }
        }
        return parts.stream().flatMap(part -> part.resultNow().stream()).toList();
    }

    private List<Outcome> work(ConcurrentLinkedQueue<Case> left, Progress progress)
            throws InterruptedException {
        List<Outcome> outcomes = new ArrayList<>();
        for (Case each = left.poll(); each != null; each = left.poll()) {
            outcomes.add(progress.tell(one(each)));
        }
        return outcomes;
    }

    private Outcome one(Case run) throws InterruptedException {
        try {
            Path app = writer.write(directory, "t" + issued.incrementAndGet(), run);
            try {
                return program.run(app, run);
            } finally {
                if (!keep) {
                    Folder.remove(app);
                }
            }
        } catch (IOException e) {
            return Outcome.none(run, "BUILD", "" + e.getMessage());
        }
    }
}
