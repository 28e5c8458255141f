package node.command;

import java.nio.file.Path;
import java.util.List;
import node.dev.DevOptions;
import org.jspecify.annotations.Nullable;

/// `edgewise dev`: its words, and the options they become.
final class DevCommand {

    static final Command COMMAND =
            new Command(
                    "dev",
                    "[DIR...] [OPTIONS]",
                    "Serves apps on this machine, each under NAME.localhost, and takes up what changes.",
                    "An app: its directory, settings file or script. Without one, the current directory.",
                    List.of(
                            new Option(
                                    "--port",
                                    "PORT",
                                    "Listens on this port; 8787 without it, 0 takes any."),
                            new Option(
                                    "--host",
                                    "HOST",
                                    "Listens on this address; 127.0.0.1 without it."),
                            new Option("--env", "NAME", "Takes this environment of the settings."),
                            new Option(
                                    "--meter",
                                    "",
                                    "Shows what each invocation used, as a line of JSON."),
                            new Option(
                                    "--no-reload",
                                    "",
                                    "Leaves pages in a browser as they are when their app changes."),
                            new Option("--log", "FILE", "Writes the request log to this file."),
                            Option.HELP));

    private static final int PORT = 8787;
    private static final String HOST = "127.0.0.1";

    private DevCommand() {}

    /// What was asked for, or a sentence in its place.
    static Reading read(Arguments.Given given) {
        String typed = given.value("--port");
        int port = typed == null ? PORT : port(typed);
        if (port < 0) {
            return new Reading(
                    null, "--port is '" + typed + "'; it is 0 to " + DevOptions.PORT_MAX + ".");
        }
        String host = given.value("--host");
        String log = given.value("--log");
        List<Path> places = given.places().stream().map(Path::of).toList();
        return new Reading(
                new DevOptions(
                        places.isEmpty() ? List.of(Path.of("")) : places,
                        host == null ? HOST : host,
                        port,
                        given.value("--env"),
                        given.has("--meter"),
                        !given.has("--no-reload"),
                        log == null ? null : Path.of(log)),
                "");
    }

    private static int port(String typed) {
        try {
            int port = Integer.parseInt(typed);
            return port <= DevOptions.PORT_MAX ? port : -1;
        } catch (NumberFormatException _) {
            return -1;
        }
    }

    /// @param options null where the sentence says what is wrong with them
    record Reading(@Nullable DevOptions options, String sentence) {}
}
