package spec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;
import spec.kit.Talk;

/// WebSockets of an app, as the JDK's client sees them.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SocketsTest {
    private static final String CODE =
            """
            const paths = {
              echo(socket) {
                socket.addEventListener("message", (event) => socket.send(event.data));
              },
              closes(socket) {
                socket.addEventListener("close", ({ code, reason, wasClean }) =>
                  console.log(`closed ${code} ${reason} ${wasClean} ${socket.readyState}`));
                socket.addEventListener("message", () => socket.close(3001, "enough"));
              },
              throws(socket) {
                socket.addEventListener("message", () => { throw new Error("broken on purpose"); });
              },
              spins(socket) {
                socket.addEventListener("message", () => { for (;;); });
              },
              counts(socket) {
                let n = 0;
                socket.addEventListener("message", () => { if (++n === 1000) socket.send(`${n}`); });
                for (let i = 0; i < 1000; i++) socket.send(`${i}`);
              },
              floods(socket) {
                const chunk = new Uint8Array(65536);
                for (let i = 0; i < 512; i++) socket.send(chunk);
                socket.addEventListener("message", () => console.log(`waits: ${socket.bufferedAmount}`));
              },
            };
            export default { async fetch(request) {
              const path = new URL(request.url).pathname.slice(1);
              if (path === "plain") return new Response("no socket here");
              if (path === "proxy") return fetch(new URL("/echo", request.url), request);
              const [client, server] = Object.values(new WebSocketPair());
              server.accept();
              server.binaryType = "arraybuffer";
              paths[path](server);
              const headers = { "sec-websocket-protocol": "chat" };
              return new Response(null, { status: 101, webSocket: client, headers });
            }};
            """;

    private final HttpClient client = HttpClient.newHttpClient();
    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        dev = Dev.serving(Dev.app(directory, "app", CODE, "\"limits\":{\"cpu_ms\":500}"));
    }

    @AfterAll
    void stop() {
        dev.close();
        client.close();
    }

    private Talk talk(String path) {
        return Talk.with(client, address(path));
    }

    private URI address(String path) {
        return address(dev, path);
    }

    private static URI address(Dev of, String path) {
        return URI.create("ws://127.0.0.1:" + of.port() + path);
    }

    @Test
    void a_text_of_a_mebibyte_comes_back() {
        String text = "sn☃w ".repeat(150_000);
        try (Talk talk = talk("/echo")) {
            talk.say(text);

            assertThat(talk.text()).isEqualTo(text);
            assertThat(talk.socket().getSubprotocol()).isEqualTo("chat");
        }
    }

    @Test
    void twenty_mebibytes_come_back() {
        byte[] message = new byte[20 * 1024 * 1024];
        new Random(20).nextBytes(message);
        try (Talk talk = talk("/echo")) {
            talk.say(message);

            assertThat(talk.bytes()).isEqualTo(message);
        }
    }

    @Test
    void more_than_a_message_may_have_is_closed_with_1009() {
        try (Talk talk = talk("/echo")) {
            byte[] piece = new byte[1024 * 1024];
            for (int i = 0; i < 33 && !talk.isOver(); i++) {
                talk.piece(piece);
            }

            assertThat(talk.heardClose().code()).isEqualTo(1009);
        }
    }

    @Test
    void a_thousand_small_messages_go_both_ways_in_order() {
        try (Talk talk = talk("/counts")) {
            for (int i = 0; i < 1000; i++) {
                talk.say("x");
            }

            for (int i = 0; i < 1000; i++) {
                assertThat(talk.text()).isEqualTo("" + i);
            }
            assertThat(talk.text()).isEqualTo("1000");
        }
    }

    @Test
    void a_client_that_reads_nothing_holds_the_function_back_and_gets_all_in_the_end() {
        try (Talk talk = Talk.holding(client, address("/floods"))) {
            talk.say("how much?");
            Eventually.holds(() -> assertThat(log()).containsPattern("waits: [1-9][0-9]{6}"));

            talk.readOn();

            for (int i = 0; i < 512; i++) {
                assertThat(talk.bytes()).hasSize(65_536);
            }
        }
    }

    @Test
    void each_side_may_close_and_the_other_hears_the_code() {
        try (Talk talk = talk("/closes")) {
            talk.say("now");

            assertThat(talk.heardClose()).isEqualTo(new Talk.Close(3001, "enough"));
        }
        try (Talk talk = talk("/closes")) {
            talk.close(4000, "bye");

            assertThat(talk.heardClose().code()).isEqualTo(4000);
            Eventually.holds(() -> assertThat(log()).contains("closed 4000 bye true 3"));
        }
    }

    @Test
    void a_client_that_vanishes_is_1006_and_the_invocation_ends() {
        talk("/closes").socket().abort();

        Eventually.holds(() -> {
            assertThat(log()).containsPattern("closed 1006 .* false 3");
            assertThat(log()).containsPattern("\"outcome\":\"canceled\"");
        });
    }

    @Test
    void a_listener_that_throws_is_told_and_its_client_gets_1011() {
        try (Talk talk = talk("/throws")) {
            talk.say("go");

            assertThat(talk.heardClose().code()).isEqualTo(1011);
            Eventually.holds(() -> assertThat(log()).contains("broken on purpose"));
        }
    }

    @Test
    void a_listener_that_never_ends_is_stopped_and_its_client_gets_1011() {
        try (Talk talk = talk("/spins")) {
            talk.say("go");

            assertThat(talk.heardClose().code()).isEqualTo(1011);
            Eventually.holds(() -> assertThat(log()).contains("exceededCpu"));
        }
    }

    @Test
    void a_child_that_dies_leaves_its_clients_1011() {
        try (Talk talk = talk("/echo")) {
            talk.say("x");
            assertThat(talk.text()).isEqualTo("x");

            dev.children().forEach(ProcessHandle::destroyForcibly);

            assertThat(talk.heardClose().code()).isEqualTo(1011);
        }
    }

    @Test
    void a_socket_that_fetch_gave_is_passed_on_as_it_is() {
        try (Talk talk = talk("/proxy")) {
            talk.say("hello");
            talk.say(new byte[300_000]);

            assertThat(talk.text()).isEqualTo("hello");
            assertThat(talk.bytes()).hasSize(300_000);
            talk.close(4001, "through");
            assertThat(talk.heardClose()).isEqualTo(new Talk.Close(4001, "through"));
        }
    }

    @Test
    void an_upgrade_may_be_answered_as_any_request() {
        assertThatThrownBy(() -> talk("/plain"))
                .isInstanceOf(CompletionException.class)
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused -> assertThat(refused.getResponse().statusCode()).isEqualTo(200));
    }

    @Test
    void a_socket_for_a_request_that_asked_for_none_is_a_500_that_says_so() {
        var answer = dev.get("app", "/echo");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("did not ask for one");
    }

    @Test
    void fragments_are_put_together() {
        try (Talk talk = talk("/echo")) {
            WebSocket socket = talk.socket();
            socket.sendText("one ", false).join();
            socket.sendPing(ByteBuffer.wrap(new byte[] {1})).join();
            socket.sendText("two", true).join();

            assertThat(talk.text()).isEqualTo("one two");
        }
    }

    @Test
    void an_app_that_changes_closes_its_sockets_with_1012(@TempDir Path directory)
            throws IOException {
        Path app = Dev.app(directory, "app", CODE, "");
        try (Dev changing = Dev.serving(app);
                Talk talk = Talk.with(client, address(changing, "/echo"))) {
            talk.say("x");
            assertThat(talk.text()).isEqualTo("x");

            Files.writeString(app.resolve("index.js"), CODE + "// changed");

            assertThat(talk.heardClose().code()).isEqualTo(1012);
        }
    }

    @Test
    void an_older_compatibility_date_gives_buffers_and_leaves_closes_to_the_app(
            @TempDir Path directory) {
        String code =
                """
                export default { fetch() {
                  const { 0: one, 1: other } = new WebSocketPair();
                  one.accept();
                  other.accept();
                  one.close(1000);
                  return new Promise((resolve) => other.addEventListener("close", () =>
                    resolve(new Response(`${one.binaryType} ${other.readyState}`))));
                }};
                """;
        Path old = Dev.app(directory, "old", code, "\"compatibility_date\":\"2026-03-16\"");
        Path now = Dev.app(directory, "now", code, "\"compatibility_date\":\"2026-04-07\"");
        try (Dev both = Dev.serving(old, now)) {
            assertThat(both.get("old", "/").body()).isEqualTo("arraybuffer 2");
            assertThat(both.get("now", "/").body()).isEqualTo("blob 3");
        }
    }

    private String log() {
        return String.join("\n", dev.lines());
    }
}
