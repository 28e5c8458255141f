package node.command;

import java.util.List;

/// What may be typed after `edgewise`, and its help.
///
/// @param name the word
/// @param arguments what follows, as the help shows it
/// @param description what it does, in one line
/// @param places what the words that are no options are, in one line; empty where there may be none
/// @param options in the order of the help
record Command(
        String name, String arguments, String description, String places, List<Option> options) {

    private static final int COLUMN = 22;

    String help() {
        var out = new StringBuilder("Usage: edgewise ").append(name);
        if (!arguments.isEmpty()) {
            out.append(' ').append(arguments);
        }
        out.append('\n').append(description).append('\n');
        int column = options.stream().mapToInt(o -> o.shown().length() + 2).max().orElse(COLUMN);
        if (!places.isEmpty()) {
            String word = arguments.contains("DIR") ? "DIR" : arguments;
            out.append('\n').append(row(column, word, places));
        }
        if (!options.isEmpty()) {
            out.append("\nOptions:\n");
            options.forEach(
                    option -> out.append(row(column, option.shown(), option.description())));
        }
        return out.toString();
    }

    /// A word and what it is, in two columns.
    static String row(String word, String description) {
        return row(COLUMN, word, description);
    }

    private static String row(int column, String word, String description) {
        return "  " + word + " ".repeat(Math.max(1, column - word.length())) + description + "\n";
    }
}
