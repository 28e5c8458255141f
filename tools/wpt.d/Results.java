import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// The counts that are kept in `wpt-results.json`: of areas and runtimes, and why ours fail.
///
/// @param areas by area and runtime
/// @param failed by reason and area
record Results(
        String suite,
        Map<String, Run> runs,
        Map<String, Map<String, Counts>> areas,
        Map<String, Map<String, Integer>> failed) {

    /// @param day when the last of its areas was run
    record Run(String version, String day) {}

    static Results read(Path file) throws IOException {
        Map<String, Object> all = JsonReader.object(JsonReader.read(file));
        Map<String, Run> runs = new LinkedHashMap<>();
        JsonReader.object(all.get("runtimes"))
                .forEach((name, value) -> runs.put(name, run(JsonReader.object(value))));
        Map<String, Map<String, Counts>> areas = new LinkedHashMap<>();
        JsonReader.object(all.get("areas"))
                .forEach((name, value) -> areas.put(name, counts(JsonReader.object(value))));
        Map<String, Map<String, Integer>> failed = new TreeMap<>();
        JsonReader.object(all.get("failed"))
                .forEach((name, value) -> failed.put(name, numbers(JsonReader.object(value))));
        return new Results((String) all.get("suite"), runs, areas, failed);
    }

    private static Run run(Map<String, Object> value) {
        return new Run((String) value.get("version"), (String) value.get("day"));
    }

    private static Map<String, Counts> counts(Map<String, Object> value) {
        Map<String, Counts> counts = new LinkedHashMap<>();
        value.forEach((runtime, numbers) -> counts.put(runtime, counts(JsonReader.list(numbers))));
        return counts;
    }

    private static Counts counts(List<Object> four) {
        List<Integer> numbers = four.stream().map(each -> ((Long) each).intValue()).toList();
        return new Counts(numbers.get(0), numbers.get(1), numbers.get(2), numbers.get(3));
    }

    private static Map<String, Integer> numbers(Map<String, Object> value) {
        Map<String, Integer> numbers = new TreeMap<>();
        value.forEach((name, number) -> numbers.put(name, ((Long) number).intValue()));
        return numbers;
    }

    /// Takes the place of what was known of an area in a runtime.
    void put(String area, String runtime, Counts counts) {
        areas.computeIfAbsent(area, _ -> new LinkedHashMap<>()).put(runtime, counts);
    }

    /// The same of why ours fail in it.
    void putFailed(String area, Map<String, Integer> byReason) {
        failed.values().forEach(each -> each.remove(area));
        byReason.forEach(
                (reason, number) ->
                        failed.computeIfAbsent(reason, _ -> new TreeMap<>()).put(area, number));
        failed.values().removeIf(Map::isEmpty);
    }

    void write(Path file) throws IOException {
        Files.writeString(
                file,
                """
                {
                  "suite": %s,
                  "runtimes": {
                %s
                  },
                  "areas": {
                %s
                  },
                  "failed": {
                %s
                  }
                }
                """
                        .formatted(
                                JsonText.quoted(suite),
                                members(runs, Results::json),
                                members(areas, Results::countsJson),
                                members(failed, Results::numbersJson)));
    }

    private static <T> String members(Map<String, T> all, java.util.function.Function<T, String> json) {
        return all.entrySet().stream()
                .map(each -> "    " + JsonText.quoted(each.getKey()) + ": " + json.apply(each.getValue()))
                .collect(Collectors.joining(",\n"));
    }

    private static String json(Run run) {
        return "{\"version\": " + JsonText.quoted(run.version()) + ", \"day\": \"" + run.day() + "\"}";
    }

    private static String countsJson(Map<String, Counts> byRuntime) {
        return Runtimes.ALL.stream()
                .filter(byRuntime::containsKey)
                .map(name -> "\"" + name + "\": " + countsJson(byRuntime.get(name)))
                .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String countsJson(Counts counts) {
        return "[%d, %d, %d, %d]".formatted(counts.files(), counts.seen(), counts.passed(), counts.bad());
    }

    private static String numbersJson(Map<String, Integer> numbers) {
        return numbers.entrySet().stream()
                .map(each -> "\"" + each.getKey() + "\": " + each.getValue())
                .collect(Collectors.joining(", ", "{", "}"));
    }
}
