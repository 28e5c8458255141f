import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The suite's own wptserve on the loopback address, which tests fetch from and scripts are read of.
final class SuiteServer implements AutoCloseable {

    private static final int PORTS = 7;
    private static final int TRIES = 120;
    private static final String HOST = "localhost";

    private final Process process;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();

    private SuiteServer(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /// Starts it; what it prints goes to `server.log` of the directory.
    static SuiteServer start(Path suite, Path program, Path directory, Certificate certificate)
            throws IOException, InterruptedException {
        List<Integer> ports = freePorts();
        Path settings = Files.writeString(
                        directory.resolve("server.json"), settings(ports, certificate));
        Process process =
                new ProcessBuilder(
                                "python3",
                                program.toString(),
                                suite.toAbsolutePath().toString(),
                                settings.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(directory.resolve("server.log").toFile())
                        .start();
        var server = new SuiteServer(process, ports.getFirst());
        server.awaitStart(directory);
        return server;
    }

    private static List<Integer> freePorts() throws IOException {
        List<ServerSocket> held = new ArrayList<>();
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < PORTS; i++) {
            var socket = new ServerSocket();
            socket.bind(new InetSocketAddress("127.0.0.1", 0));
            held.add(socket);
            ports.add(socket.getLocalPort());
        }
        for (ServerSocket socket : held) {
            socket.close();
        }
        return ports;
    }

    private static String settings(List<Integer> ports, Certificate certificate) {
        return """
        {"browser_host": "%s", "check_subdomains": false, "alternate_hosts": {"alt": "127.0.0.1"},
         "ports": {"http": [%d, %d], "https": [%d, %d], "ws": [%d], "wss": [%d], "h2": [%d],
          "http-private": [], "http-public": [], "https-private": [], "https-public": [],
          "webtransport-h3": []},
         "ssl": {"type": "pregenerated", "pregenerated":
          {"host_key_path": "%s", "host_cert_path": "%s"}},
         "logging": {"level": "warning"}}
        """
                .formatted(
                        Stream.of(
                                        Stream.of(HOST),
                                        ports.stream(),
                                        Stream.of(certificate.key(), certificate.certificate()))
                                .flatMap(each -> each)
                                .toArray());
    }

    private void awaitStart(Path directory) throws IOException, InterruptedException {
        for (int i = 0; i < TRIES && process.isAlive(); i++) {
            try {
                read("/resources/testharness.js");
                return;
            } catch (IOException _) {
                Thread.sleep(250);
            }
        }
        close();
        throw new IOException(
                "The suite's server does not start; it needs python3. It said:\n"
                        + Files.readString(directory.resolve("server.log")));
    }

    /// `http://HOST:PORT`
    String origin() {
        return "http://" + HOST + ":" + port;
    }

    /// A file as a browser would get it, with its placeholders filled in.
    String read(String path) throws IOException, InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                        .header("host", HOST + ":" + port)
                        .timeout(Duration.ofSeconds(20))
                        .build();
        HttpResponse<String> response =
                client.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " is answered with " + response.statusCode() + ".");
        }
        return response.body();
    }

    /// Ends it with the processes that it started.
    @Override
    public void close() {
        List<ProcessHandle> all =
                Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroy);
        try {
            if (!process.waitFor(5, TimeUnit.SECONDS)) {
                all.forEach(ProcessHandle::destroyForcibly);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
