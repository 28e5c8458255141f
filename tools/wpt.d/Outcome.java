import java.util.ArrayList;
import java.util.List;

/// What came of one run. Names and messages are JSON texts, as the worker wrote them.
///
/// @param status `OK`; or why not all subtests may have been seen
record Outcome(Case run, String status, String message, List<Subtest> subtests) {

    private static final List<String> HARNESS =
            List.of("OK", "ERROR", "TIMEOUT", "PRECONDITION_FAILED");
    private static final List<String> SUBTEST =
            List.of("PASS", "FAIL", "TIMEOUT", "NOTRUN", "PRECONDITION_FAILED");

    record Subtest(String status, String name, String message) {

        boolean isPassed() {
            return status.equals("PASS");
        }

        /// The name without JSON's escapes.
        String plainName() {
            return JsonText.plain(name);
        }
    }

    /// Of a worker's answer.
    static Outcome read(Case run, String answer) {
        List<String[]> lines = answer.lines().map(line -> line.split("\t", 3)).toList();
        List<Subtest> subtests = new ArrayList<>();
        for (String[] line : lines.subList(1, lines.size())) {
            subtests.add(new Subtest(word(SUBTEST, line[0]), line[1], line[2]));
        }
        String[] first = lines.getFirst();
        return new Outcome(run, word(HARNESS, first[0]), first[1], subtests);
    }

    private static String word(List<String> words, String number) {
        return number.matches("[0-9]") && Integer.parseInt(number) < words.size()
                ? words.get(Integer.parseInt(number))
                : "ERROR";
    }

    /// Of a worker that gave no answer.
    static Outcome none(Case run, String status, String message) {
        return new Outcome(run, status, JsonText.quoted(message), List.of());
    }

    int passed() {
        return (int) subtests.stream().filter(Subtest::isPassed).count();
    }

    boolean isWhole() {
        return status.equals("OK") && passed() == subtests.size();
    }

    /// @param runtime where it was run
    String json(String runtime) {
        var out = new StringBuilder("{\"runtime\":\"").append(runtime);
        out.append("\",\"file\":").append(JsonText.quoted(run.name()));
        out.append(",\"status\":\"").append(status).append("\",\"message\":").append(message);
        out.append(",\"tests\":[");
        String separator = "\n  ";
        for (Subtest each : subtests) {
            out.append(separator).append("{\"name\":").append(each.name());
            out.append(",\"status\":\"").append(each.status());
            out.append("\",\"message\":").append(each.message()).append('}');
            separator = ",\n  ";
        }
        return out.append("]}").toString();
    }
}
