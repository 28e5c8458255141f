import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Makes of each run an app: a directory with settings, the frame around every test, and the test.
final class AppWriter {

    private static final String SETTINGS =
            """
            {"name": "%s", "main": "index.js", "compatibility_date": "2026-11-01",
             "limits": {"cpu_ms": %d}}
            """;
    private static final String INDEX =
            """
            import "./prologue.js";
            import { Answer, outcome } from "./frame.js";

            export default {
              async fetch() {
                return new Answer(await outcome());
              },
            };
            """;

    /// How idlharness.js begins a relative address, which it is not given where `fetch` is tested.
    private static final String INTERFACES = "'/interfaces/'";

    private static final String PACKAGE = "{\"type\": \"module\"}\n";
    private static final List<String> FRAME = List.of("prologue.js", "frame.js", "process.js", "workerd.capnp");

    private final Path frame;
    private final SuiteServer server;
    private final Map<String, String> scripts = new HashMap<>();

    AppWriter(Path frame, SuiteServer server) {
        this.frame = frame;
        this.server = server;
    }

    /// Writes one below a directory, under that name.
    Path write(Path below, String name, Case run) throws IOException, InterruptedException {
        Path app = Files.createDirectory(below.resolve(name));
        Files.writeString(app.resolve("wrangler.json"), SETTINGS.formatted(name, run.seconds() * 1000));
        Files.writeString(app.resolve("index.js"), INDEX);
        Files.writeString(app.resolve("package.json"), PACKAGE);
        for (String file : FRAME) {
            Files.copy(frame.resolve(file), app.resolve(file));
        }
        Files.writeString(app.resolve("about.js"), "export default " + about(run) + ";\n");
        Files.writeString(app.resolve("test.js"), test(run));
        return app;
    }

    private String about(Case run) {
        return "{\"origin\": %s, \"path\": %s, \"search\": %s, \"seconds\": %d}"
                .formatted(
                        JsonText.quoted(server.origin()),
                        JsonText.quoted(run.file()),
                        JsonText.quoted(run.variant()),
                        run.seconds());
    }

    /// All scripts share the scope of one function, as they would share that of a worker.
    private String test(Case run) throws IOException, InterruptedException {
        var scripts = new StringBuilder();
        for (String each : run.scripts()) {
            scripts.append(script(each)).append('\n');
        }
        String own = server.read(run.file());
        scripts.append(Suite.withoutImports(own)).append('\n');
        return "export default function (begin) {\n"
                + script("/resources/testharness.js")
                + "\nbegin({ setup, add_completion_callback, timeout });\n"
                + GlobalNames.prologue(scripts.toString())
                + Expressions.without(scripts.toString(), own)
                + "}\n";
    }

    private String script(String path) throws IOException, InterruptedException {
        String known = scripts.get(path);
        if (known == null) {
            known = server.read(path).replace(INTERFACES, "self.location.origin + " + INTERFACES);
            scripts.put(path, known);
        }
        return known;
    }
}
