package spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/// `tools/wpt`, the runner of the Web Platform Tests, on a few tests of our own.
///
/// Their harness and server are those of the real suite, whose directory `EDGEWISE_WPT` names; it
/// is too large to lie here.
class WptTest {
    private static final String NO_SUITE =
            "EDGEWISE_WPT names no directory of the Web Platform Tests";
    private static final Path OWN = Path.of("src/test/wpt/own");

    @TempDir private Path directory;

    private record Run(int exit, String text) {}

    private static Run run(String... words) throws IOException, InterruptedException {
        Path root = Path.of(System.getProperty("edgewise.root"));
        List<String> command = new ArrayList<>(List.of(root.resolve("tools/wpt").toString()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("EDGEWISE_HOME", System.getProperty("edgewise.home"));
        Process process = builder.start();
        String text = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), text);
    }

    /// A suite with our tests, and the rest of the real one.
    private Path suite() throws IOException {
        Path real = Path.of(System.getenv("EDGEWISE_WPT")).toRealPath();
        try (Stream<Path> all = Files.list(real)) {
            for (Path each : all.toList()) {
                Files.createSymbolicLink(directory.resolve(each.getFileName()), each);
            }
        }
        Files.createSymbolicLink(directory.resolve("own"), OWN.toRealPath());
        return directory;
    }

    /// What our tests are expected to do, as a file.
    private Path expectations(String json) throws IOException {
        return Files.writeString(directory.resolve("expectations.json"), json);
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "EDGEWISE_WPT", matches = ".+", disabledReason = NO_SUITE)
    void every_subtest_of_a_suite_is_seen_with_what_came_of_it() throws Exception {
        Path suite = suite();
        Path json = directory.resolve("results.json");
        Path expected =
                expectations(
                        """
                        [{"reason": "on purpose",
                          "fails": {"/own/fails.any.js": ["a failure is*"], "/own/throws*": ["[file]"]}}]
                        """);

        Run run =
                run(
                        "--wpt",
                        suite.toString(),
                        "own",
                        "--failures",
                        "--json",
                        json.toString(),
                        "--expectations",
                        expected.toString());

        assertThat(run.exit()).as(run.text()).isZero();
        assertThat(run.text())
                .containsSubsequence(
                        "/own/fails.any.js OK 1/2",
                        "FAIL \"a failure is told as such\" \"assert_equals: on purpose",
                        "/own/throws.any.js ERROR 1/1 \"RangeError: on purpose",
                        "| own                    | edgewise |     5 |     10 |      9 |      1 |",
                        "9 passed, 1 failed, 0 unexpected\n")
                .doesNotContain("page.any.js");
        assertThat(Files.readString(json))
                .contains("\"file\":\"/own/variants.any.js?two\",\"status\":\"OK\"")
                .contains("\"a script of importScripts came before\",\"status\":\"PASS\"");
    }

    @Test
    @EnabledIfEnvironmentVariable(named = "EDGEWISE_WPT", matches = ".+", disabledReason = NO_SUITE)
    void what_fails_or_passes_otherwise_than_expected_is_told_and_fails_the_run() throws Exception {
        Path suite = suite();
        Path expected =
                expectations(
                        """
                        [{"reason": "not so",
                          "fails": {"/own/fails.any.js": ["what passes*", "what is gone"]}}]
                        """);

        Run run =
                run(
                        "--wpt",
                        suite.toString(),
                        "own/fails.any.js",
                        "--expectations",
                        expected.toString());

        assertThat(run.exit()).as(run.text()).isEqualTo(1);
        assertThat(run.text())
                .contains(
                        "unexpected: /own/fails.any.js: FAIL \"a failure is told as such\"",
                        "unexpected: /own/fails.any.js: PASS \"what passes beside it counts\"",
                        "unexpected: /own/fails.any.js: nothing that fails has the name 'what is gone'")
                .endsWith("1 passed, 1 failed, 3 unexpected\n");
    }

    /// The areas that ask the suite's server for little, so that they are quick.
    @Test
    @EnabledIfEnvironmentVariable(named = "EDGEWISE_WPT", matches = ".+", disabledReason = NO_SUITE)
    void what_passes_of_the_real_suite_is_what_is_expected() throws Exception {
        Run run =
                run(
                        "--wpt",
                        System.getenv("EDGEWISE_WPT"),
                        "dom/abort",
                        "dom/events",
                        "console",
                        "hr-time",
                        "urlpattern",
                        "mimesniff",
                        "xhr/formdata",
                        "streams/transform-streams",
                        "FileAPI/blob",
                        "FileAPI/file",
                        "FileAPI/reading-data-section");

        assertThat(run.exit()).as(run.text()).isZero();
    }

    @Test
    void the_page_says_what_was_kept_of_the_runs() throws Exception {
        Run run = run("--check");

        assertThat(run.exit()).as(run.text()).isZero();
    }

    @Test
    void a_directory_without_the_suite_is_refused() throws Exception {
        Run run = run("--wpt", directory.toString());

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.text()).startsWith("wpt: There is no resources/testharness.js in ");
    }

    @Test
    void a_run_without_a_suite_says_what_is_missing() throws Exception {
        Run run = run("url");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.text())
                .isEqualTo("wpt: --wpt DIR, the directory of the suite, is missing.\n");
    }
}
