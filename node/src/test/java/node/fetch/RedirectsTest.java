package node.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static node.fetch.Fetcher.get;
import static node.fetch.Fetcher.request;
import static node.fetch.Fetcher.whole;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RedirectsTest {

    private final Fetcher fetcher = new Fetcher();
    private final Origins other = new Origins(RedirectsTest::serve);
    private final Origins origin = new Origins(RedirectsTest::serve);

    @AfterEach
    void close() {
        fetcher.close();
        origin.close();
        other.close();
    }

    /// `/STATUS?to=URL` redirects there; all else mirrors the request.
    private static void serve(Origins.Talk talk) throws IOException {
        for (String head = talk.head(); !head.isEmpty(); head = talk.head()) {
            String target = head.split(" ", 3)[1];
            int at = head.indexOf("content-length: ");
            String body = "";
            if (at >= 0) {
                String length = head.substring(at + 16, head.indexOf('\r', at));
                body = new String(talk.in().readNBytes(Integer.parseInt(length)), ISO_8859_1);
            }
            if (target.matches("/30\\d\\?to=.*")) {
                String to = target.substring(8).replace("%23", "#");
                talk.say("HTTP/1.1 " + target.substring(1, 4) + " Go\r\nContent-Length: 4\r\n");
                talk.say("Location: " + to + "\r\n\r\n" + (head.startsWith("HEAD") ? "" : "body"));
            } else {
                talk.answer(head + body);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "301, GET, GET, false",
        "301, POST, GET, false",
        "302, POST, GET, false",
        "301, PUT, PUT, true",
        "303, POST, GET, false",
        "303, PUT, GET, false",
        "303, HEAD, HEAD, false",
        "307, POST, POST, true",
        "308, POST, POST, true",
        "308, DELETE, DELETE, true",
    })
    void a_redirect_keeps_or_changes_the_method(
            int status, String method, String then, boolean bodyKept) {
        var request = request(method, origin.url("/" + status + "?to=/there"), "Content-Type: a/b");

        var got = fetcher.fetch(request, bodyKept ? whole("abc") : new FetchBody.None());

        assertThat(got.head().redirected()).isTrue();
        assertThat(got.head().url()).isEqualTo(origin.url("/there"));
        if (!method.equals("HEAD")) {
            assertThat(got.body()).startsWith(then + " /there HTTP");
            assertThat(got.body().endsWith("abc")).isEqualTo(bodyKept);
            assertThat(got.body().contains("content-type")).isEqualTo(then.equals(method));
        }
    }

    @Test
    void a_body_goes_with_the_method() {
        var got = fetcher.fetch(request("POST", origin.url("/302?to=/x"), "A: b"), whole("abc"));

        assertThat(got.body()).startsWith("GET /x").contains("a: b").doesNotContain("abc");
    }

    @ParameterizedTest
    @CsvSource({
        "x, /x",
        "./x, /x",
        "../x, /x",
        "/a/./b/../c, /a/c",
        "/a/.., /",
        "?q=1, /302?q=1",
        "/x#fragment, /x",
        "/%zz, /%zz",
        "/\u00c3\u00bc, /%C3%BC",
    })
    void a_location_is_read_from_where_it_stands(String location, String target) {
        var got = fetcher.fetch(get(origin.url("/302?to=" + location.replace("#", "%23"))));

        assertThat(got.body()).startsWith("GET " + target.replace("#", "") + " HTTP");
    }

    @Test
    void secrets_do_not_go_to_another_origin() {
        var headers = new String[] {"Authorization: a", "Cookie: b", "X-Other: c"};

        var same = fetcher.fetch(get(origin.url("/302?to=/x"), headers));
        var elsewhere = fetcher.fetch(get(origin.url("/302?to=" + other.url("/x")), headers));

        assertThat(same.body()).contains("authorization: a").contains("cookie: b");
        assertThat(elsewhere.head().url()).isEqualTo(other.url("/x"));
        assertThat(elsewhere.body()).contains("x-other: c");
        assertThat(elsewhere.body()).doesNotContain("authorization").doesNotContain("cookie");
    }

    @Test
    void a_redirect_may_be_given_or_refused() {
        var url = origin.url("/302?to=/x");
        var manual = new FetchRequest("GET", url, List.of(), FetchRequest.Redirect.MANUAL, true);
        var error = new FetchRequest("GET", url, List.of(), FetchRequest.Redirect.ERROR, true);

        var given = fetcher.fetch(manual);
        var refused = fetcher.fetch(error);

        assertThat(given.head().status()).isEqualTo(302);
        assertThat(given.header("location")).isEqualTo("/x");
        assertThat(given.body()).isEqualTo("body");
        assertThat(refused.sentence()).contains("redirects, which was not wanted");
    }

    @Test
    void a_redirect_that_leads_nowhere_is_told() {
        assertThat(fetcher.fetch(get(origin.url("/302?to=mailto:x"))).sentence())
                .contains("redirects to no URL");
        assertThat(fetcher.fetch(get(origin.url("/302?to=//"))).sentence())
                .contains("redirects to no URL");
    }

    @Test
    void twenty_redirects_are_followed_and_no_more() {
        Origins.Script counting =
                talk -> {
                    for (String head = talk.head(); !head.isEmpty(); head = talk.head()) {
                        int left = Integer.parseInt(head.split("[ /]", 4)[2]);
                        if (left == 0) {
                            talk.answer("there");
                        } else {
                            talk.say("HTTP/1.1 302 Go\r\nContent-Length: 0\r\n");
                            talk.say("Location: /" + (left - 1) + "\r\n\r\n");
                        }
                    }
                };
        try (var loop = new Origins(counting)) {
            assertThat(fetcher.fetch(get(loop.url("/20"))).body()).isEqualTo("there");
            assertThat(fetcher.fetch(get(loop.url("/21"))).sentence())
                    .contains("redirects more than 20 times");
        }
    }

    @Test
    void a_streamed_body_is_not_sent_twice() {
        var kept = request("POST", origin.url("/307?to=/x"));
        var changed = request("POST", origin.url("/303?to=/x"));

        var refused = fetcher.open(kept, new FetchBody.Stream(3), 10_000);
        refused.write("abc");
        refused.finishBody();
        var followed = fetcher.open(changed, new FetchBody.Stream(3), 10_000);
        followed.write("abc");
        followed.finishBody();

        assertThat(refused.got().sentence()).contains("a streamed body cannot be sent again");
        assertThat(followed.got().body()).startsWith("GET /x");
    }
}
