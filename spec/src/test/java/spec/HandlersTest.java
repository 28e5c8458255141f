package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spec.kit.Dev;
import spec.kit.Eventually;

/// Which of an app's code is called for what, and what is told where there is none or it fails.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HandlersTest {
    private static final String SERVICE_WORKER =
            """
            addEventListener("fetch", (event) => {
              const { pathname } = new URL(event.request.url);
              event.passThroughOnException();
              event.waitUntil(Promise.resolve());
              if (pathname === "/throw") throw new Error("thrown by a listener");
              if (pathname === "/none") return;
              event.respondWith(answer(event.request));
            });
            addEventListener("scheduled", (event) => console.log("heard", event.cron));
            async function answer(request) {
              await fetch("data:,x");
              return new Response(GREETING + " " + request.method);
            }
            """;
    private static final String SCHEDULED =
            """
            export default {
              async scheduled(controller, env, ctx) {
                console.log(controller.cron, controller.scheduledTime, env.WHO);
                controller.noRetry();
                if (controller.cron === "throw") throw new Error("by the clock");
                if (controller.cron === "later") ctx.waitUntil(Promise.reject(new Error("later")));
              },
            };
            """;
    private static final String HANGING =
            """
            let release;
            let shared;
            const wait = (millis) => new Promise((resolve) => setTimeout(resolve, millis));
            const never = () => new Promise(() => {});
            export default {
              async fetch(request, env, ctx) {
                switch (new URL(request.url).pathname) {
                  case "/never": return never();
                  case "/fetched": await (await fetch("data:,x")).text(); await wait(5); return never();
                  case "/after": ctx.waitUntil(never()); return new Response("out");
                  case "/body": return new Response(new ReadableStream({
                    async pull(c) { c.enqueue(new TextEncoder().encode("some")); await never(); } }));
                  case "/rewritten": return new Response(await new HTMLRewriter()
                    .on("p", { element: never }).transform(new Response("<p>")).text());
                  case "/first": {
                    shared = new Promise((resolve) => { release = resolve; });
                    await wait(1000); release("shared"); return new Response("first"); }
                  case "/second": return new Response(await shared);
                  case "/slow": await wait(700); return new Response("slow");
                  case "/read": return new Response(shared === undefined ? "" : "begun");
                  case "/who": return new Response(request.headers.get("cf-connecting-ip"));
                }
              },
            };
            """;

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        dev =
                Dev.serving(
                        Dev.app(
                                directory,
                                "listeners",
                                SERVICE_WORKER,
                                "\"vars\":{\"GREETING\":\"hi\"}"),
                        Dev.app(directory, "clock", SCHEDULED, "\"vars\":{\"WHO\":\"me\"}"),
                        Dev.app(directory, "hanging", HANGING, ""),
                        Dev.app(
                                directory,
                                "shapes",
                                """
                                import { WorkerEntrypoint } from "cloudflare:workers";
                                export default class extends WorkerEntrypoint {
                                  fetch(request) { return request.url.endsWith("/none") ? undefined
                                    : request.url.endsWith("/text") ? Promise.reject("a text")
                                    : new Response(this.env.A + typeof this.ctx.waitUntil); }
                                }
                                """,
                                "\"vars\":{\"A\":1}"),
                        Dev.app(directory, "bare", "export class Other {}", ""),
                        Dev.app(directory, "classy", "export default class { other() {} }", ""),
                        Dev.app(directory, "waiting", "await new Promise(() => {});", ""),
                        Dev.app(directory, "early", "await fetch('http://127.0.0.1:1/');", ""));
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @ParameterizedTest
    @CsvSource({
        "listeners, /, 200, hi GET",
        "listeners, /throw, 500, thrown by a listener",
        "listeners, /none, 500, noResponse",
        "shapes, /, 200, 1function",
        "shapes, /none, 500, Is a `return` missing?",
        "shapes, /text, 500, a text",
        "bare, /, 500, noHandler",
        "classy, /, 500, noHandler",
        "clock, /, 500, noHandler",
        "waiting, /, 500, startHung",
        "early, /, 500, in global scope",
    })
    void each_shape_of_an_app_answers_or_says_what_is_missing(
            String app, String target, int status, String words) {
        HttpResponse<String> answer = dev.get(app, target);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @Test
    void a_scheduled_event_is_tried_as_with_wrangler() {
        HttpResponse<String> good =
                dev.get("clock", "/cdn-cgi/handler/scheduled?cron=*/5+*+*+*+*&time=86400000");
        HttpResponse<String> bad = dev.get("clock", "/cdn-cgi/handler/scheduled?cron=throw");
        HttpResponse<String> late = dev.get("clock", "/__scheduled?cron=later");
        HttpResponse<String> heard = dev.get("listeners", "/__scheduled?cron=tick");

        assertThat(good.statusCode()).isEqualTo(200);
        assertThat(good.body()).isEqualTo("ok");
        assertThat(bad.statusCode()).isEqualTo(500);
        assertThat(bad.body()).isEqualTo("exception");
        assertThat(late.statusCode()).isEqualTo(500);
        assertThat(heard.body()).isEqualTo("ok");
        Eventually.holds(() ->
                assertThat(String.join("\n", dev.lines()))
                        .contains("scheduled '*/5 * * * *' 1970-01-02T00:00:00Z 200")
                        .contains("*/5 * * * * 86400000 me", "by the clock", "heard tick"));
    }

    @ParameterizedTest
    @CsvSource({
        "/cdn-cgi/handler/scheduled?time=soon, 400, 'soon'",
        "/cdn-cgi/handler/queue, 501, 'queue'",
        "/cdn-cgi/handler/nonsense, 404, 'nonsense'",
        "/_edgewise/errors/hung, 200, '# hung'",
        "/_edgewise/errors/nonsense, 404, 'nonsense'",
    })
    void what_cannot_be_tried_is_told_by_name(String target, int status, String words) {
        HttpResponse<String> answer = dev.get("clock", target);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({"/never, 500", "/fetched, 500"})
    void what_can_never_answer_is_ended_at_once(String target, int status) {
        HttpResponse<String> answer = dev.get("hanging", target);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains("\"code\":\"hung\"");
    }

    @Test
    void a_handler_of_a_rewriter_that_never_settles_is_named() {
        HttpResponse<String> answer = dev.get("hanging", "/rewritten");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("a handler that HTMLRewriter was given by on('p')");
    }

    @Test
    void what_can_never_end_after_the_answer_is_ended_and_told() {
        HttpResponse<String> answer = dev.get("hanging", "/after");

        assertThat(answer.body()).isEqualTo("out");
        Eventually.holds(() ->
                assertThat(String.join("\n", dev.lines()))
                        .contains("What was given to waitUntil() would never have ended"));
    }

    @Test
    void a_body_that_can_never_end_is_cut() {
        assertThat(
                        org.assertj.core.api.Assertions.catchThrowable(
                                () -> dev.get("hanging", "/body")))
                .isInstanceOf(java.io.UncheckedIOException.class);
        Eventually.holds(() ->
                assertThat(String.join("\n", dev.lines()))
                        .contains("The body of the answer would never have ended"));
    }

    @Test
    void what_another_request_will_settle_is_waited_for() {
        CompletableFuture<HttpResponse<String>> first = send("/first");
        CompletableFuture<HttpResponse<String>> slow = send("/slow");
        Eventually.holds(() -> assertThat(severalOf("/read")).contains("begun"));

        Eventually.holds(() -> assertThat(severalOf("/second")).contains("shared"));

        assertThat(first.join().body()).isEqualTo("first");
        assertThat(slow.join().body()).isEqualTo("slow");
    }

    /// Answers to as many at once as reach every isolate: a busy machine has a second one, in which
    /// nobody waits.
    private List<String> severalOf(String target) {
        return Stream.generate(() -> send(target)).limit(4).toList().stream()
                .map(CompletableFuture::join)
                .map(HttpResponse::body)
                .toList();
    }

    private CompletableFuture<HttpResponse<String>> send(String target) {
        return dev.client()
                .sendAsync(
                        dev.request("hanging", target).build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void a_client_cannot_say_who_it_is() {
        HttpResponse<String> answer =
                dev.send(
                        dev.request("hanging", "/who")
                                .header("cf-connecting-ip", "6.6.6.6")
                                .build());

        assertThat(answer.body()).isEqualTo("127.0.0.1");
    }
}
