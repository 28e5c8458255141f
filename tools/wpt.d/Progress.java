import java.util.ArrayList;
import java.util.List;

/// Shows how far the runs are: on one line that is written over, or every so often where nobody watches.
final class Progress {

    private static final int EVERY = 100;

    private final int all;
    private final boolean isWatched = System.console() != null && System.console().isTerminal();
    private int done;

    Progress(int all) {
        this.all = all;
    }

    synchronized Outcome tell(Outcome outcome) {
        done++;
        if (isWatched) {
            System.err.printf("\r\033[K%d of %d: %s", done, all, outcome.run().name());
        } else if (done % EVERY == 0) {
            System.err.printf("%d of %d%n", done, all);
        }
        if (isWatched && done == all) {
            System.err.print("\r\033[K");
        }
        return outcome;
    }

    /// What did not pass, a line each, below its file.
    static List<String> failures(List<Outcome> outcomes) {
        List<String> lines = new ArrayList<>();
        for (Outcome each : outcomes) {
            if (!each.isWhole()) {
                lines.add(heading(each));
                each.subtests().stream()
                        .filter(subtest -> !subtest.isPassed())
                        .map(bad -> "  " + bad.status() + " " + bad.name() + " " + bad.message())
                        .forEach(lines::add);
            }
        }
        return lines;
    }

    private static String heading(Outcome outcome) {
        String count = outcome.passed() + "/" + outcome.subtests().size();
        return outcome.run().name() + " " + outcome.status() + " " + count
                + (outcome.message().equals("\"\"") ? "" : " " + outcome.message());
    }
}
