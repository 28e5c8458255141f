package edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What a client is sent of an answer.
final class ResponsesTest {

    /// A handler that remembers what it was told of its bugs.
    private record Recording(Consumer<Exchange> answer, BlockingQueue<Throwable> failures)
            implements Handler {
        Recording(Consumer<Exchange> answer) {
            this(answer, new ArrayBlockingQueue<>(10));
        }

        @Override
        public void handle(Exchange exchange) {
            answer.accept(exchange);
        }

        @Override
        public void failed(RequestHead head, Throwable cause) {
            failures.add(cause);
        }

        @Nullable Throwable failure() throws InterruptedException {
            return failures.poll(5, TimeUnit.SECONDS);
        }
    }

    private static ResponseHead head(int status, String name, String value) {
        return new ResponseHead(status, "", List.of(Map.entry(name, value)), -1);
    }

    @Test
    void a_whole_answer_has_its_length_and_the_date() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {

            var answer = wire.get("/a").answer();

            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.reason()).isEqualTo("OK");
            assertThat(answer.header("content-length")).isEqualTo("6");
            assertThat(answer.header("content-type")).isEqualTo("text/plain;charset=utf-8");
            assertThat(answer.header("date")).matches("\\w{3}, \\d\\d \\w{3} \\d{4} .* GMT");
            assertThat(answer.headers()).doesNotContainKey("connection");
        }
    }

    @Test
    void what_is_the_edges_own_is_not_taken_from_a_handler() {
        List<Map.Entry<String, String>> headers =
                Stream.of(
                                "Content-Length: 99",
                                "transfer-encoding: chunked",
                                "Connection: close",
                                "Keep-Alive: timeout=1",
                                "Date: today",
                                "Upgrade: x",
                                "Set-Cookie: a",
                                "Set-Cookie: b")
                        .map(line -> line.split(": ", 2))
                        .map(pair -> Map.entry(pair[0], pair[1]))
                        .toList();
        Handler handler =
                exchange ->
                        exchange.respond(
                                new ResponseHead(200, "Fine", headers, -1), Answers.bytes("abc"));
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            var answer = wire.get("/").answer();

            assertThat(answer.reason()).isEqualTo("Fine");
            assertThat(answer.headers().keySet())
                    .containsExactly("set-cookie", "content-length", "date");
            assertThat(answer.header("set-cookie")).isEqualTo("a\nb");
            assertThat(answer.body()).isEqualTo("abc");
        }
    }

    @Test
    void an_answer_to_head_has_a_length_and_no_body() {
        try (var server = new RunningServer(Answers.named());
                var wire = server.wire()) {
            wire.send("HEAD /a HTTP/1.1\r\nHost: a\r\n\r\n");

            var answer = wire.answerToHead();
            var next = wire.get("/b").answer();

            assertThat(answer.header("content-length")).isEqualTo("7");
            assertThat(next.body()).isEqualTo("GET /b");
        }
    }

    @Test
    void a_body_written_to_head_is_taken_and_dropped() {
        try (var server = new RunningServer(Answers.earlyEcho());
                var wire = server.wire()) {
            wire.send("HEAD / HTTP/1.1\r\nHost: a\r\nContent-Length: 40000\r\n\r\n");
            wire.send("x".repeat(40_000));

            var answer = wire.answerToHead();
            var next = wire.get("/").answer();

            assertThat(answer.header("content-length")).isEqualTo("40000");
            assertThat(next.status()).isEqualTo(200);
        }
    }

    @Test
    void no_content_and_not_modified_have_neither_body_nor_length() {
        Handler handler =
                exchange ->
                        exchange.respond(
                                head(
                                        Integer.parseInt(exchange.head().target().substring(1)),
                                        "a",
                                        "b"),
                                Answers.bytes("nothing to see"));
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            var none = wire.get("/204").answer();
            var same = wire.get("/304").answer();
            var some = wire.get("/205").answer();

            assertThat(none.headers().keySet()).containsExactly("a", "date");
            assertThat(same.headers().keySet()).containsExactly("a", "date");
            assertThat(some.status()).isEqualTo(205);
        }
    }

    @Test
    void a_body_of_unknown_length_goes_in_chunks_and_to_old_clients_until_the_close() {
        Handler handler =
                exchange -> {
                    exchange.start(Answers.ok(-1));
                    exchange.write(Answers.bytes("abc"));
                    exchange.write(Answers.bytes("0123456789"));
                    exchange.finish();
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire();
                var old = server.wire()) {

            String chunks =
                    wire.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n").rest();
            var plain = old.send("GET / HTTP/1.0\r\n\r\n").answer();

            assertThat(chunks).contains("\r\nconnection: close\r\n");
            assertThat(chunks).endsWith("\r\n\r\n3\r\nabc\r\na\r\n0123456789\r\n0\r\n\r\n");
            assertThat(plain.body()).isEqualTo("abc0123456789");
            assertThat(plain.headers()).doesNotContainKey("transfer-encoding");
        }
    }

    @Test
    void an_empty_body_of_unknown_length_ends() {
        Handler handler =
                exchange -> {
                    exchange.start(Answers.ok(-1));
                    exchange.write(Unpooled.EMPTY_BUFFER);
                    exchange.finish();
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            assertThat(wire.get("/").answer().body()).isEmpty();
            assertThat(wire.get("/").answer().body()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource
    void a_head_that_would_split_an_answer_becomes_a_500(ResponseHead head, String sentence)
            throws Exception {
        var handler = new Recording(exchange -> exchange.start(head));
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            var answer = wire.get("/").answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).contains(sentence);
            assertThat(answer.headers()).doesNotContainKey("evil");
            assertThat(wire.rest()).isEmpty();
            assertThat(handler.failure()).hasMessageContaining(sentence);
            assertThat(handler.failures()).isEmpty();
        }
    }

    static Stream<Object[]> a_head_that_would_split_an_answer_becomes_a_500() {
        return Stream.of(
                new Object[] {head(200, "a", "b\r\nevil: c"), "header 'a' has a line break"},
                new Object[] {head(200, "a", "b\nevil: c"), "header 'a' has a line break"},
                new Object[] {head(200, "a", "b\0"), "header 'a'"},
                new Object[] {head(200, "a", "\u0141"), "header 'a'"},
                new Object[] {head(200, "a\r\nevil", "b"), "named 'a??evil'"},
                new Object[] {head(200, "a b", "b"), "named 'a b'"},
                new Object[] {head(200, "", "b"), "named ''"},
                new Object[] {head(199, "a", "b"), "status 199"},
                new Object[] {head(600, "a", "b"), "status 600"},
                new Object[] {
                    new ResponseHead(200, "O\r\nevil: K", List.of(), -1), "reason phrase"
                });
    }

    @Test
    void only_a_broken_head_is_told_to_the_client() {
        var handler =
                new Recording(exchange -> {
                    throw new IllegalArgumentException("secret");
                });
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {
            assertThat(wire.get("/").answer().body()).doesNotContain("secret");
        }
    }

    @Test
    void what_a_handler_throws_becomes_a_500_that_tells_nothing_of_it() throws Exception {
        var handler =
                new Recording(exchange -> {
                    throw new IllegalStateException("secret");
                });
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            var answer = wire.get("/").answer();

            assertThat(answer.status()).isEqualTo(500);
            assertThat(answer.body()).doesNotContain("secret");
            assertThat(handler.failure()).hasMessage("secret");
        }
    }

    @ParameterizedTest
    @MethodSource
    void an_answer_that_breaks_off_is_never_taken_for_whole(String how, Consumer<Exchange> rest) {
        var handler =
                new Recording(exchange -> {
                    exchange.start(Answers.ok(how.contains("length") ? 5 : -1));
                    exchange.write(Answers.bytes("abc"));
                    rest.accept(exchange);
                });
        try (var server = new RunningServer(handler);
                var wire = server.wire();
                var old = server.wire()) {

            String seen = wire.get("/").rest();
            String seenByOld = old.send("GET / HTTP/1.0\r\n\r\n").rest();

            assertThat(seen).doesNotContain("0\r\n\r\n").doesNotContain("abcdef");
            assertThat(how.contains("length") || seenByOld.contains("(reset)")).isTrue();
        }
    }

    static Stream<Object[]> an_answer_that_breaks_off_is_never_taken_for_whole() {
        Consumer<Exchange> abort = Exchange::abort;
        Consumer<Exchange> end = Exchange::finish;
        Consumer<Exchange> more = exchange -> exchange.write(Answers.bytes("def"));
        Consumer<Exchange> bug =
                exchange -> {
                    throw new IllegalStateException("bug");
                };
        return Stream.of(
                new Object[] {"aborted", abort},
                new Object[] {"aborted, with a length", abort},
                new Object[] {"shorter than its length", end},
                new Object[] {"longer than its length", more},
                new Object[] {"thrown", bug},
                new Object[] {"thrown, with a length", bug});
    }

    @Test
    void an_exchange_that_is_over_takes_nothing_more() {
        Handler handler =
                exchange -> {
                    Answers.respond(exchange, "once");
                    exchange.write(Answers.bytes("more"));
                    exchange.finish();
                    exchange.abort();
                    assertThatThrownBy(() -> Answers.respond(exchange, "twice"))
                            .isInstanceOf(IllegalStateException.class);
                };
        try (var server = new RunningServer(handler);
                var wire = server.wire()) {

            assertThat(wire.get("/").answer().body()).isEqualTo("once");
            assertThat(wire.get("/").answer().body()).isEqualTo("once");
        }
    }

    @Test
    void a_problem_is_quoted_as_json_wants_it() {
        var problem = Problem.of(404, "There is no \"a\\b\"\n.");

        assertThat(problem.json())
                .isEqualTo(
                        "{\"type\":\"about:blank\",\"title\":\"Not Found\",\"status\":404,"
                                + "\"detail\":\"There is no \\\"a\\\\b\\\"\\u000a.\"}\n");
    }
}
