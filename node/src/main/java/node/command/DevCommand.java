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
                            Option.value(
                                    "--port",
                                    "",
                                    "PORT",
                                    "Listens on this port; 8787 without it, 0 takes any."),
                            Option.value(
                                    "--host",
                                    "",
                                    "HOST",
                                    "Listens on this address; 127.0.0.1 without it."),
                            ChoiceOptions.CONFIG,
                            ChoiceOptions.ENVIRONMENT,
                            ChoiceOptions.VAR,
                            ChoiceOptions.ENV_FILE,
                            ChoiceOptions.LENIENT,
                            Option.flag(
                                    "--meter",
                                    "",
                                    "Shows what each invocation used, as a line of JSON."),
                            Option.flag(
                                    "--test-scheduled",
                                    "",
                                    "Taken as wrangler has it; /__scheduled always works here."),
                            Option.flag(
                                    "--no-reload",
                                    "",
                                    "Leaves pages in a browser as they are when their app changes."),
                            Option.value(
                                    "--inspect",
                                    "",
                                    "[=PORT]",
                                    "Lets Chrome DevTools and VS Code debug the apps; port 9229."),
                            Option.value(
                                    "--inspect-wait",
                                    "",
                                    "[=PORT]",
                                    "The same, and no code runs before a debugger is there."),
                            Option.value(
                                    "--log", "", "FILE", "Writes the request log to this file."),
                            Option.HELP));

    private static final int PORT = 8787;
    private static final int INSPECT_PORT = 9229;
    private static final String HOST = "127.0.0.1";

    private DevCommand() {}

    /// What was asked for, or a sentence in its place.
    static Reading read(Arguments.Given given) {
        String typed = given.value("--port");
        int port = typed == null ? PORT : port(typed);
        if (port < 0) {
            return new Reading(null, refusal("--port", String.valueOf(typed)));
        }
        String wait = given.value("--inspect-wait");
        String asked = wait == null ? given.value("--inspect") : wait;
        int inspectPort = asked == null || asked.isEmpty() ? INSPECT_PORT : port(asked);
        if (inspectPort < 0) {
            return new Reading(null, refusal("--inspect", String.valueOf(asked)));
        }
        String host = given.value("--host");
        String log = given.value("--log");
        ChoiceOptions.Reading choices = ChoiceOptions.read(given, System.getenv());
        if (choices.choices() == null) {
            return new Reading(null, choices.sentence());
        }
        return new Reading(
                new DevOptions(
                        ChoiceOptions.places(given),
                        host == null ? HOST : host,
                        port,
                        choices.choices(),
                        given.has("--meter"),
                        !given.has("--no-reload"),
                        asked == null ? null : new DevOptions.Inspect(inspectPort, wait != null),
                        log == null ? null : Path.of(log)),
                "");
    }

    private static String refusal(String option, String typed) {
        return option + " is '" + typed + "'; it is 0 to " + DevOptions.PORT_MAX + ".";
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
