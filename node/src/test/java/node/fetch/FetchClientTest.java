package node.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static node.fetch.Fetcher.get;
import static node.fetch.Fetcher.request;
import static node.fetch.Fetcher.whole;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class FetchClientTest {

    private final Fetcher fetcher = new Fetcher();

    @AfterEach
    void close() {
        fetcher.close();
    }

    /// Answers each request with its own head and what came as its body.
    private static void mirror(Origins.Talk talk) throws IOException {
        for (String head = talk.head(); !head.isEmpty(); head = talk.head()) {
            talk.answer(head + body(talk, head));
        }
    }

    private static String body(Origins.Talk talk, String head) throws IOException {
        int at = head.indexOf("content-length: ");
        if (at >= 0) {
            String length = head.substring(at + 16, head.indexOf('\r', at));
            return new String(talk.in().readNBytes(Integer.parseInt(length)), ISO_8859_1);
        }
        var chunks = new StringBuilder();
        while (head.contains("chunked") && !chunks.toString().endsWith("0\r\n\r\n")) {
            chunks.append((char) talk.in().read());
        }
        return chunks.toString();
    }

    private static Origins saying(String text) {
        return new Origins(talk -> {
            while (!talk.head().isEmpty()) {
                talk.say(text);
            }
        });
    }

    @Test
    void a_request_has_what_every_request_has_and_what_was_given() {
        try (var origin = new Origins(FetchClientTest::mirror)) {

            var got = fetcher.fetch(get(origin.url("/a?b=c"), "X-One: 1", "X-Two: two words"));

            assertThat(got.head().status()).isEqualTo(200);
            assertThat(got.head().reason()).isEqualTo("OK");
            assertThat(got.head().url()).isEqualTo(origin.url("/a?b=c"));
            assertThat(got.head().redirected()).isFalse();
            assertThat(got.head().bodyBytes()).isEqualTo(got.body().length());
            assertThat(got.body())
                    .startsWith("GET /a?b=c HTTP/1.1\r\n")
                    .contains("host: " + origin.url("").substring(7) + "\r\n")
                    .contains("x-one: 1\r\nx-two: two words\r\n")
                    .contains("accept: */*\r\n")
                    .contains("accept-encoding: gzip\r\n");
        }
    }

    @Test
    void what_belongs_to_a_connection_is_not_passed_on() {
        try (var origin = new Origins(FetchClientTest::mirror)) {
            var request =
                    get(
                            origin.url("/"),
                            "Connection: close",
                            "Transfer-Encoding: gzip",
                            "Content-Length: 9",
                            "Host: other",
                            "Upgrade: x",
                            "TE: y",
                            "Accept-Encoding: br");

            var got = fetcher.fetch(request);

            assertThat(got.body())
                    .doesNotContain("onnection")
                    .doesNotContain("ransfer")
                    .doesNotContain("ength")
                    .doesNotContain("other")
                    .doesNotContain("pgrade")
                    .contains("accept-encoding: br\r\n");
        }
    }

    @Test
    void a_body_is_sent_whole_or_as_it_is_written() {
        try (var origin = new Origins(FetchClientTest::mirror)) {
            var known = fetcher.open(post(origin), new FetchBody.Stream(6), 10_000);
            known.write("abc");
            known.write("def");
            known.finishBody();
            var unknown = fetcher.open(post(origin), new FetchBody.Stream(-1), 10_000);
            unknown.write("abc");
            unknown.finishBody();

            assertThat(fetcher.fetch(post(origin), whole("abc")).body())
                    .contains("content-length: 3\r\n")
                    .endsWith("\r\n\r\nabc");
            assertThat(fetcher.fetch(post(origin)).body()).contains("content-length: 0\r\n");
            assertThat(known.got().body()).contains("content-length: 6\r\n").endsWith("\nabcdef");
            assertThat(unknown.got().body())
                    .contains("transfer-encoding: chunked\r\n")
                    .endsWith("\n3\r\nabc\r\n0\r\n\r\n");
            assertThat(known.written()).isEqualTo(6);
        }
    }

    @Test
    void what_is_written_before_the_call_had_its_turn_is_sent() {
        try (var origin = new Origins(FetchClientTest::mirror)) {
            var call = fetcher.openAndWrite(post(origin), "abc");

            assertThat(call.got().body()).endsWith("\n3\r\nabc\r\n0\r\n\r\n");
        }
    }

    private static FetchRequest post(Origins origin) {
        return request("POST", origin.url("/"));
    }

    @Test
    void a_body_of_another_length_than_told_breaks_the_call_off() {
        try (var origin = new Origins(FetchClientTest::mirror)) {
            var shorter = fetcher.open(post(origin), new FetchBody.Stream(5), 100);
            shorter.write("abc");
            shorter.finishBody();
            var longer = fetcher.open(post(origin), new FetchBody.Stream(5), 100);
            longer.write("abcdef");

            assertThat(shorter.got().sentence()).contains("its own body ended at byte 3 of 5");
            assertThat(longer.got().sentence()).contains("longer than the 5 bytes");
        }
    }

    @Test
    void a_connection_is_used_again() {
        try (var origin = new Origins(FetchClientTest::mirror)) {
            for (int i = 0; i < 20; i++) {
                assertThat(fetcher.fetch(get(origin.url("/" + i))).body()).contains("/" + i);
            }

            assertThat(origin.connections()).isEqualTo(1);
            assertThat(fetcher.connections()).isEqualTo(1);
        }
    }

    @Test
    void calls_at_once_have_connections_of_their_own_up_to_the_bound() {
        var settings =
                new FetchSettings(
                        new AddressPolicy(true), 1000, 10_000, 10_000, 10_000, 1, 2, 65_536, 20);
        try (var origin = new Origins(FetchClientTest::mirror);
                var narrow = new Fetcher(settings)) {
            var none = new FetchBody.None();
            var first = narrow.open(get(origin.url("/1")), none, 10_000);
            var second = narrow.open(get(origin.url("/2")), none, 10_000);
            var third = narrow.open(get(origin.url("/3")), none, 10_000);

            assertThat(first.got().body()).contains("/1");
            assertThat(second.got().body()).contains("/2");
            assertThat(third.got().body()).contains("/3");
            assertThat(origin.connections()).isEqualTo(2);
            assertThat(narrow.connectionsSoon(1)).isEqualTo(1);
        }
    }

    /// Sends a body where there is none to be: with a 204, behind its end.
    private static void unruly(Origins.Talk talk) throws IOException {
        for (String head = talk.head(); !head.isEmpty(); head = talk.head()) {
            talk.say("HTTP/1.1 204 No Content\r\n\r\nhello");
        }
    }

    @Test
    void what_follows_an_answer_unasked_is_not_taken_for_the_next_one() {
        try (var origin = new Origins(FetchClientTest::unruly)) {
            var url = origin.url("/");

            assertThat(fetcher.fetch(get(url)).head().status()).isEqualTo(204);
            assertThat(fetcher.fetch(get(url)).head().status()).isEqualTo(204);
        }
    }

    /// Closes each connection without a word when the second request comes.
    private static void forgetful(Origins.Talk talk) throws IOException {
        if (!talk.head().isEmpty()) {
            talk.answer("number " + talk.number());
            talk.head();
        }
    }

    @Test
    void a_kept_connection_that_is_dead_is_replaced_once_for_what_may_be_asked_twice() {
        try (var origin = new Origins(FetchClientTest::forgetful)) {
            var url = origin.url("/");

            assertThat(fetcher.fetch(get(url)).body()).isEqualTo("number 1");
            assertThat(fetcher.fetch(get(url)).body()).isEqualTo("number 2");
            assertThat(fetcher.fetch(request("PUT", url), whole("x")).body()).isEqualTo("number 3");
            assertThat(fetcher.fetch(request("POST", url), whole("x")).sentence())
                    .contains("closed the connection before it answered");
        }
    }

    @Test
    void a_connection_with_bytes_that_nobody_asked_for_is_not_used_again() {
        String twice = "HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na";
        try (var origin = saying(twice + twice)) {
            for (int i = 0; i < 3; i++) {
                assertThat(fetcher.fetch(get(origin.url("/"))).body()).isEqualTo("a");
            }

            assertThat(origin.connections()).isEqualTo(3);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HTTP/1.1 200 OK~~Transfer-Encoding: chunked~~~~3~~abc~~0~~~~, abc",
        "HTTP/1.1 100 Continue~~~~HTTP/1.1 103 Hints~~A: b~~~~HTTP/1.1 200 OK~~Content-Length:"
                + " 1~~~~a, a",
        "HTTP/1.1 204 None~~~~, ''",
        "HTTP/1.1 404 ~~Content-Length: 1~~~~x, x",
    })
    void an_answer_may_come_in_many_forms(String text, String body) {
        try (var origin = saying(text.replace("~~", "\r\n"))) {
            assertThat(fetcher.fetch(get(origin.url("/"))).body()).isEqualTo(body);
            assertThat(fetcher.fetch(get(origin.url("/"))).body()).isEqualTo(body);
            assertThat(origin.connections()).isEqualTo(1);
        }
    }

    @Test
    void the_end_of_a_connection_ends_an_answer_without_length_only() {
        Origins.Script once =
                talk -> {
                    boolean sized = talk.head().startsWith("GET /sized");
                    talk.say("HTTP/1.1 200 OK\r\n" + (sized ? "Content-Length: 9\r\n" : ""));
                    talk.say("\r\nabc");
                };
        try (var origin = new Origins(once)) {

            var open = fetcher.fetch(get(origin.url("/")));
            var sized = fetcher.fetch(get(origin.url("/sized")));

            assertThat(open.body()).isEqualTo("abc");
            assertThat(open.failure()).isNull();
            assertThat(sized.sentence()).contains("closed the connection after 3 bytes");
        }
    }

    @Test
    void an_answer_to_head_has_no_body() {
        try (var origin = saying("HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n")) {

            var got = fetcher.fetch(request("HEAD", origin.url("/")));

            assertThat(got.body()).isEmpty();
            assertThat(got.header("content-length")).isEqualTo("500");
            assertThat(fetcher.fetch(request("HEAD", origin.url("/"))).failure()).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "SSH-2.0~~, it is no HTTP",
        "HTTP/1.1 200 OK~~A\u0001: b~~~~, it is no HTTP",
        "HTTP/1.1 200 OK~~Transfer-Encoding: chunked~~~~xyz~~, it is no HTTP",
        "HTTP/1.1 101 Switching~~Upgrade: x~~~~, another protocol",
    })
    void what_is_no_answer_is_told(String text, String sentence) {
        try (var origin = saying(text.replace("~~", "\r\n"))) {
            assertThat(fetcher.fetch(get(origin.url("/"))).sentence()).contains(sentence);
        }
    }

    @Test
    void a_head_without_end_is_refused() {
        try (var origin = saying("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(50_000))) {
            assertThat(fetcher.fetch(get(origin.url("/"))).sentence()).contains("larger than");
        }
    }

    @Test
    void a_server_that_does_not_answer_is_given_up() {
        var settings =
                new FetchSettings(new AddressPolicy(true), 1000, 50, 50, 10_000, 8, 8, 65_536, 20);
        Origins.Script slow =
                talk -> {
                    if (talk.head().startsWith("GET /half")) {
                        talk.say("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc");
                    }
                    talk.head();
                };
        try (var origin = new Origins(slow);
                var hasty = new Fetcher(settings)) {

            var none = hasty.fetch(get(origin.url("/")));
            var half = hasty.fetch(get(origin.url("/half")));

            assertThat(none.sentence()).contains("no answer within 50 ms");
            assertThat(half.body()).isEqualTo("abc");
            assertThat(half.sentence()).contains("nothing came for 50 ms");
            assertThat(hasty.connections()).isZero();
        }
    }

    @Test
    void a_function_may_take_its_time_to_write() throws Exception {
        var settings =
                new FetchSettings(new AddressPolicy(true), 1000, 40, 40, 10_000, 8, 8, 65_536, 20);
        var arrived = new CountDownLatch(1);
        Origins.Script patient =
                talk -> {
                    String head = talk.head();
                    arrived.countDown();
                    talk.answer(body(talk, head));
                };
        try (var origin = new Origins(patient);
                var hasty = new Fetcher(settings)) {
            var call = hasty.open(post(origin), new FetchBody.Stream(3), 100);
            call.write("a");
            assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();

            boolean ended = call.endsWithin(120);
            call.write("bc");
            call.finishBody();

            assertThat(ended).isFalse();
            assertThat(call.got().body()).isEqualTo("abc");
        }
    }

    @Test
    void a_server_is_held_back_until_its_answer_is_asked_for() throws Exception {
        int size = 40_000_000;
        var sent = new CountDownLatch(1);
        Origins.Script large =
                talk -> {
                    talk.head();
                    talk.answer("x".repeat(size));
                    sent.countDown();
                };
        try (var origin = new Origins(large)) {
            var call = fetcher.open(get(origin.url("/")), new FetchBody.None(), 0);

            assertThat(call.head().bodyBytes()).isEqualTo(size);
            assertThat(sent.await(200, TimeUnit.MILLISECONDS)).isFalse();
            call.pull(1000);
            assertThat(call.gotBytes()).isLessThanOrEqualTo(1000);
            call.pull(Integer.MAX_VALUE);
            assertThat(call.got().body()).hasSize(size);
            assertThat(sent.await(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    @Test
    void a_body_that_the_server_does_not_take_is_not_told_as_written() throws Exception {
        var go = new CountDownLatch(1);
        Origins.Script reluctant =
                talk -> {
                    talk.head();
                    try {
                        go.await();
                    } catch (InterruptedException interrupted) {
                        return;
                    }
                    talk.answer("" + talk.in().readNBytes(30_000_000).length);
                };
        try (var origin = new Origins(reluctant)) {
            var call = fetcher.open(post(origin), new FetchBody.Stream(30_000_000), 100);
            for (int i = 0; i < 300; i++) {
                call.write("x".repeat(100_000));
            }
            call.finishBody();

            long before = call.written();
            go.countDown();

            assertThat(before).isLessThan(30_000_000);
            assertThat(call.got().body()).isEqualTo("30000000");
            assertThat(call.written()).isEqualTo(30_000_000);
        }
    }

    @Test
    void a_call_that_is_given_up_closes_its_connection() throws Exception {
        var ended = new CompletableFuture<Boolean>();
        Origins.Script endless =
                talk -> {
                    talk.head();
                    talk.say("HTTP/1.1 200 OK\r\n\r\nabc");
                    ended.complete(talk.in().read() < 0);
                };
        try (var origin = new Origins(endless)) {
            var call = fetcher.open(get(origin.url("/")), new FetchBody.None(), 100);
            call.head();

            call.cancel();

            assertThat(ended.get(10, TimeUnit.SECONDS)).isTrue();
            assertThat(call.done()).isFalse();
        }
    }

    @Test
    void an_answer_before_the_body_was_sent_is_given() {
        Origins.Script early =
                talk -> {
                    talk.head();
                    talk.say("HTTP/1.1 413 No\r\nConnection: close\r\nContent-Length: 1\r\n\r\nn");
                };
        try (var origin = new Origins(early)) {
            var call = fetcher.open(post(origin), new FetchBody.Stream(-1), 100);
            call.write("abc");

            assertThat(call.got().head().status()).isEqualTo(413);
            assertThat(call.got().body()).isEqualTo("n");
        }
    }

    @Test
    void nobody_at_a_port_is_told() throws IOException {
        try (var bound = new Socket()) {
            bound.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            String url = "http://127.0.0.1:" + bound.getLocalPort() + "/";

            assertThat(fetcher.fetch(get(url)).sentence())
                    .startsWith("No connection to http://127.0.0.1:")
                    .contains("refused");
        }
        assertThat(fetcher.fetch(get("http://" + "a".repeat(70) + ".test/")).sentence())
                .startsWith("There is no address for the host 'aaa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://localhost:1/", "http://127.0.0.1:1/", "http://[::1]:1/"})
    void the_machine_itself_is_out_of_reach_where_it_must_be(String url) {
        try (var strict = new Fetcher(FetchSettings.defaults(new AddressPolicy(false)))) {
            assertThat(strict.fetch(get(url)).sentence())
                    .contains("may not be fetched: the address");
        }
    }

    @Test
    void what_cannot_be_sent_is_refused_at_once() {
        assertRefused(get("http://a/", "A: b\r\nEvil: c"), "line break");
        assertRefused(get("http://a/", "A b: c"), "a name that is none");
        assertRefused(request("G T", "http://a/"), "no method");
        assertRefused(request("CONNECT", "http://a/"), "cannot be fetched");
        assertRefused(get("ftp://a/"), "no http or https URL");
        assertRefused(get("http://u:p@a/"), "no http or https URL");
        assertRefused(get("http://a:99999/"), "no http or https URL");
    }

    private void assertRefused(FetchRequest request, String sentence) {
        assertThatThrownBy(() -> fetcher.open(request, whole("x"), 0))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(sentence);
    }
}
