package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The few rules of form that a machine can hold, with what to do instead.
class TidyTest {
    private static final int FILE_LINES_MAX = 500;
    private static final int PACKAGE_FILES_MAX = 27;
    private static final List<String> MODULES = List.of("base", "isolate", "edge", "node", "spec");

    /// What is not written, and what is in its place.
    private static final Map<Pattern, String> BANNED =
            Map.of(
                    Pattern.compile("\\b(TODO|FIXME|XXX)\\b"),
                    "the finished thing",
                    Pattern.compile("\\bSystem\\.out\\b"),
                    "the terminal of node.terminal",
                    Pattern.compile("throw new UnsupportedOperationException"),
                    "the finished thing");

    @Test
    void no_file_is_longer_than_it_may_be() {
        assertThat(sources(""))
                .allSatisfy(file ->
                        assertThat(lines(file))
                                .as(file.toString())
                                .hasSizeLessThanOrEqualTo(FILE_LINES_MAX));
    }

    @Test
    void no_package_holds_more_files_than_it_may() {
        assertThat(directories())
                .allSatisfy(directory ->
                        assertThat(files(directory))
                                .as(directory + ": a second noun wants out")
                                .hasSizeLessThanOrEqualTo(PACKAGE_FILES_MAX));
    }

    @Test
    void every_package_says_what_it_is_for() {
        assertThat(directories())
                .filteredOn(directory -> !files(directory).isEmpty())
                .filteredOn(directory -> directory.toString().contains("src/main/java"))
                .allSatisfy(directory ->
                        assertThat(directory.resolve("package-info.java"))
                                .content()
                                .startsWith("///"));
    }

    @Test
    void what_is_not_written_here_is_not_written() {
        List<String> found = new ArrayList<>();
        for (Path file : sources("src/main")) {
            for (String line : lines(file)) {
                BANNED.forEach((pattern, instead) -> {
                    if (pattern.matcher(line).find()) {
                        found.add(file + ": " + line.strip() + " (instead: " + instead + ")");
                    }
                });
            }
        }

        assertThat(found).isEmpty();
    }

    private static List<Path> sources(String below) {
        return walk().filter(file -> file.toString().matches(".*\\.(java|ts)"))
                .filter(file -> file.toString().contains(below))
                .toList();
    }

    private static List<Path> directories() {
        return walk().filter(file -> file.toString().endsWith(".java"))
                .map(Path::getParent)
                .distinct()
                .toList();
    }

    private static Stream<Path> walk() {
        return MODULES.stream()
                .map(module -> Path.of("..", module, "src"))
                .flatMap(root -> {
                    try (Stream<Path> all = Files.walk(root)) {
                        return all.filter(Files::isRegularFile).toList().stream();
                    } catch (IOException e) {
                        throw new UncheckedIOException("walk " + root, e);
                    }
                });
    }

    private static List<Path> files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(".java")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("list " + directory, e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException("read " + file, e);
        }
    }
}
