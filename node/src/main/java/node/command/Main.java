package node.command;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import node.dev.DevServer;
import node.terminal.NearMiss;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `edgewise` command. Commands are described by hand rather than by annotations, which would
/// be read by reflection at every start.
public final class Main {

    /// Done as asked.
    static final int DONE = 0;

    /// Asked for something that there is not.
    static final int MISUSED = 2;

    private final PrintWriter out;
    private final PrintWriter err;
    private final DevCommand dev;
    private final CommandLine root;

    private Main(PrintWriter out, PrintWriter err, DevServer server) {
        this.out = out;
        this.err = err;
        this.dev = new DevCommand(server);
        this.root = root();
    }

    /// Runs a command and ends the process with its exit code.
    public static void main(String[] args) {
        var out = writer(FileDescriptor.out);
        var err = writer(FileDescriptor.err);
        DevServer none =
                _ -> {
                    err.println("This build has no server.");
                    return 1;
                };
        int code = run(List.of(args), out, err, none);
        out.flush();
        err.flush();
        System.exit(code);
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
    }

    /// Runs a command and returns its exit code: 0 when it was done, 2 when it was not understood,
    /// another one when it failed.
    public static int run(List<String> args, PrintWriter out, PrintWriter err, DevServer server) {
        return new Main(out, err, server).run(args);
    }

    private CommandLine root() {
        CommandSpec spec = CommandSpec.create().name("edgewise");
        spec.usageMessage()
                .description("A platform for Workers-compatible apps that you run yourself.")
                .customSynopsis("edgewise COMMAND [OPTIONS]")
                .commandListHeading("%nCommands:%n")
                .optionListHeading("%nOptions:%n")
                .footer(
                        "",
                        "An app is a directory with wrangler.jsonc or an index.ts; try it:",
                        "  edgewise dev examples/hello");
        Options.help(spec);
        spec.addOption(Options.flag("--version", "Tells the version.").build());
        spec.addSubcommand("dev", dev.spec());
        spec.addSubcommand("help", helpSpec());
        var line = new CommandLine(spec);
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        line.setUsageHelpWidth(90);
        return line;
    }

    private static CommandSpec helpSpec() {
        CommandSpec spec = CommandSpec.create();
        spec.usageMessage()
                .description("Tells how a command is used.")
                .customSynopsis("edgewise help COMMAND");
        spec.addPositional(
                PositionalParamSpec.builder()
                        .index("0")
                        .arity("0..1")
                        .paramLabel("COMMAND")
                        .type(String.class)
                        .description("Its name.")
                        .build());
        return spec;
    }

    private int run(List<String> args) {
        try {
            return execute(root.parseArgs(args.toArray(String[]::new)));
        } catch (ParameterException e) {
            err.println(sentence(e));
            return MISUSED;
        }
    }

    private int execute(ParseResult parsed) {
        if (parsed.hasMatchedOption("--help")) {
            return usage(root);
        }
        if (parsed.hasMatchedOption("--version")) {
            out.println("edgewise " + version() + " on Java " + Runtime.version());
            return DONE;
        }
        if (!parsed.hasSubcommand()) {
            root.usage(err);
            return MISUSED;
        }
        ParseResult command = parsed.subcommand();
        CommandLine line = command.commandSpec().commandLine();
        if (command.hasMatchedOption("--help")) {
            return usage(line);
        }
        return command.commandSpec().name().equals("help") ? help(command) : dev.run(command);
    }

    private int help(ParseResult parsed) {
        String name = parsed.matchedPositionalValue(0, "");
        if (name.isEmpty()) {
            return usage(root);
        }
        CommandLine command = root.getSubcommands().get(name);
        if (command == null) {
            throw new UnmatchedArgumentException(root, List.of(name));
        }
        return usage(command);
    }

    private int usage(CommandLine command) {
        command.usage(out);
        return DONE;
    }

    /// One line: what was not understood, what may have been meant, and where to look.
    private static String sentence(ParameterException e) {
        String command = e.getCommandLine().getCommandName();
        String where = command.equals("edgewise") ? "edgewise help" : "edgewise help " + command;
        String wrong =
                e instanceof UnmatchedArgumentException unmatched
                        ? unmatched(unmatched)
                        : String.valueOf(e.getMessage());
        String end = wrong.endsWith(".") || wrong.endsWith("?") ? "" : ".";
        return "edgewise: " + wrong + end + " See '" + where + "'.";
    }

    private static String unmatched(UnmatchedArgumentException e) {
        String word = e.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        boolean option = word.startsWith("-");
        var candidates =
                option
                        ? command.getCommandSpec().optionsMap().keySet()
                        : command.getSubcommands().keySet();
        String hint = NearMiss.hint(NearMiss.of(word, candidates));
        return "There is no " + (option ? "option" : "command") + " '" + word + "'." + hint;
    }

    private static String version() {
        try (InputStream in = Main.class.getResourceAsStream("version.txt")) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new IllegalStateException("the version stands beside this class", e);
        }
    }
}
