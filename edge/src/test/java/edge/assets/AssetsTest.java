package edge.assets;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.Limits;
import edge.http.RunningServer;
import edge.http.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AssetsTest {

    private static final String LARGE = "0123456789abcdef".repeat(20_000);

    @TempDir private Path outside;
    private Path directory = Path.of("");
    private final AtomicReference<Assets> served = new AtomicReference<>();
    private final RunningServer server =
            new RunningServer(exchange -> served.get().handle(exchange));
    private final Wire wire = server.wire();

    @BeforeEach
    void publish() throws IOException {
        directory = Files.createDirectory(outside.resolve("public"));
        file("index.html", "home");
        file("about.html", "about");
        file("docs/index.html", "docs");
        file("both.html", "both page");
        file("both/index.html", "both directory");
        file("plain", "exact");
        file("plain.html", "page");
        file("a b/ü.txt", "odd");
        file("style.css", "body{}");
        file("large.bin", LARGE);
        file("empty.txt", "");
        file(".well-known/security.txt", "well known");
        file(".env", "secret");
        file(".git/config", "secret");
        file("_headers", "# secret");
        file("_redirects", "# secret");
        file(".assetsignore", "# secret\n*.draft\n");
        file("docs/next.draft", "secret");
        Files.writeString(outside.resolve("passwd"), "secret");
        Files.createSymbolicLink(directory.resolve("link.txt"), outside.resolve("passwd"));
        Files.createSymbolicLink(directory.resolve("up"), outside);
        Files.createSymbolicLink(directory.resolve("shown.txt"), directory.resolve(".env"));
        Files.createSymbolicLink(directory.resolve("same.css"), Path.of("style.css"));
        Files.createSymbolicLink(directory.resolve("circle"), directory);
        Files.createSymbolicLink(directory.resolve("nowhere"), Path.of("nothing"));
        served.set(Assets.of(directory, AssetRules.DEFAULT, Limits.Assets.DEFAULT));
    }

    private void file(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.from(Instant.parse("2026-11-25T10:00:00.5Z")));
    }

    @AfterEach
    void close() {
        wire.close();
        server.close();
    }

    private Wire.Answer get(String path, String... headers) {
        wire.send("GET " + path + " HTTP/1.1\r\nHost: a.test\r\n");
        for (String header : headers) {
            wire.send(header + "\r\n");
        }
        return wire.send("\r\n").answer();
    }

    @ParameterizedTest
    @CsvSource({
        "/, home",
        "/about, about",
        "/about?x=1, about",
        "/docs/, docs",
        "/both, both page",
        "/both/, both directory",
        "/plain, exact",
        "/plain.html, page",
        "/a%20b/%C3%BC.txt, odd",
        "/same.css, body{}",
        "/.well-known/security.txt, well known",
    })
    void a_path_answers_its_file(String path, String body) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo(body);
    }

    @ParameterizedTest
    @CsvSource({
        "/index.html, /",
        "/index, /",
        "/about.html, /about",
        "/about/, /about",
        "/about.html?a=b, /about?a=b",
        "/docs, /docs/",
        "/docs/index.html, /docs/",
        "/docs/index, /docs/",
        "/both.html, /both",
        "/both/index.html, /both/",
        "/a%20b/%c3%bc%2etxt, /a%20b/%C3%BC.txt",
        "//about, /about",
        "/docs%2f, /docs/",
        "/public/../index.html, /",
    })
    void another_spelling_leads_to_the_one(String path, String location) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(307);
        assertThat(answer.header("location")).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/none",
                "/.env",
                "/.git/config",
                "/_headers",
                "/_redirects",
                "/.assetsignore",
                "/link.txt",
                "/up/passwd",
                "/shown.txt",
                "/nowhere",
                "/../passwd",
                "/docs/../.env",
                "/%2e%2e/passwd",
                "/%2E%2E/passwd",
                "/a%2520b/x",
                "/docs/next.draft",
                "/%",
                "/%z1",
                "/%1",
                "/a%00b",
                "/%2e%2e%2fpasswd",
                "/%5cx",
                "/%ff",
                "/circle/about",
                "/ABOUT"
            })
    void what_is_not_published_is_not_there(String path) {
        var answer = get(path);

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).doesNotContain("secret");
    }

    @Test
    void a_file_tells_its_type_and_what_may_be_kept_of_it() {
        var page = get("/about");
        var style = get("/style.css");
        var large = get("/large.bin");

        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("cache-control")).isEqualTo("public, max-age=0, must-revalidate");
        assertThat(get("/plain").header("content-type")).isEmpty();
        assertThat(page.header("etag")).matches("\"[0-9a-f]{32}\"");
        assertThat(page.header("last-modified")).isEqualTo("Wed, 25 Nov 2026 10:00:00 GMT");
        assertThat(style.header("content-type")).isEqualTo("text/css; charset=utf-8");
        assertThat(large.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(large.body()).isEqualTo(LARGE);
    }

    @Test
    void head_tells_the_same_without_the_body() {
        wire.send("HEAD /large.bin HTTP/1.1\r\nHost: a\r\nRange: bytes=0-1\r\n\r\n");

        var answer = wire.answerToHead();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.header("content-length")).isEqualTo("" + LARGE.length());
        assertThat(get("/").body()).isEqualTo("home");
    }

    @Test
    void a_client_that_has_the_file_is_told_so() {
        String etag = get("/about").header("etag");
        String date = "Wed, 25 Nov 2026 10:00:00 GMT";
        String before = "Wed, 25 Nov 2026 09:59:59 GMT";

        var same = get("/about", "If-None-Match: \"x\", W/" + etag);

        assertThat(same.status()).isEqualTo(304);
        assertThat(same.header("etag")).isEqualTo(etag);
        assertThat(get("/about", "If-None-Match: *").status()).isEqualTo(304);
        assertThat(get("/about", "If-None-Match: \"x\"").status()).isEqualTo(200);
        assertThat(get("/about", "If-Modified-Since: " + date).status()).isEqualTo(304);
        assertThat(get("/about", "If-Modified-Since: " + before).status()).isEqualTo(200);
        assertThat(get("/about", "If-Modified-Since: soon").status()).isEqualTo(200);
        assertThat(get("/about", "If-None-Match: \"x\"", "If-Modified-Since: " + date).status())
                .isEqualTo(200);
    }

    @Test
    void a_client_that_wants_another_file_is_told_so() {
        String etag = get("/about").header("etag");
        String before = "Wed, 25 Nov 2026 09:59:59 GMT";

        assertThat(get("/about", "If-Match: " + etag).status()).isEqualTo(200);
        assertThat(get("/about", "If-Match: *").status()).isEqualTo(200);
        assertThat(get("/about", "If-Match: \"x\"").status()).isEqualTo(412);
        assertThat(get("/about", "If-Match: W/" + etag).status()).isEqualTo(412);
        assertThat(get("/about", "If-Unmodified-Since: " + before).status()).isEqualTo(412);
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-3, 0, 4",
        "bytes=10-10, 10, 1",
        "bytes=319990-, 319990, 10",
        "bytes=319990-999999999, 319990, 10",
        "bytes=-6, 319994, 6",
        "bytes=-999999999, 0, 320000",
    })
    void a_part_is_sent(String range, int from, int length) {
        var answer = get("/large.bin", "Range: " + range);

        assertThat(answer.status()).isEqualTo(206);
        assertThat(answer.body()).isEqualTo(LARGE.substring(from, from + length));
        assertThat(answer.header("content-range"))
                .isEqualTo("bytes " + from + "-" + (from + length - 1) + "/320000");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"bytes=0-1,3-4", "lines=1-2", "bytes=5-2", "bytes=a-b", "bytes=-", "bytes"})
    void a_range_that_is_none_or_several_sends_the_whole(String range) {
        var answer = get("/about", "Range: " + range);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("about");
    }

    @Test
    void a_part_that_is_not_there_is_refused() {
        var answer = get("/about", "Range: bytes=5-9");

        assertThat(answer.status()).isEqualTo(416);
        assertThat(answer.header("content-range")).isEqualTo("bytes */5");
        assertThat(get("/empty.txt", "Range: bytes=-1").status()).isEqualTo(416);
        assertThat(get("/empty.txt").body()).isEmpty();
    }

    @Test
    void a_part_of_another_file_is_not_sent() {
        String etag = get("/about").header("etag");
        String date = "Wed, 25 Nov 2026 10:00:00 GMT";

        assertThat(get("/about", "Range: bytes=1-2", "If-Range: " + etag).body()).isEqualTo("bo");
        assertThat(get("/about", "Range: bytes=1-2", "If-Range: " + date).body()).isEqualTo("bo");
        assertThat(get("/about", "Range: bytes=1-2", "If-Range: \"x\"").body()).isEqualTo("about");
        assertThat(get("/about", "Range: bytes=1-2", "If-Range: W/" + etag).body())
                .isEqualTo("about");
    }

    @Test
    void a_file_that_others_may_not_see_or_a_part_of_it_is_not_to_be_kept() {
        assertThat(get("/about", "Authorization: Basic x").header("cache-control")).isEmpty();
        assertThat(get("/about", "Range: bytes=0-1").header("cache-control")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "gzip, br | 'br' | packed by brotli",
                "gzip | gzip | packed by gzip",
                "br;q=0, gzip;q=0.1 | gzip | packed by gzip",
                "GZIP | gzip | packed by gzip",
                "identity | '' | plain text",
                "* | '' | plain text",
            })
    void a_client_gets_the_packed_file_beside_that_it_can_unpack(
            String accepted, String coding, String body) throws IOException {
        file("big.js", "plain text");
        file("big.js.br", "packed by brotli");
        file("big.js.gz", "packed by gzip");
        served.set(served.get().refreshed(AssetRules.DEFAULT));

        var answer = get("/big.js", "Accept-Encoding: " + accepted);

        assertThat(answer.body()).isEqualTo(body);
        assertThat(answer.header("content-encoding")).isEqualTo(coding);
        assertThat(answer.header("content-type")).isEqualTo("text/javascript; charset=utf-8");
        assertThat(answer.header("vary")).isEqualTo("accept-encoding");
        assertThat(get("/style.css").header("vary")).isEmpty();
    }

    @Test
    void a_directory_that_changed_is_read_again() throws IOException {
        var before = Assets.of(directory, AssetRules.DEFAULT, Limits.Assets.DEFAULT);
        file("new.txt", "new");
        Files.writeString(directory.resolve("about.html"), "another text");
        Files.delete(directory.resolve("style.css"));

        var after = before.refreshed(AssetRules.DEFAULT);
        served.set(after);

        assertThat(after.count()).isEqualTo(before.count() - 1);
        assertThat(get("/new.txt").body()).isEqualTo("new");
        assertThat(get("/about").body()).isEqualTo("another text");
        assertThat(get("/style.css").status()).isEqualTo(404);
    }

    @Test
    void a_large_file_that_is_being_changed_is_not_sent_in_halves() throws IOException {
        Files.writeString(directory.resolve("large.bin"), "short");

        assertThat(get("/large.bin").status()).isEqualTo(503);
    }

    @Test
    void what_does_not_fit_into_memory_is_read_as_asked() throws IOException {
        served.set(Assets.of(directory, AssetRules.DEFAULT, new Limits.Assets(100, 1024, 6)));

        assertThat(get("/about").body()).isEqualTo("about");
        assertThat(get("/").body()).isEqualTo("home");
        assertThat(get("/both", "Range: bytes=1-2").body()).isEqualTo("ot");
    }

    @Test
    void large_files_asked_for_ahead_come_one_after_the_other() {
        wire.send("GET /large.bin HTTP/1.1\r\nHost: a\r\n\r\n".repeat(200));

        for (int i = 0; i < 200; i++) {
            assertThat(wire.answer().body()).isEqualTo(LARGE);
        }
    }

    @Test
    void too_many_files_are_refused() {
        var limits = new Limits.Assets(3, 1024, 1024);

        assertThatThrownBy(() -> Assets.of(directory, AssetRules.DEFAULT, limits))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("has over 3 files");
    }
}
