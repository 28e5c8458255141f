package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Origin;

/// One isolate runs many requests at once, and each stays itself.
class InterleavingTest {
    private static final int REQUESTS = 1_000;
    private static final long DELAY_MILLIS = 5_000;
    private static final long MEMORY_BYTES_MAX = 150L * 1024 * 1024;
    private static final Pattern RECORD = Pattern.compile("\"app\":\"app\".*\"subrequests\":1,");
    private static final Pattern ISOLATE = Pattern.compile("\"isolate\":\"app\"");
    private static final String CODE =
            """
            import { AsyncLocalStorage } from "node:async_hooks";
            const storage = new AsyncLocalStorage();
            export default { fetch(request) {
              const url = new URL(request.url);
              const id = url.searchParams.get("id");
              return storage.run(id, async () => {
                if (!id) return new Response("warm");
                const answer = await (await fetch(url.searchParams.get("origin") + "/" + id)).text();
                console.log("line of", storage.getStore());
                return new Response(storage.getStore() + " " + answer);
              });
            }};
            """;

    @TempDir private Path directory;

    @Test
    void a_thousand_requests_that_wait_take_few_isolates_and_keep_their_ids() {
        try (var origin = new Origin(DELAY_MILLIS);
                Dev dev = Dev.serving(Dev.app(directory, "app", CODE, ""))) {
            dev.get("app", "/");
            long before = dev.residentBytes();

            List<CompletableFuture<HttpResponse<String>>> answers =
                    IntStream.range(0, REQUESTS).mapToObj(id -> ask(dev, origin, id)).toList();
            long during =
                    Awaitility.await()
                            .until(
                                    () ->
                                            origin.asked().size() == REQUESTS
                                                    ? dev.residentBytes()
                                                    : 0,
                                    bytes -> bytes > 0);

            for (int id = 0; id < REQUESTS; id++) {
                assertThat(answers.get(id).join().body()).isEqualTo(id + " /" + id);
            }
            assertThat(origin.asked())
                    .hasSize(REQUESTS)
                    .allSatisfy((_, times) -> assertThat(times).isOne());
            Awaitility.await()
                    .untilAsserted(() -> assertThat(count(dev, RECORD)).isEqualTo(REQUESTS));
            assertThat(count(dev, ISOLATE)).isLessThanOrEqualTo(2);
            assertThat(during - before).as("memory of both processes").isLessThan(MEMORY_BYTES_MAX);
            System.out.println(
                    "1,000 waiting requests: "
                            + count(dev, ISOLATE)
                            + " isolates, +"
                            + (during - before) / (1024 * 1024)
                            + " MiB");
        }
    }

    private static CompletableFuture<HttpResponse<String>> ask(Dev dev, Origin origin, int id) {
        String target = "/?id=" + id + "&origin=" + origin.address();
        return dev.client().sendAsync(dev.request("app", target).build(), BodyHandlers.ofString());
    }

    private static long count(Dev dev, Pattern pattern) {
        return dev.lines().stream()
                .flatMap(line -> pattern.matcher(line).results().map(MatchResult::group))
                .count();
    }
}
