package spec;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// A saved change is served on the same port and the same connections; a broken one is told, and
/// the last good version goes on.
class ReloadTest {
    private static final String GOOD = "export default { fetch: () => new Response('good') };";
    private static final String PAGE =
            """
            export default { fetch: () => new Response('<!doctype html><p>good</p>', {
              headers: { 'content-type': 'text/html; charset=utf-8' } }) };
            """;
    private static final String SCRIPT = "<script async src=\"/_edgewise/reload.js\"></script>";

    @TempDir private Path directory;

    @Test
    void a_saved_change_is_served() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            assertThat(dev.get("app", "/").body()).isEqualTo("good");

            Files.writeString(app.resolve("index.js"), GOOD.replace("good", "better"));

            awaitBody(dev, "better");
        }
    }

    @Test
    void a_change_of_something_imported_and_of_the_settings_is_served() throws IOException {
        String code =
                """
                import { word } from './word.js';
                export default { fetch: (_, env) => new Response(word + env.SECOND) };
                """;
        Path app = Dev.app(directory, "app", code, "\"vars\":{\"SECOND\":\"b\"}");
        Files.writeString(app.resolve("word.js"), "export const word = 'a';");
        try (Dev dev = Dev.serving(app)) {
            assertThat(dev.get("app", "/").body()).isEqualTo("ab");

            Files.writeString(app.resolve("word.js"), "export const word = 'x';");
            awaitBody(dev, "xb");
            Dev.app(directory, "app", code, "\"vars\":{\"SECOND\":\"y\"}");
            awaitBody(dev, "xy");
        }
    }

    @Test
    void a_broken_change_is_told_and_the_last_good_version_goes_on() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            Files.writeString(app.resolve("index.js"), "export default { fetch( };");
            Eventually.holds(() ->
                    assertThat(String.join("\n", dev.lines()))
                            .contains("Build failed", "index.js:1:", "goes on as it was before"));

            assertThat(dev.get("app", "/").body()).isEqualTo("good");
            assertThat(dev.get("app", "/_edgewise/problems").body())
                    .contains("Build failed", "index.js:1:");

            Files.writeString(app.resolve("index.js"), GOOD.replace("good", "mended"));
            awaitBody(dev, "mended");
        }
    }

    @Test
    void settings_that_break_are_told_and_the_last_good_ones_go_on() throws IOException {
        Path app = Dev.app(directory, "app", GOOD, "");
        try (Dev dev = Dev.serving(app)) {
            Dev.app(directory, "app", GOOD, "\"compatibility_dat\":\"2026-08-04\"");

            Eventually.holds(() ->
                    assertThat(String.join("\n", dev.lines()))
                            .contains("compatibility_dat", "goes on as it was before"));
            assertThat(dev.get("app", "/").body()).isEqualTo("good");

            Dev.app(directory, "app", GOOD.replace("good", "mended"), "");
            awaitBody(dev, "mended");
        }
    }

    @Test
    void an_app_that_was_broken_from_the_start_is_mended_by_a_file_that_was_missing()
            throws IOException {
        String code = "import { word } from './later/word.js';\n" + GOOD.replace("'good'", "word");
        Path app = Dev.app(directory, "app", code, "");
        try (Dev dev = Dev.serving(app)) {
            assertThat(dev.get("app", "/").statusCode()).isEqualTo(500);

            Path folder = Files.createDirectory(app.resolve("later"));
            Files.writeString(folder.resolve("word.js"), "export const word = 'mended';");

            awaitBody(dev, "mended");
        }
    }

    @Test
    void a_request_that_is_under_way_ends_on_the_version_it_began_on() throws Exception {
        String code =
                """
                let begun = false;
                export default { async fetch(request) {
                  if (request.method === 'POST') {
                    begun = true;
                    await request.text();
                    return new Response('old');
                  }
                  return new Response(begun ? 'old' : 'none');
                } };
                """;
        Path app = Dev.app(directory, "app", code, "");
        try (Dev dev = Dev.serving(app);
                var client = new Socket(InetAddress.getLoopbackAddress(), dev.port())) {
            String head =
                    "POST / HTTP/1.1\r\nHost: app.localhost\r\nTransfer-Encoding: chunked\r\n\r\n";
            client.getOutputStream().write(head.getBytes(US_ASCII));
            awaitBody(dev, "old");
            String changed = code.replace("'old'", "'new'").replace("'none'", "'new'");
            Files.writeString(app.resolve("index.js"), changed);
            awaitBody(dev, "new");

            client.setSoTimeout(10_000);
            client.getOutputStream().write("0\r\n\r\n".getBytes(US_ASCII));

            byte[] answer = new byte[4096];
            int length = client.getInputStream().read(answer);
            assertThat(new String(answer, 0, length, US_ASCII)).endsWith("old");
        }
    }

    @Test
    void a_changed_file_of_the_assets_is_served() throws IOException {
        Path files = Files.createDirectories(directory.resolve("app/public/deep"));
        Files.writeString(files.resolve("a.txt"), "one");
        Path app = Dev.app(directory, "app", GOOD, "\"assets\":{\"directory\":\"public\"}");
        try (Dev dev = Dev.serving(app)) {
            assertThat(dev.get("app", "/deep/a.txt").body()).isEqualTo("one");

            Files.writeString(files.resolve("a.txt"), "two");
            Eventually.holds(
                    () -> assertThat(dev.get("app", "/deep/a.txt").body()).isEqualTo("two"));
            Files.writeString(files.resolve("b.txt"), "three");
            Eventually.holds(
                    () -> assertThat(dev.get("app", "/deep/b.txt").body()).isEqualTo("three"));
        }
    }

    @Test
    void a_page_gets_the_script_that_reloads_it_and_nothing_else_does() {
        Path app = Dev.app(directory, "app", PAGE, "");
        try (Dev dev = Dev.serving(app)) {
            assertThat(page(dev, "document")).endsWith("<p>good</p>" + SCRIPT);
            assertThat(page(dev, "empty")).endsWith("<p>good</p>");
            assertThat(dev.get("app", "/").body()).endsWith("<p>good</p>");
            assertThat(dev.get("app", "/_edgewise/reload.js").body()).contains("EventSource");
        }
        try (Dev dev = Dev.with(List.of("--no-reload"), app)) {
            assertThat(page(dev, "document")).endsWith("<p>good</p>");
        }
    }

    @Test
    void a_browser_hears_of_changes_and_of_what_is_broken() throws Exception {
        Path app = Dev.app(directory, "app", PAGE, "");
        try (Dev dev = Dev.serving(app)) {
            HttpResponse<Stream<String>> events =
                    dev.client()
                            .send(
                                    dev.request("app", "/_edgewise/changes").build(),
                                    HttpResponse.BodyHandlers.ofLines());
            Queue<String> heard = new ConcurrentLinkedQueue<>();
            Thread.ofVirtual().start(() -> events.body().forEach(heard::add));

            Files.writeString(app.resolve("index.js"), "export default {");
            Eventually.holds(
                    () -> assertThat(heard).contains("event: broken", "data: /_edgewise/problems"));
            Files.writeString(app.resolve("index.js"), PAGE.replace("good", "better"));
            Eventually.holds(() -> assertThat(heard).contains("event: changed"));

            assertThat(page(dev, "document")).contains("better");
        }
    }

    private static String page(Dev dev, String destination) {
        return dev.send(dev.request("app", "/").header("sec-fetch-dest", destination).build())
                .body();
    }

    private static void awaitBody(Dev dev, String body) {
        Eventually.holds(() -> assertThat(dev.get("app", "/").body()).isEqualTo(body));
    }
}
