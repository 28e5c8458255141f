package spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spec.kit.Dev;
import spec.kit.Eventually;
import spec.kit.Typist;

/// What a person sees and types, and what a program reads.
class TerminalTest {
    private static final String CODE = "export default { fetch: () => new Response('fine') };";
    private static final String PAGE = "/_edgewise";

    @TempDir private Path directory;

    @Test
    void keys_tell_reload_and_quit_and_the_terminal_is_left_as_it_was() {
        Path app = Dev.app(directory, "app", CODE, "");
        try (var typist = new Typist(List.of(app.toString(), "--port", "0", "--inspect=0"))) {
            shows(
                    typist,
                    "o open · p dev page · r reload · c clear · d debugger · q quit · ? help");

            typist.type("?");
            shows(typist, "Reads and builds all apps again.");
            typist.type("r");
            shows(typist, "reloaded in");
            typist.type("d");
            shows(typist, "devtools://devtools/bundled/");
            typist.type("q");

            shows(typist, "ended 0");
            shows(typist, " icanon ");
            assertThat(typist.screen()).contains(" echo ");
        }
    }

    @Test
    void control_c_leaves_the_terminal_as_it_was() {
        Path app = Dev.app(directory, "app", CODE, "");
        try (var typist = new Typist(List.of(app.toString(), "--port", "0"))) {
            shows(typist, "q quit");

            typist.type("\u0003");

            shows(typist, "ended 130");
            shows(typist, " icanon ");
            assertThat(typist.screen()).contains(" echo ");
        }
    }

    @Test
    void what_is_piped_has_no_colours_and_no_keys() {
        Path app = Dev.app(directory, "app", CODE, "");
        try (Dev dev = Dev.with(List.of(), app)) {
            dev.get("app", "/");

            Eventually.holds(() -> assertThat(dev.lines()).anyMatch(l -> l.contains("GET / 200")));
            assertThat(dev.lines()).noneMatch(line -> line.contains("\u001b"));
            assertThat(dev.lines()).noneMatch(line -> line.contains("q quit"));
            assertThat(dev.lines()).anyMatch(line -> line.endsWith(PAGE));
        }
    }

    @Test
    void json_is_an_object_a_line() {
        String code = "export default { fetch() { console.log('hi'); throw new Error('odd'); } };";
        Path app = Dev.app(directory, "app", code, "");
        try (Dev dev = Dev.with(List.of("--json", "--meter"), app)) {
            dev.get("app", "/");

            Eventually.holds(() ->
                    assertThat(dev.lines()).anyMatch(l -> l.startsWith("{\"kind\":\"meter\"")));
            assertThat(dev.lines()).allMatch(l -> l.startsWith("{\"kind\":\"") && l.endsWith("}"));
            for (String kind : List.of("ready", "request", "console", "exception")) {
                assertThat(dev.lines()).anyMatch(l -> l.startsWith("{\"kind\":\"" + kind + "\""));
            }
        }
    }

    @Test
    void a_port_that_is_asked_for_and_taken_is_refused_with_who_has_it_and_one_that_is_free()
            throws IOException {
        Path app = Dev.app(directory, "app", CODE, "");
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = socket.getLocalPort();
            var words = Dev.command(List.of(app.toString(), "--port", Integer.toString(port)));
            Process process = new ProcessBuilder(words).redirectErrorStream(true).start();

            String told = new String(process.getInputStream().readAllBytes(), UTF_8);

            assertThat(told)
                    .contains("Port " + port + " is taken by ")
                    .contains("(process " + ProcessHandle.current().pid() + "); ")
                    .containsPattern(" is free: --port \\d+\\.");
        }
    }

    @Test
    void a_log_in_a_folder_that_is_not_there_and_a_strange_host_are_told_with_the_way_out()
            throws IOException {
        Path app = Dev.app(directory, "app", CODE, "");

        assertThat(failure(app, "--log", directory + "/no/log"))
                .isEqualTo(
                        "edgewise: --log is '"
                                + directory
                                + "/no/log', but there is no folder '"
                                + directory
                                + "/no'; make it first.");
        assertThat(failure(app, "--host", "192.0.2.1"))
                .startsWith(
                        "edgewise: The address '192.0.2.1' is none of this machine's; 127.0.0.1");
    }

    private static String failure(Path app, String option, String value) throws IOException {
        var words = Dev.command(List.of(app.toString(), "--port", "0", option, value));
        Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .filter(line -> line.startsWith("edgewise: "))
                .findFirst()
                .orElse("");
    }

    private static void shows(Typist typist, String text) {
        Eventually.holds(() -> assertThat(typist.screen()).contains(text));
    }
}
