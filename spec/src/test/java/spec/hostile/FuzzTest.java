package spec.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;

/// Random arguments for everything that code can call, and, behind the prelude's back, for the ops
/// themselves. `-Dfuzz.seconds` says how long each goes on, `-Dfuzz.seed` where it begins.
class FuzzTest {
    private static final Path SOURCES = Path.of("src/test/fuzz");
    private static final long SECONDS = Long.getLong("fuzz.seconds", 4);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_125);
    private static final int CALLS = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final String LIMITS = "\"limits\":{\"cpu_ms\":1000}";

    @TempDir private Path directory;

    @Test
    void no_call_of_an_app_s_ends_the_child() throws IOException {
        Path app = Dev.app(directory, "fuzz", "", settings());
        for (String file : List.of("index.js", "values.js")) {
            Files.copy(
                    SOURCES.resolve(file), app.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        }
        Path neighbour = Dev.app(directory, "good", code("well"), "");

        try (Dev dev = Dev.serving(app, neighbour)) {
            assertThat(dev.get("fuzz", "/fuzz?seed=1&calls=0").body()).contains(" functions");
            long child = dev.children().getFirst().pid();

            for (long seed = SEED, end = end(); System.nanoTime() < end; seed++) {
                ask(dev, "fuzz", "/fuzz?calls=" + CALLS + "&seed=" + seed);

                assertThat(dev.children())
                        .as("seed %d", seed)
                        .extracting(ProcessHandle::pid)
                        .containsExactly(child);
            }
            assertThat(dev.get("good", "/").body()).isEqualTo("well");
        }
    }

    @Test
    void no_argument_of_an_op_s_hurts_the_node_or_the_process() throws IOException {
        Path home = installation();
        String counted =
                "export default { fetch: () => new Response('ops ' + globalThis.opsCalled) };";
        Path app = Dev.app(directory, "ops", counted, LIMITS);

        try (Dev dev = Dev.of(home, List.of("--meter"), app)) {
            var answers = new HashSet<String>();
            for (long seed = SEED, end = end(); System.nanoTime() < end; seed++) {
                answers.add(ask(dev, "ops", "/ops?" + seed));

                assertThat(dev.node().isAlive()).as("seed %d", seed).isTrue();
            }
            Eventually.holds(() -> assertThat(dev.get("ops", "/").body()).startsWith("ops"));
            assertThat(answers).contains("ops 200");
            // A rule of the lane that is broken ends the child, and rightly; nothing else does.
            assertThat(dev.lines())
                    .noneMatch(line -> line.contains("SIG") || line.contains("Fatal error"));
        }
    }

    private static String settings() {
        return LIMITS + ",\"compatibility_flags\":[\"nodejs_compat\"]";
    }

    private static String code(String answer) {
        return "export default { fetch: () => new Response('" + answer + "') };";
    }

    private static long end() {
        return System.nanoTime() + Duration.ofSeconds(SECONDS).toNanos();
    }

    /// Whatever it answers, and whether it does.
    private static String ask(Dev dev, String app, String target) {
        try {
            return dev.send(dev.request(app, target).timeout(PATIENCE).build()).body();
        } catch (UncheckedIOException lost) {
            assertThat(dev.node().isAlive()).as(target).isTrue();
            return "";
        }
    }

    /// The real one, with a prelude that has the fuzzer around it.
    private Path installation() throws IOException {
        Path real = Path.of(System.getProperty("edgewise.home"));
        Path home = Files.createDirectories(directory.resolve("home"));
        for (String part : List.of("lib", "native", "bin")) {
            Files.createSymbolicLink(home.resolve(part), real.resolve(part).toRealPath());
        }
        Path child = Files.createDirectories(home.resolve("child"));
        try (Stream<Path> jars = Files.list(real.resolve("child"))) {
            for (Path jar : jars.filter(file -> file.toString().endsWith(".jar")).toList()) {
                Files.copy(jar, child.resolve(jar.getFileName()));
                if (jar.getFileName().toString().startsWith("isolate-")) {
                    surround(child.resolve(jar.getFileName()));
                }
            }
        }
        return home;
    }

    private static void surround(Path jar) throws IOException {
        try (FileSystem files = FileSystems.newFileSystem(jar)) {
            Path prelude = files.getPath("/isolate/prelude.js");
            String values =
                    Files.readString(SOURCES.resolve("values.js"))
                            .replace("export function", "function");
            String around =
                    "(function(host){"
                            + values
                            + Files.readString(SOURCES.resolve("ops.js"))
                            + "const prelude="
                            + Files.readString(prelude).strip()
                            + "(host);return fuzzed(host,prelude,generator,valueOf);})";
            Files.writeString(prelude, around);
        }
    }
}
