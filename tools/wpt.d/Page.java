import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The parts of docs/COMPATIBILITY.md that are written from the counts, between comments that name them.
record Page(Path file) {

    private static final String END = "<!-- wpt: end -->\n";

    /// Puts in what the counts say.
    void write(Results results) throws IOException {
        Files.writeString(file, with(results));
    }

    /// Whether that would change nothing.
    boolean agrees(Results results) throws IOException {
        return Files.readString(file).equals(with(results));
    }

    private String with(Results results) throws IOException {
        String page = Files.readString(file);
        page = replaced(page, "table", table(results));
        return replaced(page, "failures", failures(results));
    }

    private String replaced(String page, String part, List<String> lines) throws IOException {
        String begin = "<!-- wpt " + part + ": written by tools/wpt --docs -->\n";
        int from = page.indexOf(begin);
        int to = page.indexOf(END, from);
        if (from < 0 || to < 0) {
            throw new IOException(file + " lacks '" + begin.strip() + "' or its end.");
        }
        return page.substring(0, from) + begin + String.join("\n", lines) + "\n" + page.substring(to);
    }

    private static List<String> table(Results results) {
        List<String> lines = new ArrayList<>();
        lines.add(results.suite() + ".");
        lines.add("");
        lines.add("| area | files | subtests | ours | deno | node | bun | workerd |");
        lines.add("|---|---:|---:|---:|---:|---:|---:|---:|");
        int files = 0;
        int subtests = 0;
        int[] passed = new int[Runtimes.ALL.size()];
        for (Map.Entry<String, Map<String, Counts>> area : results.areas().entrySet()) {
            Map<String, Counts> counts = area.getValue();
            files += files(counts);
            subtests += subtests(counts);
            List<String> cells = new ArrayList<>();
            for (int i = 0; i < passed.length; i++) {
                Counts own = counts.get(Runtimes.ALL.get(i));
                passed[i] += own == null ? 0 : own.passed();
                cells.add(own == null ? "" : number(own.passed()));
            }
            lines.add(row(area.getKey(), files(counts), subtests(counts), cells));
        }
        List<String> all = new ArrayList<>();
        for (int i = 0; i < passed.length; i++) {
            String name = Runtimes.ALL.get(i);
            // A sum of fewer areas would not stand beside the others.
            boolean isWhole =
                    results.areas().values().stream().allMatch(counts -> counts.containsKey(name));
            all.add(isWhole ? "**" + number(passed[i]) + "**" : "");
        }
        lines.add(row("**all**", files, subtests, all));
        lines.add("");
        lines.add(versions(results));
        return lines;
    }

    private static String row(String area, int files, int subtests, List<String> cells) {
        return "| %s | %s | %s | %s |"
                .formatted(area, number(files), number(subtests), String.join(" | ", cells));
    }

    private static int files(Map<String, Counts> counts) {
        return counts.values().stream().mapToInt(Counts::files).max().orElse(0);
    }

    /// A file that ends early tells of fewer than it has: the runtime that saw most knows best.
    private static int subtests(Map<String, Counts> counts) {
        return counts.values().stream().mapToInt(Counts::seen).max().orElse(0);
    }

    private static String versions(Results results) {
        String all =
                Runtimes.ALL.stream()
                        .filter(results.runs()::containsKey)
                        .map(name -> version(name, results.runs().get(name)))
                        .collect(Collectors.joining(", "));
        return "Versions and days: " + all + ".";
    }

    private static String version(String name, Results.Run run) {
        return name + " " + run.version() + " (" + run.day() + ")";
    }

    private static List<String> failures(Results results) {
        List<String> lines = new ArrayList<>(List.of("| why | subtests | where |", "|---|---:|---|"));
        results.failed().entrySet().stream()
                .sorted(
                        Comparator.<Map.Entry<String, Map<String, Integer>>>comparingInt(
                                        each -> -sum(each.getValue()))
                                .thenComparing(Map.Entry::getKey))
                .map(each -> failure(each.getKey(), each.getValue()))
                .forEach(lines::add);
        return lines;
    }

    private static String failure(String reason, Map<String, Integer> byArea) {
        String where =
                byArea.entrySet().stream()
                        .map(each -> each.getKey() + " " + number(each.getValue()))
                        .collect(Collectors.joining(", "));
        return "| " + reason + " | " + number(sum(byArea)) + " | " + where + " |";
    }

    private static int sum(Map<String, Integer> numbers) {
        return numbers.values().stream().mapToInt(each -> each).sum();
    }

    private static String number(int value) {
        return "%,d".formatted(value);
    }
}
