package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;
import spec.kit.Zeros;

/// Apps of one `dev` call each other, and their own files, by bindings.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServicesTest {
    private static final long LARGE = 512L * 1024 * 1024;

    private static final String FRONT =
            """
            async function told(promise) {
              try {
                const answer = await promise;
                return { status: answer.status, url: answer.url, redirected: answer.redirected,
                  text: await answer.text() };
              } catch (error) {
                return { name: error.name, message: error.message, remote: error.remote,
                  here: error.stack.includes("told") || error.stack.includes("fetch (") };
              }
            }
            export default { async fetch(request, env) {
              const url = new URL(request.url);
              switch (url.pathname) {
                case "/call": return Response.json(await told(
                  env.BACK.fetch("http://any.example" + url.searchParams.get("to"))));
                case "/manual": return Response.json(await told(
                  env.BACK.fetch("http://any.example/leads", { redirect: "manual" })));
                case "/named": return env.NAMED.fetch(request);
                case "/cf": return env.BACK.fetch("http://x/cf", { cf: { colour: "blue" } });
                case "/missing": return Response.json(await told(
                  new Promise((resolve) => resolve(env.NOBODY.fetch("http://x/")))));
                case "/rpc": return Response.json(await told((async () => env.BACK.sum(1, 2))()));
                case "/loop": return env.SELF.fetch(request);
                case "/many": {
                  const answers = [];
                  for (let i = 0; i < 100; i++) answers.push(env.BACK.fetch("http://x/one"));
                  const texts = await Promise.all(answers.map(async (a) => (await a).text()));
                  return new Response(String(texts.length));
                }
                case "/late": {
                  const controller = new AbortController();
                  const late = told(env.BACK.fetch("http://x/late", { signal: controller.signal }));
                  setTimeout(() => controller.abort(new RangeError("enough")), 50);
                  return Response.json(await late);
                }
                case "/through/count": case "/through/bytes": return env.BACK.fetch(request);
                case "/file": return env.FILES.fetch("http://x/page.html");
                case "/none": return Response.json(await told(env.FILES.fetch("http://x/nothing")));
              }
              return new Response("front");
            }};
            """;

    private static final String BACK =
            """
            import { WorkerEntrypoint } from "cloudflare:workers";
            export class Named extends WorkerEntrypoint {
              fetch(request) {
                return Response.json({ who: "named", props: this.ctx.props, url: request.url });
              }
            }
            export default { async fetch(request) {
              const url = new URL(request.url);
              switch (url.pathname) {
                case "/leads": return Response.redirect("http://other.example/there", 302);
                case "/round": return Response.redirect("http://any.example/round", 302);
                case "/throws": throw new RangeError("out of bounds");
                case "/cf": return Response.json(request.cf);
                case "/late": await new Promise((done) => setTimeout(done, 20_000));
                case "/through/count": {
                  let count = 0;
                  for await (const piece of request.body) count += piece.length;
                  return new Response(String(count));
                }
                case "/through/bytes": {
                  let left = Number(url.searchParams.get("n"));
                  const piece = new Uint8Array(65536);
                  return new Response(new ReadableStream({
                    pull(c) {
                      if (left <= 0) return c.close();
                      c.enqueue(piece.slice(0, Math.min(left, piece.length)));
                      left -= piece.length;
                    } }));
                }
              }
              return new Response(request.method + " " + request.url);
            }};
            """;

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        String services =
                """
                "edgewise": { "limits": { "bodyBytesMax": 4294967296 } },
                "assets": { "directory": "files", "binding": "FILES" },
                "services": [
                  { "binding": "BACK", "service": "back" },
                  { "binding": "NAMED", "service": "back", "entrypoint": "Named", "props": { "a": 1 } },
                  { "binding": "SELF", "service": "front" },
                  { "binding": "NOBODY", "service": "nobody" } ]
                """;
        Path front = Dev.app(directory, "front", FRONT, services);
        write(front.resolve("files/page.html"), "<h1>A page</h1>");
        dev = Dev.serving(front, Dev.app(directory, "back", BACK, ""));
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException("write " + file, e);
        }
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    private String ask(String target) {
        return dev.get("front", target).body();
    }

    @Test
    void a_service_sees_the_request_as_it_was_made() {
        assertThat(ask("/call?to=/x?y"))
                .contains("\"text\":\"GET http://any.example/x?y\"", "\"redirected\":false");
    }

    @Test
    void a_redirect_leads_to_the_same_service_wherever_it_points() {
        assertThat(ask("/call?to=/leads"))
                .contains(
                        "\"text\":\"GET http://other.example/there\"",
                        "\"url\":\"http://other.example/there\"",
                        "\"redirected\":true");
        assertThat(ask("/manual")).contains("\"status\":302");
        assertThat(ask("/call?to=/round")).contains("it redirects more than 20 times");
    }

    @Test
    void what_a_service_throws_is_thrown_where_it_was_called() {
        assertThat(ask("/call?to=/throws"))
                .isEqualTo(
                        "{\"name\":\"RangeError\",\"message\":\"out of bounds\",\"remote\":true,\"here\":true}");
    }

    @Test
    void a_named_entrypoint_gets_its_properties() {
        assertThat(ask("/named")).contains("\"who\":\"named\",\"props\":{\"a\":1}");
    }

    @Test
    void what_the_caller_says_of_a_request_goes_with_it() {
        assertThat(ask("/cf")).contains("\"colour\":\"blue\"");
    }

    @Test
    void a_service_that_does_not_run_is_told_at_the_start_and_by_the_call() {
        assertThat(dev.lines())
                .filteredOn(line -> line.contains("nobody"))
                .containsExactly(
                        "'front' is bound to the service 'nobody' as env.NOBODY, which does not run here; name its directory too: edgewise dev DIR DIR.");
        assertThat(ask("/missing"))
                .contains("env.NOBODY is bound to the service 'nobody', which does not run here");
    }

    @Test
    void a_remote_method_says_that_it_is_not_there_by_name() {
        assertThat(ask("/rpc"))
                .contains("env.BACK.sum() was called: RPC methods are not here yet.");
    }

    @Test
    void an_app_that_calls_itself_for_ever_is_refused_in_the_end() {
        HttpResponse<String> answer = dev.get("front", "/loop");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains(
                        "Apps have called each other 32 times in a chain, and no more may: the service 'front' cannot be called.");
    }

    @Test
    void more_calls_than_may_be_under_way_at_once_wait_for_their_turn() {
        assertThat(ask("/many")).isEqualTo("100");
    }

    @Test
    void a_call_that_is_given_up_ends_in_the_service_too() {
        assertThat(ask("/late")).contains("\"name\":\"RangeError\",\"message\":\"enough\"");
        Eventually.holds(() ->
                assertThat(dev.lines())
                        .anyMatch(line -> line.matches(".* back +GET /late .*canceled")));
    }

    @Test
    void large_bodies_go_through_two_apps_in_constant_memory() throws Exception {
        dev.send(dev.request("front", "/through/count").POST(BodyPublishers.ofString("a")).build());
        ask("/through/bytes?n=1000000");
        long before = dev.residentBytes();

        HttpResponse<String> counted =
                dev.send(
                        dev.request("front", "/through/count")
                                .POST(BodyPublishers.ofInputStream(() -> new Zeros(LARGE)))
                                .build());
        long received = download("/through/bytes?n=" + LARGE);

        assertThat(counted.body()).isEqualTo(String.valueOf(LARGE));
        assertThat(received).isEqualTo(LARGE);
        // Measured: 80-170 MB, and no more for a gigabyte; a heap's own ups and downs are in it.
        assertThat(dev.residentBytes() - before).isLessThan(256L * 1024 * 1024);
    }

    private long download(String target) throws IOException, InterruptedException {
        HttpResponse<InputStream> answer =
                dev.client()
                        .send(dev.request("front", target).build(), BodyHandlers.ofInputStream());
        long count = 0;
        try (InputStream body = answer.body()) {
            byte[] buffer = new byte[65_536];
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                count += n;
            }
        }
        return count;
    }

    @Test
    void the_files_of_an_app_are_asked_for_by_its_code() {
        assertThat(ask("/file")).isEqualTo("<h1>A page</h1>");
        assertThat(ask("/none")).contains("\"status\":404");
    }
}
