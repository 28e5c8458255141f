package edge.assets;

import static org.assertj.core.api.Assertions.assertThat;

import base.Limits;
import edge.assets.rule.Complaint;
import edge.http.RunningServer;
import edge.http.Wire;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Paths of pages, what is answered where there is no file, `_redirects`, `_headers`. What is
/// expected was seen of wrangler 4.86.
final class RulesTest {

    private final AtomicReference<@Nullable Assets> served = new AtomicReference<>();
    private final RunningServer server =
            new RunningServer(exchange -> {
                Assets assets = served.get();
                if (assets != null) {
                    assets.handle(exchange);
                }
            });
    private final Wire wire = server.wire();
    @TempDir private Path directory;

    @AfterEach
    void close() {
        wire.close();
        server.close();
    }

    private void site(String... names) throws IOException {
        for (String name : names) {
            write(name, name);
        }
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private List<String> serve(HtmlHandling html, NotFoundHandling notFound) throws IOException {
        var assets =
                Assets.of(directory, new AssetRules(html, notFound, true), Limits.Assets.DEFAULT);
        served.set(assets);
        return assets.complaints().stream().map(Complaint::text).toList();
    }

    private Wire.Answer ask(String method, String path) {
        return wire.send(method + " " + path + " HTTP/1.1\r\nHost: a.test:80\r\n\r\n").answer();
    }

    /// Status and body, or status and place.
    private String got(String path) {
        var answer = ask("GET", path);
        String location = answer.header("location");
        return answer.status() + " " + (location.isEmpty() ? answer.body() : location);
    }

    @ParameterizedTest
    @CsvSource({
        "/about, 200 about.html, 307 /about/, 200 about.html, 404",
        "/about/, 307 /about, 200 about.html, 307 /about, 404",
        "/about.html, 307 /about, 307 /about/, 307 /about, 200 about.html",
        "/about/index, 307 /about, 307 /about/, 307 /about, 404",
        "/docs, 307 /docs/, 307 /docs/, 200 docs/index.html, 404",
        "/docs/, 200 docs/index.html, 200 docs/index.html, 307 /docs, 404",
        "/docs/index.html, 307 /docs/, 307 /docs/, 307 /docs, 200 docs/index.html",
        "/both, 200 both.html, 307 /both/, 200 both.html, 404",
        "/both/, 200 both/index.html, 200 both/index.html, 307 /both, 404",
        "/both/index.html, 307 /both/, 307 /both/, 200 both/index.html, 200 both/index.html",
        "/, 200 index.html, 200 index.html, 200 index.html, 404",
        "/index.html, 307 /, 307 /, 307 /, 200 index.html",
        "/a.css/, 404, 404, 404, 404",
    })
    void each_way_of_html_handling_has_its_paths(
            String path, String auto, String force, String drop, String none) throws IOException {
        site(
                "index.html",
                "about.html",
                "docs/index.html",
                "both.html",
                "both/index.html",
                "a.css");

        serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);
        assertThat(got(path).strip()).isEqualTo(auto);
        serve(HtmlHandling.FORCE_TRAILING_SLASH, NotFoundHandling.NONE);
        assertThat(got(path).strip()).isEqualTo(force);
        serve(HtmlHandling.DROP_TRAILING_SLASH, NotFoundHandling.NONE);
        assertThat(got(path).strip()).isEqualTo(drop);
        serve(HtmlHandling.NONE, NotFoundHandling.NONE);
        assertThat(got(path).strip()).isEqualTo(none);
    }

    @Test
    void a_path_without_a_file_answers_the_nearest_404_page() throws IOException {
        site("404.html", "docs/404.html", "docs/deep/page.html");
        serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NOT_FOUND_PAGE);

