package node.invoke;

import base.Limits;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.meter.Outcome;
import edge.http.Exchange;
import edge.http.ResponseHead;
import edge.websocket.CloseCode;
import edge.websocket.Side;
import edge.websocket.WebSocket;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import node.socket.SocketBridge;
import org.jspecify.annotations.Nullable;

/// An invocation's HTTP exchange. Connections and lanes share one event loop, so nothing here is
/// handed from thread to thread.
final class ExchangeSide implements Exchange.Receiver {
    private final Exchange exchange;
    private final Invocation invocation;
    private final Limits.Lane limits;
    private ByteBuffer inline = Invocation.noBytes();
    private Runnable whenWhole = () -> {};
    private BodyKind kind;
    private long bytesIn;
    private boolean stopped;
    private boolean wanted;
    private boolean endedUnasked;
    private @Nullable SocketBridge socket;

    ExchangeSide(Exchange exchange, Invocation invocation, Limits.Lane limits) {
        this.exchange = exchange;
        this.invocation = invocation;
        this.limits = limits;
        long length = exchange.head().bodyBytes();
        this.kind =
                length == 0
                        ? BodyKind.NONE
                        : length > 0 && length <= limits.inlineBytesMax()
                                ? BodyKind.INLINE
                                : BodyKind.STREAM;
    }

    Exchange exchange() {
        return exchange;
    }

    /// Begins to read: calls back when the invocation may go to a child, at once or when its small
    /// body is whole.
    void open(Runnable ready) {
        exchange.bodyBytesMax(invocation.version().bodyBytesMax());
        if (kind == BodyKind.INLINE) {
            inline = ByteBuffer.allocate((int) exchange.head().bodyBytes());
            whenWhole = ready;
            exchange.receive(this);
            exchange.pull(inline.capacity());
        } else {
            exchange.receive(this);
            ready.run();
        }
    }

    BodyKind bodyKind() {
        return kind;
    }

    long bodyBytes() {
        return exchange.head().bodyBytes();
    }

    ByteBuffer inline() {
        return inline.duplicate().rewind();
    }

    long bytesIn() {
        return socket == null ? bytesIn : socket.bytesIn();
    }

    /// The WebSocket that it became; null while it is HTTP.
    @Nullable SocketBridge socket() {
        return socket;
    }

    /// Goes on as a WebSocket, whose stream on the lane is that of the invocation.
    void upgrade(ResponseHead head, int stream, Consumer<Message> lane) {
        var bridge = new SocketBridge(stream, exchange.loop(), limits, lane);
        var opened = new WebSocket(Side.SERVER, Limits.Socket.DEFAULT, bridge);
        bridge.attach(opened);
        if (invocation.isCanceled() || !exchange.upgrade(head, opened)) {
            bridge.closed(new CloseCode(CloseCode.LOST, ""));
        }
        socket = bridge;
    }

    // ---- from the client ------------------------------------------------------------------------

    @Override
    public void data(ByteBuf data) {
        bytesIn += data.readableBytes();
        try {
            if (kind == BodyKind.INLINE) {
                ByteBuffer into = inline;
                int length = Math.min(into.remaining(), data.readableBytes());
                data.readBytes(into.slice(into.position(), length));
                into.position(into.position() + length);
            } else if (!stopped) {
                chunks(data);
            }
        } finally {
            data.release();
        }
    }

    private void chunks(ByteBuf data) {
        while (data.isReadable()) {
            int length = Math.min(limits.chunkBytesMax(), data.readableBytes());
            invocation.requestData(data.nioBuffer(data.readerIndex(), length));
            data.skipBytes(length);
        }
    }

    @Override
    public void end() {
        if (kind == BodyKind.INLINE) {
            whenWhole.run();
        } else if (kind == BodyKind.STREAM && !wanted) {
            endedUnasked = true;
        } else if (kind == BodyKind.STREAM && !stopped) {
            invocation.requestEnd();
        }
    }

    @Override
    public void written(int bytes) {
        invocation.written(bytes);
    }

    @Override
    public void gone() {
        invocation.clientGone();
    }

    // ---- to the client
    // ---------------------------------------------------------------------------

    /// An empty body ends by itself, perhaps before there is anybody in the child to hear of it:
    /// its end is told once the body is wanted.
    void pull(int bytes) {
        if (socket != null) {
            socket.credit(bytes);
        } else if (bytes > 0 && kind == BodyKind.STREAM) {
            wanted = true;
            if (endedUnasked) {
                endedUnasked = false;
                end();
            } else {
                exchange.pull(bytes);
            }
        }
    }

    void stop() {
        stopped = true;
    }

    void start(ResponseHead head) {
        if (!invocation.isCanceled()) {
            exchange.start(head);
        }
    }

    void respond(ResponseHead head, ByteBuf body) {
        if (invocation.isCanceled()) {
            body.release();
        } else {
            exchange.respond(head, body);
        }
    }

    void write(ByteBuf data) {
        if (invocation.isCanceled()) {
            data.release();
        } else {
            exchange.write(data);
        }
    }

    void finish() {
        if (socket != null) {
            socket.end();
        } else if (!invocation.isCanceled()) {
            exchange.finish();
        }
    }

    void abort() {
        if (socket != null) {
            socket.fail();
        } else if (!invocation.isCanceled()) {
            exchange.abort();
        }
    }

    /// Answers in place of the version; the status that it answered with.
    int fail(Observer observer, Outcome outcome, String detail) {
        var failure = new Observer.Failure(outcome, detail);
        observer.answerFailure(exchange, invocation.version(), failure);
        return failure.status();
    }

    /// The invocation is over.
    void close() {
        stopped = true;
    }
}
