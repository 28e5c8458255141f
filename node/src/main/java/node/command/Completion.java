package node.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import node.init.Template;

/// `edgewise completion`: a script that makes a shell complete our words, out of the table of
/// commands, so that it knows every option there is.
final class Completion {

    static final String SHELLS = "bash, zsh, fish";

    static final Command COMMAND =
            new Command(
                    "completion",
                    "SHELL",
                    "Writes a script that completes this command in a shell.",
                    "One of " + SHELLS + "; for bash: source <(edgewise completion bash)",
                    List.of(Option.HELP));

    private final List<Command> commands;

    Completion(List<Command> commands) {
        this.commands = commands;
    }

    /// The script; empty for a shell that we do not know.
    String script(String shell) {
        return switch (shell) {
            case "bash" -> bash();
            case "zsh" ->
                    "#compdef edgewise\n"
                            + "(( $+functions[compdef] )) || { autoload -Uz compinit && compinit; }\n"
                            + "autoload -U +X bashcompinit && bashcompinit\n"
                            + bash();
            case "fish" -> fish();
            default -> "";
        };
    }

    private String bash() {
        var out = new StringBuilder();
        out.append("_edgewise() {\n");
        out.append("  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n");
        out.append("  local command=${COMP_WORDS[1]} options=\n");
        out.append("  COMPREPLY=()\n");
        out.append("  if ((COMP_CWORD == 1)); then\n");
        out.append("    COMPREPLY=($(compgen -W '").append(names());
        out.append(" --help --version' -- \"$word\"))\n    return\n  fi\n");
        out.append("  case $command in\n");
        for (Command command : commands) {
            out.append("    ").append(command.name()).append(") options='");
            out.append(words(command)).append("' ;;\n");
        }
        out.append("  esac\n");
        out.append("  case $before in\n");
        for (String label : List.of("FILE", "DIR")) {
            taking(label)
                    .forEach(option ->
                            out.append("    ")
                                    .append(option)
                                    .append(
                                            ") COMPREPLY=($(compgen -f -- \"$word\")); return ;;\n"));
        }
        out.append("  esac\n");
        out.append("  if [[ $word == -* ]]; then\n");
        out.append("    COMPREPLY=($(compgen -W \"$options\" -- \"$word\"))\n");
        firstWords()
                .forEach((command, words) ->
                        out.append("  elif ((COMP_CWORD == 2)) && [[ $command == ")
                                .append(command)
                                .append(" ]]; then\n    COMPREPLY=($(compgen -W '")
                                .append(words)
                                .append("' -- \"$word\"))\n"));
        out.append("  else\n    COMPREPLY=($(compgen -f -- \"$word\"))\n  fi\n}\n");
        return out.append("complete -o filenames -F _edgewise edgewise ./edgewise\n").toString();
    }

    /// What may stand first behind a command that does not take a place there.
    private Map<String, String> firstWords() {
        var words = new TreeMap<String, String>();
        words.put("help", names().replace(" help", ""));
        words.put(COMMAND.name(), SHELLS.replace(",", ""));
        words.put(
                InitCommand.COMMAND.name(),
                Stream.of(Template.values()).map(Template::word).collect(Collectors.joining(" ")));
        return words;
    }

    private String names() {
        return commands.stream().map(Command::name).collect(Collectors.joining(" "));
    }

    private static String words(Command command) {
        return command.options().stream()
                .map(option -> (option.name() + " " + option.brief()).strip())
                .collect(Collectors.joining(" "));
    }

    /// Options whose value is of a kind, each as a pattern of a shell's `case`.
    private List<String> taking(String label) {
        List<String> patterns = new ArrayList<>();
        for (Command command : commands) {
            for (Option option : command.options()) {
                String pattern =
                        option.brief().isEmpty()
                                ? option.name()
                                : option.name() + "|" + option.brief();
                if (option.label().equals(label) && !patterns.contains(pattern)) {
                    patterns.add(pattern);
                }
            }
        }
        return patterns;
    }

    private String fish() {
        var out = new StringBuilder();
        for (Command command : commands) {
            out.append("complete -c edgewise -n __fish_use_subcommand -f -a ")
                    .append(command.name());
            out.append(" -d ").append(quoted(command.description())).append('\n');
        }
        firstWords()
                .forEach((command, words) ->
                        out.append("complete -c edgewise -n '__fish_seen_subcommand_from ")
                                .append(command)
                                .append("; and not __fish_seen_subcommand_from ")
                                .append(words)
                                .append("' -f -a '")
                                .append(words)
                                .append("'\n"));
        for (Command command : commands) {
            command.options().forEach(option -> fish(command, option, out));
        }
        return out.toString();
    }

    private static void fish(Command command, Option option, StringBuilder out) {
        out.append("complete -c edgewise -n '__fish_seen_subcommand_from ").append(command.name());
        out.append("' -l ").append(option.name().substring(2));
        if (!option.brief().isEmpty()) {
            out.append(" -s ").append(option.brief().substring(1));
        }
        out.append(option.takesValue() ? " -r" : "").append(" -d ");
        out.append(quoted(option.description())).append('\n');
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
