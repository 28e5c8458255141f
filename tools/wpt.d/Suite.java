import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The suite's directory, and the tests in it that a worker can run.
record Suite(Path root) {

    private static final Pattern META =
            Pattern.compile("^//\\s*META:\\s*([a-z]+)=(.*)$", Pattern.MULTILINE);
    private static final Pattern IMPORT_SCRIPTS =
            Pattern.compile("^\\s*importScripts\\(([^)]*)\\);?", Pattern.MULTILINE);
    private static final Pattern QUOTED = Pattern.compile("[\"']([^\"']+)[\"']");

    boolean isThere() {
        return Files.isRegularFile(root.resolve("resources/testharness.js"));
    }

    boolean has(String area) {
        return Files.exists(root.resolve(area));
    }

    /// All runs of an area: of a directory, or of a single file.
    List<Case> cases(String area) throws IOException {
        List<Case> cases = new ArrayList<>();
        try (Stream<Path> all = Files.walk(root.resolve(area), FileVisitOption.FOLLOW_LINKS)) {
            for (Path each : all.filter(Suite::isTest).sorted().toList()) {
                cases.addAll(casesOf("/" + root.relativize(each), Files.readString(each)));
            }
        }
        return cases;
    }

    private static boolean isTest(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".any.js") || name.endsWith(".worker.js");
    }

    private static List<Case> casesOf(String file, String source) {
        List<String> globals = meta(source, "global");
        if (!globals.isEmpty() && globals.stream().noneMatch(Suite::meansWorkers)) {
            return List.of();
        }
        List<String> scripts =
                Stream.concat(meta(source, "script").stream(), imported(source))
                        .map(script -> absolute(file, script))
                        .filter(Predicate.not("/resources/testharness.js"::equals))
                        .toList();
        List<String> variants = meta(source, "variant");
        boolean isLong = meta(source, "timeout").contains("long");
        return (variants.isEmpty() ? List.of("") : variants)
                .stream().map(variant -> new Case(file, variant, isLong, scripts)).toList();
    }

    /// `window` alone is for browsers' pages; a shell or a shadow realm is no worker either.
    private static boolean meansWorkers(String globals) {
        return globals.contains("worker") || globals.contains("default");
    }

    private static List<String> meta(String source, String key) {
        return META.matcher(source)
                .results()
                .filter(found -> found.group(1).equals(key))
                .map(found -> found.group(2).strip())
                .toList();
    }

    private static Stream<String> imported(String source) {
        return IMPORT_SCRIPTS
                .matcher(source)
                .results()
                .flatMap(call -> QUOTED.matcher(call.group(1)).results())
                .map(MatchResult.class::cast)
                .map(quoted -> quoted.group(1));
    }

    /// The source without the calls that [#imported(String)] took up.
    static String withoutImports(String source) {
        return IMPORT_SCRIPTS.matcher(source).replaceAll("");
    }

    private static String absolute(String file, String script) {
        Path directory = Path.of(file).getParent();
        return directory.resolve(script).normalize().toString();
    }
}
