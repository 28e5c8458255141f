package node.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import node.diagnose.ProblemText;
import node.https.LocalTls;
import node.inspect.InspectServer;
import node.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// What the terminal says of the apps as a whole: where they are, and what came of a change.
record Told(Terminal terminal, ProblemText problems) {

    /// @param tls how HTTPS is spoken; null for HTTP
    void started(List<DevApp> apps, @Nullable LocalTls tls, int port) {
        String scheme = tls == null ? "http://" : "https://";
        for (DevApp app : apps) {
            terminal.say("  " + app.name() + "  " + scheme + app.label() + ".localhost:" + port);
            complain(app);
        }
        if (tls != null && tls.authority() != null) {
            terminal.say(
                    "  To trust these addresses, add this authority to your system or browser: "
                            + tls.authority());
        }
    }

    /// Where debuggers connect.
    void inspected(@Nullable InspectServer server, DevOptions.@Nullable Inspect asked) {
        if (server != null && asked != null) {
            terminal.say(
                    "  debugger on 127.0.0.1:"
                            + server.port()
                            + ": open chrome://inspect in Chrome, or attach VS Code."
                            + (asked.await() ? " No code runs before one is there." : ""));
        }
    }

    private void complain(DevApp app) {
        app.problems().forEach(problem -> terminal.complain(problems.of(problem)));
    }

    void changed(AppWatch.Change change) {
        DevApp app = change.app();
        String what = named(change.paths());
        if (app.problems().isEmpty()) {
            terminal.say("  " + app.name() + "  reloaded in " + change.millis() + " ms" + what);
            return;
        }
        complain(app);
        if (app.answers()) {
            terminal.complain("  " + app.name() + "  goes on as it was before this change.");
        }
    }

    private static String named(Set<Path> paths) {
        String first =
                paths.stream()
                        .map(path -> path.getFileName().toString())
                        .sorted()
                        .findFirst()
                        .orElse("");
        return switch (paths.size()) {
            case 0 -> "";
            case 1 -> " (" + first + ")";
            default -> " (" + first + " and " + (paths.size() - 1) + " more)";
        };
    }
}
