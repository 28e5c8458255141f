package node.child;

import base.Limits;
import base.lane.LaneBreach;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// The Unix socket that children connect to. Anyone on the machine may reach it (a child is a user
/// of its own), so who connects proves itself by the secret that only its child was told.
public final class LaneServer implements AutoCloseable {
    private final EventLoop loop;
    private final Limits.Lane limits;
    private final Path directory;
    private final Map<String, ChildLink> expected = new ConcurrentHashMap<>();
    private final java.security.SecureRandom random = new java.security.SecureRandom();
    private final Channel channel;

    /// Listens in a new directory; all lanes live on this loop.
    public LaneServer(EventLoop loop, Limits.Lane limits) {
        this.loop = loop;
        this.limits = limits;
        try {
            directory = Files.createTempDirectory("edgewise-");
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
            channel = listen();
            Files.setPosixFilePermissions(socket(), PosixFilePermissions.fromString("rwxrwxrwx"));
        } catch (IOException e) {
            throw new UncheckedIOException("make the lanes' socket", e);
        }
    }

    private Channel listen() {
        return new ServerBootstrap()
                .group(loop, loop)
                .channel(EpollServerDomainSocketChannel.class)
                .childOption(
                        ChannelOption.RECVBUF_ALLOCATOR,
                        new AdaptiveRecvByteBufAllocator(4096, 65_536, 262_144))
                .childHandler(
                        new ChannelInitializer<>() {
                            @Override
                            protected void initChannel(Channel lane) {
                                lane.pipeline()
                                        .addLast(
                                                new LaneHandler(
                                                        LaneServer.this, limits.frameBytesMax()));
                            }
                        })
                .bind(new DomainSocketAddress(socket().toFile()))
                .syncUninterruptibly()
                .channel();
    }

    Path socket() {
        return directory.resolve("lane");
    }

    /// Where all lanes live.
    public EventLoop loop() {
        return loop;
    }

    Limits.Lane limits() {
        return limits;
    }

    /// A secret for a child that will connect twice.
    String expect(ChildLink link) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String secret = HexFormat.of().formatHex(bytes);
        expected.put(secret, link);
        return secret;
    }

    void forget(ChildLink link) {
        expected.values().remove(link);
    }

    ChildLink welcome(String secret) {
        ChildLink link = expected.get(secret);
        if (link == null) {
            throw new LaneBreach("A stranger tried to open a lane.");
        }
        return link;
    }

    @Override
    public void close() {
        channel.close().syncUninterruptibly();
        try {
            Files.deleteIfExists(socket());
            Files.deleteIfExists(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("remove the lanes' socket", e);
        }
    }
}
