package node.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import node.config.finding.Finding;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Where the values in `env` come from; the precedence is wrangler's.
final class VariablesTest {

    private final Path directory;

    VariablesTest(@TempDir Path directory) throws IOException {
        this.directory = directory;
        write("index.js", "export default {}");
        settings("\"vars\": {\"A\": \"settings\", \"N\": 1}, \"env\": {\"prod\": {}}");
    }

    @Test
    void dev_vars_keep_the_env_files_out() throws IOException {
        write(".env", "A=env\nB=env\n");
        write(".dev.vars", "A=dev\n");

        assertThat(variables(null).json()).isEqualTo("{\"A\":\"dev\",\"N\":1}");
    }

    @Test
    void an_environment_has_dev_vars_of_its_own_or_the_common_ones() throws IOException {
        write(".dev.vars", "A=common\nB=common\n");
        assertThat(variables("prod").json()).isEqualTo("{\"A\":\"common\",\"B\":\"common\"}");

        write(".dev.vars.prod", "A=own\n");
        assertThat(variables("prod").json()).isEqualTo("{\"A\":\"own\"}");
    }

    @Test
    void env_files_lie_over_each_other_and_are_expanded() throws IOException {
        write(".env", "A=1\nB=1\nC=1\nD=1\nE=${D}!\n");
        write(".env.local", "B=2\nC=2\nD=2\n");
        write(".env.prod", "C=3\nD=3\n");
        write(".env.prod.local", "D=4\n");

        assertThat(variables(null).secrets())
                .isEqualTo(Map.of("A", "1", "B", "2", "C", "2", "D", "2", "E", "2!"));
        assertThat(variables("prod").secrets())
                .isEqualTo(Map.of("A", "1", "B", "2", "C", "3", "D", "4", "E", "4!"));
    }

    @Test
    void files_that_are_named_take_the_place_of_all_others() throws IOException {
        write(".dev.vars", "A=dev\n");
        write(".env", "A=env\n");
        write("one.env", "X=1\nY=1\n");
        write("two.env", "Y=2\n");

        var named = new AppChoices(null, false, Map.of(), List.of("one.env", "two.env"), Map.of());

        assertThat(read(named).config().variables().secrets())
                .isEqualTo(Map.of("X", "1", "Y", "2"));
    }

    @Test
    void the_command_line_stands_over_all_others() throws IOException {
        write(".dev.vars", "A=dev\n");

        var typed = new AppChoices(null, false, Map.of("A", "typed"), List.of(), Map.of());
        Variables variables = read(typed).config().variables();

        assertThat(variables.json()).isEqualTo("{\"A\":\"typed\",\"N\":1}");
        assertThat(variables.secrets()).isEqualTo(Map.of("A", "typed"));
    }

    @Test
    void the_process_counts_only_where_it_is_asked_for() {
        Map<String, String> process = Map.of("P", "process");
        Map<String, String> asked =
                Map.of("P", "process", "CLOUDFLARE_INCLUDE_PROCESS_ENV", "true");

        assertThat(with(process).secrets()).isEmpty();
        assertThat(with(asked).secrets()).containsEntry("P", "process");
    }

    @Test
    void env_files_can_be_switched_off() throws IOException {
        write(".env", "A=env\n");

        assertThat(with(Map.of("CLOUDFLARE_LOAD_DEV_VARS_FROM_DOT_ENV", "false")).secrets())
                .isEmpty();
    }

    @Test
    void required_secrets_are_the_only_ones_and_missing_ones_are_named() throws IOException {
        settings(
                "\"vars\": {\"A\": \"\"}, \"secrets\": {\"required\": [\"KEY\", \"GONE\", \"P\"]}");
        write(".dev.vars", "KEY=k\nOTHER=o\nA=a\n");
        write(".env", "");

        AppReading.Read read = read(AppChoices.NONE);

        assertThat(read.config().variables().secrets()).isEqualTo(Map.of("KEY", "k", "A", "a"));
        assertThat(read.warnings())
                .extracting(Finding::sentence)
                .containsExactly(
                        "'secrets.required' names what is not there: GONE, P; put it into .dev.vars,"
                                + " .env or the environment.");
    }

    @Test
    void a_secret_does_not_take_the_name_of_a_binding() throws IOException {
        settings("\"d1_databases\": [{\"binding\": \"DB\"}]");
        write(".dev.vars", "DB=secret\n");

        AppReading.Read read = read(AppChoices.NONE);

        assertThat(read.config().variables().secrets()).isEmpty();
        assertThat(read.config().bindings()).extracting(Binding::name).containsExactly("DB");
        assertThat(read.warnings())
                .extracting(Finding::sentence)
                .containsExactly("The binding DB (d1_databases) is not here yet; using it throws.");
    }

    @Test
    void values_of_secrets_are_in_no_text_of_ours() throws IOException {
        write(".dev.vars", "KEY=hush\nbad hush line\n");

        AppReading.Read read = read(AppChoices.NONE);

        assertThat(read.config().toString()).contains("KEY").doesNotContain("hush");
        assertThat(read.warnings().toString()).contains("no NAME=VALUE").doesNotContain("hush");
    }

    @Test
    void every_file_that_matters_is_an_input_whether_it_is_there_or_not() {
        assertThat(read(AppChoices.environment("prod")).config().inputs())
                .extracting(Path::getFileName)
                .extracting(Path::toString)
                .containsExactly(
                        "wrangler.jsonc",
                        ".dev.vars.prod",
                        ".dev.vars",
                        ".env",
                        ".env.local",
                        ".env.prod",
                        ".env.prod.local");
    }

    private Variables with(Map<String, String> process) {
        return read(new AppChoices(null, false, Map.of(), List.of(), process)).config().variables();
    }

    private Variables variables(@Nullable String environment) {
        return read(AppChoices.environment(environment)).config().variables();
    }

    private AppReading.Read read(AppChoices choices) {
        AppReading reading = AppReader.read(directory, choices);
        assertThat(reading).isInstanceOf(AppReading.Read.class);
        return (AppReading.Read) reading;
    }

    private void settings(String more) throws IOException {
        write("wrangler.jsonc", "{\"name\": \"app\", \"main\": \"index.js\", " + more + "}");
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }
}
