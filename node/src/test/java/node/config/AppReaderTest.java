package node.config;

import static java.util.Objects.requireNonNull;
import static node.config.keys.Key.Status.SUPPORTED;
import static org.assertj.core.api.Assertions.assertThat;

import base.Limits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import node.config.finding.Finding;
import node.config.keys.WranglerKeys;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class AppReaderTest {

    private final Path directory;

    AppReaderTest(@TempDir Path root) throws IOException {
        directory = Files.createDirectories(root.resolve("Blue Shop"));
        write("src/index.ts", "export default {}");
    }

    @Test
    void an_ordinary_file_is_read_with_comments_and_trailing_commas() throws IOException {
        write(
                "wrangler.jsonc",
                """
                {
                  "$schema": "node_modules/wrangler/config-schema.json",
                  "name": "shop", // the name
                  "main": "src/index.ts",
                  "compatibility_date": "2026-08-04",
                  "compatibility_flags": ["nodejs_compat"],
                  "vars": { "GREETING": "h\\u00e4", "LIST": [1, 2.50, null, true], },
                  "assets": { "directory": "./src" },
                  "limits": { "cpu_ms": 50, "subrequests": 7 },
                  /* ours */
                  "edgewise": { "limits": { "bodyBytesMax": 3000000000, "heapBytesMax": 67108864 } },
                }
                """);

        AppConfig config = config(null);

        assertThat(config.name()).isEqualTo("shop");
        assertThat(config.main()).isEqualTo(directory.resolve("src/index.ts"));
        assertThat(requireNonNull(config.assets()).directory()).isEqualTo(directory.resolve("src"));
        assertThat(config.compatibility().date()).isEqualTo("2026-08-04");
        assertThat(config.compatibility().flags()).containsExactly("nodejs_compat");
        assertThat(config.variables().json())
                .isEqualTo("{\"GREETING\":\"hä\",\"LIST\":[1,2.50,null,true]}");
        assertThat(config.limits().invocation().cpuMillisMax()).isEqualTo(50);
        assertThat(config.limits().invocation().subrequestsMax()).isEqualTo(7);
        assertThat(config.limits().invocation().heapBytesMax()).isEqualTo(67_108_864);
        assertThat(config.limits().http().bodyBytesMax()).isEqualTo(3_000_000_000L);
    }

    @Test
    void toml_says_the_same() throws IOException {
        write(
                "wrangler.toml",
                """
                name = "shop"
                main = "src/index.ts"
                [vars]
                GREETING = "hä"
                SINCE = 1979-05-27
                [limits]
                cpu_ms = 50
                """);

        AppConfig config = config(null);

        assertThat(config.name()).isEqualTo("shop");
        assertThat(config.variables().json())
                .isEqualTo("{\"GREETING\":\"hä\",\"SINCE\":\"1979-05-27\"}");
        assertThat(config.limits().invocation().cpuMillisMax()).isEqualTo(50);
    }

    @Test
    void all_faults_are_told_at_once_each_on_its_line() throws IOException {
        write(
                "wrangler.jsonc",
                """
                {
                  "name": "My Shop",
                  "mian": "src/index.ts",
                  "main": "src/main.ts",
                  "compatibilityDate": "2026-01-01",
                  "compatibility_date": "soon",
                  "compatibility_flags": "nodejs_compat",
                  "limits": { "cpu_ms": 0, "cpu": 3 },
                  "cpu_ms": 10,
                  "edgewise": { "limits": { "bodyBytesMax": 1.5 } },
                  "kv_namespaces": {},
                  "env": { "prod": { "site": {}, "nonsense": 1 }, "dev": 3 },
                  "zebra": 1,
                  "main": "src/index.ts"
                }
                """);

        List<String> faults = faults(null);

        assertThat(String.join("\n", faults))
                .isEqualTo(
                        """
                        wrangler.jsonc:2:11: 'name' is 'My Shop'; it has 1 to 63 of a-z, 0-9, '_' and '-', and no '-' at its ends.
                        wrangler.jsonc:3:3: There is no key 'mian'. Did you mean 'main'?
                        wrangler.jsonc:5:3: There is no key 'compatibilityDate'. Did you mean 'compatibility_date'?
                        wrangler.jsonc:6:25: 'compatibility_date' is 'soon'; it is a day such as 2026-08-04.
                        wrangler.jsonc:7:26: 'compatibility_flags' is a text; it must be a list.
                        wrangler.jsonc:8:25: 'limits.cpu_ms' is 0; it is a whole number from 1 to 300000.
                        wrangler.jsonc:8:28: There is no key 'limits.cpu'. Did you mean 'limits.cpu_ms'?
                        wrangler.jsonc:9:3: There is no key 'cpu_ms'. Did you mean 'limits.cpu_ms'?
                        wrangler.jsonc:10:45: 'edgewise.limits.bodyBytesMax' is 1.5; it is a whole number from 0 to 1099511627776.
                        wrangler.jsonc:11:20: 'kv_namespaces' is an object; it must be a list.
                        wrangler.jsonc:12:22: 'site' stands at the top level only, not in an environment.
                        wrangler.jsonc:12:34: There is no key 'nonsense'.
                        wrangler.jsonc:12:58: Environment 'dev' is a number; it must be an object.
                        wrangler.jsonc:13:3: There is no key 'zebra'.
                        wrangler.jsonc:14:3: 'main' is given twice; first in line 4.\
                        """);
    }

    @Test
    void several_syntax_errors_of_toml_are_told_at_once() throws IOException {
        write("wrangler.toml", "name = \"x\nmain= =1\n");

        List<String> faults = faults(null);

        assertThat(faults).hasSize(2);
        assertThat(faults.getFirst()).startsWith("wrangler.toml:1:10: This is not TOML: ");
        assertThat(faults.getLast()).startsWith("wrangler.toml:2:7: This is not TOML: ");
    }

    @Test
    void broken_json_is_told_with_its_place() throws IOException {
        write("wrangler.jsonc", "{\n  \"name\": shop\n}\n");

        List<String> faults = faults(null);

        assertThat(faults).hasSize(1);
        assertThat(faults.getFirst()).startsWith("wrangler.jsonc:2:").contains("This is not JSON");
    }

    @Test
    void known_keys_that_do_nothing_warn_once() throws IOException {
        write(
                "wrangler.jsonc",
                """
                {
                  "main": "src/index.ts",
                  "tail_consumers": [{ "service": "x" }],
                  "triggers": { "crons": [] },
                  "env": { "a": { "tail_consumers": [{ "service": "x" }] } }
                }
                """);

        assertThat(warnings(null))
                .containsExactly(
                        "wrangler.jsonc:3:3: 'tail_consumers' is not supported yet and does nothing here.");
    }

    @Test
    void an_environment_inherits_all_but_variables() throws IOException {
        write(
                "wrangler.jsonc",
                """
                {
                  "name": "shop",
                  "main": "src/index.ts",
                  "compatibility_date": "2026-08-04",
                  "vars": { "A": "top" },
                  "limits": { "cpu_ms": 50 },
                  "env": {
                    "staging": {},
                    "prod": { "name": "shop-live", "vars": { "B": "own" }, "limits": { "subrequests": 1 } }
                  }
                }
                """);

        AppConfig staging = config("staging");
        AppConfig prod = config("prod");

        assertThat(staging.name()).isEqualTo("shop-staging");
        assertThat(staging.compatibility().date()).isEqualTo("2026-08-04");
        assertThat(staging.limits().invocation().cpuMillisMax()).isEqualTo(50);
        assertThat(staging.variables().json()).isEqualTo("{}");
        assertThat(warnings("staging"))
                .containsExactly(
                        "wrangler.jsonc:5:3: 'vars' is not inherited by environments; the chosen one has none.");
        assertThat(prod.name()).isEqualTo("shop-live");
        assertThat(prod.variables().json()).isEqualTo("{\"B\":\"own\"}");
        assertThat(prod.limits().invocation().cpuMillisMax())
                .isEqualTo(Limits.DEFAULT.invocation().cpuMillisMax());
        assertThat(prod.limits().invocation().subrequestsMax()).isEqualTo(1);
    }

    @Test
    void an_unknown_environment_is_refused_with_a_near_miss() throws IOException {
        write(
                "wrangler.jsonc",
                "{\"main\": \"src/index.ts\", \"env\": {\"prod\": {}, \"staging\": {}}}");

        assertThat(faults("prd"))
                .containsExactly(
                        "wrangler.jsonc: There is no environment 'prd'; there are: prod, staging."
                                + " Did you mean 'prod'?");
    }

    @Test
    void a_bare_script_is_an_app_named_after_its_folder() {
        AppConfig config = config(null);

        assertThat(config.name()).isEqualTo("blue-shop");
        assertThat(config.main()).isEqualTo(directory.resolve("src/index.ts"));
        assertThat(config.variables().json()).isEqualTo("{}");
        assertThat(config.source()).isNull();
    }

    @Test
    void a_script_or_a_settings_file_can_be_named() throws IOException {
        write("worker.mjs", "export default {}");
        write("other.jsonc", "{\"main\": \"worker.mjs\"}");

        var script = AppReader.read(directory.resolve("worker.mjs"), AppChoices.NONE);
        var settings = AppReader.read(directory.resolve("other.jsonc"), AppChoices.NONE);

        assertThat(((AppReading.Read) script).config().name()).isEqualTo("worker");
        assertThat(((AppReading.Read) settings).config().name()).isEqualTo("blue-shop");
        assertThat(((AppReading.Read) settings).config().main())
                .isEqualTo(directory.resolve("worker.mjs"));
    }

    @Test
    void a_place_without_an_app_is_refused() throws IOException {
        Path empty = Files.createDirectories(directory.resolve("empty"));

        assertThat(AppReader.read(empty, AppChoices.NONE)).isInstanceOf(AppReading.Faulty.class);
        assertThat(AppReader.read(directory.resolve("gone"), AppChoices.NONE))
                .isInstanceOf(AppReading.Faulty.class);
    }

    @Test
    void a_file_that_is_not_text_or_too_long_is_refused() throws IOException {
        Files.write(directory.resolve("wrangler.json"), new byte[] {(byte) 0xc3, 0x28});
        assertThat(faults(null)).containsExactly("wrangler.json: The file is not UTF-8 text.");

        Files.writeString(directory.resolve("wrangler.json"), " ".repeat(300_000));
        assertThat(faults(null))
                .containsExactly(
                        "wrangler.json: The file has 300000 bytes; at most 262144 are read.");
    }

    @Test
    void nesting_without_end_is_a_fault_and_no_crash() throws IOException {
        write("wrangler.toml", "a = " + "[".repeat(100_000));
        assertThat(faults(null)).hasSize(1);

        write("wrangler.toml", "a = " + "[".repeat(999));
        assertThat(faults(null)).isNotEmpty();

        write("wrangler.json", "[".repeat(100_000));
        assertThat(faults(null)).hasSize(1);
    }

    @Test
    void the_table_has_every_key_of_wrangler_and_ours() {
        long top =
                StreamSupport.stream(WranglerKeys.paths().spliterator(), false)
                        .filter(path -> !path.contains(".") && !path.contains("["))
                        .count();

        // Wrangler's 91, ours, and six that build tools write into the files that they redirect to.
        assertThat(top).isEqualTo(98);
    }

    @Test
    void the_documentation_tells_every_key_that_does_something() throws IOException {
        String whole = Files.readString(Path.of("../docs/settings.md"));
        String page = whole.substring(0, whole.indexOf("\n## "));

        List<String> told =
                page.lines()
                        .filter(row -> row.startsWith("| `"))
                        .map(row -> row.split("`", 3)[1])
                        .sorted()
                        .toList();

        assertThat(told).isEqualTo(supported());
    }

    private static List<String> supported() {
        return StreamSupport.stream(WranglerKeys.paths().spliterator(), false)
                .filter(path -> requireNonNull(WranglerKeys.find(path)).status() == SUPPORTED)
                .sorted()
                .toList();
    }

    private AppConfig config(@Nullable String environment) {
        AppReading reading = AppReader.read(directory, AppChoices.environment(environment));
        assertThat(reading).isInstanceOf(AppReading.Read.class);
        return ((AppReading.Read) reading).config();
    }

    private List<String> warnings(@Nullable String environment) {
        var read = (AppReading.Read) AppReader.read(directory, AppChoices.environment(environment));
        return texts(read.warnings());
    }

    private List<String> faults(@Nullable String environment) {
        AppReading reading = AppReader.read(directory, AppChoices.environment(environment));
        assertThat(reading).isInstanceOf(AppReading.Faulty.class);
        return texts(((AppReading.Faulty) reading).faults());
    }

    private List<String> texts(List<Finding> findings) {
        return findings.stream()
                .map(finding -> finding.text().replace(directory + "/", ""))
                .collect(Collectors.toList());
    }

    private void write(String name, String text) throws IOException {
        Path file = directory.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
    }
}
