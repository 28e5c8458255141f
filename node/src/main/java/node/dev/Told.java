package node.dev;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import node.page.Live;
import node.terminal.Entry;
import node.terminal.Terminal;

/// What the terminal and the dev page say of the apps as a whole: where they are, and what came of
/// a change.
record Told(Terminal terminal, Live live) {
    private static final int FILES_MAX = 20;

    /// @param scheme of their addresses
    /// @param keys what may be typed; empty where nothing may
    void started(List<DevApp> apps, String scheme, int port, String keys) {
        List<Entry.Served> served =
                apps.stream()
                        .map(app ->
                                new Entry.Served(
                                        app.name(),
                                        scheme + "://" + app.host() + ":" + port,
                                        Understood.summary(app.facts())))
                        .toList();
        String first = served.getFirst().url();
        terminal.show(new Entry.Ready(Release.version(), served, first + "/_edgewise", keys));
        apps.forEach(this::complain);
    }

    private void complain(DevApp app) {
        app.problems().forEach(problem -> terminal.show(new Entry.Fault(app.name(), problem, "")));
    }

    void changed(AppWatch.Change change) {
        DevApp app = change.app();
        boolean good = app.problems().isEmpty();
        if (!good) {
            complain(app);
        }
        var reload =
                new Entry.Reload(
                        app.name(), change.millis(), named(change.paths()), good, app.answers());
        terminal.show(reload);
        live.reloaded(reload);
    }

    private static List<String> named(Set<Path> paths) {
        return paths.stream()
                .map(path -> path.getFileName().toString())
                .sorted()
                .limit(FILES_MAX)
                .toList();
    }
}
