import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What was asked for on the command line.
///
/// @param json where all results go; null for nowhere
record Options(Path suite, Path json, boolean failures, int jobs, boolean keep, List<String> areas) {

    static final String USAGE =
            """
            Usage: tools/wpt --wpt DIR [AREA...] [OPTIONS]

            Runs the .any.js and .worker.js files of the Web Platform Tests in DIR, each in a worker
            of its own under edgewise dev, and counts what passes.

            An AREA is a directory of the suite, such as url or fetch/api, or a single file.
            Without one: all that a worker here should have.

              --json FILE   writes the results of all subtests to this file
              --failures    lists what did not pass
              --jobs N      runs so many at once; 2 without it
              --keep        leaves the apps that were made, and the logs, where they are
            """;

    private static final List<String> AREAS =
            List.of(
                    "url", "urlpattern", "encoding", "streams", "compression", "fetch/api",
                    "fetch/content-type", "fetch/data-urls", "FileAPI", "WebCryptoAPI", "dom/abort",
                    "dom/events", "html/webappapis", "hr-time", "console", "user-timing",
                    "performance-timeline", "mimesniff", "xhr/formdata", "websockets", "eventsource",
                    "webmessaging", "wasm/jsapi");

    /// Throws `IllegalArgumentException` with a sentence.
    static Options read(List<String> words) {
        Path suite = null;
        Path json = null;
        boolean failures = false;
        boolean keep = false;
        int jobs = 2;
        List<String> areas = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            switch (words.get(i)) {
                case "--wpt" -> suite = Path.of(value(words, ++i));
                case "--json" -> json = Path.of(value(words, ++i));
                case "--jobs" -> jobs = number(value(words, ++i));
                case "--failures" -> failures = true;
                case "--keep" -> keep = true;
                default -> areas.add(area(words.get(i)));
            }
        }
        if (suite == null) {
            throw new IllegalArgumentException("--wpt DIR, the directory of the suite, is missing.");
        }
        return new Options(suite, json, failures, jobs, keep, areas.isEmpty() ? AREAS : areas);
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
}
