package node.dev;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Opens addresses in the browser of whoever sits at this machine.
record Browser(Map<String, String> environment) {
    private static final List<String> OPENERS = List.of("xdg-open", "open", "wslview");

    /// Opens an address; false where there is nothing to open it with, or no screen.
    boolean open(String url) {
        Path opener = opener();
        boolean screen =
                environment.containsKey("DISPLAY")
                        || environment.containsKey("WAYLAND_DISPLAY")
                        || environment.containsKey("WSL_DISTRO_NAME");
        if (opener == null || !screen) {
            return false;
        }
        try {
            new ProcessBuilder(opener.toString(), url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return true;
        } catch (IOException _) {
            return false;
        }
    }

    private @Nullable Path opener() {
        for (String name : OPENERS) {
            for (String folder :
                    environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path file = Path.of(folder, name);
                if (!folder.isEmpty() && Files.isExecutable(file)) {
                    return file;
                }
            }
        }
        return null;
    }
}
