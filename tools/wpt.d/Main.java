import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/// Runs the Web Platform Tests in workers of `edgewise dev` and elsewhere; see [Options#USAGE].
final class Main {

    private static final String HEAD =
            """
            | area                   | under    | files |   seen | passed | not ok |
            | ---------------------- | -------- | ----: | -----: | -----: | -----: |""";

    private final Path program;
    private final Options options;
    private final Suite suite;
    private final Runtimes runtimes = Runtimes.ofEnvironment();

    /// By runtime and area.
    private final Map<String, Map<String, List<Outcome>>> outcomes = new LinkedHashMap<>();

    private final List<String> json = new ArrayList<>();

    private Main(Path program, Options options) {
        this.program = program;
        this.options = options;
        this.suite = new Suite(options.suite().toAbsolutePath().normalize());
    }

    /// The first word is where this program's own files are.
    public static void main(String[] all) throws IOException, InterruptedException {
        Path program = Path.of(all[0]);
        List<String> words = List.of(all).subList(1, all.length);
        Runtime.getRuntime().addShutdownHook(new Thread(Main::endAll));
        try {
            System.exit(exit(program, words));
        } catch (IllegalArgumentException e) {
            System.err.println("wpt: " + e.getMessage());
            System.exit(2);
        }
    }

    private static int exit(Path program, List<String> words) throws IOException, InterruptedException {
        if (words.contains("--help")) {
            System.out.print(Options.USAGE);
            return 0;
        }
        if (words.equals(List.of("--docs")) || words.equals(List.of("--check"))) {
            return page(program, words.getFirst());
        }
        return new Main(program, Options.read(words)).run();
    }

    private static int page(Path program, String what) throws IOException {
        var page = new Page(program.resolve("../../docs/COMPATIBILITY.md").normalize());
        Results results = Results.read(kept(program));
        if (what.equals("--docs")) {
            page.write(results);
        } else if (!page.agrees(results)) {
            System.err.println(
                    "wpt: docs/COMPATIBILITY.md is not what tools/wpt --docs makes of"
                            + " tools/wpt-results.json.");
            return 1;
        }
        return 0;
    }

    private static Path kept(Path program) {
        return program.resolveSibling("wpt-results.json");
    }

    /// Also where somebody interrupts it.
    private static void endAll() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroy);
    }

    private int run() throws IOException, InterruptedException {
        Map<String, List<Case>> areas = areas();
        runtimes.require(options.under());
        if (options.record() && !options.areWhole()) {
            throw new IllegalArgumentException("--record takes whole areas, those that docs have.");
        }
        Expectations expectations = expectations();
        Path directory = Files.createTempDirectory("edgewise-wpt-");
        Certificate certificate = Certificate.make(directory);
        for (String name : options.under()) {
            runUnder(name, areas, directory, certificate);
            tell(name);
            if (options.record()) {
                record(name, expectations);
            }
        }
        if (options.keep()) {
            System.err.println("wpt: the apps and logs are in " + directory + ".");
        } else {
            Folder.remove(directory);
        }
        return judge(expectations);
    }

    private Expectations expectations() throws IOException {
        return Expectations.read(
                options.expectations() == null
                        ? program.resolveSibling("wpt-expectations.json")
                        : options.expectations());
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

    /// Each area has a server of its own: what a test leaves behind in it does not slow down the next.
    private void runUnder(
            String name, Map<String, List<Case>> areas, Path directory, Certificate certificate)
            throws IOException, InterruptedException {
        var progress = new Progress(areas.values().stream().mapToInt(List::size).sum());
        Map<String, List<Outcome>> byArea = new LinkedHashMap<>();
        for (Map.Entry<String, List<Case>> area : areas.entrySet()) {
            Path own = Files.createDirectory(directory.resolve(name + "-" + byArea.size()));
            try (var server =
                    SuiteServer.start(suite.root(), program.resolve("serve.py"), own, certificate)) {
                Runner runner =
                        runtimes.runner(name, own, new AppWriter(program, server), certificate, options);
                byArea.put(area.getKey(), inOrder(area.getValue(), runner.run(area.getValue(), progress)));
            }
        }
        outcomes.put(name, byArea);
    }

    private static List<Outcome> inOrder(List<Case> cases, List<Outcome> outcomes) {
        Map<Case, Outcome> byCase =
                outcomes.stream()
                        .collect(Collectors.toMap(Outcome::run, Function.identity(), (a, _) -> a));
        return cases.stream().map(byCase::get).toList();
    }

    private static List<Outcome> flat(Map<String, List<Outcome>> byArea) {
        return byArea.values().stream().flatMap(List::stream).toList();
    }

    private void tell(String name) throws IOException {
        Map<String, List<Outcome>> byArea = outcomes.get(name);
        List<Outcome> all = flat(byArea);
        if (options.failures()) {
            Progress.failures(all).forEach(System.out::println);
        }
        System.out.println(HEAD);
        byArea.forEach((area, own) -> System.out.println(Counts.of(own).row(area, name)));
        System.out.println(Counts.of(all).row("all", name));
        all.forEach(each -> json.add(each.json(name)));
        if (options.json() != null) {
            Files.writeString(options.json(), "[" + String.join(",\n", json) + "]\n");
        }
    }

    private void record(String name, Expectations expectations) throws IOException {
        Results results = Results.read(kept(program));
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        results.runs().put(name, new Results.Run(runtimes.version(name), today));
        outcomes.get(name).forEach((area, own) -> results.put(area, name, Counts.of(own)));
        if (name.equals(Runtimes.OURS)) {
            outcomes.get(name)
                    .forEach((area, own) -> results.putFailed(area, expectations.counts(own)));
        }
        results.write(kept(program));
    }

    /// Says what of ours is otherwise than expected; 1 when something is.
    private int judge(Expectations expectations) {
        if (!outcomes.containsKey(Runtimes.OURS)) {
            return 0;
        }
        List<Outcome> ours = flat(outcomes.get(Runtimes.OURS));
        List<String> unexpected = expectations.unexpected(ours);
        unexpected.forEach(each -> System.out.println("unexpected: " + each));
        Counts counts = Counts.of(ours);
        System.out.printf(
                "%d passed, %d failed, %d unexpected%n",
                counts.passed(), counts.seen() - counts.passed(), unexpected.size());
        return unexpected.isEmpty() ? 0 : 1;
    }
}
