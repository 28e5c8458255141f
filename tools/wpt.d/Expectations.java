import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What of ours is expected to fail, in groups with a reason each.
///
/// A group has files, and for each its subtests: `"*"` for all, or a list of names. A `*` in a name
/// stands for anything. The name [#FILE] means that the file as a whole ends with an error.
record Expectations(List<Group> groups) {

    /// The name that stands for the file itself.
    static final String FILE = "[file]";

    private static final String ANY = "*";

    /// @param sometimes whether it may pass as well
    record Group(String reason, boolean sometimes, List<Entry> entries) {

        boolean has(String subtest) {
            return entries.stream()
                    .flatMap(entry -> entry.subtests().stream())
                    .anyMatch(each -> each.matches(subtest));
        }
    }

    /// Some subtests of some files.
    record Entry(Glob file, List<Glob> subtests) {}

    /// A name in which `*` stands for anything.
    record Glob(String text, Pattern pattern) {

        static Glob of(Object text) {
            String pattern =
                    Pattern.compile("\\*")
                            .splitAsStream((String) text + " ")
                            .map(Pattern::quote)
                            .collect(Collectors.joining(".*"));
            return new Glob((String) text, Pattern.compile(pattern, Pattern.DOTALL));
        }

        boolean matches(String name) {
            return pattern.matcher(name + " ").matches();
        }
    }

    static Expectations read(Path file) throws IOException {
        return new Expectations(
                JsonReader.list(JsonReader.read(file)).stream().map(Expectations::group).toList());
    }

    private static Group group(Object value) {
        Map<String, Object> group = JsonReader.object(value);
        return new Group(
                (String) group.get("reason"),
                Boolean.TRUE.equals(group.get("sometimes")),
                JsonReader.object(group.get("fails")).entrySet().stream()
                        .map(each -> new Entry(Glob.of(each.getKey()), subtests(each.getValue())))
                        .toList());
    }

    private static List<Glob> subtests(Object value) {
        return ANY.equals(value)
                ? List.of(Glob.of(ANY))
                : JsonReader.list(value).stream().map(Glob::of).toList();
    }

    /// What is otherwise, a sentence each.
    List<String> unexpected(List<Outcome> outcomes) {
        return outcomes.stream().flatMap(each -> about(each.run().name()).unexpected(each).stream()).toList();
    }

    /// The same of one file alone.
    private Expectations about(String file) {
        List<Group> about = new ArrayList<>();
        for (Group each : groups) {
            List<Entry> entries =
                    each.entries().stream().filter(entry -> entry.file().matches(file)).toList();
            if (!entries.isEmpty()) {
                about.add(new Group(each.reason(), each.sometimes(), entries));
            }
        }
        return new Expectations(about);
    }

    private List<String> unexpected(Outcome outcome) {
        String file = outcome.run().name();
        List<String> unexpected = new ArrayList<>();
        if (!outcome.status().equals("OK") && fitting(FILE).isEmpty()) {
            unexpected.add(file + ": " + outcome.status() + " " + outcome.message());
        }
        outcome.subtests().stream()
                .filter(this::isUnexpected)
                .map(each -> file + ": " + each.status() + " " + each.name() + " " + each.message())
                .forEach(unexpected::add);
        groups.stream()
                .filter(group -> !group.sometimes())
                .flatMap(group -> group.entries().stream())
                .filter(entry -> entry.file().text().equals(file))
                .flatMap(entry -> entry.subtests().stream())
                .filter(glob -> !glob.text().equals(ANY) && !isSeen(outcome, glob))
                .map(glob -> file + ": nothing that fails has the name '" + glob.text() + "'")
                .forEach(unexpected::add);
        return unexpected;
    }

    private List<Group> fitting(String subtest) {
        return groups.stream().filter(group -> group.has(subtest)).toList();
    }

    private boolean isUnexpected(Outcome.Subtest subtest) {
        List<Group> fitting = fitting(subtest.plainName());
        return subtest.isPassed()
                ? fitting.stream().anyMatch(group -> !group.sometimes())
                : fitting.isEmpty();
    }

    private static boolean isSeen(Outcome outcome, Glob glob) {
        return glob.text().equals(FILE)
                ? !outcome.status().equals("OK")
                : outcome.subtests().stream().anyMatch(each -> glob.matches(each.plainName()));
    }

    /// How many subtests fail for each reason.
    Map<String, Integer> counts(List<Outcome> outcomes) {
        Map<String, Integer> counts = new TreeMap<>();
        for (Outcome each : outcomes) {
            Expectations about = about(each.run().name());
            each.subtests().stream()
                    .filter(subtest -> !subtest.isPassed())
                    .flatMap(subtest -> about.fitting(subtest.plainName()).stream().limit(1))
                    .forEach(group -> counts.merge(group.reason(), 1, Integer::sum));
        }
        return counts;
    }
}
