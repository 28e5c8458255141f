import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// A process of another runtime. What it prints goes to a file beside the app.
record Child(Process process) implements AutoCloseable {

    /// How much longer than a test may take its process is waited for.
    static final int GRACE_SECONDS = 45;

    static final String LOG = "log.txt";

    static ProcessBuilder prepare(Path app, List<String> words, Map<String, String> environment) {
        var builder = new ProcessBuilder(words).directory(app.toFile());
        builder.environment().putAll(environment);
        builder.redirectError(app.resolve(LOG).toFile());
        return builder;
    }

    static Child start(ProcessBuilder builder) throws IOException {
        Process process = builder.start();
        process.getOutputStream().close();
        return new Child(process);
    }

    /// Whether it ended by itself in time.
    boolean ends(Case run) throws InterruptedException {
        return process.waitFor(run.seconds() + GRACE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
