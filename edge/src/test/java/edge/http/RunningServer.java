package edge.http;

import base.Limits;
import io.netty.channel.EventLoopGroup;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/// A server on a free port with a loop of its own, for one test.
public final class RunningServer implements AutoCloseable {

    private final EventLoopGroup loops = Loops.start(1);
    private final HttpServer server;

    /// Starts one.
    public RunningServer(Limits.Http limits, Handler handler) {
        try {
            server = HttpServer.start(loops, "127.0.0.1", 0, limits, handler);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /// Starts one with the default limits.
    public RunningServer(Handler handler) {
        this(Limits.Http.DEFAULT, handler);
    }

    /// The server.
    public HttpServer server() {
        return server;
    }

    /// Its port.
    public int port() {
        return server.port();
    }

    /// A new connection to it.
    public Wire wire() {
        return new Wire(port());
    }

    EventLoopGroup loops() {
        return loops;
    }

    @Override
    public void close() {
        var _ = server.drain(Duration.ZERO);
        loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
}
