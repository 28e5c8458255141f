import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// workerd: serves the app by `workerd.capnp` on a free port and is asked for it, as our node is.
record WorkerdProgram(String binary, Certificate certificate, HttpClient client) implements Program {

    private static final Pattern LISTENING =
            Pattern.compile("\"event\":\"listen\",\"socket\":\"http\",\"port\":(\\d+)");

    WorkerdProgram(String binary, Certificate certificate) {
        this(binary, certificate,
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    @Override
    public Outcome run(Path app, Case run) throws IOException, InterruptedException {
        Files.copy(certificate.certificate(), app.resolve("certificate.pem"),
                StandardCopyOption.REPLACE_EXISTING);
        var words = List.of(binary, "serve", "--control-fd=1", "workerd.capnp");
        try (Child child = Child.start(Child.prepare(app, words, Map.of()))) {
            BufferedReader out = child.process().inputReader();
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                Matcher port = LISTENING.matcher(line);
                if (port.find()) {
                    Thread.ofVirtual().start(() -> drain(out));
                    return asked(Integer.parseInt(port.group(1)), run);
                }
            }
        }
        return Outcome.none(run, "LOST", Files.readString(app.resolve(Child.LOG)));
    }

    private static void drain(BufferedReader out) {
        try {
            while (out.readLine() != null) {
                // What a test logs is of no interest.
            }
        } catch (IOException _) {
            // It was ended.
        }
    }

    private Outcome asked(int port, Case run) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/"))
                        .timeout(Duration.ofSeconds(run.seconds() + Child.GRACE_SECONDS))
                        .build();
        try {
            HttpResponse<String> answer =
                    client.send(request, HttpResponse.BodyHandlers.ofString());
            return answer.statusCode() == 200
                    ? Outcome.read(run, answer.body())
                    : Outcome.none(run, "LOST", answer.statusCode() + " " + answer.body());
        } catch (HttpTimeoutException _) {
            return Outcome.none(run, "HUNG", "There was no answer.");
        } catch (IOException e) {
            return Outcome.none(run, "LOST", "The connection broke: " + e.getMessage());
        }
    }
}
