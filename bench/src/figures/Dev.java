package figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `./edgewise dev` as a user starts it, with meter records and its request log in a file.
final class Dev implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("http://(\\S+?)\\.localhost:(\\d+)");
    private static final long START_MILLIS_MAX = 60_000;

    private final Process process;
    private final Path log;
    private final int port;

    Dev(Setting setting, List<Path> apps) throws IOException, InterruptedException {
        log = setting.results().resolve("request.log");
        Files.deleteIfExists(log);
        process = start(setting, apps, List.of("--port", "0", "--meter", "--log", log.toString()));
        port = awaitPort();
    }

    /// Starts the command and returns at once.
    static Process start(Setting setting, List<Path> apps, List<String> options)
            throws IOException {
        var words = new ArrayList<>(List.of(setting.root().resolve("edgewise").toString(), "dev"));
        apps.forEach(app -> words.add(app.toString()));
        words.addAll(options);
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(setting.results().resolve("edgewise.out").toFile())
                .start();
    }

    private int awaitPort() throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (process.isAlive() && millisSince(began) < START_MILLIS_MAX) {
            if (Files.exists(log)) {
                Matcher address = ADDRESS.matcher(Files.readString(log));
                if (address.find()) {
                    return Integer.parseInt(address.group(2));
                }
            }
            Thread.sleep(10);
        }
        process.destroy();
        throw new IOException("edgewise dev does not serve; see edgewise.out");
    }

    static double millisSince(long nanos) {
        return (System.nanoTime() - nanos) / 1e6;
    }

    int port() {
        return port;
    }

    /// The name of the first app.
    String firstHost() throws IOException {
        Matcher address = ADDRESS.matcher(Files.readString(log));
        if (!address.find()) {
            throw new IllegalStateException("No app is served.");
        }
        return address.group(1);
    }

    /// A new connection.
    Connection connect() throws IOException {
        return new Connection(port);
    }

    /// One answer of an app, on a connection of its own.
    Answer get(String app, String target) throws IOException {
        try (Connection connection = connect()) {
            return connection.get(app + ".localhost", target);
        }
    }

    /// The request log until now.
    List<String> lines() throws IOException {
        return Files.readAllLines(log);
    }

    /// The process that holds the isolates.
    ProcessHandle child() {
        return process.children()
                .filter(child -> child.info().commandLine().orElse("").contains("isolate.Main"))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The node has no child."));
    }

    /// Resident memory of all its processes.
    long residentBytes() {
        return process.descendants().mapToLong(p -> Memory.residentBytes(p.pid())).sum()
                + Memory.residentBytes(process.pid());
    }

    /// The same, by process.
    String memories() {
        long node = Memory.residentBytes(process.pid());
        return "node %d MB, child %d MB"
                .formatted(node / 1_000_000, (residentBytes() - node) / 1_000_000);
    }

    @Override
    public void close() {
        stop(process);
    }

    /// Ends it as Ctrl-C would.
    static void stop(Process process) {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("edgewise dev did not end within 20 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