        assertThat(got("/none")).isEqualTo("404 404.html");
        assertThat(got("/docs/none")).isEqualTo("404 docs/404.html");
        assertThat(got("/docs/deep/none")).isEqualTo("404 docs/404.html");
        assertThat(ask("POST", "/none").status()).isEqualTo(405);
    }

    @Test
    void a_path_without_a_file_answers_the_single_page() throws IOException {
        site("index.html", "app.js");
        serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.SINGLE_PAGE);

        assertThat(got("/any/where")).isEqualTo("200 index.html");
        assertThat(got("/app.js")).isEqualTo("200 app.js");
    }

    @ParameterizedTest
    @CsvSource({
        "/old, 301 /new",
        "/old?a=b, 301 /new?a=b",
        "/own?a=b, 302 /new?c=d",
        "/part, 307 /new#here",
        "/part?x, 307 /new?x#here",
        "/away, 308 https://b.test/x?y=1",
        "/blog/2026/a, 302 /posts/2026/a",
        "/blog//evil.test, 302 /posts/evil.test",
        "/u/ada/p/7, 303 /users?name=ada&post=7",
        "/u/ada/p/, 404",
        "/as/style.css, 200 style.css",
        "/as/none, 404",
        "/style.css, 302 /new",
        "/caf%C3%A9, 302 /new",
    })
    void redirects_lead_where_they_say(String path, String expected) throws IOException {
        site("style.css");
        write(
                "_redirects",
                """
                # a comment
                /old /new 301
                /own /new?c=d # and another
                /part /new#here 307
                /away https://b.test/x?y=1 308
                /café /new
                /style.css /new
                /blog/* /posts/:splat
                /u/:name/p/:post /users?name=:name&post=:post 303
                /as/* /:splat 200
                """);

        List<String> complaints = serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        assertThat(got(path).strip()).isEqualTo(expected);
        assertThat(complaints).isEmpty();
    }

    @Test
    void faults_of_redirects_are_told_with_their_lines_and_the_others_hold() throws IOException {
        write(
                "_redirects",
                """
                /alone
                /a b c d
                /a ftp://x
                https://a.test/x /y
                /a /b 418
                /* /index.html
                /a https://b.test/ 200
                /:x/:x /b
                /a /b
                /a /c
                """);

        List<String> complaints = serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        assertThat(complaints)
                .containsExactly(
                        "_redirects:1: The line has 1 words; a rule is FROM TO [STATUS].",
                        "_redirects:2: The line has 4 words; a rule is FROM TO [STATUS].",
                        "_redirects:3: 'ftp://x' is neither a path that begins with '/' nor an https:// URL.",
                        "_redirects:4: 'https://a.test/x' names a host; a redirect is from a path alone.",
                        "_redirects:5: The status is '418'; it is 200, 301, 302, 303, 307 or 308.",
                        "_redirects:6: '/index.html' leads to its directory, and so to this rule again, without end.",
                        "_redirects:7: 'https://b.test/' is on another host; a rule with status 200 is to a path.",
                        "_redirects:8: ':x' stands in the rule twice; once is all that it may.",
                        "_redirects:10: There is a rule for '/a' before; that one holds.");
        assertThat(got("/a")).isEqualTo("302 /b");
    }

    @Test
    void as_many_redirects_are_read_as_may_be() throws IOException {
        var rules = new StringBuilder();
        for (int i = 0; i < 2_001; i++) {
            rules.append("/s").append(i).append(" /to\n");
        }
        for (int i = 0; i < 102; i++) {
            rules.append("/d").append(i).append("/* /to\n");
        }
        write("_redirects", rules.toString());

        List<String> complaints = serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        assertThat(complaints)
                .containsExactly(
                        "_redirects:2001: There are 2000 rules without placeholders already.",
                        "_redirects:2102: There are 100 rules with placeholders or after such already; this line and all after it (2) do nothing.");
        assertThat(got("/d99/x")).isEqualTo("302 /to");
        assertThat(got("/d100/x").strip()).isEqualTo("404");
    }

    @Test
    void headers_are_set_added_to_and_taken_away() throws IOException {
        site("index.html", "docs/a.html", "img/x.svg");
        write(
                "_headers",
                """
                /*
                  X-All: yes
                  Cache-Control: no-cache
                /docs/*
                  X-All: docs
                  X-Path: :splat
                  ! Cache-Control
                /img/:name.svg
                  Set-Cookie: name=:name
                https://a.test/img/*
                  X-Host: a
                https://:sub.other.test/*
                  X-Host: never
                """);
        serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        var home = ask("GET", "/");
        var page = ask("GET", "/docs/a");
        var moved = ask("GET", "/docs/a.html");
        var image = ask("GET", "/img/x.svg");

        assertThat(home.header("x-all")).isEqualTo("yes");
        assertThat(home.header("cache-control")).isEqualTo("no-cache");
        assertThat(page.header("cache-control")).isEmpty();
        assertThat(page.header("x-all")).isEqualTo("yes\ndocs");
        assertThat(page.header("x-path")).isEqualTo("a");
        assertThat(moved.status()).isEqualTo(307);
        assertThat(moved.header("x-path")).isEqualTo("a.html");
        assertThat(image.header("set-cookie")).isEqualTo("name=x");
        assertThat(image.header("x-host")).isEqualTo("a");
    }

    @Test
    void faults_of_headers_are_told_with_their_lines() throws IOException {
        write(
                "_headers",
                """
                X-Early: 1
                /empty
                /a
                  no colon
                  Bad Name: x
                  X-Empty:
                  X-Good: 1
                https://a.test:8080/x
                  X-Lost: 1
                /*/*
                  X-Lost: 1
                """);

        List<String> complaints = serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        assertThat(complaints)
                .containsExactly(
                        "_headers:1: 'X-Early: 1' stands beneath no path; a rule begins with one.",
                        "_headers:2: No header stands beneath the path.",
                        "_headers:4: 'no colon' is no header; it is written as Name: value, or ! Name.",
                        "_headers:5: 'Bad Name' is no name of a header.",
                        "_headers:6: The header 'x-empty' has no value.",
                        "_headers:8: 'https://a.test:8080/x' names a port; a rule has none.",
                        "_headers:9: 'X-Lost: 1' stands beneath no path; a rule begins with one.",
                        "_headers:10: '*' stands in the rule twice; once is all that it may.",
                        "_headers:11: 'X-Lost: 1' stands beneath no path; a rule begins with one.");
        assertThat(ask("GET", "/a").header("x-good")).isEqualTo("1");
    }

    @Test
    void a_rule_that_could_try_for_ever_gives_up() throws IOException {
        write("_redirects", "/*-:b:c:d:e:f:g:h:i-z /to");
        serve(HtmlHandling.AUTO_TRAILING_SLASH, NotFoundHandling.NONE);

        assertThat(got("/" + "-a".repeat(4_000)).strip()).isEqualTo("404");
    }

    @ParameterizedTest
    @CsvSource({
        "*.log, /a.log /deep/b.log, /a.txt",
        "/top.txt, /top.txt, /deep/top.txt",
        "secret/, /secret/a /x/secret/b, /secrets",
        "docs/*.md, /docs/a.md, /docs/deep/a.md",
        "docs/**/x, /docs/x /docs/a/b/x, /docs/y",
        "**/tmp/*, /tmp/a /a/b/tmp/c, /tmpfile",
        "file[0-9].txt, /file1.txt, /filea.txt",
        "a?c, /abc, /ac",
        "\\#x, /#x, /x",
    })
    void what_is_ignored_is_no_asset(String pattern, String out, String kept) {
        IgnoreRules rules = IgnoreRules.of("# comment\n\n" + pattern + "\n");

        assertThat(List.of(out.split(" "))).allMatch(rules::leavesOut);
        assertThat(rules.leavesOut(kept)).isFalse();
    }

    @Test
    void what_was_ignored_may_be_taken_back_but_not_out_of_an_ignored_directory() {
        IgnoreRules rules = IgnoreRules.of("*.log\n!keep.log\nout/\n!out/keep.log\n");

        assertThat(rules.leavesOut("/a.log")).isTrue();
        assertThat(rules.leavesOut("/keep.log")).isFalse();
        assertThat(rules.leavesOut("/out/keep.log")).isTrue();
    }
}
