package node.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import node.json.Json;
import node.json.JsonReader;

/// Where a build tool says that the settings are which it wrote, as Cloudflare's Vite plugin does.
/// A settings file that is named by hand is taken as it is, and so are the settings of a directory
/// without such a file.
final class Redirection {

    /// Beside the developer's own settings.
    static final Path FILE = Path.of(".wrangler", "deploy", "config.json");

    /// Beyond this it is no such file.
    private static final long FILE_BYTES_MAX = 64 * 1024;

    private Redirection() {}

    static AppSource follow(Path redirection, Path home) {
        String target = target(redirection);
        if (target.isEmpty()) {
            return new AppSource.Missing(
                    redirection,
                    "The file says no 'configPath'; build the app again or delete it.");
        }
        try {
            Path file = redirection.resolveSibling(target).normalize();
            if (Files.isRegularFile(file)) {
                return new AppSource.Configured(file, redirection, home, List.of());
            }
        } catch (InvalidPathException _) {
            // Said below as of any other path that leads nowhere.
        }
        return new AppSource.Missing(
                redirection,
                "'configPath' is '"
                        + target
                        + "' and there is no such file; build the app again or delete this file.");
    }

    private static String target(Path redirection) {
        try {
            if (Files.size(redirection) <= FILE_BYTES_MAX
                    && JsonReader.read(Files.readString(redirection)).root()
                            instanceof Json.Fields fields) {
                return fields.text("configPath");
            }
        } catch (IOException _) {
            // What cannot be read says nothing.
        }
        return "";
    }
}
