package edge.router;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import base.Limits;
import edge.assets.AssetRules;
import edge.assets.Assets;
import edge.assets.HtmlHandling;
import edge.assets.NotFoundHandling;
import edge.http.Handler;
import edge.http.ResponseHead;
import edge.http.RunningServer;
import edge.http.Wire;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class RouterTest {

    private static Handler says(String text) {
        return exchange ->
                exchange.respond(
                        new ResponseHead(200, "", List.of(), -1),
                        Unpooled.copiedBuffer(text, StandardCharsets.UTF_8));
    }

    private static Site site(String app) {
        return new Site(app, says(app), null);
    }

    private static @Nullable String app(RouteTable table, String authority, String target) {
        Site site = table.find(authority, target);
        return site == null ? null : site.app();
    }

    @Test
    void an_exact_host_is_stronger_than_a_suffix_and_a_longer_suffix_than_a_shorter_one() {
        var table =
                new RouteTable(
                        List.of(
                                new Route("a.example.com", site("exact")),
                                new Route("*.example.com", site("suffix")),
                                new Route("*.EU.example.com", site("eu"))));

        assertThat(app(table, "a.example.com:8080", "/")).isEqualTo("exact");
        assertThat(app(table, "a.example.com.", "/")).isEqualTo("exact");
        assertThat(app(table, "b.example.com", "/")).isEqualTo("suffix");
        assertThat(app(table, "x.y.example.com", "/")).isEqualTo("suffix");
        assertThat(app(table, "a.eu.example.com", "/")).isEqualTo("eu");
        assertThat(app(table, "example.com", "/")).isNull();
        assertThat(app(table, "badexample.com", "/")).isNull();
        assertThat(table.hosts())
                .containsExactly("*.eu.example.com", "*.example.com", "a.example.com");
    }

    @Test
    void a_prefix_ends_at_a_slash() {
        var table =
                new RouteTable(
                        List.of(
                                new Route("a.test", "/", site("all")),
                                new Route("a.test", "/api/", site("api")),
                                new Route("a.test", "/api/v2", site("v2")),
                                new Route("[::1]", "/only", site("six"))));

        assertThat(app(table, "a.test", "/api")).isEqualTo("api");
        assertThat(app(table, "a.test", "/api?x")).isEqualTo("api");
        assertThat(app(table, "a.test", "/api/v2/x")).isEqualTo("v2");
        assertThat(app(table, "a.test", "/apis")).isEqualTo("all");
        assertThat(app(table, "[::1]:80", "/only/x")).isEqualTo("six");
        assertThat(app(table, "[::1]:80", "/")).isNull();
    }

    @Test
    void ten_thousand_hosts_are_told_apart() {
        List<Route> routes = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            routes.add(new Route("app" + i + ".localhost", site("app" + i)));
        }
        var table = new RouteTable(routes);

        for (int i = 0; i < 10_000; i++) {
            assertThat(app(table, "app" + i + ".localhost:80", "/")).isEqualTo("app" + i);
        }
    }

    @Test
    void a_route_that_two_want_is_refused() {
        var routes = List.of(new Route("a", site("one")), new Route("A", "/", site("two")));

        assertThatThrownBy(() -> new RouteTable(routes))
                .hasMessage("Both 'one' and 'two' want the route a/; one may have it.");
        assertThatThrownBy(() -> new Route("a.*.b", site("x"))).hasMessageContaining("'a.*.b'");
        assertThatThrownBy(() -> new Route("a", "api", site("x"))).hasMessageContaining("'api'");
    }

    @Test
    void a_host_that_is_not_known_is_named_and_a_table_may_be_swapped() {
        var router = new Router();
        try (var server = new RunningServer(router);
                var wire = server.wire()) {

            var before = wire.get("/").answer();
            router.swap(
                    new RouteTable(List.of(new Route("a.test", site("one")))), "Known: a.test.");
            var after = wire.get("/").answer();
            var other = wire.send("GET / HTTP/1.1\r\nHost: b.test:1\r\n\r\n").answer();

            assertThat(before.status()).isEqualTo(404);
            assertThat(before.body()).contains("There is no app at 'a.test'.");
            assertThat(after.body()).isEqualTo("one");
            assertThat(other.body()).contains("There is no app at 'b.test'. Known: a.test.");
        }
    }

    @Test
    void files_go_before_the_worker(@TempDir Path directory) throws Exception {
        Files.writeString(directory.resolve("a.txt"), "file");
        var assets = Assets.of(directory, AssetRules.DEFAULT, Limits.Assets.DEFAULT);
        var router = new Router();
        router.swap(
                new RouteTable(
                        List.of(
                                new Route("a.test", new Site("both", says("worker"), assets)),
                                new Route("b.test", new Site("files", null, assets)),
                                new Route("c.test", new Site("none", null, null)))),
                "");
        try (var server = new RunningServer(router);
                var wire = server.wire()) {

            assertThat(wire.get("/a.txt").answer().body()).isEqualTo("file");
            assertThat(wire.get("/b.txt").answer().body()).isEqualTo("worker");
            assertThat(wire.get("/%zz").answer().body()).isEqualTo("worker");
            wire.send("POST /b.txt HTTP/1.1\r\nHost: a.test\r\n\r\n");
            assertThat(wire.answer().body()).isEqualTo("worker");
            wire.send("GET /b.txt HTTP/1.1\r\nHost: b.test\r\n\r\n");
            assertThat(wire.answer().status()).isEqualTo(404);
            wire.send("POST /a.txt HTTP/1.1\r\nHost: a.test\r\n\r\n");
            var post = wire.answer();
            assertThat(post.status()).isEqualTo(405);
            assertThat(post.header("allow")).isEqualTo("GET, HEAD");
            wire.send("GET / HTTP/1.1\r\nHost: c.test\r\n\r\n");
            assertThat(wire.answer().body()).contains("neither a worker nor files");
        }
    }

    private static Site app(Path directory, WorkerFirst workerFirst, boolean navigation)
            throws IOException {
        Files.writeString(directory.resolve("index.html"), "page");
        Files.writeString(directory.resolve("a.txt"), "file");
        var rules =
                new AssetRules(
                        HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.SINGLE_PAGE, navigation);
        var assets = Assets.of(directory, rules, Limits.Assets.DEFAULT);
        return new Site("app", says("worker"), assets, workerFirst);
    }

    private static String get(Wire wire, String path, String mode) {
        wire.send("GET " + path + " HTTP/1.1\r\nHost: a\r\nSec-Fetch-Mode: " + mode + "\r\n\r\n");
        return wire.answer().body();
    }

    @Test
    void a_browser_that_opens_a_page_gets_the_single_page_and_a_script_the_worker(
            @TempDir Path directory) throws IOException {
        try (var server = new RunningServer(app(directory, WorkerFirst.NEVER, true));
                var wire = server.wire()) {

            assertThat(get(wire, "/any", "navigate")).isEqualTo("page");
            assertThat(get(wire, "/any", "cors")).isEqualTo("worker");
        }
        try (var server = new RunningServer(app(directory, WorkerFirst.NEVER, false));
                var wire = server.wire()) {

            assertThat(get(wire, "/any", "navigate")).isEqualTo("worker");
        }
    }

    @Test
    void the_worker_goes_first_for_the_paths_that_are_its_own(@TempDir Path directory)
            throws IOException {
        WorkerFirst paths = WorkerFirst.of(List.of("/api/*", "!/api/docs/*", "/*.txt"));
        try (var server = new RunningServer(app(directory, paths, true));
                var wire = server.wire()) {

            assertThat(get(wire, "/api/x", "navigate")).isEqualTo("worker");
            assertThat(get(wire, "/api/docs/x", "cors")).isEqualTo("page");
            assertThat(get(wire, "/a.txt", "cors")).isEqualTo("worker");
            // Whose paths are not named is settled: there is no worker behind the files.
            assertThat(get(wire, "/any", "cors")).isEqualTo("page");
        }
        try (var server = new RunningServer(app(directory, WorkerFirst.ALWAYS, true));
                var wire = server.wire()) {

            assertThat(get(wire, "/a.txt", "navigate")).isEqualTo("worker");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "/a/*, /a/, true",
        "/a/*, /a, false",
        "/*/c, /a/b/c, true",
        "/*b*b*, /abab, true",
        "*, /, true",
        "/a, /A, false",
    })
    void a_star_stands_for_anything(String pattern, String path, boolean matches) {
        assertThat(new Glob(pattern).matches(path)).isEqualTo(matches);
        assertThat(new Glob("/" + "*a".repeat(49)).matches("/" + "a".repeat(16_000) + "b"))
                .isFalse();
    }
}
