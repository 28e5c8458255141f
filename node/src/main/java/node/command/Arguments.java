package node.command;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import node.terminal.NearMiss;
import org.jspecify.annotations.Nullable;

/// Words typed after a command.
sealed interface Arguments {

    /// They were understood.
    ///
    /// @param values of the options that were given; empty for one that takes none
    /// @param places the other words
    record Given(Map<String, String> values, List<String> places) implements Arguments {

        boolean has(String option) {
            return values.containsKey(option);
        }

        @Nullable String value(String option) {
            return values.get(option);
        }
    }

    /// They were not, and this sentence says why.
    record Misunderstood(String sentence) implements Arguments {}

    /// Reads options as `--port 1` and `--port=1`, before and after other words; after `--` every
    /// word is one of the others.
    static Arguments read(Command command, List<String> words) {
        var values = new HashMap<String, String>();
        var places = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                places.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-")) {
                places.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String name = name(equals < 0 ? word : word.substring(0, equals));
            Option option = find(command, name);
            if (option == null) {
                return new Misunderstood(unknown(command, name));
            }
            if (!option.takesValue() && !option.mayTakeValue() && equals >= 0) {
                return new Misunderstood("Option '" + name + "' takes no value.");
            }
            if (option.takesValue() && equals < 0 && i + 1 == words.size()) {
                return new Misunderstood(
                        "Option '" + name + "' needs a value: " + option.label() + ".");
            }
            String value =
                    equals >= 0
                            ? word.substring(equals + 1)
                            : option.takesValue() ? words.get(++i) : "";
            if (values.put(name, value) != null) {
                return new Misunderstood("Option '" + name + "' is given twice.");
            }
        }
        return places.isEmpty() || !command.places().isEmpty()
                ? new Given(values, List.copyOf(places))
                : new Misunderstood(
                        "'" + command.name() + "' takes no '" + places.getFirst() + "'.");
    }

    private static String name(String typed) {
        return typed.equals("-h") ? Option.HELP.name() : typed;
    }

    private static @Nullable Option find(Command command, String name) {
        for (Option option : command.options()) {
            if (option.name().equals(name)) {
                return option;
            }
        }
        return null;
    }

    private static String unknown(Command command, String name) {
        List<String> names = command.options().stream().map(Option::name).toList();
        return "There is no option '" + name + "'." + NearMiss.hint(NearMiss.of(name, names));
    }
}
