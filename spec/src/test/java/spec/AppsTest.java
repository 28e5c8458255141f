package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;
import spec.kit.Dev;
import spec.kit.Outcomes;

/// Apps that assert from the inside: each folder of `src/test/apps` with settings is one.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class AppsTest {
    private static final Path APPS = Path.of("src/test/apps");
    private List<Path> apps = List.of();
    private Dev dev;

    @BeforeAll
    void start() throws IOException {
        try (Stream<Path> all = Files.list(APPS)) {
            apps = all.filter(Files::isDirectory).sorted().toList();
        }
        dev = Dev.serving(apps.toArray(Path[]::new));
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @TestFactory
    Stream<DynamicTest> every_assertion_inside_an_app_holds() {
        return apps.stream().flatMap(this::testsOf);
    }

    private Stream<DynamicTest> testsOf(Path app) {
        String name = app.getFileName().toString();
        HttpResponse<String> response = dev.get(name, "/");
        String answer = response.body();
        assertThat(response.statusCode()).as("%s: %s", answer, dev.lines()).isEqualTo(200);
        List<Outcomes.Outcome> outcomes = Outcomes.parse(answer);
        assertThat(outcomes).as("tests of %s: %s", name, answer).isNotEmpty();
        return outcomes.stream()
                .map(outcome ->
                        DynamicTest.dynamicTest(
                                name + ": " + outcome.name(),
                                () -> assertThat(outcome.error()).isEmpty()));
    }
}
