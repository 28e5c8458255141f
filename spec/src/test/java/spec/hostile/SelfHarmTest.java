package spec.hostile;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spec.kit.Dev;

/// An app that answers with what cannot be sent, or breaks the language's own tools in its isolate,
/// harms itself alone: the child that it shares with others goes on.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SelfHarmTest {
    private static final String CODE =
            """
            const LONG = 3 << 20;
            const big = () => new Response("x".repeat(LONG));
            const never = () => new Promise(() => {});
            const attacks = {
              text: big,
              error: () => { throw new Error("x".repeat(LONG)); },
              async upload(origin) {
                const body = "x".repeat(LONG);
                const answer = await fetch(origin + "/echo", { method: "POST", body });
                return new Response(String((await answer.text()).length));
              },
              async url(origin) {
                try {
                  return await fetch(origin + "/?" + "x".repeat(LONG));
                } catch (error) {
                  return new Response("refused: " + error.message);
                }
              },
              headers() {
                const response = new Response("x");
                for (let i = 0; i <= 1000; i++) response.headers.set("x-" + i, "y");
                return response;
              },
              control: () => new Response("x", { headers: { "x-odd": "a\\x01b" } }),
              error_response: () => Response.error(),
              status: () => new (class extends Response {
                get status() { return 77777; }
              })("well"),
              join() {
                Array.prototype.join = () => "a\\nb\\nc";
                return new Response("well", { headers: { "x-a": "b" } });
              },
              token() {
                RegExp.prototype.test = () => true;
                const odd = new Response("x");
                odd.headers.set("a\\nb", "c");
                return odd;
              },
              async value(origin) {
                String.prototype.charCodeAt = () => 65;
                const headers = { "x-a": "b\\nc" };
                return new Response(await fetch(origin + "/echo", { headers }).catch(String));
              },
              min() {
                Math.min = () => 1e9;
                Object.defineProperty(Object.getPrototypeOf(Uint8Array.prototype), "byteLength",
                  { get: () => 7 });
                return big();
              },
              reason: () => new Response(new ReadableStream({
                pull() { throw new Error("x".repeat(LONG)); } })),
              async map(origin) {
                Map.prototype.get = () => { throw new Error("no maps"); };
                return fetch(origin + "/echo");
              },
              async word() {
                await fetch("http://localhost:1").catch(() => {});
                throw Object.assign(new Error("odd"), { code: "oddest" });
              },
              async unread(origin) {
                const answer = await fetch(origin + "/big");
                await never();
              },
            };
            export default { async fetch(request) {
              const { origin, pathname } = new URL(request.url);
              const name = pathname.slice(1);
              if (name === "echo") return new Response(request.body);
              if (name === "big") return big();
              if (name === "split") {
                String.prototype.split = () => { throw new Error("no splitting"); };
                return new Response("split");
              }
              if (name === "socket") return new Response(null,
                { status: 101, webSocket: new WebSocketPair()[0] });
              if (name === "upgrade") return new Response(request.headers.get("upgrade"));
              return Object.hasOwn(attacks, name) ? attacks[name](origin) : new Response("well");
            }};
            """;

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        dev =
                Dev.serving(
                        Dev.app(directory, "good", CODE, ""), Dev.app(directory, "app", CODE, ""));
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @ParameterizedTest
    @CsvSource({
        "text, 200",
        "error, 500",
        "upload, 200",
        "url, 200",
        "headers, 500",
        "control, 500",
        "error_response, 500",
        "status, 200",
        "join, 200",
        "token, 500",
        "value, 200",
        "min, 200",
        "map, 500",
        "word, 500",
        "unread, 500"
    })
    void harm_stays_with_whoever_does_it(String attack, int status) {
        long child = child();

        HttpResponse<String> answer = dev.get("app", "/" + attack);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(child()).isEqualTo(child);
    }

    private long child() {
        assertThat(dev.get("good", "/").body()).isEqualTo("well");
        return dev.children().getFirst().pid();
    }

    @Test
    void what_is_large_arrives_whole() {
        assertThat(dev.get("app", "/text").body()).hasSize(3 << 20);
        assertThat(dev.get("app", "/upload").body()).isEqualTo(String.valueOf(3 << 20));
    }

    @Test
    void what_cannot_be_sent_is_named() {
        String control = dev.get("app", "/control").body();
        String headers = dev.get("app", "/headers").body();
        String url = dev.get("app", "/url").body();

        assertThat(control).contains("'x-odd' holds the character U+0001");
        assertThat(headers).contains("1002 headers; 1000 may be sent");
        assertThat(url).startsWith("refused: ").contains("1,048,576");
    }

    @Test
    void a_body_that_breaks_with_a_long_reason_is_cut() {
        long child = child();

        assertThat(raw("/reason", ""))
                .startsWith("HTTP/1.1 200")
                .contains("transfer-encoding: chunked")
                .doesNotEndWith("0\r\n\r\n");

        assertThat(child()).isEqualTo(child);
    }

    @Test
    void an_isolate_whose_tools_are_broken_is_replaced() {
        long child = child();
        assertThat(dev.get("app", "/split").body()).isEqualTo("split");

        HttpResponse<String> broken = dev.get("app", "/");

        assertThat(broken.statusCode()).isEqualTo(500);
        assertThat(broken.body()).contains("no splitting");
        assertThat(dev.get("app", "/").body()).isEqualTo("well");
        assertThat(child()).isEqualTo(child);
    }

    @Test
    void an_upgrade_that_is_badly_made_is_not_passed_on() {
        long child = child();
        String upgrade = "Upgrade: websocket\r\n";

        assertThat(raw("/upgrade", upgrade)).startsWith("HTTP/1.1 200").doesNotContain("websocket");
        assertThat(raw("/socket", upgrade)).startsWith("HTTP/1.1 500");

        assertThat(child()).isEqualTo(child);
    }

    private String raw(String path, String headers) {
        String head = "GET " + path + " HTTP/1.1\r\nHost: app.localhost\r\nAccept: */*\r\n";
        try (var client = new Socket(InetAddress.getLoopbackAddress(), dev.port())) {
            client.setSoTimeout(10_000);
            String end = headers + "Connection: close\r\n\r\n";
            client.getOutputStream().write((head + end).getBytes(US_ASCII));
            return new String(client.getInputStream().readAllBytes(), US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
