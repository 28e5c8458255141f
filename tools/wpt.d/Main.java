import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Runs the Web Platform Tests in workers of `edgewise dev`; see [Options#USAGE].
final class Main {

    private static final String HEAD =
            """
            | area                   | files |   seen | passed | not ok |
            | ---------------------- | ----: | -----: | -----: | -----: |""";

    private final Path program;
    private final Options options;
    private final Suite suite;

    private Main(Path program, Options options) {
        this.program = program;
        this.options = options;
        this.suite = new Suite(options.suite().toAbsolutePath().normalize());
    }

    /// Exits with 0 when the tests were run, whatever came of them. The first word is where this
    /// program's own files are.
    public static void main(String[] all) throws IOException, InterruptedException {
        List<String> words = List.of(all).subList(1, all.length);
        if (words.contains("--help")) {
            System.out.print(Options.USAGE);
            return;
        }
        Runtime.getRuntime().addShutdownHook(new Thread(Main::endAll));
        try {
            new Main(Path.of(all[0]), Options.read(words)).run();
        } catch (IllegalArgumentException e) {
            System.err.println("wpt: " + e.getMessage());
            System.exit(2);
        }
    }

    /// Also where somebody interrupts it.
    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    private void run() throws IOException, InterruptedException {
        Map<String, List<Case>> areas = areas();
        List<Case> cases = areas.values().stream().flatMap(List::stream).toList();
        Path directory = Files.createTempDirectory("edgewise-wpt-");
        Certificate certificate = Certificate.make(directory);
        try (var server =
                SuiteServer.start(
                        suite.root(), program.resolve("serve.py"), directory, certificate)) {
            var writer = new AppWriter(program, server);
            var runner = new Runner(directory, writer, certificate, options.jobs());
            tell(areas, runner.run(cases, new Progress(cases.size())));
        }
        if (options.keep()) {
            System.err.println("wpt: the apps and logs are in " + directory + ".");
        } else {
            remove(directory);
        }
    }

    private static void remove(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private Map<String, List<Case>> areas() throws IOException {
        if (!suite.isThere()) {
            throw new IllegalArgumentException(
                    "There is no resources/testharness.js in " + suite.root()
                            + "; --wpt names the directory of the Web Platform Tests.");
        }
        Map<String, List<Case>> areas = new LinkedHashMap<>();
        for (String area : options.areas()) {
            if (!suite.has(area)) {
                throw new IllegalArgumentException(
                        "There is no '" + area + "' in " + suite.root() + ".");
            }
            areas.put(area, suite.cases(area));
        }
        return areas;
    }

    private void tell(Map<String, List<Case>> areas, List<Outcome> outcomes) throws IOException {
        Map<Case, Outcome> byCase =
                outcomes.stream().collect(Collectors.toMap(Outcome::run, each -> each, (a, _) -> a));
        List<Outcome> inOrder = new ArrayList<>();
        List<String> table = new ArrayList<>(List.of(HEAD));
        areas.forEach(
                (area, cases) -> {
                    List<Outcome> own = cases.stream().map(byCase::get).toList();
                    table.add(Progress.row(area, own));
                    inOrder.addAll(own);
                });
        table.add(Progress.row("all", inOrder));
        if (options.failures()) {
            Progress.failures(inOrder).forEach(System.out::println);
        }
        table.forEach(System.out::println);
        if (options.json() != null) {
            Files.writeString(
                    options.json(),
                    inOrder.stream().map(Outcome::json).collect(Collectors.joining(",\n", "[", "]\n")));
        }
    }
}
