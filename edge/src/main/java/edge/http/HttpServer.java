package edge.http;

import base.Limits;
import edge.tls.Secrecy;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Listens on one address and gives each request to a handler. Its methods block and are called
/// from any thread but the event loops.
public final class HttpServer {

    private static final int BACKLOG = 1024;
    private static final long CHECK_MILLIS_MIN = 10;
    private static final long CHECK_MILLIS_MAX = 1_000;

    private final Limits.Http limits;
    private final Handler handler;
    private final Map<EventLoop, LoopPart> parts = new ConcurrentHashMap<>();
    private final AtomicInteger open = new AtomicInteger();
    private final CompletableFuture<Void> empty = new CompletableFuture<>();
    private volatile boolean draining;
    private volatile @Nullable Channel listener;

    private final @Nullable SslContext tls;

    private HttpServer(Limits.Http limits, Handler handler, @Nullable SslContext tls) {
        this.limits = limits;
        this.handler = handler;
        this.tls = tls;
    }

    /// Begins to listen. Port 0 takes a free one.
    ///
    /// @throws BindException when another process has the port
    /// @throws IOException when the address cannot be had; the sentence says why
    public static HttpServer start(
            EventLoopGroup group, String host, int port, Limits.Http limits, Handler handler)
            throws IOException {
        return start(group, host, port, limits, handler, null);
    }

    /// Begins to listen for HTTPS, where there is what that needs.
    ///
    /// @throws IOException when the address cannot be had; the sentence says why
    public static HttpServer start(
            EventLoopGroup group,
            String host,
            int port,
            Limits.Http limits,
            Handler handler,
            @Nullable SslContext tls)
            throws IOException {
        var server = new HttpServer(limits, handler, tls);
        server.listen(group, host, port);
        return server;
    }

    private void listen(EventLoopGroup group, String host, int port) throws IOException {
        var address = new InetSocketAddress(host, port);
        if (address.isUnresolved()) {
            throw new IOException(
                    "There is no host '"
                            + host
                            + "' to listen on; 127.0.0.1 is for this machine alone, 0.0.0.0 for all"
                            + " who can reach it.");
        }
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(Loops.serverChannel(group))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.AUTO_READ, false)
                        .childHandler(new Connecting())
                        .bind(address)
                        .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw refusal(host, port, cause);
        }
        listener = bound.channel();
    }

    private static IOException refusal(String host, int port, Throwable cause) {
        String text = String.valueOf(cause.getMessage());
        String what = "Port " + port + " on " + host;
        if (text.contains("Address already in use")) {
            var taken =
                    new BindException(
                            what
                                    + " is taken by another process; stop that one or choose another"
                                    + " port.");
            taken.initCause(cause);
            return taken;
        }
        return new IOException(
                text.contains("Permission denied")
                        ? "Port "
                                + port
                                + " is for privileged processes only; choose one from 1024 on."
                        : text.contains("Cannot assign requested address")
                                ? "The address '"
                                        + host
                                        + "' is none of this machine's; 127.0.0.1 is for this"
                                        + " machine alone, 0.0.0.0 for all who can reach it."
                                : what + " cannot be listened on: " + text + ".",
                cause);
    }

    private final class Connecting extends ChannelInitializer<Channel> {
        @Override
        protected void initChannel(Channel channel) {
            LoopPart part =
                    parts.computeIfAbsent(
                            channel.eventLoop(),
                            loop -> new LoopPart(HttpServer.this, loop, checkMillis()));
            Secrecy.begin(channel, tls);
            channel.pipeline().addLast(new Connection(channel, HttpServer.this, part));
        }
    }

    /// The port that is listened on.
    public int port() {
        Channel bound = listener;
        if (bound == null) {
            throw new IllegalStateException("the server does not listen");
        }
        return ((InetSocketAddress) bound.localAddress()).getPort();
    }

    /// Stops accepting, closes what is idle, lets what was asked be answered, and cuts what is left
    /// when the time is over. Tells whether nothing had to be cut.
    public boolean drain(Duration most) {
        draining = true;
        Channel bound = listener;
        if (bound != null) {
            bound.close().awaitUninterruptibly();
        }
        each(Connection::drain);
        if (open.get() == 0) {
            empty.complete(null);
        }
        boolean drained = awaitEmpty(most);
        if (!drained) {
            each(connection -> connection.cut(false));
        }
        parts.forEach((loop, part) -> loop.execute(part::stop));
        return drained;
    }

    private boolean awaitEmpty(Duration most) {
        try {
            empty.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException | ExecutionException late) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void each(Consumer<Connection> action) {
        parts.forEach((loop, part) -> loop.execute(() -> part.each(action)));
    }

    Limits.Http limits() {
        return limits;
    }

    Handler handler() {
        return handler;
    }

    boolean draining() {
        return draining;
    }

    /// How many connections are open.
    int connections() {
        return open.get();
    }

    void opened(Connection connection) {
        int count = open.incrementAndGet();
        if (count > 2L * limits.connectionsMax()) {
            // Even those that are told to go away are too many now.
            connection.cut(false);
        } else if (count > limits.connectionsMax()) {
            connection.refuse(
                    new Refusal(
                            503,
                            "All "
                                    + limits.connectionsMax()
                                    + " connections of this server are taken; try again soon."));
        } else if (draining) {
            connection.drain();
        }
    }

    void closed() {
        if (open.decrementAndGet() == 0 && draining) {
            empty.complete(null);
        }
    }

    void log(Throwable cause) {
        System.getLogger("edge.http").log(Level.WARNING, "a connection failed", cause);
    }

    /// Time-outs are noticed late by at most a quarter.
    private long checkMillis() {
        long least =
                Math.min(
                        limits.headMillisMax(),
                        Math.min(limits.idleMillisMax(), limits.stallMillisMax()));
        return Math.clamp(least / 4, CHECK_MILLIS_MIN, CHECK_MILLIS_MAX);
    }
}
