package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// What `tools/suites` keeps of its runs, and what docs/COMPATIBILITY.md tells of it.
class SuitesTest {
    private static final Path ROOT = Path.of(System.getProperty("edgewise.root"));
    private static final String BEGIN = "<!-- suites table: written by tools/suites --docs -->\n";

    /// A row of the results, which stands on a line of its own.
    private static final Pattern ROW =
            Pattern.compile(
                    "(?m)^\"(\\S+)\": \\{\"version\":\"(\\S+?)\",\"what\":\"(.+?)\",\"files\":(\\d+),"
                            + ".*\"unit\":\"(\\w+)\",\"total\":(\\d+),\"ours\":(\\d+),\"node\":(\\d+),"
                            + ".*\"day\":\"([\\d-]+)\"\\}");

    @Test
    void the_page_says_what_was_kept_of_the_suites() throws IOException {
        String results = Files.readString(ROOT.resolve("tools/suites-results.json"));
        String page = Files.readString(ROOT.resolve("docs/COMPATIBILITY.md"));

        List<String> rows = ROW.matcher(results).results().map(SuitesTest::row).toList();

        assertThat(rows).hasSizeGreaterThanOrEqualTo(15);
        assertThat(table(page).filter(line -> line.startsWith("| `")).toList()).isEqualTo(rows);
    }

    private static Stream<String> table(String page) {
        int from = page.indexOf(BEGIN);
        assertThat(from).as(BEGIN).isNotNegative();
        return page.substring(from, page.indexOf("<!-- suites: end -->", from)).lines();
    }

    private static String row(MatchResult row) {
        return "| `%s` %s | %s | %s | %s %s | %s | %s | %s |"
                .formatted(
                        row.group(1),
                        row.group(2),
                        row.group(3),
                        row.group(4),
                        row.group(6),
                        row.group(5),
                        row.group(7),
                        row.group(8),
                        row.group(9));
    }
}
