package node.dev;

import java.nio.file.Path;
import java.util.List;
import node.config.AppChoices;
import org.jspecify.annotations.Nullable;

/// What a developer asks of `edgewise dev`.
///
/// @param places directories, settings files or scripts, one an app; at least one
/// @param host address to listen on
/// @param port port to listen on; 0 for any that is free
/// @param exactPort whether no other port may be taken in its place
/// @param choices what holds for all of the apps beside their settings
/// @param meter whether meter records are shown
/// @param reload whether browsers are told to load a page again when its app has changed
/// @param json whether everything is told as lines of JSON
/// @param https how HTTPS is spoken; null for HTTP
/// @param inspect where debuggers may connect; null where none may
/// @param log where the request log goes; null for standard output
public record DevOptions(
        List<Path> places,
        String host,
        int port,
        boolean exactPort,
        AppChoices choices,
        boolean meter,
        boolean reload,
        boolean json,
        @Nullable Https https,
        @Nullable Inspect inspect,
        @Nullable Path log) {

    /// The largest port.
    public static final int PORT_MAX = 65_535;

    /// How apps may be debugged.
    ///
    /// @param port port for debuggers on 127.0.0.1; 0 for any that is free
    /// @param await whether no code runs before a debugger lets it
    public record Inspect(int port, boolean await) {}

    /// Whose certificate is shown.
    ///
    /// @param key file of a private key; null for one by the user's own authority
    /// @param certificate file that belongs to it
    public record Https(@Nullable Path key, @Nullable Path certificate) {}

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
