package node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import node.config.AppChoices;
import node.dev.DevOptions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class MainTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final List<DevOptions> served = new ArrayList<>();

    @Test
    void help_tells_the_commands() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .isEqualTo(
                        """
                        Usage: edgewise COMMAND [OPTIONS]
                        A platform for Workers-compatible apps that you run yourself.

                        Commands:
                          dev                   Serves apps on this machine, each under NAME.localhost, and takes up what changes.
                          types                 Writes the TypeScript types of an app's env.
                          completion            Writes a script that completes this command in a shell.
                          help                  Tells how a command is used.

                        Options:
                          --help                Tells how this is used.
                          --version             Tells the version.

                        An app is a directory with wrangler.jsonc or an index.ts; try it:
                          edgewise dev examples/hello
                        """);
    }

    @Test
    void help_of_a_command_tells_its_options_and_so_does_its_own_option() {
        assertThat(run("help", "dev")).isZero();
        String first = out.toString();
        out.getBuffer().setLength(0);
        assertThat(run("dev", "--help")).isZero();

        assertThat(out.toString()).isEqualTo(first);
        assertThat(first)
                .isEqualTo(
                        """
                        Usage: edgewise dev [DIR...] [OPTIONS]
                        Serves apps on this machine, each under NAME.localhost, and takes up what changes.

                          DIR                    An app: its directory, settings file or script. Without one, the current directory.

                        Options:
                          --port PORT            Listens on this port; 8787 without it, 0 takes any.
                          --host HOST            Listens on this address; 127.0.0.1 without it.
                          --config, -c FILE      Takes the app of this settings file.
                          --env, -e NAME         Takes this environment of the settings.
                          --var NAME:VALUE       Puts a text into env, over all others.
                          --env-file FILE        Reads secrets from it, not from .dev.vars or .env.
                          --lenient              Warns of keys that nobody knows, and goes on.
                          --meter                Shows what each invocation used, as a line of JSON.
                          --test-scheduled       Taken as wrangler has it; /__scheduled always works here.
                          --no-reload            Leaves pages in a browser as they are when their app changes.
                          --inspect[=PORT]       Lets Chrome DevTools and VS Code debug the apps; port 9229.
                          --inspect-wait[=PORT]  The same, and no code runs before a debugger is there.
                          --log FILE             Writes the request log to this file.
                          --help, -h             Tells how this is used.
                        """);
    }

    @Test
    void the_version_is_told() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).matches("edgewise \\d+\\.\\d+\\.\\d+ on Java 2\\d.*\n");
    }

    @Test
    void without_a_command_the_help_goes_to_the_error_output() {
        assertThat(run()).isEqualTo(2);

        assertThat(out.toString()).isEmpty();
        assertThat(err.toString()).startsWith("Usage: edgewise COMMAND");
    }

    @Test
    void dev_serves_the_current_directory_with_the_defaults() {
        assertThat(run("dev")).isZero();

        assertThat(served)
                .containsExactly(
                        new DevOptions(
                                List.of(Path.of("")),
                                "127.0.0.1",
                                8787,
                                choices(null),
                                false,
                                true,
                                null,
                                null));
    }

    @Test
    void dev_takes_its_options_before_and_after_the_directories() {
        assertThat(
                        run(
                                "dev",
                                "--port",
                                "0",
                                "a",
                                "--host=::1",
                                "b",
                                "--env",
                                "prod",
                                "--meter",
                                "--inspect-wait=0",
                                "--log",
                                "l"))
                .isZero();

        assertThat(served)
                .containsExactly(
                        new DevOptions(
                                List.of(Path.of("a"), Path.of("b")),
                                "::1",
                                0,
                                choices("prod"),
                                true,
                                true,
                                new DevOptions.Inspect(0, true),
                                Path.of("l")));
    }

    @Test
    void a_debugger_has_a_port_of_its_own_where_none_is_named() {
        assertThat(run("dev", "--inspect", "a")).isZero();

        assertThat(served)
                .extracting(DevOptions::inspect)
                .containsExactly(new DevOptions.Inspect(9229, false));
    }

    @Test
    void what_is_not_understood_gets_one_line_and_a_near_miss() {
        assertThat(run("dve")).isEqualTo(2);
        assertThat(run("--versoin")).isEqualTo(2);
        assertThat(run("dev", "--prt", "1")).isEqualTo(2);
        assertThat(run("help", "dve")).isEqualTo(2);
        assertThat(run("dev", "--port", "many")).isEqualTo(2);
        assertThat(run("dev", "--port", "70000")).isEqualTo(2);
        assertThat(run("dev", "--port")).isEqualTo(2);
        assertThat(run("dev", "--meter=1")).isEqualTo(2);
        assertThat(run("dev", "--env", "a", "--env=b")).isEqualTo(2);

        assertThat(err.toString())
                .isEqualTo(
                        """
                        edgewise: There is no command 'dve'. Did you mean 'dev'? See 'edgewise help'.
                        edgewise: There is no option '--versoin'. Did you mean '--version'? See 'edgewise help'.
                        edgewise: There is no option '--prt'. Did you mean '--port'? See 'edgewise help dev'.
                        edgewise: There is no command 'dve'. Did you mean 'dev'? See 'edgewise help'.
                        edgewise: --port is 'many'; it is 0 to 65535. See 'edgewise help dev'.
                        edgewise: --port is '70000'; it is 0 to 65535. See 'edgewise help dev'.
                        edgewise: Option '--port' needs a value: PORT. See 'edgewise help dev'.
                        edgewise: Option '--meter' takes no value. See 'edgewise help dev'.
                        edgewise: Option '--env' is given twice. See 'edgewise help dev'.
                        """);
        assertThat(served).isEmpty();
    }

    private static AppChoices choices(@Nullable String environment) {
        return new AppChoices(environment, false, Map.of(), List.of(), System.getenv());
    }

    private int run(String... args) {
        return Main.run(
                List.of(args),
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                options -> {
                    served.add(options);
                    return 0;
                });
    }
}
