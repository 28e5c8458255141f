package node.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import node.https.LocalTls;
import node.inspect.InspectServer;
import node.page.Live;
import node.terminal.Entry;
import node.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// What the terminal and the dev page say of the apps as a whole: where they are, and what came of
/// a change.
///
/// @param tls how HTTPS is spoken; null for HTTP
/// @param port that is listened on
record Told(Terminal terminal, Live live, @Nullable LocalTls tls, int port) {
    private static final int FILES_MAX = 20;

    /// The address of an app.
    String url(DevApp app) {
        return (tls == null ? "http://" : "https://") + app.host() + ":" + port;
    }

    /// @param keys what may be typed; empty where nothing may
    void started(List<DevApp> apps, String keys) {
        List<Entry.Served> served =
                apps.stream()
                        .map(app ->
                                new Entry.Served(
                                        app.name(), url(app), Understood.summary(app.facts())))
                        .toList();
        String first = served.getFirst().url();
        terminal.show(new Entry.Ready(Release.version(), served, first + "/_edgewise", keys));
        if (tls != null && tls.authority() != null) {
            terminal.say(
                    "  To trust these addresses, add this authority to your system or browser: "
                            + tls.authority());
        }
        apps.forEach(this::complain);
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
        app.problems().forEach(problem -> terminal.show(new Entry.Fault(app.name(), problem, "")));
    }

    void changed(AppWatch.Change change) {
        DevApp app = change.app();
        boolean good = app.problems().isEmpty();
        if (!change.before().equals(app.name())) {
            renamed(change.before(), app);
        }
        if (!good) {
            complain(app);
        }
        var reload =
                new Entry.Reload(
                        app.name(), change.millis(), named(change.paths()), good, app.answers());
        terminal.show(reload);
        live.reloaded(reload);
    }

    private void renamed(String before, DevApp app) {
        live.renamed(before, app.name());
        terminal.say("  '" + before + "' is named '" + app.name() + "' now: " + url(app));
    }

    private static List<String> named(Set<Path> paths) {
        return paths.stream()
                .map(path -> path.getFileName().toString())
                .sorted()
                .limit(FILES_MAX)
                .toList();
    }
}
