package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// The page that `dev` has of its own: what it shows, and to whom.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DevPageTest {
    private static final String CODE =
            """
            export default { async fetch(request) {
              const { pathname } = new URL(request.url);
              if (pathname === '/throw') throw new TypeError('<b>odd</b>');
              if (pathname === '/log') console.warn('careful\\nnow');
              return new Response('fine', { status: pathname === '/none' ? 404 : 200 });
            } };
            """;

    private Path app;
    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        app = Dev.app(directory, "app", CODE, "\"vars\":{\"GREETING\":\"<i>hello</i>\"}");
        dev = Dev.with(List.of("--meter", "--var", "TYPED:hush"), app);
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @Test
    void the_page_and_all_that_it_loads_are_there_and_allow_nothing_else() {
        HttpResponse<String> page = dev.get("app", "/_edgewise");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-security-policy").orElse(""))
                .startsWith("default-src 'none'; script-src 'self'")
                .contains("frame-ancestors 'none'")
                .doesNotContain("unsafe");
        assertThat(page.headers().firstValue("access-control-allow-origin")).isEmpty();
        assertThat(page.body()).doesNotContain("<style", "onclick", " style=");
        Matcher loaded = Pattern.compile("(?:href|src)=\"(/[^\"]+)\"").matcher(page.body());
        assertThat(loaded.results().map(each -> each.group(1)).distinct().toList())
                .hasSize(3)
                .allSatisfy(path ->
                        assertThat(dev.get("app", path).statusCode()).as(path).isEqualTo(200));
        assertThat(dev.get("app", "/_edgewise/nothing").statusCode()).isEqualTo(404);
    }

    @Test
    void whoever_looks_is_told_of_the_app_and_of_each_request() throws Exception {
        try (var live = live()) {
            String state = live.event("state", _ -> true);
            dev.get("app", "/log?a=b");
            dev.get("app", "/throw");

            String logged = live.event("entries", data -> data.contains("/log"));
            String thrown = live.event("entries", data -> data.contains("/throw"));
            String sums = live.event("sums", data -> data.contains("\"errors\":1"));

            assertThat(state)
                    .contains("\"name\":\"app\"", "\"host\":\"app.localhost\"")
                    .contains("\"settings\":\"wrangler.jsonc\"", "\"main\":\"index.js\"")
                    .contains("\"name\":\"GREETING\",\"json\":\"\\\"\\\\u003ci>hello")
                    .contains("{\"name\":\"TYPED\"}")
                    .doesNotContain("hush");
            assertThat(logged)
                    .contains("\"status\":200", "\"outcome\":\"ok\"")
                    .contains("\"wallMicros\":", "\"cpuMicros\":")
                    .contains("{\"level\":\"warn\",\"text\":\"careful\\nnow\"}");
            assertThat(thrown)
                    .contains(
                            "\"code\":\"exception\",\"title\":\"TypeError\",\"message\":\"\\u003cb>odd")
                    .contains("\"place\":{\"file\":\"index.js\",\"line\":3,\"column\":36}")
                    .contains("\"caret\":", "\"stack\":\"at ");
            assertThat(sums).contains("\"p50\":", "\"slots\":[[");
        }
    }

    @Test
    void whoever_comes_late_gets_what_was_before_and_the_page_s_own_requests_are_not_listed()
            throws Exception {
        dev.get("app", "/before");
        dev.get("app", "/_edgewise");

        try (var live = live()) {
            String entries = live.event("entries", _ -> true);

            assertThat(entries).contains("\"target\":\"/before\"").doesNotContain("_edgewise");
        }
    }

    @Test
    void a_change_and_what_is_wrong_with_it_are_told() throws Exception {
        try (var live = live()) {
            Files.writeString(app.resolve("index.js"), "export default { fetch( };");
            String broken = live.event("state", data -> data.contains("\"good\":false"));
            Files.writeString(app.resolve("index.js"), CODE);
            String mended =
                    live.event("state", data -> data.contains("\"good\":true,\"files\":[\"index"));

            assertThat(broken)
                    .contains("\"problems\":[{\"code\":\"buildFailed\",\"title\":\"Build failed\"");
            assertThat(mended).contains("\"problems\":[],\"reloads\":[{\"at\":");
        }
    }

    @Test
    void another_site_and_a_name_that_is_none_of_the_apps_learn_nothing() {
        for (String path : new String[] {"/live", "/problems", "/changes"}) {
            for (String site : new String[] {"cross-site", "same-site"}) {
                HttpRequest request =
                        dev.request("app", "/_edgewise" + path)
                                .header("sec-fetch-site", site)
                                .build();

                assertThat(dev.send(request).statusCode()).as(path + " " + site).isEqualTo(403);
            }
        }
        HttpRequest rebound =
                HttpRequest.newBuilder(dev.request("app", "/_edgewise").build(), (_, _) -> true)
                        .setHeader("host", "evil.example:" + dev.port())
                        .build();
        assertThat(dev.send(rebound).statusCode()).isEqualTo(404);
        assertThat(dev.send(rebound).body()).contains("evil.example");
        HttpRequest post =
                dev.request("app", "/_edgewise/live")
                        .POST(HttpRequest.BodyPublishers.noBody())
                        .build();
        assertThat(dev.send(post).statusCode()).isEqualTo(405);
    }

    private Live live() throws IOException, InterruptedException {
        var answer =
                dev.client()
                        .send(
                                dev.request("app", "/_edgewise/live").build(),
                                BodyHandlers.ofInputStream());
        assertThat(answer.headers().firstValue("content-type")).hasValue("text/event-stream");
        return new Live(
                new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
    }

    /// The stream of events, all of them kept.
    private static final class Live implements AutoCloseable {
        private final BufferedReader lines;
        private final List<Map.Entry<String, String>> events = new CopyOnWriteArrayList<>();

        Live(BufferedReader lines) {
            this.lines = lines;
            Thread.ofVirtual().start(this::read);
        }

        private void read() {
            String name = "";
            try {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    if (line.startsWith("event: ")) {
                        name = line.substring("event: ".length());
                    } else if (line.startsWith("data: ")) {
                        events.add(Map.entry(name, line.substring("data: ".length())));
                    }
                }
            } catch (IOException closed) {
                // The test is over.
            }
        }

        /// The data of the first event of a name that is meant.
        String event(String name, Predicate<String> meant) {
            return Eventually.some(() ->
                    events.stream()
                            .filter(event -> event.getKey().equals(name))
                            .map(Map.Entry::getValue)
                            .filter(meant)
                            .findFirst());
        }

        @Override
        public void close() throws IOException {
            lines.close();
        }
    }
}
