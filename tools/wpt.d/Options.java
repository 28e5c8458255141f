import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was asked for on the command line.
final class Options {

    static final String USAGE =
            """
            Usage: tools/wpt --wpt DIR [AREA...] [OPTIONS]
                   tools/wpt --docs | --check

            Runs the .any.js and .worker.js files of the Web Platform Tests in DIR, each in a worker
            of its own under edgewise dev, and counts what passes. It ends with 1 where something
            fails, or passes, and tools/wpt-expectations.json says otherwise.

            An AREA is a directory of the suite, such as url or fetch/api, or a single file.
            Without one: all that a worker here should have.

              --under LIST         runs them under these, of edgewise,deno,node,bun,workerd
              --json FILE          writes the results of all subtests to this file
              --failures           lists what did not pass
              --expectations FILE  expects what this file says
              --record             keeps the counts of whole areas in tools/wpt-results.json
              --jobs N             runs so many at once; 2 without it
              --keep               leaves the apps that were made, and the logs, where they are

              --docs               writes the counts that are kept into docs/COMPATIBILITY.md
              --check              ends with 1 where that page says anything else
            """;

    private static final List<String> AREAS =
            List.of(
                    "url", "urlpattern", "encoding", "streams", "compression", "fetch/api",
                    "fetch/content-type", "fetch/data-urls", "FileAPI", "WebCryptoAPI", "dom/abort",
                    "dom/events", "html/webappapis", "hr-time", "console", "user-timing",
                    "performance-timeline", "mimesniff", "xhr/formdata", "websockets", "eventsource",
                    "webmessaging", "wasm/jsapi");

    private Path suite;
    private Path json;
    private Path expectations;
    private List<String> under = List.of(Runtimes.OURS);
    private final List<String> areas = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private int jobs = 2;

    private Options() {}

    /// Throws `IllegalArgumentException` with a sentence.
    static Options read(List<String> words) {
        var options = new Options();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--wpt" -> options.suite = Path.of(value(words, ++i));
                case "--json" -> options.json = Path.of(value(words, ++i));
                case "--expectations" -> options.expectations = Path.of(value(words, ++i));
                case "--under" -> options.under = List.of(value(words, ++i).split(","));
                case "--jobs" -> options.jobs = number(value(words, ++i));
                case "--failures", "--keep", "--record" -> options.flags.add(words.get(i));
                default -> options.areas.add(area(words.get(i)));
            }
        }
        if (options.suite == null) {
            throw new IllegalArgumentException("--wpt DIR, the directory of the suite, is missing.");
        }
        return options;
    }

    private static String value(List<String> words, int at) {
        if (at == words.size()) {
            throw new IllegalArgumentException(words.get(at - 1) + " wants a value.");
        }
        return words.get(at);
    }

    private static int number(String word) {
        if (!word.matches("[1-9][0-9]?")) {
            throw new IllegalArgumentException("--jobs is '" + word + "'; it is 1 to 99.");
        }
        return Integer.parseInt(word);
    }

    private static String area(String word) {
        if (word.startsWith("-")) {
            throw new IllegalArgumentException("There is no option '" + word + "'.");
        }
        return word.replaceFirst("^/", "").replaceFirst("/$", "");
    }

    Path suite() {
        return suite;
    }

    /// Where all results go; null for nowhere.
    Path json() {
        return json;
    }

    /// The file that was named; null for the project's own.
    Path expectations() {
        return expectations;
    }

    List<String> under() {
        return under;
    }

    int jobs() {
        return jobs;
    }

    boolean failures() {
        return flags.contains("--failures");
    }

    boolean keep() {
        return flags.contains("--keep");
    }

    boolean record() {
        return flags.contains("--record");
    }

    List<String> areas() {
        return areas.isEmpty() ? AREAS : areas;
    }

    /// Whether these areas are the ones that the page has.
    boolean areWhole() {
        return AREAS.containsAll(areas());
    }
}
