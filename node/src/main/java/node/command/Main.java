package node.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import node.dev.DevNode;
import node.dev.DevServer;
import node.dev.Release;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// The `edgewise` command.
///
/// Words are read by a table and a page of code of our own: a library for it was tried and took
/// more than half of the time to the first line of a command.
public final class Main {

    /// Done as asked.
    static final int DONE = 0;

    /// Could not be done.
    static final int FAILED = 1;

    /// Asked for something that there is not.
    static final int MISUSED = 2;

    private static final Command HELP =
            new Command("help", "COMMAND", "Tells how a command is used.", "", List.of());

    private static final List<Command> COMMANDS =
            List.of(
                    DevCommand.COMMAND,
                    InitCommand.COMMAND,
                    TypesCommand.COMMAND,
                    Completion.COMMAND,
                    HELP);

    private final PrintWriter out;
    private final PrintWriter err;
    private final DevServer server;

    private Main(PrintWriter out, PrintWriter err, DevServer server) {
        this.out = out;
        this.err = err;
        this.server = server;
    }

    /// Runs a command and ends the process with its exit code.
    public static void main(String[] args) {
        var out = writer(FileDescriptor.out);
        var err = writer(FileDescriptor.err);
        System.exit(run(List.of(args), out, err, new DevNode()));
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Runs a command and returns its exit code: 0 when it was done, 2 when it was not understood,
    /// another one when it failed.
    public static int run(List<String> args, PrintWriter out, PrintWriter err, DevServer server) {
        int code = new Main(out, err, server).run(args);
        out.flush();
        err.flush();
        return code;
    }

    private int run(List<String> args) {
        if (args.isEmpty()) {
            err.print(help());
            return MISUSED;
        }
        List<String> rest = args.subList(1, args.size());
        return switch (args.getFirst()) {
            case "--help", "-h" -> say(help());
            case "--version" ->
                    say("edgewise " + Release.version() + " on Java " + Runtime.version() + "\n");
            case "help" -> rest.isEmpty() ? say(help()) : help(rest.getFirst());
            case "dev" -> dev(rest);
            case "init" -> init(rest);
            case "types" -> types(rest);
            case "completion" -> completion(rest);
            default -> unknown(args.getFirst());
        };
    }

    private int dev(List<String> words) {
        return switch (Arguments.read(DevCommand.COMMAND, words)) {
            case Arguments.Misunderstood(String sentence) -> misused(sentence, "dev");
            case Arguments.Given given when given.has("--help") -> say(DevCommand.COMMAND.help());
            case Arguments.Given given -> {
                DevCommand.Reading reading = DevCommand.read(given);
                yield reading.options() == null
                        ? misused(reading.sentence(), "dev")
                        : server.serve(reading.options());
            }
        };
    }

    private int init(List<String> words) {
        return switch (Arguments.read(InitCommand.COMMAND, words)) {
            case Arguments.Misunderstood(String sentence) -> misused(sentence, "init");
            case Arguments.Given given when given.has("--help") -> say(InitCommand.COMMAND.help());
            case Arguments.Given given -> {
                String wrong = InitCommand.misused(given);
                yield wrong.isEmpty() ? InitCommand.run(given, out, err) : misused(wrong, "init");
            }
        };
    }

    private int types(List<String> words) {
        return switch (Arguments.read(TypesCommand.COMMAND, words)) {
            case Arguments.Misunderstood(String sentence) -> misused(sentence, "types");
            case Arguments.Given given when given.has("--help") -> say(TypesCommand.COMMAND.help());
            case Arguments.Given given -> {
                ChoiceOptions.Reading choices = ChoiceOptions.read(given, System.getenv());
                String wrong =
                        choices.choices() == null
                                ? choices.sentence()
                                : TypesCommand.misused(given);
                yield choices.choices() == null || !wrong.isEmpty()
                        ? misused(wrong, "types")
                        : TypesCommand.run(given, choices.choices(), out::println, err::println);
            }
        };
    }

    private int completion(List<String> words) {
        return switch (Arguments.read(Completion.COMMAND, words)) {
            case Arguments.Misunderstood(String sentence) -> misused(sentence, "completion");
            case Arguments.Given given when given.has("--help") -> say(Completion.COMMAND.help());
            case Arguments.Given given -> {
                String shell = given.places().isEmpty() ? "" : given.places().getFirst();
                String script = new Completion(COMMANDS).script(shell);
                yield script.isEmpty()
                        ? misused(
                                "'completion' takes one of " + Completion.SHELLS + ".",
                                "completion")
                        : say(script);
            }
        };
    }

    private int help(String name) {
        Command command = find(name);
        return command == null ? unknown(name) : say(command.help());
    }

    private static @Nullable Command find(String name) {
        for (Command command : COMMANDS) {
            if (command.name().equals(name)) {
                return command;
            }
        }
        return null;
    }

    private int unknown(String word) {
        boolean option = word.startsWith("-");
        List<String> names =
                option
                        ? List.of("--help", "--version")
                        : COMMANDS.stream().map(Command::name).toList();
        String kind = option ? "option" : "command";
        String hint = NearMiss.hint(NearMiss.of(word, names));
        return misused("There is no " + kind + " '" + word + "'." + hint, "");
    }

    /// One line: what was not understood, what may have been meant, and where to look.
    private int misused(String sentence, String command) {
        String where = command.isEmpty() ? "edgewise help" : "edgewise help " + command;
        err.println("edgewise: " + sentence + " See '" + where + "'.");
        return MISUSED;
    }

    private int say(String text) {
        out.print(text);
        return DONE;
    }

    private static String help() {
        var text = new StringBuilder("Usage: edgewise COMMAND [OPTIONS]\n");
        text.append("A platform for Workers-compatible apps that you run yourself.\n\nCommands:\n");
        COMMANDS.forEach(each -> text.append(Command.row(each.name(), each.description())));
        text.append("\nOptions:\n");
        text.append(Command.row("--help", Option.HELP.description()));
        text.append(Command.row("--version", "Tells the version."));
        text.append("\nAn app is a directory with wrangler.jsonc or an index.ts; make one:\n");
        return text.append("  edgewise init hello && cd hello && edgewise dev\n").toString();
    }
}
