package node.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import node.bundle.Bundle;
import node.bundle.Bundlers;
import node.config.AppChoices;
import node.config.AppConfig;
import node.config.AppReader;
import node.config.AppReading;
import node.config.finding.Finding;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The table of `docs/settings.md`, "What a fault looks like": what each row shows is written or
/// typed, and exactly the line that stands beside it must come of that.
final class FaultTableTest {

    private static final Path PAGE = Path.of("../docs/settings.md");
    private static final Path ESBUILD = Path.of("target/edgewise/bin/esbuild");

    private record Row(String where, String what, String said) {}

    @TestFactory
    Stream<DynamicTest> each_row_is_as_it_says(@TempDir Path directory) throws IOException {
        List<Row> rows = rows();
        assertThat(rows).hasSizeGreaterThan(40);
        return rows.stream().map(row -> test(row, directory.resolve("" + rows.indexOf(row))));
    }

    private static DynamicTest test(Row row, Path app) {
        return DynamicTest.dynamicTest(
                row.where() + " " + row.what(),
                () -> {
                    Files.createDirectories(app);
                    Files.writeString(app.resolve("index.js"), "export default {};\n");

                    List<String> lines =
                            row.where().equals("command line")
                                    ? typed(row.what(), app)
                                    : written(row, app);

                    assertThat(lines).containsExactly(row.said());
                });
    }

    private static List<Row> rows() throws IOException {
        List<Row> rows = new ArrayList<>();
        boolean inside = false;
        for (String line : Files.readAllLines(PAGE)) {
            inside = line.startsWith("## ") ? line.equals("## What a fault looks like") : inside;
            String[] cells = line.split("\\|", -1);
            if (inside && cells.length == 5 && !line.startsWith("|---") && cells[3].contains("`")) {
                rows.add(new Row(cell(cells[1]), cell(cells[2]), cell(cells[3])));
            }
        }
        return rows;
    }

    /// A cell holds one code span; two backticks around one that holds a backtick itself.
    private static String cell(String text) {
        return text.strip().replaceAll("^`+ ?| ?`+$", "").replace("\\n", "\n");
    }

    private static List<String> written(Row row, Path app) throws IOException {
        Path file = app.resolve(row.where());
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, row.what());
        boolean settings = row.where().startsWith("wrangler.");
        if (row.where().startsWith(".")) {
            Files.writeString(app.resolve("wrangler.jsonc"), "{\"main\": \"index.js\"}");
        }
        AppReading reading = AppReader.read(app, AppChoices.NONE);
        List<String> lines = texts(reading, app);
        return lines.isEmpty() && (settings || row.where().startsWith("index."))
                ? built(((AppReading.Read) reading).config())
                : lines;
    }

    private static List<String> built(AppConfig config) {
        try (var bundlers = new Bundlers(ESBUILD, Bundlers.Mode.DEVELOPMENT)) {
            return switch (bundlers.of(config).build(_ -> {}, () -> {})) {
                case Bundle.Built _ -> List.of();
                case Bundle.Failed failed ->
                        failed.diagnostics().stream().map(each -> each.text()).toList();
            };
        }
    }

    private static List<String> typed(String words, Path app) throws IOException {
        Files.writeString(
                app.resolve("wrangler.jsonc"), "{\"main\": \"index.js\", \"env\": {\"prod\": {}}}");
        var err = new StringWriter();
        var printer = new PrintWriter(err, true);
        List<String> args = List.of(words.replaceFirst("^edgewise ", "").split(" ", -1));
        int code =
                Main.run(
                        args,
                        new PrintWriter(new StringWriter()),
                        printer,
                        options -> {
                            texts(AppReader.read(app, quiet(options.choices())), app)
                                    .forEach(printer::println);
                            return 2;
                        });
        assertThat(code).isEqualTo(2);
        return err.toString().lines().toList();
    }

    private static AppChoices quiet(AppChoices choices) {
        return new AppChoices(
                choices.environment(),
                choices.lenient(),
                choices.vars(),
                choices.envFiles(),
                Map.of());
    }

    private static List<String> texts(AppReading reading, Path app) {
        List<Finding> findings =
                switch (reading) {
                    case AppReading.Read read -> read.warnings();
                    case AppReading.Faulty(List<Finding> faults) -> faults;
                };
        return findings.stream().map(each -> each.text().replace(app + "/", "")).toList();
    }
}
