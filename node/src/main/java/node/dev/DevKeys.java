package node.dev;

import base.linux.SystemCalls;
import base.linux.TypedKeys;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import node.inspect.InspectServer;
import node.terminal.Keys;
import node.terminal.Terminal;
import org.jspecify.annotations.Nullable;

/// The keys of `dev`.
final class DevKeys {

    /// Clears what is seen and what was scrolled away (ECMA-48 ED, with xterm's 3).
    private static final String CLEAR = "\u001b[H\u001b[2J\u001b[3J";

    private final Terminal terminal;
    private final DevApps apps;
    private final @Nullable InspectServer inspector;
    private final Runnable stop;

    /// @param inspector where debuggers connect; null where none may
    /// @param stop ends all
    DevKeys(Terminal terminal, DevApps apps, @Nullable InspectServer inspector, Runnable stop) {
        this.terminal = terminal;
        this.apps = apps;
        this.inspector = inspector;
        this.stop = stop;
    }

    /// The keys, `url` being that of the first app; null where nobody can press one, as standard
    /// input or output is no terminal.
    @Nullable Keys of(DevOptions options, SystemCalls calls, Supplier<String> url) {
        var typed = new TypedKeys(calls, 0);
        return Output.isTerminal() && !options.json() && options.log() == null && typed.isTerminal()
                ? new Keys(typed, terminal, all(url))
                : null;
    }

    private List<Keys.Key> all(Supplier<String> url) {
        List<Keys.Key> keys = new ArrayList<>();
        keys.add(
                new Keys.Key(
                        'o', "open", "Opens the first app in a browser.", () -> open(url.get())));
        keys.add(
                new Keys.Key(
                        'p',
                        "dev page",
                        "Opens the dev page: requests, settings, what is wrong.",
                        () -> open(url.get() + "/_edgewise")));
        keys.add(new Keys.Key('r', "reload", "Reads and builds all apps again.", apps::rebuild));
        keys.add(new Keys.Key('c', "clear", "Clears the terminal.", () -> terminal.say(CLEAR)));
        if (inspector != null) {
            keys.add(
                    new Keys.Key(
                            'd',
                            "debugger",
                            "Tells where Chrome DevTools debugs each app.",
                            () -> debug(inspector)));
        }
        keys.add(new Keys.Key('q', "quit", "Ends, after the requests under way.", stop));
        return keys;
    }

    private void open(String url) {
        boolean opened = new Browser(System.getenv()).open(url);
        terminal.say(
                (opened ? "  opening " : "  there is no browser to open here; it is at ") + url);
    }

    private void debug(InspectServer server) {
        var text = new StringBuilder("  paste into the address bar of Chrome:\n");
        server.frontends()
                .forEach((app, url) -> {
                    text.append("  ").append(app).append("  ").append(url).append('\n');
                });
        terminal.say(text.toString());
    }
}
