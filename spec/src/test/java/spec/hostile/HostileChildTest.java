package spec.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spec.kit.Dev;
import spec.kit.Eventually;

/// A node whose child was taken over: it ends the child, tells why, and stays well.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileChildTest {
    private static final Path SOURCE = Path.of("src/test/hostile/isolate/Main.java");
    private static final String NO_MATTER = "export default {};";
    private static final long SEED = 20_261_125;
    private static final int ROUNDS = 12;

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        Path home = installation(directory);
        dev = Dev.of(home, List.of("--meter"), Dev.app(directory, "app", NO_MATTER, ""));
    }

    /// The real node with another child.
    private static Path installation(Path directory) throws IOException {
        Path real = Path.of(System.getProperty("edgewise.home"));
        Path home = Files.createDirectories(directory.resolve("home"));
        for (String part : List.of("lib", "native", "bin")) {
            Files.createSymbolicLink(home.resolve(part), real.resolve(part).toRealPath());
        }
        Path child = Files.createDirectories(home.resolve("child"));
        Path base;
        try (Stream<Path> jars = Files.list(real.resolve("child"))) {
            base =
                    jars.filter(jar -> jar.getFileName().toString().startsWith("base-"))
                            .findFirst()
                            .orElseThrow();
        }
        Files.copy(base, child.resolve("base.jar"));
        compileInto(directory.resolve("classes"), base);
        pack(directory.resolve("classes"), child.resolve("hostile.jar"));
        return home;
    }

    private static void compileInto(Path classes, Path base) throws IOException {
        Files.createDirectories(classes);
        int result =
                ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-nowarn",
                                "-cp",
                                base.toString(),
                                "-d",
                                classes.toString(),
                                SOURCE.toString());
        assertThat(result).isZero();
    }

    private static void pack(Path classes, Path jar) {
        int result =
                java.util.spi.ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(
                                System.out,
                                System.err,
                                "-c",
                                "-f",
                                jar.toString(),
                                "-C",
                                classes.toString(),
                                ".");
        assertThat(result).isZero();
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "length",
                "negative",
                "kind",
                "strange",
                "twice",
                "bodiless",
                "split",
                "name",
                "status",
                "op",
                "fetch",
                "callid",
                "outcome",
                "node",
                "version",
                "inspect",
                "zero"
            })
    void a_child_that_breaks_a_rule_is_ended_and_the_node_stays_well(String attack) {
        assertThat(dev.get("app", "/good").body()).isEqualTo("well");
        ProcessHandle taken = dev.children().getFirst();
        int told = breaches();

        int status = statusOf("/" + attack);

        assertThat(status).isIn(0, 200, 500, 503);
        Eventually.holds(() -> assertThat(taken.isAlive()).isFalse());
        Eventually.holds(() -> assertThat(breaches()).isGreaterThan(told));
        HttpResponse<String> next = dev.get("app", "/good");
        assertThat(next.body()).isEqualTo("well");
        assertThat(next.headers().map()).doesNotContainKey("set-cookie");
    }

    private int breaches() {
        return (int)
                dev.lines().stream()
                        .filter(line -> line.contains("broke a rule of the lane"))
                        .count();
    }

    /// 0 where the answer was cut, or did not come: noise may look like the beginning of a frame.
    private int statusOf(String target) {
        try {
            var patience = Duration.ofSeconds(2);
            return dev.send(dev.request("app", target).timeout(patience).build()).statusCode();
        } catch (java.io.UncheckedIOException cut) {
            return 0;
        }
    }

    @Test
    void a_body_beyond_its_credit_is_a_breach() throws IOException {
        assertThat(dev.get("app", "/good").body()).isEqualTo("well");
        ProcessHandle taken = dev.children().getFirst();

        try (var client = new Socket(InetAddress.getLoopbackAddress(), dev.port())) {
            String request = "GET /credit HTTP/1.1\r\nHost: app.localhost\r\n\r\n";
            client.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            Eventually.holds(() -> assertThat(taken.isAlive()).isFalse());
        }

        assertThat(dev.lines()).anyMatch(line -> line.contains("beyond its credit"));
    }

    @Test
    void headers_that_frame_a_message_are_the_edge_s_own() {
        HttpResponse<String> answer = dev.get("app", "/framing");

        assertThat(answer.body()).isEqualTo("framing");
        assertThat(answer.headers().firstValue("content-length")).hasValue("7");
        assertThat(answer.headers().firstValue("transfer-encoding")).isEmpty();
    }

    @Test
    void noise_in_any_form_never_hurts_the_node() {
        ProcessHandle node = dev.node();

        for (int round = 0; round < ROUNDS; round++) {
            statusOf((round % 2 == 0 ? "/garbage/" : "/frames/") + (SEED + round));
            assertThat(dev.get("app", "/good").body())
                    .as("seed %d", SEED + round)
                    .isEqualTo("well");
        }

        assertThat(node.isAlive()).isTrue();
    }

    @Test
    void a_flood_of_log_lines_is_bounded() {
        assertThat(dev.get("app", "/good").body()).isEqualTo("well");
        long before = dev.nodeBytes();

        statusOf("/flood");

        assertThat(dev.nodeBytes() - before).isLessThan(200L * 1024 * 1024);
        assertThat(dev.get("app", "/good").body()).isEqualTo("well");
    }
}
