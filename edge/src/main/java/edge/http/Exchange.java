package edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/// One request and its answer. Every method is called on [#loop()].
///
/// The body of the request is given only as far as it was asked for with [#pull(int)]; the writer of
/// the response is told by [Receiver#written(int)] what the socket has really taken, and writes no
/// more than it wants to have outstanding.
public interface Exchange {

    /// What was asked.
    RequestHead head();

    /// The event loop of the connection.
    EventLoop loop();

    /// Says who is told of the body and of the client; until then nothing is read.
    void receive(Receiver receiver);

    /// Raises what may be given of the request body by that many bytes.
    void pull(int bytes);

    /// Widens or narrows the bound on the request body of this exchange.
    void bodyBytesMax(long bytes);

    /// Sends the head; once, before any [#write(ByteBuf)].
    void start(ResponseHead head);

    /// Sends the head and a whole body at once; then the exchange is finished.
    void respond(ResponseHead head, ByteBuf body);

    /// Sends a piece of the body; takes the buffer over.
    void write(ByteBuf data);

    /// The body is whole.
    void finish();

    /// Cuts the connection, so that no client takes the answer for whole. Before the head was sent a
    /// handler answers with an error instead.
    void abort();

    /// Whether the head was sent.
    boolean started();

    /// Who is told of the request's body and of the client.
    interface Receiver {

        /// A piece of the request body, at most what was pulled; the receiver releases it.
        void data(ByteBuf data);

        /// The request body is whole.
        void end();

        /// So many bytes of the response body were taken by the socket.
        void written(int bytes);

        /// The client went away, or broke a rule; nothing more will come and nothing more is sent.
        void gone();
    }
}
