package node.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ExamplesTest {

    @ParameterizedTest
    @ValueSource(strings = {"hello", "hono-api", "stream"})
    void an_example_has_settings_without_a_warning_and_a_bundle(String name) {
        Path directory = Path.of("../examples", name).toAbsolutePath().normalize();
        boolean installed = Files.isDirectory(directory.resolve("node_modules"));
        assumeTrue(
                installed || !Files.exists(directory.resolve("package.json")),
                "npm ci was not run");

        AppReading reading = AppReader.read(directory, AppChoices.NONE);
        AppConfig config = ((AppReading.Read) reading).config();
        Bundle bundle;
        try (var bundlers =
                new Bundlers(Path.of("target/edgewise/bin/esbuild"), Bundlers.Mode.DEVELOPMENT)) {
            bundle = bundlers.of(config).bundle();
        }

        assertThat(((AppReading.Read) reading).warnings()).isEmpty();
        assertThat(config.name()).isEqualTo(name);
        assertThat(bundle).isInstanceOf(Bundle.Built.class);
        assertThat(((Bundle.Built) bundle).exports()).containsExactly("default");
        assertThat(((Bundle.Built) bundle).warnings()).isEmpty();
    }
}
