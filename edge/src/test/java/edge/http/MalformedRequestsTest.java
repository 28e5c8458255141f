package edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import base.Limits;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// What has no meaning, or two, gets exactly one answer and then the connection is closed, whatever
/// comes after it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class MalformedRequestsTest {

    private static final String HOST = "Host: a.test\r\n";
    private static final String NEXT = "GET /smuggled HTTP/1.1\r\nHost: a.test\r\n\r\n";

    private final RunningServer server = new RunningServer(limits(), Answers.echo());

    private final RunningServer early = new RunningServer(limits(), Answers.earlyEcho());

    private static Limits.Http limits() {
        return new Limits.Http(512, 2048, 4096, 15_000, 75_000, 60_000, 65_536, 100);
    }

    @AfterAll
    void close() {
        server.close();
        early.close();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void gets_one_answer_and_a_close(String what, int status, String request) {
        try (var wire = server.wire()) {
            wire.sendAsFarAsTaken(request + NEXT);

            var answer = wire.answer();
            String rest = wire.rest();

            assertThat(answer.status()).as(answer.body()).isEqualTo(status);
            assertThat(answer.header("connection")).isEqualTo("close");
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            assertThat(answer.body()).contains("\"status\":" + status).contains("\"detail\":\"");
            assertThat(rest).doesNotContain("HTTP/1.1");
        }
    }

    static Stream<Arguments> gets_one_answer_and_a_close() {
        return Stream.of(
                of("no host", 400, get("")),
                of("two hosts", 400, get(HOST + HOST)),
                of("an empty host", 400, get("Host:\r\n")),
                of("a host with a path", 400, get("Host: a/b\r\n")),
                of("a host with a user", 400, get("Host: u@a\r\n")),
                of("a host with a bad port", 400, get("Host: a:8x\r\n")),
                of("length and chunks", 400, post("Content-Length: 3\r\n" + CHUNKED) + "0\r\n\r\n"),
                of("two lengths", 400, post("Content-Length: 3\r\nContent-Length: 4\r\n")),
                of("a list of lengths", 400, post("Content-Length: 3, 3\r\n") + "abc"),
                of("a signed length", 400, post("Content-Length: +3\r\n") + "abc"),
                of("a negative length", 400, post("Content-Length: -1\r\n")),
                of("an endless length", 400, post("Content-Length: 99999999999999999999\r\n")),
                of("an empty length", 400, post("Content-Length:\r\n")),
                of("a hexadecimal length", 400, post("Content-Length: 0x3\r\n") + "abc"),
                of("chunks twice", 400, post(CHUNKED + CHUNKED)),
                of("another coding", 501, post("Transfer-Encoding: gzip\r\n")),
                of("another coding and chunks", 501, post("Transfer-Encoding: gzip, chunked\r\n")),
                of("chunks twice in a line", 501, post("Transfer-Encoding: chunked, chunked\r\n")),
                of("identity", 501, post("Transfer-Encoding: identity\r\n")),
                of("a disguised coding", 400, post("Transfer-Encoding: \u000bchunked\r\n")),
                of("chunks in 1.0", 400, "POST / HTTP/1.0\r\n" + HOST + CHUNKED + "\r\n0\r\n\r\n"),
                of("a folded header", 400, get(HOST + "A: b\r\n c\r\n")),
                of("a folded first line", 400, "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
                of("a space before the colon", 400, get("Host : a\r\n")),
                of("a space in a name", 400, get(HOST + "A b: c\r\n")),
                of("a header without a colon", 400, get(HOST + "abc\r\n")),
                of("a header without a name", 400, get(HOST + ": abc\r\n")),
                of("a name with a bracket", 400, get(HOST + "a[b: c\r\n")),
                of("a bare CR in a value", 400, get(HOST + "A: b\rc\r\n")),
                of("a NUL in a value", 400, get(HOST + "A: b\0c\r\n")),
                of("a bell in a value", 400, get(HOST + "A: \u0007\r\n")),
                of("a DEL in a value", 400, get(HOST + "A: \u007f\r\n")),
                of("a NUL in a name", 400, get(HOST + "A\0: b\r\n")),
                of("a bare LF after a header", 400, "GET / HTTP/1.1\r\nHost: a\n\r\n"),
                of("a bare LF after the line", 400, "GET / HTTP/1.1\nHost: a\r\n\r\n"),
                of("only LFs", 400, "GET / HTTP/1.1\nHost: a\n\n"),
                of("a bare CR in the line", 400, "GET /a\rb HTTP/1.1\r\n" + HOST + "\r\n"),
                of("two spaces in the line", 400, "GET  / HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a tab in the line", 400, "GET\t/ HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a space in the target", 400, "GET /a b HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a NUL in the target", 400, "GET /a\0b HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a fragment in the target", 400, "GET /a#b HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a relative target", 400, "GET a HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a star to GET", 400, "GET * HTTP/1.1\r\n" + HOST + "\r\n"),
                of("an ftp target", 400, "GET ftp://a/ HTTP/1.1\r\n" + HOST + "\r\n"),
                of("no version", 400, "GET /\r\n" + HOST + "\r\n"),
                of("a lower-case version", 400, "GET / http/1.1\r\n" + HOST + "\r\n"),
                of("a long version", 400, "GET / HTTP/1.10\r\n" + HOST + "\r\n"),
                of("HTTP/2", 505, "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"),
                of("HTTP/1.2", 505, "GET / HTTP/1.2\r\n" + HOST + "\r\n"),
                of("a bad method", 400, "G(T / HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a tunnel", 501, "CONNECT a:443 HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a trace", 501, "TRACE / HTTP/1.1\r\n" + HOST + "\r\n"),
                of("a TLS greeting", 400, "\u0016\u0003\u0001\u0002"),
                of("many empty lines", 400, "\r\n".repeat(20)),
                of("a long line", 414, "GET /" + "a".repeat(600) + " HTTP/1.1\r\n\r\n"),
                of("a line without end", 414, "GET /" + "a".repeat(600)),
                of("a long header", 431, get(HOST + "A: " + "b".repeat(2100) + "\r\n")),
                of("a header without end", 431, "GET / HTTP/1.1\r\nA: " + "b".repeat(2100)),
                of("many headers", 431, get(HOST + "A: b\r\n".repeat(400))),
                of("a long body", 413, post("Content-Length: 5000\r\n") + "a".repeat(5000)),
                of("another expectation", 417, get(HOST + "Expect: tea\r\n")));
    }

    private static final String CHUNKED = "Transfer-Encoding: chunked\r\n";

    private static Arguments of(String what, int status, String request) {
        return Arguments.of(what, status, request);
    }

    private static String get(String headers) {
        return "GET / HTTP/1.1\r\n" + headers + "\r\n";
    }

    private static String post(String headers) {
        return "POST / HTTP/1.1\r\n" + HOST + headers + "\r\n";
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void is_cut_after_an_answer_has_begun(String what, String body) {
        try (var wire = early.wire()) {
            wire.sendAsFarAsTaken(post(CHUNKED) + body + NEXT);

            String rest = wire.rest();

            assertThat(rest).doesNotEndWith("0\r\n\r\n").doesNotContain("smuggled");
            assertThat(rest.split("HTTP/1\\.1", -1)).hasSizeLessThanOrEqualTo(2);
        }
    }

    static Stream<Arguments> is_cut_after_an_answer_has_begun() {
        return Stream.of(
                Arguments.of("no size", "\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a size that is none", "xyz\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a negative size", "-3\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a size with 0x", "0x3\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a size with a space", "3 \r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a huge size", "fffffffffffffffff\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a chunk that is longer", "3\r\nabcd\r\n0\r\n\r\n"),
                Arguments.of("a bare LF after the size", "3\nabc\r\n0\r\n\r\n"),
                Arguments.of("a bare LF after the data", "3\r\nabc\n0\r\n\r\n"),
                Arguments.of("a control character", "3;a=\0\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a long extension", "3;" + "a".repeat(2000) + "\r\nabc\r\n0\r\n\r\n"),
                Arguments.of("a trailer that is none", "3\r\nabc\r\n0\r\nabc\r\n\r\n"),
                Arguments.of("a folded trailer", "3\r\nabc\r\n0\r\na: b\r\n c\r\n\r\n"),
                Arguments.of("a long trailer", "0\r\na: " + "b".repeat(3000) + "\r\n\r\n"),
                Arguments.of("too long a body", "1388\r\n" + "a".repeat(5000) + "\r\n0\r\n\r\n"));
    }
}
