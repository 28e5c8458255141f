import java.util.List;

/// What came of an area in one runtime.
///
/// @param files how many were run
/// @param seen how many subtests told what came of them
/// @param bad how many files did not come to a good end, so that not all subtests may have been seen
record Counts(int files, int seen, int passed, int bad) {

    static Counts of(List<Outcome> outcomes) {
        return new Counts(
                outcomes.size(),
                outcomes.stream().mapToInt(each -> each.subtests().size()).sum(),
                outcomes.stream().mapToInt(Outcome::passed).sum(),
                (int) outcomes.stream().filter(each -> !each.status().equals("OK")).count());
    }

    Counts plus(Counts other) {
        return new Counts(
                files + other.files, seen + other.seen, passed + other.passed, bad + other.bad);
    }

    /// One line of the table.
    String row(String area, String runtime) {
        return "| %-22s | %-8s | %5d | %6d | %6d | %6d |"
                .formatted(area, runtime, files, seen, passed, bad);
    }
}
