package edge.http;

import io.netty.channel.EventLoop;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// What the connections of one event loop share: room to read and write heads in, and the watch
/// over their time-outs. Used on that loop alone.
final class LoopPart {

    private static final int SCRATCH_BYTES_KEPT = 16 * 1024;

    private final HttpServer server;
    private final Set<Connection> connections = new HashSet<>();
    private final HeadWriter writer = new HeadWriter(InstantSource.system());
    private final ScheduledFuture<?> checking;
    private final byte[] scratch = new byte[SCRATCH_BYTES_KEPT];

    LoopPart(HttpServer server, EventLoop loop, long checkMillis) {
        this.server = server;
        checking =
                loop.scheduleWithFixedDelay(
                        this::check, checkMillis, checkMillis, TimeUnit.MILLISECONDS);
    }

    void add(Connection connection) {
        connections.add(connection);
        server.opened(connection);
    }

    void remove(Connection connection) {
        if (connections.remove(connection)) {
            server.closed();
        }
    }

    HeadWriter writer() {
        return writer;
    }

    /// Room for a head of that many bytes.
    byte[] scratch(int length) {
        return length <= scratch.length ? scratch : new byte[length];
    }

    void each(Consumer<Connection> action) {
        List<Connection> all = new ArrayList<>(connections);
        all.forEach(action);
    }

    /// Ends the watch, when the server is closed.
    void stop() {
        checking.cancel(false);
    }

    private void check() {
        long now = System.nanoTime();
        each(connection -> connection.check(now));
    }
}
