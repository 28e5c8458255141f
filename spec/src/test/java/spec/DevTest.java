package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// `edgewise dev` as a developer meets it.
class DevTest {
    private static final String GOOD = "export default { fetch: () => new Response('good') };";

    @TempDir private Path directory;

    @Test
    void several_apps_are_told_apart_by_their_hosts() {
        Path one = Dev.app(directory, "one", GOOD.replace("good", "1"), "");
        Path two = Dev.app(directory, "two", GOOD.replace("good", "2"), "");
        try (Dev dev = Dev.serving(one, two)) {
            assertThat(dev.get("one", "/").body()).isEqualTo("1");
            assertThat(dev.get("two", "/").body()).isEqualTo("2");
            assertThat(dev.get("three", "/").statusCode()).isEqualTo(404);
            assertThat(dev.get("three", "/").body()).contains("one.localhost", "two.localhost");
        }
    }

    @Test
    void an_exception_is_told_with_file_line_and_code() {
        String code = "export default {\n  fetch() {\n    throw new Error('broken');\n  },\n};\n";
        try (Dev dev = Dev.serving(Dev.app(directory, "app", code, ""))) {
            HttpResponse<String> page =
                    dev.send(dev.request("app", "/").header("accept", "text/html").build());

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.headers().firstValue("content-type"))
                    .hasValue("text/html; charset=utf-8");
            assertThat(page.body()).contains("broken", "index.js:3:11");
            Eventually.holds(
                    () -> assertThat(String.join("\n", dev.lines())).contains("index.js:3:11"));
        }
    }

    @Test
    void a_rejection_that_nobody_handles_is_told() {
        String code =
                """
                export default { fetch() {
                  Promise.reject(new Error('heard')).catch(() => {});
                  (async () => { throw new Error('unheard'); })();
                  return new Response('fine');
                } };
                """;
        try (Dev dev = Dev.serving(Dev.app(directory, "app", code, ""))) {
            assertThat(dev.get("app", "/").body()).isEqualTo("fine");

            Eventually.holds(() ->
                    assertThat(String.join("\n", dev.lines()))
                            .contains("unheard", "index.js:3:")
                            .doesNotContain("Error: heard"));
        }
    }

    @Test
    void a_build_error_is_told_in_the_terminal_and_as_a_page() {
        Path broken = Dev.app(directory, "broken", "export default { fetch( };", "");
        try (Dev dev = Dev.serving(broken)) {
            HttpResponse<String> page =
                    dev.send(dev.request("broken", "/").header("accept", "text/html").build());

            assertThat(page.statusCode()).isEqualTo(500);
            assertThat(page.body()).contains("Build failed", "index.js:1:");
            Eventually.holds(
                    () -> assertThat(String.join("\n", dev.lines())).contains("Build failed"));
        }
    }

    @Test
    void a_faulty_settings_file_ends_with_all_its_faults() throws Exception {
        Path app = Dev.app(directory, "app", GOOD, "\"nmae\":\"x\",\"limits\":{\"cpu_ms\":-1}");

        Ended ended = run(List.of(app.toString(), "--port", "0"));

        assertThat(ended.code()).isEqualTo(2);
        assertThat(ended.output())
                .contains("'nmae'", "'name'", "cpu_ms")
                .contains("wrangler.jsonc:1:");
    }

    @Test
    void a_taken_port_is_told_in_one_line() throws Exception {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            Ended ended = run(List.of(app.toString(), "--port", String.valueOf(dev.port())));

            assertThat(ended.code()).isEqualTo(1);
            assertThat(ended.output()).contains("Port " + dev.port(), "taken");
        }
    }

    @Test
    void ctrl_c_ends_everything_and_lets_what_was_asked_be_answered() throws Exception {
        String code =
                "export default { async fetch() { await new Promise((r) => setTimeout(r, 1000));"
                        + " return new Response('slow but whole'); } };";
        Dev dev = Dev.serving(Dev.app(directory, "app", code, ""));
        dev.get("app", "/");
        List<ProcessHandle> children = dev.children();
        var slow =
                dev.client()
                        .sendAsync(
                                dev.request("app", "/").build(),
                                HttpResponse.BodyHandlers.ofString());
        Awaitility.await().pollDelay(300, TimeUnit.MILLISECONDS).until(() -> true);

        new ProcessBuilder("kill", "-INT", String.valueOf(dev.node().pid())).start().waitFor();

        assertThat(slow.get(10, TimeUnit.SECONDS).body()).isEqualTo("slow but whole");
        Awaitility.await().until(() -> !dev.node().isAlive());
        Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        dev.close();
    }

    private record Ended(int code, String output) {}

    private Ended run(List<String> options) throws IOException, InterruptedException {
        Path out = Files.createTempFile(directory, "out", "");
        Process process =
                new ProcessBuilder(Dev.command(options))
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out));
    }
}
