package node.inspect;

import edge.http.Loops;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import node.invoke.Cordon;

/// Where debuggers connect, on this machine only: `/json/version`, `/json/list` (and `/json`), a
/// WebSocket and a source map for each target.
public final class InspectServer implements AutoCloseable {
    private static final int REQUEST_BYTES_MAX = 64 * 1024;

    private final List<Target> targets = new CopyOnWriteArrayList<>();
    private final Channel listener;

    private InspectServer(EventLoopGroup group, int port) throws IOException {
        listener = listen(group, port);
    }

    /// Begins to listen. Port 0 takes a free one.
    ///
    /// @throws IOException when the port cannot be had; the sentence says why
    public static InspectServer start(EventLoopGroup group, int port) throws IOException {
        return new InspectServer(group, port);
    }

    private Channel listen(EventLoopGroup group, int port) throws IOException {
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(group)
                        .channel(Loops.serverChannel(group))
                        .childHandler(
                                new ChannelInitializer<>() {
                                    @Override
                                    protected void initChannel(Channel channel) {
                                        channel.pipeline()
                                                .addLast(new HttpServerCodec())
                                                .addLast(
                                                        new HttpObjectAggregator(REQUEST_BYTES_MAX))
                                                .addLast(new InspectHandler(targets));
                                    }
                                })
                        .bind(new InetSocketAddress(loopback(), port))
                        .awaitUninterruptibly();
        Throwable cause = bound.cause();
        if (cause != null) {
            throw new IOException(
                    "Port "
                            + port
                            + " for debuggers cannot be listened on: "
                            + cause.getMessage()
                            + ". Choose another with --inspect=PORT.",
                    cause);
        }
        return bound.channel();
    }

    private static InetAddress loopback() throws IOException {
        return InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
    }

    /// The port that is listened on.
    public int port() {
        return ((InetSocketAddress) listener.localAddress()).getPort();
    }

    /// Where Chrome's DevTools debug each app.
    public Map<String, String> frontends() {
        var all = new LinkedHashMap<String, String>();
        for (Target target : targets) {
            String address = "127.0.0.1:" + port() + "/" + target.id();
            all.put(target.app(), TargetList.frontend(address));
        }
        return all;
    }

    /// One more app to debug.
    public Target add(String app, Path directory, Cordon cordon) {
        var target = new Target(app, directory, cordon, port());
        targets.add(target);
        return target;
    }

    /// Ends all sessions, so that paused code goes on; no new ones begin.
    public void sendAway() {
        listener.close().syncUninterruptibly();
        targets.forEach(Target::close);
    }

    @Override
    public void close() {
        listener.close().syncUninterruptibly();
    }
}
