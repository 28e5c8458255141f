package node.tcp;

import io.netty.channel.Channel;
import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.security.cert.CertificateException;
import java.util.concurrent.Executor;
import javax.net.ssl.SSLException;
import node.fetch.Connector;
import node.fetch.FetchSettings;
import node.fetch.Origin;
import node.fetch.Trust;
import org.jspecify.annotations.Nullable;

/// Opens connections of bytes, under the rules that hold for `fetch`. It belongs to one event loop
/// and is used there.
public final class TcpClient {
    /// What was written and nobody waits for may take so long to be sent.
    static final long LINGER_MILLIS_MAX = 10_000;

    /// So much of that may wait, of all connections together; beyond it they are closed.
    private static final long LINGER_BYTES_MAX = 16L * 1024 * 1024;

    /// Mail between servers: a platform that lets anybody send it is soon on every list of such.
    private static final int MAIL_PORT = 25;

    private final EventLoop loop;
    private final FetchSettings settings;
    private final Connector connector;
    private final SslContext ordinary = Trust.jdk();
    private final Executor aside = task -> Thread.ofVirtual().name("tcp").start(task);
    private long lingering;

    /// On that loop.
    public TcpClient(EventLoop loop, FetchSettings settings) {
        this.loop = loop;
        this.settings = settings;
        connector = Connector.raw(loop, settings);
    }

    /// Begins to connect; the listener is told later.
    public TcpConnection open(String host, int port, TcpListener listener) {
        var connection = new TcpConnection(this, listener);
        if (port == MAIL_PORT) {
            loop.execute(() ->
                    listener.failed(
                            new TcpFailure("EACCES", "Connections to port 25 are not allowed.")));
            return connection;
        }
        connector.connect(new Origin(false, host, port), waiting(connection, listener));
        return connection;
    }

    private static Connector.Waiting waiting(TcpConnection connection, TcpListener listener) {
        return new Connector.Waiting() {
            @Override
            public boolean trying(Channel channel) {
                return connection.tries(channel);
            }

            @Override
            public void connected(Channel channel) {
                if (connection.isLeft()) {
                    var _ = channel.close();
                    return;
                }
                connection.attach(channel);
                listener.connected(text(channel.remoteAddress()), text(channel.localAddress()));
            }

            @Override
            public void refused(String sentence, @Nullable Throwable cause) {
                if (!connection.isLeft()) {
                    listener.failed(TcpFailure.of(sentence, cause));
                }
            }
        };
    }

    private static String text(java.net.@Nullable SocketAddress address) {
        if (!(address instanceof InetSocketAddress inet) || inet.getAddress() == null) {
            return "";
        }
        String host = inet.getAddress().getHostAddress();
        return (host.contains(":") ? "[" + host + "]" : host) + ":" + inet.getPort();
    }

    EventLoop loop() {
        return loop;
    }

    long connectMillisMax() {
        return settings.connectMillisMax();
    }

    int portOf(Channel channel) {
        return channel.remoteAddress() instanceof InetSocketAddress inet ? inet.getPort() : 0;
    }

    /// What takes its time, which is not the loop's.
    void aside(Runnable task) {
        aside.execute(task);
    }

    SslContext context(TlsAsk ask) throws SSLException, CertificateException {
        return ask.isOrdinary() ? ordinary : ask.context();
    }

    /// Whether so many bytes may wait though nobody has their connection.
    boolean lingers(long bytes) {
        if (lingering + bytes > LINGER_BYTES_MAX) {
            return false;
        }
        lingering += bytes;
        return true;
    }

    void lingered(long bytes) {
        lingering -= bytes;
    }
}
