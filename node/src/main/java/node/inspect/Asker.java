package node.inspect;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Who may ask, by the headers of its request. Whoever reaches a debugger may run anything in an
/// app, so a page in a browser must not: neither by a name of its own that leads to this machine
/// (DNS rebinding shows in `Host`), nor by opening a WebSocket (a browser tells the page's
/// `Origin`). Node.js has the same rule for `Host`.
final class Asker {
    private static final Pattern HOST =
            Pattern.compile(
                    "(?:localhost|localhost6|\\d{1,3}(?:\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+])(?::\\d{1,5})?",
                    Pattern.CASE_INSENSITIVE);

    private static final Pattern ORIGIN = Pattern.compile("(?:chrome-)?devtools://.*");

    private Asker() {}

    /// Why it may not; null where it may.
    static @Nullable String refusal(@Nullable String host, @Nullable String origin) {
        if (host != null && !host.isEmpty() && !HOST.matcher(host).matches()) {
            return "The host '" + host + "' is neither 'localhost' nor an IP address.";
        }
        if (origin != null && !ORIGIN.matcher(origin).matches()) {
            return "The page '" + origin + "' may not debug; use DevTools or an editor.";
        }
        return null;
    }
}
