package edge.http;

import edge.file.FilePart;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;

/// One request and its answer. Every method is called on [#loop()].
///
/// The body of the request is given only as far as it was asked for with [#pull(int)]; the writer
/// of the response is told by [Receiver#written(int)] what the socket has really taken, and writes
/// no more than it wants to have outstanding.
///
/// An exchange is over when the answer is whole, was cut, or the client is gone: then its receiver
/// hears nothing more, what is written is dropped, and what is left of the request is read over.
public interface Exchange {

    /// What was asked.
    RequestHead head();

    /// The event loop of the connection.
    EventLoop loop();

    /// Says who is told of the body and of the client; until then nothing is given. A request
    /// without a body ends within this call, and a client that is already gone is told of here. A
    /// body that is longer than its bound is refused here with a 413.
    void receive(Receiver receiver);

    /// Raises what may be given of the request body by that many bytes; gives at once what is
    /// there. The first pull tells a client that waits for it to go on (`100 Continue`).
    void pull(int bytes);

    /// Widens or narrows the bound on the request body of this exchange; before
    /// [#receive(Receiver)].
    void bodyBytesMax(long bytes);

    /// Sends the head; once, before any [#write(ByteBuf)].
    ///
    /// @throws IllegalArgumentException when the head breaks a rule of HTTP; the client was
    ///   answered with a 500 and the exchange is over
    void start(ResponseHead head);

    /// Sends the head and a whole body at once; then the exchange is over. The body's own length
    /// counts, but for `HEAD`, whose answer may tell a length and have no body here.
    ///
    /// @throws IllegalArgumentException as [#start(ResponseHead)]
    void respond(ResponseHead head, ByteBuf body);

    /// The same with a body out of a file, which is never held in memory; takes it over.
    ///
    /// @throws IllegalArgumentException as [#start(ResponseHead)]
    void respond(ResponseHead head, FilePart body);

    /// Sends a piece of the body; takes the buffer over.
    void write(ByteBuf data);

    /// The body is whole. One that is shorter than the head told is cut.
    void finish();

    /// Cuts the connection, so that no client takes the answer for whole. Before the head was sent
    /// a handler answers with an error instead.
    void abort();

    /// Whether the head was sent.
    boolean started();

    /// Whether the client asks to go on with the WebSocket protocol.
    boolean asksForSocket();

    /// Answers that it may (101), and gives the connection to that handler: from now on all bytes
    /// come to it, it reads and writes the channel by itself, and the exchange is over without its
    /// receiver being told. False where the client is gone; then the handler is not used.
    ///
    /// A server that drains tells the handler by the event [#DRAINING].
    ///
    /// @throws IllegalArgumentException as [#start(ResponseHead)]
    boolean upgrade(ResponseHead head, ChannelHandler handler);

    /// Sent along the pipeline of a connection that left HTTP, when the server drains.
    Object DRAINING = "the server drains";

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
