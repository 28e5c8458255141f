package figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Where things are, and whether little is to be asked.
///
/// @param root of the project
/// @param results where figures, logs and made-up apps go
/// @param quick whether the run is only to show that everything works
record Setting(Path root, Path results, boolean quick) {

    /// The one or the other number.
    int of(int whole, int quickly) {
        return quick ? quickly : whole;
    }

    /// An app of this bench.
    Path app(String name) {
        return root.resolve("bench/apps").resolve(name);
    }

    /// Copies of an app, each with a name of its own. What is not its settings is shared by links.
    List<Path> copies(Path app, int count) throws IOException {
        String settings = Files.readString(app.resolve("wrangler.jsonc"));
        String name = app.getFileName().toString();
        List<Path> copies = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Path copy = Files.createDirectories(results.resolve("apps").resolve(name + "-" + i));
            String own = settings.replace("\"" + name + "\"", "\"" + name + "-" + i + "\"");
            Files.writeString(copy.resolve("wrangler.jsonc"), own);
            link(app, copy);
            copies.add(copy);
        }
        return copies;
    }

    private static void link(Path app, Path copy) throws IOException {
        try (var files = Files.newDirectoryStream(app)) {
            for (Path file : files) {
                Path link = copy.resolve(file.getFileName());
                if (!file.endsWith("wrangler.jsonc") && !Files.exists(link)) {
                    Files.createSymbolicLink(link, file);
                }
            }
        }
    }
}
