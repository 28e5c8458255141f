package spec;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The prelude's lazy parts import from the prelude what it lends to them: nothing is in both
/// scripts, and nothing that is imported is missing.
class PartsTest {
    private static final Path SOURCES = Path.of("../isolate/src/main/ts");
    private static final Pattern IMPORT =
            Pattern.compile("(?m)^(?:import|export) (?!type )([^;]*?) from \"(\\.[^\"]+)\";");
    private static final Pattern COMMA = Pattern.compile(",");
    private static final Pattern REQUIRE = Pattern.compile("require\\(\"(\\.[^\"]+)\"\\)");
    private static final Pattern LENT =
            Pattern.compile("(?s)\n    \"?([a-z0-9/-]+)\"?: \\{(.*?)\\}");
    private static final Pattern EXTERNAL =
            Pattern.compile("--external:\\$\\{basedir}/src/main/ts/([a-z0-9/-]+)\\.ts");

    /// A module of enumerations that the bundler writes out where they are used.
    private static final String CONSTANTS = "bodykind";

    private record Import(String module, List<String> names) {}

    @Test
    void what_the_build_leaves_to_the_prelude_is_what_the_prelude_lends() {
        Set<String> external =
                EXTERNAL.matcher(read(Path.of("../isolate/pom.xml")))
                        .results()
                        .map(found -> found.group(1))
                        .collect(toSet());

        assertThat(external).isEqualTo(lent().keySet());
    }

    @Test
    void no_module_is_in_the_prelude_and_in_its_lazy_parts() {
        Set<String> prelude = reachable("main", Set.of());
        Set<String> parts = reachable("parts/main", lent().keySet());

        prelude.remove(CONSTANTS);

        assertThat(parts).doesNotContainAnyElementsOf(prelude);
    }

    @Test
    void every_name_that_a_lazy_part_imports_is_lent() {
        Map<String, Set<String>> lent = lent();

        Stream<Import> imports =
                reachable("parts/main", lent.keySet()).stream()
                        .flatMap(module -> imports(module).stream());

        assertThat(imports)
                .filteredOn(each -> lent.containsKey(each.module()))
                .isNotEmpty()
                .allSatisfy(each -> assertThat(lent.get(each.module())).containsAll(each.names()));
    }

    private static Map<String, Set<String>> lent() {
        Map<String, Set<String>> lent = new HashMap<>();
        LENT.matcher(read(SOURCES.resolve("parts/lend.ts")))
                .results()
                .forEach(found -> lent.put(found.group(1), names(found.group(2))));
        return lent;
    }

    private static Set<String> names(String list) {
        return COMMA.splitAsStream(list)
                .map(each -> each.split(":", 2)[0].strip())
                .filter(each -> !each.isEmpty())
                .collect(toSet());
    }

    /// The modules that a script holds, but for those that are lent to it.
    private static Set<String> reachable(String entry, Set<String> lent) {
        Set<String> found = new HashSet<>();
        var waiting = new ArrayDeque<>(List.of(entry));
        while (!waiting.isEmpty()) {
            String module = waiting.pop();
            if (!lent.contains(module) && found.add(module)) {
                imports(module).forEach(each -> waiting.add(each.module()));
            }
        }
        return found;
    }

    private static List<Import> imports(String module) {
        String text = read(SOURCES.resolve(module + ".ts"));
        List<Import> imports = new ArrayList<>();
        IMPORT.matcher(text)
                .results()
                .map(found -> new Import(path(module, found.group(2)), values(found.group(1))))
                .filter(each -> !each.names().isEmpty())
                .forEach(imports::add);
        REQUIRE.matcher(text)
                .results()
                .forEach(found -> imports.add(new Import(path(module, found.group(1)), List.of())));
        return imports;
    }

    /// The names that are imported as values; a whole module is one that nothing lends.
    private static List<String> values(String clause) {
        return COMMA.splitAsStream(clause.replaceAll("[{}]", ""))
                .map(each -> each.split(" as ", 2)[0].strip())
                .filter(each -> !each.isEmpty() && !each.startsWith("type "))
                .toList();
    }

    private static String path(String module, String relative) {
        return Path.of("/" + module).resolveSibling(relative).normalize().toString().substring(1);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }
}
