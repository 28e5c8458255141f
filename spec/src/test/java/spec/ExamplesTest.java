package spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import spec.kit.Dev;
import spec.kit.Eventually;

/// The examples do what their README says.
class ExamplesTest {
    private static final Path EXAMPLES = Path.of("../examples");

    @Test
    void hello_greets_in_the_client_s_language() {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("hello"))) {
            HttpResponse<String> greeting =
                    dev.send(
                            dev.request("hello", "/number?of=1234.5")
                                    .header("accept-language", "de")
                                    .build());

            assertThat(dev.get("hello", "/?name=Ada").body()).isEqualTo("Hello, Ada!\n");
            assertThat(greeting.body()).isEqualTo("1.234,5\n");
            assertThat(dev.get("hello", "/nowhere").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void hono_api_serves_a_page_and_an_api_with_an_npm_package() {
        assumeTrue(
                Files.isDirectory(EXAMPLES.resolve("hono-api/node_modules/hono")),
                "npm has not installed the packages of examples/hono-api");
        try (Dev dev = Dev.serving(EXAMPLES.resolve("hono-api"))) {
            HttpResponse<String> page = dev.get("hono-api", "/");
            String etag = page.headers().firstValue("etag").orElse("");
            HttpResponse<String> again =
                    dev.send(dev.request("hono-api", "/").header("if-none-match", etag).build());

            assertThat(page.body())
                    .startsWith("<!DOCTYPE html>".toLowerCase(java.util.Locale.ROOT));
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(dev.get("hono-api", "/api/clocks").body()).contains("Asia/Kolkata");
        }
    }

    @Test
    void websocket_chat_passes_messages_between_the_members_of_a_room() throws Exception {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("websocket-chat"))) {
            dev.get("websocket-chat", "/");

            assertThat(IntStream.range(0, 5).anyMatch(_ -> hearEachOther(dev))).isTrue();

            assertThat(dev.get("websocket-chat", "/rooms/lobby?name=Ada").statusCode())
                    .isEqualTo(426);
        }
    }

    /// Whether they met: a busy machine has a second isolate, and with it a second room.
    private static boolean hearEachOther(Dev dev) {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        try {
            WebSocket ada = enter(dev, "Ada", new ConcurrentLinkedQueue<>());
            WebSocket bob = enter(dev, "Bob", heard);
            ada.sendText("Hello Bob", true).get(20, TimeUnit.SECONDS);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(4))
                    .until(() -> heard.stream().anyMatch(text -> text.contains("Hello Bob")));
            bob.abort();
            ada.abort();
            return true;
        } catch (ConditionTimeoutException apart) {
            return false;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static WebSocket enter(Dev dev, String name, Queue<String> heard) throws Exception {
        URI room = URI.create("ws://localhost:" + dev.port() + "/rooms/lobby?name=" + name);
        return dev.client()
                .newWebSocketBuilder()
                .buildAsync(room, new Hearing(heard))
                .get(20, TimeUnit.SECONDS);
    }

    /// Keeps what comes.
    private record Hearing(Queue<String> heard) implements WebSocket.Listener {
        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence text, boolean last) {
            heard.add(text.toString());
            socket.request(1);
            return null;
        }
    }

    @Test
    void wasm_draws_a_tile_that_is_a_png() throws Exception {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("wasm"))) {
            HttpResponse<byte[]> tile =
                    dev.client()
                            .send(
                                    dev.request("wasm", "/tile/2/1/1.png").build(),
                                    BodyHandlers.ofByteArray());
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(tile.body()));

            assertThat(tile.headers().firstValue("content-type")).hasValue("image/png");
            assertThat(image.getWidth()).isEqualTo(256);
            assertThat(image.getRGB(255, 255)).as("the middle of the set").isEqualTo(0xff0c0c18);
            assertThat(dev.get("wasm", "/tile/2/4/0.png").statusCode()).isEqualTo(404);
        }
    }

    @Test
    void stream_sends_events_until_the_client_leaves() throws Exception {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("stream"))) {
            var answer =
                    dev.client()
                            .send(
                                    dev.request("stream", "/events").build(),
                                    BodyHandlers.ofInputStream());
            List<String> ids = new ArrayList<>();
            try (var lines =
                    new BufferedReader(
                            new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                while (ids.size() < 3) {
                    String line = lines.readLine();
                    if (line.startsWith("id: ")) {
                        ids.add(line.substring(4));
                    }
                }
            }

            assertThat(ids).containsExactly("1", "2", "3");
            Eventually.holds(
                    () -> assertThat(dev.lines()).anyMatch(line -> line.contains("canceled")));
        }
    }

    @Test
    void assets_are_served_without_entering_an_isolate() {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("stream"))) {
            HttpResponse<String> page = dev.get("stream", "/");
            String etag = page.headers().firstValue("etag").orElseThrow();
            HttpResponse<String> again =
                    dev.send(dev.request("stream", "/").header("if-none-match", etag).build());
            HttpResponse<String> part =
                    dev.send(dev.request("stream", "/").header("range", "bytes=0-14").build());

            assertThat(page.headers().firstValue("content-type"))
                    .hasValue("text/html; charset=utf-8");
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(part.statusCode()).isEqualTo(206);
            assertThat(part.body()).hasSize(15);
            assertThat(dev.lines()).noneMatch(line -> line.contains("\"isolate\""));
        }
    }

    @Test
    void static_site_keeps_its_rules() {
        try (Dev dev = Dev.serving(EXAMPLES.resolve("static-site"))) {
            HttpResponse<String> home = dev.get("static-site", "/");
            HttpResponse<String> style = dev.get("static-site", "/look/style.1.css");
            HttpResponse<String> old = dev.get("static-site", "/posts/moon");
            HttpResponse<String> feed = dev.get("static-site", "/feed");
            HttpResponse<String> nowhere = dev.get("static-site", "/nowhere");

            assertThat(home.body()).contains("What can be seen without a telescope");
            assertThat(home.headers().firstValue("content-security-policy"))
                    .hasValue("default-src 'self'; frame-ancestors 'none'");
            assertThat(style.headers().firstValue("cache-control"))
                    .hasValue("public, max-age=31536000, immutable");
            assertThat(old.statusCode()).isEqualTo(301);
            assertThat(old.headers().firstValue("location")).hasValue("/notes/moon");
            assertThat(feed.statusCode()).isEqualTo(200);
            assertThat(feed.body()).startsWith("<?xml");
            assertThat(nowhere.statusCode()).isEqualTo(404);
            assertThat(nowhere.body()).contains("Nothing to be seen here");
            assertThat(dev.get("static-site", "/notes/comet.draft").statusCode()).isEqualTo(404);
            assertThat(dev.lines()).noneMatch(line -> line.contains("_redirects"));
        }
    }
}
