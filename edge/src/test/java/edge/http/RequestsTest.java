package edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What a handler is given of a request.
final class RequestsTest {

    private static RequestHead headOf(String request) throws Exception {
        var seen = new CompletableFuture<RequestHead>();
        Handler handler =
                exchange -> {
                    seen.complete(exchange.head());
                    Answers.respond(exchange, "");
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {
            wire.send(request);
            return seen.get(10, TimeUnit.SECONDS);
        }
    }

    private static final String LENGTH = "Content-Length: 3";

    private static String lines(String... lines) {
        return String.join("\r\n", lines) + "\r\n\r\n";
    }

    @Test
    void names_are_in_lower_case_and_values_without_space_around_them() throws Exception {
        var head =
                headOf(
                        lines(
                                "GET /a?b=c HTTP/1.1",
                                "HOST: A.Test:80",
                                "X-Odd-Name: \t two words \t",
                                "Accept: a",
                                "Accept: b",
                                "Empty:"));

        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.target()).isEqualTo("/a?b=c");
        assertThat(head.authority()).isEqualTo("a.test:80");
        assertThat(head.scheme()).isEqualTo("http");
        assertThat(head.bodyBytes()).isZero();
        assertThat(head.client().getAddress().isLoopbackAddress()).isTrue();
        assertThat(head.headers())
                .extracting(Object::toString)
                .containsExactly(
                        "host=A.Test:80", "x-odd-name=two words", "accept=a", "accept=b", "empty=");
    }

    @Test
    void what_concerns_the_connection_ends_at_the_edge() throws Exception {
        var head =
                headOf(
                        lines(
                                        "POST / HTTP/1.1",
                                        "Host: a",
                                        "Connection: te, keep-alive",
                                        "TE: trailers",
                                        "Keep-Alive: timeout=5",
                                        "Expect: 100-continue",
                                        "Upgrade: x",
                                        "Transfer-Encoding: chunked",
                                        "Trailer: a")
                                + "0\r\n\r\n");

        assertThat(head.headers()).extracting(Object::toString).containsExactly("host=a");
        assertThat(head.bodyBytes()).isEqualTo(-1);
    }

    @Test
    void an_absolute_target_names_the_host() throws Exception {
        var head = headOf("GET HTTP://B.test:81?q HTTP/1.1\r\nHost: a.test\r\n\r\n");

        assertThat(head.authority()).isEqualTo("b.test:81");
        assertThat(head.target()).isEqualTo("/?q");
        assertThat(head.headers()).extracting(Object::toString).containsExactly("host=b.test:81");
    }

    @Test
    void raw_bytes_in_a_target_are_escaped() throws Exception {
        var head = headOf("GET /\u00c3\u00bc?\u00ff HTTP/1.1\r\nHost: a\r\n\r\n");

        assertThat(head.target()).isEqualTo("/%C3%BC?%FF");
    }

    @Test
    void equal_lengths_are_one() throws Exception {
        var head = headOf(lines("POST / HTTP/1.1", "Host: a", LENGTH, LENGTH) + "abc");

        assertThat(head.bodyBytes()).isEqualTo(3);
        assertThat(head.headers())
                .extracting(Object::toString)
                .containsExactly("host=a", "content-length=3");
    }

    @Test
    void a_client_of_1_0_need_name_no_host() throws Exception {
        var head = headOf("GET / HTTP/1.0\r\n\r\n");

        assertThat(head.authority()).startsWith("127.0.0.1:");
    }

    @Test
    void a_head_may_come_byte_by_byte_and_after_empty_lines() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            wire.send("\r\n\r\n");
            for (char c : "GET /slow HTTP/1.1\r\nHost: a.test\r\n\r\n".toCharArray()) {
                wire.send(String.valueOf(c));
            }

            var answer = wire.answer();

            assertThat(answer.body()).isEqualTo("GET /slow");
        }
    }

    @Test
    void a_body_in_chunks_is_put_together() {
        try (var server = new RunningServer(Answers.echo());
                var wire = server.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n");
            wire.send("3\r\nabc\r\nA;name=\"v\"\r\n0123456789\r\n");
            wire.send("000\r\nTrailer: x\r\n\r\n");

            var answer = wire.answer();
            var next = wire.get("/").answer();

            assertThat(answer.body()).isEqualTo("abc0123456789");
            assertThat(answer.header("transfer-encoding")).isEqualTo("chunked");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void a_large_body_passes_both_ways_at_once() {
        String body = "0123456789abcdef-".repeat(1_000_000);
        try (var server = new RunningServer(Answers.echo());
                var wire = server.wire()) {
            wire.send(
                    "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + body.length() + "\r\n\r\n");
            Thread.ofVirtual().start(() -> wire.send(body));

            var answer = wire.answer();

            assertThat(answer.body()).isEqualTo(body);
        }
    }

    @Test
    void the_client_of_the_jdk_is_understood() throws Exception {
        try (var server = new RunningServer(Answers.echo());
                var client = HttpClient.newHttpClient()) {
            var request =
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/"))
                            .expectContinue(true)
                            .POST(HttpRequest.BodyPublishers.ofString("abc"))
                            .build();

            var answer = client.send(request, HttpResponse.BodyHandlers.ofString());

            assertThat(answer.body()).isEqualTo("abc");
        }
    }

    @Test
    void a_client_is_told_to_go_on_when_the_body_is_asked_for() {
        try (var server = new RunningServer(Answers.echo());
                var wire = server.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\n");
            wire.send("Content-Length: 3\r\n\r\n");

            var go = wire.answer();
            var answer = wire.send("abc").answer();
            var next = wire.get("/").answer();

            assertThat(go.status()).isEqualTo(100);
            assertThat(answer.body()).isEqualTo("abc");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void a_client_that_waits_and_is_not_asked_gets_its_answer_and_a_close() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            wire.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n");
            wire.send("Content-Length: 3\r\n\r\n");

            var answer = wire.answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void the_bound_on_a_body_may_be_another_for_one_exchange() {
        Handler handler =
                exchange -> {
                    exchange.bodyBytesMax(exchange.head().target().equals("/narrow") ? 2 : 5);
                    Answers.echo().handle(exchange);
                };
        String post =
                " HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n";
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            var wide = wire.send("POST /wide" + post).answer();
            var narrow = wire.send("POST /narrow" + post).answer();

            assertThat(wide.body()).isEqualTo("abc");
            assertThat(narrow.status()).isEqualTo(413);
            assertThat(narrow.body()).contains("over 2 bytes");
        }
    }

    @Test
    void what_a_handler_leaves_unread_is_read_over() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 50000\r\n\r\n");
            wire.send("x".repeat(50_000)).get("/b");

            assertThat(wire.answer().body()).isEqualTo("POST /a");
            assertThat(wire.answer().body()).isEqualTo("GET /b");
        }
    }

    @Test
    void a_large_body_left_unread_costs_the_connection_but_not_the_answer() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            wire.send("POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
            wire.sendAsFarAsTaken("x".repeat(3_000_000)).sendAsFarAsTaken("GET / HTTP/1.1\r\n");

            var answer = wire.answer();

            assertThat(answer.body()).isEqualTo("POST /a");
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(wire.rest()).isEmpty();
        }
    }

    @Test
    void a_server_says_of_itself_what_it_can() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {

            var answer = wire.send("OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n").answer();

            assertThat(answer.status()).isEqualTo(204);
            assertThat(answer.header("allow")).contains("GET");
        }
    }
}
