import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// `edgewise dev` with a batch of apps, on a free port.
final class Dev implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("http://\\S+?\\.localhost:(\\d+)");

    private final Process process;
    private final int port;
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Dev(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it with more flags for its Java; what it prints is added to the log.
    static Dev serving(List<Path> apps, Path log, List<String> flags) throws IOException {
        List<String> words = new ArrayList<>(System.getenv("EDGEWISE_NODE").lines().toList());
        words.addAll(1, flags);
        words.add("dev");
        apps.forEach(app -> words.add(app.toString()));
        words.addAll(List.of("--port", "0"));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        BufferedReader out = process.inputReader();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            append(log, line);
            Matcher address = ADDRESS.matcher(line);
            if (address.find()) {
                Thread.ofVirtual().start(() -> drain(out, log));
                return new Dev(process, Integer.parseInt(address.group(1)));
            }
        }
        throw new IOException("edgewise dev ended; the end of " + log + " says why.");
    }

    private static void drain(BufferedReader out, Path log) {
        try (out) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                append(log, line);
            }
        } catch (IOException _) {
            // The node was ended.
        }
    }

    private static void append(Path log, String line) {
        try {
            Files.writeString(
                    log, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException("write " + log, e);
        }
    }

    /// Runs one app's test.
    Outcome run(String app, Case run) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .header("host", app + ".localhost:" + port)
                        .timeout(Duration.ofSeconds(run.seconds() + 45L))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Outcome.read(run, answer.body())
                    : Outcome.none(run, "LOST", answer.statusCode() + " " + answer.body());
        } catch (java.net.http.HttpTimeoutException _) {
            return Outcome.none(run, "HUNG", "There was no answer.");
        } catch (IOException e) {
            return Outcome.none(run, "LOST", "The connection broke: " + e.getMessage());
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /// Ends it and its children.
    @Override
    public void close() {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        process.destroy();
        try {
            if (!process.waitFor(15, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
