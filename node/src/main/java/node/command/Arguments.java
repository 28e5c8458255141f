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
    /// @param options the values of those that were given, by their names; an empty one for each
    ///   time that one was given which takes none
    /// @param places the other words
    record Given(Map<String, List<String>> options, List<String> places) implements Arguments {

        boolean has(String option) {
            return options.containsKey(option);
        }

        @Nullable String value(String option) {
            List<String> values = values(option);
            return values.isEmpty() ? null : values.getFirst();
        }

        List<String> values(String option) {
            return options.getOrDefault(option, List.of());
        }
    }

    /// They were not, and this sentence says why.
    record Misunderstood(String sentence) implements Arguments {}

    /// Reads options as `--port 1` and `--port=1`, before and after other words; after `--` every
    /// word is one of the others.
    static Arguments read(Command command, List<String> words) {
        var values = new HashMap<String, List<String>>();
        var places = new ArrayList<String>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            if (word.equals("--")) {
                places.addAll(words.subList(i + 1, words.size()));
                break;
            }
            if (!word.startsWith("-") || word.equals("-")) {
                places.add(word);
                continue;
            }
            int equals = word.indexOf('=');
            String typed = equals < 0 ? word : word.substring(0, equals);
            Option option = find(command, typed);
            if (option == null) {
                return new Misunderstood(unknown(command, typed));
            }
            String name = option.name();
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
            List<String> all = values.computeIfAbsent(name, _ -> new ArrayList<>());
            all.add(value);
            if (all.size() > 1 && !option.many()) {
                return new Misunderstood("Option '" + name + "' is given twice.");
            }
        }
        return places.isEmpty() || !command.places().isEmpty()
                ? new Given(values, List.copyOf(places))
                : new Misunderstood(
                        "'" + command.name() + "' takes no '" + places.getFirst() + "'.");
    }

    private static @Nullable Option find(Command command, String typed) {
        for (Option option : command.options()) {
            if (option.name().equals(typed) || option.brief().equals(typed)) {
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
