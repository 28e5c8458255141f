package node.dev;

import edge.http.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import node.terminal.Terminal;

/// Finds a port to listen on: the one that was asked for or none; without one, the usual one or the
/// next that is free.
final class Listening {
    private static final int TRIED_MAX = 20;

    private final DevOptions options;
    private final Terminal terminal;

    Listening(DevOptions options, Terminal terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /// Starts a server on a port.
    @FunctionalInterface
    interface Start {
        /// Begins to listen there.
        HttpServer on(int port) throws IOException;
    }

    /// Starts the server.
    ///
    /// @throws IOException with a sentence that says who has the port, and which one is free
    HttpServer start(Start server) throws IOException {
        try {
            return server.on(options.port());
        } catch (BindException taken) {
            if (options.exactPort()) {
                throw new IOException(sentence() + wayOut(), taken);
            }
            return next(server, taken);
        }
    }

    private HttpServer next(Start server, BindException taken) throws IOException {
        int last = Math.min(options.port() + TRIED_MAX, DevOptions.PORT_MAX);
        for (int port = options.port() + 1; port <= last; port++) {
            try {
                HttpServer started = server.on(port);
                terminal.complain(sentence() + "; listening on " + port + " instead.");
                return started;
            } catch (BindException again) {
                taken.addSuppressed(again);
            }
        }
        throw taken;
    }

    private String sentence() {
        String owner = new PortOwner(Path.of("/proc")).of(options.port());
        return "Port "
                + options.port()
                + " is taken by "
                + (owner == null ? "another process" : owner);
    }

    private String wayOut() {
        int free = free();
        return free == 0 ? "." : "; " + free + " is free: --port " + free + ".";
    }

    private int free() {
        int last = Math.min(options.port() + TRIED_MAX, DevOptions.PORT_MAX);
        for (int port = options.port() + 1; port <= last; port++) {
            try (var probe = new ServerSocket(port, 1, InetAddress.getByName(options.host()))) {
                return probe.getLocalPort();
            } catch (IOException _) {
                // Taken as well; the next one.
            }
        }
        return 0;
    }
}
