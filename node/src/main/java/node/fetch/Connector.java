package node.fetch;

import edge.http.Loops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/// Opens connections: a name is looked up, each of its addresses is checked, and the very address
/// that was checked is connected to.
public final class Connector {

    private static final int BODY_PIECE_BYTES = 64 * 1024;
    private static final int STATUS_LINE_BYTES = 8 * 1024;

    private final EventLoop loop;
    private final FetchSettings settings;
    private final SslContext tls;
    private final boolean raw;

    /// Look-ups and handshakes take their time, which is not the loop's.
    private final Executor aside = task -> Thread.ofVirtual().name("fetch").start(task);

    /// For HTTP.
    Connector(EventLoop loop, FetchSettings settings, SslContext tls) {
        this(loop, settings, tls, false);
    }

    private Connector(EventLoop loop, FetchSettings settings, SslContext tls, boolean raw) {
        this.loop = loop;
        this.settings = settings;
        this.tls = tls;
        this.raw = raw;
    }

    /// For bytes of any kind, each direction with an end of its own.
    public static Connector raw(EventLoop loop, FetchSettings settings) {
        return new Connector(loop, settings, Trust.jdk(), true);
    }

    /// Who waits for a connection.
    public interface Waiting {

        /// It stands, and reads when it is told to.
        void connected(Channel channel);

        /// This attempt begins; false where nobody waits any more.
        default boolean trying(Channel channel) {
            return true;
        }

        /// There is none. Without a cause it was a rule of this node's that refused it.
        void refused(String sentence, @Nullable Throwable cause);
    }

    /// Opens a connection; tells of it later.
    public void connect(Origin origin, Waiting waiting) {
        aside.execute(() -> {
            try {
                var found = lookUp(origin.name());
                loop.execute(() -> check(origin, List.of(found), waiting));
            } catch (UnknownHostException unknown) {
                String sentence = "There is no address for the host '" + origin.name() + "'.";
                loop.execute(() -> waiting.refused(sentence, unknown));
            }
        });
    }

    /// Every name below `localhost` is this machine (RFC 6761 §6.3); not every resolver knows.
    public static InetAddress[] lookUp(String name) throws UnknownHostException {
        return InetAddress.getAllByName(name.endsWith(".localhost") ? "localhost" : name);
    }

    private void check(Origin origin, List<InetAddress> found, Waiting waiting) {
        List<InetAddress> allowed = new ArrayList<>(found.size());
        String refusal = "";
        for (InetAddress address : found) {
            String why = settings.addresses().refusal(address);
            if (why == null) {
                allowed.add(address);
            } else {
                refusal = why;
            }
        }
        if (allowed.isEmpty()) {
            waiting.refused("'" + origin.name() + "' may not be fetched: " + refusal + ".", null);
        } else {
            attempt(origin, allowed, 0, waiting);
        }
    }

    /// Tries one address, and the next one where nobody answers.
    private void attempt(Origin origin, List<InetAddress> addresses, int index, Waiting waiting) {
        ChannelFuture connecting =
                new Bootstrap()
                        .group(loop)
                        .channel(Loops.clientChannel(loop))
                        .option(ChannelOption.AUTO_READ, false)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.ALLOW_HALF_CLOSURE, raw)
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                Math.toIntExact(settings.connectMillisMax()))
                        .handler(new Plumbing(origin))
                        .connect(new InetSocketAddress(addresses.get(index), origin.port()));
        if (!waiting.trying(connecting.channel())) {
            var _ = connecting.channel().close();
            return;
        }
        connecting.addListener(_ -> {
            Throwable cause = connecting.cause();
            if (cause == null) {
                secure(origin, connecting.channel(), waiting);
            } else if (index + 1 < addresses.size()) {
                attempt(origin, addresses, index + 1, waiting);
            } else {
                waiting.refused(
                        "No connection to " + toldOf(origin) + ": " + text(cause) + ".", cause);
            }
        });
    }

    private static void secure(Origin origin, Channel channel, Waiting waiting) {
        SslHandler handler = channel.pipeline().get(SslHandler.class);
        if (handler == null) {
            waiting.connected(channel);
            return;
        }
        handler.handshakeFuture()
                .addListener(shaken -> {
                    Throwable cause = shaken.cause();
                    if (cause == null) {
                        waiting.connected(channel);
                    } else {
                        var _ = channel.close();
                        waiting.refused("No TLS with " + origin + ": " + text(cause) + ".", cause);
                    }
                });
        channel.read();
    }

    private String toldOf(Origin origin) {
        return raw ? origin.host() + ":" + origin.port() : origin.toString();
    }

    private static String text(Throwable cause) {
        Throwable root = cause;
        for (Throwable next = cause; next != null; next = next.getCause()) {
            root = next;
        }
        @Nullable String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private final class Plumbing extends ChannelInitializer<Channel> {
        private final Origin origin;

        Plumbing(Origin origin) {
            this.origin = origin;
        }

        @Override
        protected void initChannel(Channel channel) {
            if (origin.tls()) {
                SslHandler handler =
                        tls.newHandler(channel.alloc(), origin.name(), origin.port(), aside);
                handler.setHandshakeTimeoutMillis(settings.connectMillisMax());
                channel.pipeline().addLast(handler);
            }
            if (raw) {
                return;
            }
            var config =
                    new HttpDecoderConfig()
                            .setMaxInitialLineLength(STATUS_LINE_BYTES)
                            .setMaxHeaderSize(settings.headerBytesMax())
                            .setMaxChunkSize(BODY_PIECE_BYTES);
            channel.pipeline()
                    .addLast(
                            new HttpClientCodec(
                                    config,
                                    HttpClientCodec.DEFAULT_PARSE_HTTP_AFTER_CONNECT_REQUEST,
                                    HttpClientCodec.DEFAULT_FAIL_ON_MISSING_RESPONSE));
        }
    }
}
