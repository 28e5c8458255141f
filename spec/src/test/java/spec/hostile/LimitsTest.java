package spec.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spec.kit.Dev;
import spec.kit.Eventually;

/// Limits stop what passes them, name it in answer, log and record, and spare the neighbours.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final String HOSTILE =
            """
            export default { async fetch(request) {
              switch (new URL(request.url).pathname) {
                case "/loop": for (;;) {}
                case "/microtasks": { const again = () => Promise.resolve().then(again); await again(); }
                case "/regexp": return new Response(String(/^(a+)+$/.test("a".repeat(40) + "b")));
                case "/heap": { const all = []; for (;;) all.push(new Array(100_000).fill(1.5)); }
                case "/recursion": { const deeper = () => deeper() + 1; deeper(); }
                case "/throw": throw new RangeError("thrown on purpose");
                case "/derive": {
                  const key = await crypto.subtle.importKey(
                      "raw", new Uint8Array(8), "PBKDF2", false, ["deriveBits"]);
                  await crypto.subtle.deriveBits({ name: "PBKDF2", hash: "SHA-512",
                      salt: new Uint8Array(8), iterations: 4e9 }, key, 512);
                }
                case "/primes": for (;;) await crypto.subtle.generateKey({ name: "RSA-OAEP",
                    hash: "SHA-1", modulusLength: 4096, publicExponent: new Uint8Array([1, 0, 1]) },
                    true, ["decrypt"]);
                case "/split": return new Response(String("x".repeat(4e8).split("").length));
                case "/fetches": {
                  let sent = 0;
                  for (;;) { await fetch("http://127.0.0.1:1/").catch((e) => {
                    if (String(e).includes("subrequests")) throw new Error("after " + sent); }); sent++; }
                }
                default: return new Response("fine");
              }
            }};
            """;
    private static final String SETTINGS =
            "\"limits\":{\"cpu_ms\":200,\"subrequests\":20},\"edgewise\":{\"limits\":{\"heapBytesMax\":67108864}}";

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        Path slow = Dev.app(directory, "memory", HOSTILE, SETTINGS.replace("200", "10000"));
        Path start = Dev.app(directory, "startup", "for (;;) {}\nexport default {};", SETTINGS);
        Path broken = Dev.app(directory, "broken", "throw new TypeError('at start');", SETTINGS);
        Path good =
                Dev.app(
                        directory,
                        "good",
                        "export default { fetch: () => new Response('good') };",
                        "");
        dev =
                Dev.serving(
                        Dev.app(directory, "hostile", HOSTILE, SETTINGS),
                        slow,
                        start,
                        broken,
                        good);
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @ParameterizedTest
    @CsvSource({
        "hostile, /loop, 503, CPU limit exceeded, exceededCpu",
        "hostile, /microtasks, 503, CPU limit exceeded, exceededCpu",
        "hostile, /regexp, 503, CPU limit exceeded, exceededCpu",
        "hostile, /derive, 503, CPU limit exceeded, exceededCpu",
        "memory, /heap, 503, Memory limit exceeded, exceededMemory",
        "hostile, /recursion, 500, Maximum call stack size exceeded, exception",
        "hostile, /throw, 500, thrown on purpose, exception",
        "startup, /, 503, Start-up limit exceeded, exceededStartup",
        "broken, /, 500, at start, startFailed",
    })
    void what_passes_a_limit_is_stopped_and_named(
            String app, String target, int status, String words, String outcome) {
        HttpResponse<String> answer = dev.get(app, target);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.body()).contains(words);
        assertThat(recordOf(app)).contains("\"outcome\":\"" + outcome + "\"");
        assertThat(dev.get("good", "/").body()).isEqualTo("good");
    }

    private String recordOf(String app) {
        return Eventually.some(() ->
                dev.lines().stream()
                        .filter(line -> line.startsWith("{\"app\":\"" + app + "\""))
                        .reduce((_, last) -> last));
    }

    @Test
    void a_stopped_loop_takes_little_longer_than_its_limit() {
        dev.get("hostile", "/");
        long began = System.nanoTime();

        HttpResponse<String> answer = dev.get("hostile", "/loop");

        long millis = (System.nanoTime() - began) / 1_000_000;
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(millis).isBetween(200L, 1500L);
    }

    @Test
    void a_neighbour_in_the_same_child_loses_nothing_while_loops_are_stopped() {
        List<ProcessHandle> children = dev.children();

        List<Integer> statuses;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var loops =
                    CompletableFuture.runAsync(
                            () -> {
                                for (int i = 0; i < 4; i++) {
                                    dev.get("hostile", "/loop");
                                }
                            },
                            threads);
            statuses = new java.util.ArrayList<>();
            while (!loops.isDone()) {
                statuses.add(dev.get("good", "/").statusCode());
            }
        }

        assertThat(statuses).hasSizeGreaterThan(20).containsOnly(200);
        assertThat(dev.children()).isEqualTo(children);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/derive", "/primes"})
    void cryptography_that_takes_too_long_is_given_up_and_costs_no_process(String target) {
        List<ProcessHandle> children = dev.children();

        HttpResponse<String> answer = dev.get("hostile", target);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(dev.get("good", "/").body()).isEqualTo("good");
        assertThat(dev.children()).isEqualTo(children);
    }

    @Test
    void code_that_v8_cannot_stop_costs_its_process_and_nothing_else() {
        HttpResponse<String> answer = dev.get("memory", "/split");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("retry-after")).hasValue("1");
        assertThat(dev.get("good", "/").body()).isEqualTo("good");
    }

    @Test
    void a_request_makes_only_so_many_outgoing_calls() {
        HttpResponse<String> answer = dev.get("hostile", "/fetches");

        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("after 20");
    }
}
