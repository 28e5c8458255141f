package edge.router;

import java.util.Locale;

/// Where the requests for a host and the paths below a prefix go.
///
/// @param host a name without port, or `*.` and a suffix for every name below that one
/// @param path `/` for all, or a prefix: `/api` is for `/api` and `/api/x`, not for `/apis`
/// @param site who answers
public record Route(String host, String path, Site site) {

    /// Checks the pattern and takes it in lower case.
    public Route {
        host = host.toLowerCase(Locale.ROOT);
        String name = host.startsWith("*.") ? host.substring(2) : host;
        if (name.isEmpty() || name.indexOf('*') >= 0) {
            throw new IllegalArgumentException(
                    "The host of a route is '" + host + "'; it is a name, or *. and a name.");
        }
        if (!path.startsWith("/")) {
            throw new IllegalArgumentException(
                    "The path of a route is '" + path + "'; it begins with '/'.");
        }
        if (path.length() > 1 && path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
    }

    /// A route for a whole host.
    public Route(String host, Site site) {
        this(host, "/", site);
    }

    boolean takes(String target) {
        if (path.length() == 1) {
            return true;
        }
        if (!target.startsWith(path)) {
            return false;
        }
        char next = target.length() == path.length() ? '/' : target.charAt(path.length());
        return next == '/' || next == '?';
    }
}
