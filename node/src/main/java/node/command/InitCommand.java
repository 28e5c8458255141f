package node.command;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import node.init.Init;
import node.init.Template;
import node.terminal.NearMiss;

/// `edgewise init`: its words, and what it says.
final class InitCommand {
    static final Command COMMAND =
            new Command(
                    "init",
                    "[TEMPLATE] [DIR]",
                    "Makes a new app out of a template, without a network; without words, lists the templates.",
                    "A folder that is new or empty; named like the template without it.",
                    List.of(Option.HELP));

    private InitCommand() {}

    /// What is wrong with the words; empty when nothing is.
    static String misused(Arguments.Given given) {
        if (given.places().size() > 2) {
            return "'init' takes a template and a folder; '"
                    + given.places().get(2)
                    + "' is one more.";
        }
        if (given.places().isEmpty() || Template.of(given.places().getFirst()) != null) {
            return "";
        }
        String word = given.places().getFirst();
        List<String> words = Stream.of(Template.values()).map(Template::word).toList();
        String near = NearMiss.of(word, words);
        return "There is no template '"
                + word
                + "'."
                + (near == null
                        ? " There are " + String.join(", ", words) + "."
                        : NearMiss.hint(near));
    }

    /// Does it; the exit code.
    static int run(Arguments.Given given, PrintWriter out, PrintWriter err) {
        List<String> places = given.places();
        Template template = places.isEmpty() ? null : Template.of(places.getFirst());
        if (template == null) {
            out.print(templates());
            return Main.DONE;
        }
        Path folder = Path.of(places.size() > 1 ? places.get(1) : template.word());
        try {
            return switch (Init.make(template, folder)) {
                case Init.Made.Refused(String sentence) -> failed(sentence, err);
                case Init.Made.Done done -> {
                    out.print(told(template, folder, done));
                    yield Main.DONE;
                }
            };
        } catch (IOException e) {
            return failed("'" + folder + "' cannot be written: " + e + ".", err);
        }
    }

    private static String templates() {
        var text = new StringBuilder("Templates:\n");
        for (Template each : Template.values()) {
            text.append(Command.row(each.word(), each.description()));
        }
        return text.append("\nFor example: ")
                .append(command())
                .append(" init hono my-app\n")
                .toString();
    }

    private static String told(Template template, Path folder, Init.Made.Done done) {
        String here = folder.toString();
        return "Made "
                + here
                + " from the template "
                + template.word()
                + ": "
                + done.files()
                + " files"
                + (done.packages() ? " and the packages they need" : "")
                + ".\n\n"
                + (here.isEmpty() || here.equals(".") ? "" : "  cd " + here + "\n")
                + "  "
                + command()
                + " dev\n";
    }

    /// How Edgewise was called, so that what is told can be typed.
    private static String command() {
        return System.getProperty("edgewise.command", "edgewise");
    }

    private static int failed(String sentence, PrintWriter err) {
        err.println("edgewise: " + sentence);
        return Main.FAILED;
    }
}
