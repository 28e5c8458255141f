package node.fetch;

import io.netty.channel.EventLoop;
import io.netty.handler.ssl.SslContext;

/// Asks other servers over HTTP/1.1, with a pool of kept connections. A client belongs to one event
/// loop: it is called there, tells there, and its connections live there, so that nothing is
/// shared.
public final class FetchClient {

    private final EventLoop loop;
    private final FetchSettings settings;
    private final Pool pool;

    /// A client that trusts what the JDK trusts.
    public FetchClient(EventLoop loop, FetchSettings settings) {
        this(loop, settings, Trust.jdk());
    }

    /// A client with its own trust.
    public FetchClient(EventLoop loop, FetchSettings settings, SslContext tls) {
        this.loop = loop;
        this.settings = settings;
        pool = new Pool(loop, settings, new Connector(loop, settings, tls));
    }

    /// Begins a call. The listener is told everything later, never from within this method.
    ///
    /// @throws IllegalArgumentException with a sentence when the request cannot be sent at all; a
    ///   whole body was released then
    public FetchCall open(FetchRequest request, FetchBody body, FetchListener listener) {
        try {
            var call = new FetchCall(this, request, Outgoing.of(request, body), listener);
            loop.execute(call::begin);
            return call;
        } catch (IllegalArgumentException refused) {
            if (body instanceof FetchBody.Whole whole) {
                whole.bytes().release();
            }
            throw refused;
        }
    }

    /// Closes the connections that no call uses; the others close after their call.
    public void close() {
        pool.close();
    }

    /// How many connections are open or being opened.
    public int connections() {
        return pool.connections();
    }

    EventLoop loop() {
        return loop;
    }

    FetchSettings settings() {
        return settings;
    }

    Pool pool() {
        return pool;
    }
}
