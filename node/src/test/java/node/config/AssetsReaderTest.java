package node.config;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import edge.assets.AssetRules;
import edge.assets.HtmlHandling;
import edge.assets.NotFoundHandling;
import edge.router.WorkerFirst;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What an app says of its files and its neighbours.
final class AssetsReaderTest {

    @TempDir private Path directory;

    @BeforeEach
    void write() throws IOException {
        Files.writeString(directory.resolve("index.js"), "");
        Files.createDirectory(directory.resolve("files"));
    }

    private AppReading read(String settings) throws IOException {
        Files.writeString(directory.resolve("wrangler.json"), settings);
        return AppReader.read(directory, AppChoices.NONE);
    }

    private List<String> faults(String settings) throws IOException {
        return ((AppReading.Faulty) read(settings))
                .faults().stream()
                        .map(finding -> finding.text().replace(directory + "/", ""))
                        .toList();
    }

    @Test
    void assets_and_services_are_read() throws IOException {
        var read =
                (AppReading.Read)
                        read(
                                """
                                {"main": "index.js", "compatibility_date": "2025-01-01",
                                 "assets": {"directory": "files", "binding": "FILES",
                                  "html_handling": "none", "not_found_handling": "404-page",
                                  "run_worker_first": ["/api/*", "!/api/x"]},
                                 "services": [{"binding": "A", "service": "a", "entrypoint": "B",
                                  "props": {"c": 1}}, {"binding": "D", "service": "d"}]}\
                                """);

        AssetsConfig assets = requireNonNull(read.config().assets());

        assertThat(assets.binding()).isEqualTo("FILES");
        assertThat(assets.rules())
                .isEqualTo(
                        new AssetRules(HtmlHandling.NONE, NotFoundHandling.NOT_FOUND_PAGE, false));
        assertThat(assets.workerFirst().of("/api/y")).isEqualTo(WorkerFirst.Turn.WORKER);
        assertThat(assets.workerFirst().of("/api/x")).isEqualTo(WorkerFirst.Turn.FILES_ALONE);
        assertThat(read.config().services())
                .extracting(ServiceConfig::service, ServiceConfig::entrypoint, ServiceConfig::props)
                .containsExactly(tuple("a", "B", "{\"c\":1}"), tuple("d", "", ""));
    }

    @Test
    void what_is_for_code_is_refused_to_an_app_without() throws IOException {
        List<String> faults =
                faults(
                        """
                        {"assets": {"directory": "files", "binding": "FILES",
                          "run_worker_first": true}}\
                        """);

        assertThat(faults)
                .containsExactly(
                        "wrangler.json:1:46: 'assets.binding' is for code that asks for the files; the app has no 'main'.",
                        "wrangler.json:2:23: 'assets.run_worker_first' is for code that runs first; the app has no 'main'.");
    }

    @Test
    void patterns_that_mean_nothing_are_refused() throws IOException {
        List<String> faults =
                faults(
                        """
                        {"main": "index.js", "assets": {"directory": "files",
                          "run_worker_first": ["api", "/x/*", "/x/y", "!/z", "!/z"]}}\
                        """);
        List<String> exceptions =
                faults(
                        """
                        {"main": "index.js", "assets": {"directory": "files",
                          "run_worker_first": ["!/z"]}}\
                        """);

        assertThat(faults)
                .containsExactly(
                        "wrangler.json:2:24: 'assets.run_worker_first' holds 'api'; a pattern begins with '/' or '!/'.",
                        "wrangler.json:2:39: 'assets.run_worker_first' holds '/x/y', which '/x/*' makes needless.",
                        "wrangler.json:2:54: 'assets.run_worker_first' holds '!/z' twice.");
        assertThat(exceptions)
                .containsExactly(
                        "wrangler.json:2:23: 'assets.run_worker_first' holds only exceptions; one pattern at least has no '!'.");
    }
}
