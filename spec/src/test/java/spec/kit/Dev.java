package spec.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/// `edgewise dev` in a process of its own, as a developer would have it, on a free port.
public final class Dev implements AutoCloseable {
    private static final Pattern ADDRESS = Pattern.compile("https?://\\S+?\\.localhost:(\\d+)");
    private static final Duration START_MAX = Duration.ofSeconds(30);

    private final Process process;
    private final List<String> lines;
    private final @Nullable Path output;
    private final HttpClient client;
    private final int port;

    private Dev(Path home, List<String> options) {
        lines = new CopyOnWriteArrayList<>();
        output = null;
        try {
            process = new ProcessBuilder(command(home, options)).redirectErrorStream(true).start();
            BufferedReader out = process.inputReader();
            port = awaitPort(out);
            Thread.ofVirtual().start(() -> out.lines().forEach(lines::add));
        } catch (IOException e) {
            throw new UncheckedIOException("start edgewise dev", e);
        }
        client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private Dev(Process process, Path output) {
        this.process = process;
        this.lines = List.of();
        this.output = output;
        this.port = Awaitility.await().atMost(START_MAX).until(this::toldPort, told -> told > 0);
        this.client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    private int toldPort() {
        return lines().stream()
                .map(ADDRESS::matcher)
                .filter(Matcher::find)
                .map(address -> Integer.parseInt(address.group(1)))
                .findFirst()
                .orElse(0);
    }

    /// The same with all that it prints in a file.
    public static Dev writingTo(Path output, Path... places) {
        try {
            List<String> words = command(places(places));
            words.addAll(List.of("--port", "0"));
            Process process =
                    new ProcessBuilder(words)
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start();
            return new Dev(process, output);
        } catch (IOException e) {
            throw new UncheckedIOException("start edgewise dev", e);
        }
    }

    /// Serves apps: directories, or files with code.
    public static Dev serving(Path... places) {
        return with(List.of("--meter"), places);
    }

    /// The same with options of its own.
    public static Dev with(List<String> options, Path... places) {
        return of(Path.of(System.getProperty("edgewise.home")), options, places);
    }

    /// The same of another installation.
    public static Dev of(Path home, List<String> options, Path... places) {
        List<String> all = places(places);
        all.addAll(List.of("--port", "0"));
        all.addAll(options);
        return new Dev(home, all);
    }

    private static List<String> places(Path... places) {
        var all = new ArrayList<String>();
        for (Path place : places) {
            all.add(place.toString());
        }
        return all;
    }

    /// An app of one file in a new directory under a parent.
    public static Path app(Path parent, String name, String code, String settings) {
        try {
            Path directory = Files.createDirectories(parent.resolve(name));
            Files.writeString(directory.resolve("index.js"), code);
            String head = "\"name\":\"" + name + "\",\"main\":\"index.js\"";
            String rest = settings.isEmpty() ? "" : "," + settings;
            Files.writeString(directory.resolve("wrangler.jsonc"), "{" + head + rest + "}");
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException("write the app " + name, e);
        }
    }

    /// The command line of the built program, without the launcher.
    public static List<String> command(List<String> options) {
        return command(Path.of(System.getProperty("edgewise.home")), options);
    }

    private static List<String> command(Path home, List<String> options) {
        var words = new ArrayList<String>();
        words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        words.addAll(
                List.of(
                        "--enable-native-access=ALL-UNNAMED",
                        "--sun-misc-unsafe-memory-access=allow",
                        // As in tools/java-flags.sh: memory is measured with the heap of the
                        // product.
                        "-XX:+UseSerialGC",
                        "-Xms36m",
                        "-Xmn20m",
                        "-Dedgewise.home=" + home,
                        "-cp",
                        home + "/lib/*",
                        "node.command.Main",
                        "dev"));
        words.addAll(options);
        return words;
    }

    private int awaitPort(BufferedReader out) throws IOException {
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            lines.add(line);
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.find()) {
                return Integer.parseInt(matcher.group(1));
            }
        }
        throw new IllegalStateException("edgewise dev ended: " + lines);
    }

    /// The port that it listens on.
    public int port() {
        return port;
    }

    /// The process of the node.
    public ProcessHandle node() {
        return process.toHandle();
    }

    /// The processes of its children.
    public List<ProcessHandle> children() {
        return process.children().filter(Dev::isIsolate).toList();
    }

    private static boolean isIsolate(ProcessHandle child) {
        return child.info().commandLine().orElse("").contains("isolate.Main");
    }

    /// What was printed until now.
    public List<String> lines() {
        try {
            return output == null ? lines : Files.readAllLines(output);
        } catch (IOException e) {
            throw new UncheckedIOException("read what was printed", e);
        }
    }

    /// A request of an app, to be changed before it is sent.
    public HttpRequest.Builder request(String app, String target) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + target))
                .header("host", app + ".localhost:" + port)
                .timeout(Duration.ofSeconds(20));
    }

    /// Asks an app.
    public HttpResponse<String> get(String app, String target) {
        return send(request(app, target).build());
    }

    /// Sends a request and waits for the whole answer.
    public HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException("ask " + request.uri(), e);
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    /// A client for what the above does not do.
    public HttpClient client() {
        return client;
    }

    /// Resident memory of the node and its children.
    public long residentBytes() {
        long sum = Proc.residentBytes(process.pid());
        for (ProcessHandle child : children()) {
            sum += Proc.residentBytes(child.pid());
        }
        return sum;
    }

    /// Resident memory of the node alone.
    public long nodeBytes() {
        return Proc.residentBytes(process.pid());
    }

    /// Ends it as Ctrl-C would and waits.
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException("edgewise dev did not end: " + lines());
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        client.close();
    }
}
