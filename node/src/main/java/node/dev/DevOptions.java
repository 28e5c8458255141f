package node.dev;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a developer asks of `edgewise dev`.
///
/// @param places directories, settings files or scripts, one an app; at least one
/// @param host address to listen on
/// @param port port to listen on; 0 for any that is free
/// @param environment of the settings that is wanted; null for their top level
/// @param meter whether meter records are shown
/// @param reload whether browsers are told to load a page again when its app has changed
/// @param log where the request log goes; null for standard output
public record DevOptions(
        List<Path> places,
        String host,
        int port,
        @Nullable String environment,
        boolean meter,
        boolean reload,
        @Nullable Path log) {

    /// The largest port.
    public static final int PORT_MAX = 65_535;

    /// Checks what the type does not.
    public DevOptions {
        if (places.isEmpty()) {
            throw new IllegalArgumentException("no place of an app is named");
        }
        if (port < 0 || port > PORT_MAX) {
            throw new IllegalArgumentException("port is " + port + "; it is 0 to " + PORT_MAX);
        }
        places = List.copyOf(places);
    }
}
