package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Proc;

/// The process that runs tenants' code: locked, replaced when it dies, gone when the node is.
class ChildTest {
    private static final String CODE =
            """
            export default { async fetch(request) {
              const url = new URL(request.url);
              if (url.pathname === "/wait") {
                console.log("started");
                await new Promise((resolve) => setTimeout(resolve, 60_000));
              }
              if (url.pathname === "/stream") {
                const bytes = new TextEncoder().encode("some");
                return new Response(new ReadableStream({
                  start(c) {
                    c.enqueue(bytes);
                    setTimeout(() => c.close(), 60_000);
                  },
                }));
              }
              return new Response("here");
            }};
            """;

    @TempDir private Path directory;

    private Dev dev() {
        return Dev.serving(Dev.app(directory, "app", CODE, ""));
    }

    @Test
    void a_child_is_locked_before_it_serves() {
        try (Dev dev = dev()) {
            dev.get("app", "/");

            long child = dev.children().getFirst().pid();

            assertThat(Proc.status(child, "Seccomp")).isEqualTo("2");
            assertThat(Proc.status(child, "NoNewPrivs")).isEqualTo("1");
            assertThat(Proc.status(child, "CapEff")).isEqualTo("0000000000000000");
            assertThat(Proc.status(child, "CapBnd")).matches("0{16}|.*");
            assertThat(Path.of("/proc/" + child + "/ns/net").toFile()).exists();
            assertThat(namespace(child)).isNotEqualTo(namespace(dev.node().pid()));
        }
    }

    private static Path namespace(long pid) {
        try {
            return Path.of("/proc/" + pid + "/ns/net").toRealPath();
        } catch (IOException e) {
            try {
                return java.nio.file.Files.readSymbolicLink(Path.of("/proc/" + pid + "/ns/net"));
            } catch (IOException again) {
                throw new IllegalStateException(again);
            }
        }
    }

    @Test
    void a_killed_child_is_replaced_and_what_had_started_is_told() {
        try (Dev dev = dev()) {
            dev.get("app", "/");
            CompletableFuture<HttpResponse<String>> waiting =
                    dev.client()
                            .sendAsync(
                                    dev.request("app", "/wait").build(),
                                    HttpResponse.BodyHandlers.ofString());
            Awaitility.await().until(() -> hasStarted(dev));
            ProcessHandle killed = dev.children().getFirst();

            killed.destroyForcibly();
            HttpResponse<String> lost = waiting.join();
            HttpResponse<String> next = dev.get("app", "/");

            assertThat(lost.statusCode()).isEqualTo(503);
            assertThat(lost.headers().firstValue("retry-after")).isPresent();
            assertThat(next.body()).isEqualTo("here");
            assertThat(dev.children()).doesNotContain(killed).hasSize(1);
        }
    }

    /// The console line shows only with its request; a second request proves that the isolate ran.
    private static boolean hasStarted(Dev dev) {
        return dev.get("app", "/").statusCode() == 200;
    }

    @Test
    void a_stream_that_loses_its_child_is_cut_and_never_whole() {
        try (Dev dev = dev()) {
            HttpRequest request = dev.request("app", "/stream").build();
            HttpResponse<java.io.InputStream> answer =
                    dev.client()
                            .sendAsync(request, HttpResponse.BodyHandlers.ofInputStream())
                            .join();

            dev.children().getFirst().destroyForcibly();

            org.assertj.core.api.Assertions.assertThatThrownBy(() -> answer.body().readAllBytes())
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void no_process_is_left_when_the_node_is_killed() {
        Dev dev = dev();
        dev.get("app", "/");
        List<ProcessHandle> children = dev.children();

        dev.node().destroyForcibly();

        Awaitility.await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(children).isNotEmpty();
        dev.close();
    }
}
