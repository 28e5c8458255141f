package node.socket;

import base.Limits;
import base.lane.FrameType;
import base.lane.LaneBreach;
import base.lane.Message;
import edge.websocket.CloseCode;
import edge.websocket.WebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// A WebSocket whose messages a child gives and takes, over one stream of the lane: checks what the
/// child says, keeps its credit, and tells it what comes. On the loop that both share.
///
/// Each direction ends with a close frame and [Message.End]; where the connection was lost, the
/// code of that frame is 1006, which no connection carries.
public final class SocketBridge implements WebSocket.Listener {
    private static final int REASON_BYTES_MAX = 123;

    private final int stream;
    private final EventLoop loop;
    private final Limits.Lane limits;
    private final Consumer<Message> lane;
    private @Nullable WebSocket socket;
    private @Nullable FrameType message;
    private long credit;
    private int taken;
    private boolean creditPlanned;
    private boolean childClosed;
    private boolean childEnded;
    private boolean told;
    private long bytesIn;
    private long bytesOut;

    /// For a stream; `lane` is how the child is told.
    public SocketBridge(int stream, EventLoop loop, Limits.Lane limits, Consumer<Message> lane) {
        this.stream = stream;
        this.loop = loop;
        this.limits = limits;
        this.lane = lane;
        credit = limits.windowBytes();
    }

    /// The connection that it is the user of; before anything else.
    public void attach(WebSocket to) {
        socket = to;
    }

    private WebSocket socket() {
        WebSocket of = socket;
        if (of == null) {
            throw new LaneBreach("A frame comes before there is a WebSocket.");
        }
        return of;
    }

    /// Bytes of messages that the child was given.
    public long bytesIn() {
        return bytesIn;
    }

    /// Bytes of messages that the child gave.
    public long bytesOut() {
        return bytesOut;
    }

    // ---- from the child

    /// A frame.
    public void frame(Message.Frame frame) {
        if (childClosed || childEnded) {
            throw new LaneBreach("A frame comes behind the close of a WebSocket.");
        }
        if (frame.type() == FrameType.CLOSE) {
            close(frame);
            return;
        }
        int bytes = frame.bytes().remaining();
        credit -= frame.cost();
        if (credit < 0 || bytes > limits.chunkBytesMax()) {
            throw new LaneBreach("A WebSocket's frame comes beyond its credit, or is too large.");
        }
        if (message != null && message != frame.type()) {
            throw new LaneBreach("A WebSocket's message changes its type.");
        }
        message = frame.last() ? null : frame.type();
        bytesOut += bytes;
        socket().send(frame.type() == FrameType.TEXT, frame.last(), frame.bytes());
    }

    private void close(Message.Frame frame) {
        childClosed = true;
        try {
            socket().close(CloseCode.given(frame.bytes()));
        } catch (IllegalArgumentException broken) {
            throw new LaneBreach("A WebSocket is closed wrongly: " + broken.getMessage());
        }
    }

    /// The child takes so much more.
    public void credit(int cost) {
        socket().pull(cost);
    }

    /// The child says nothing more; where it has not closed, the other side is told that it failed.
    public void end() {
        childEnded = true;
        if (!childClosed) {
            fail();
        }
    }

    /// Whoever spoke in the child is gone.
    public void fail() {
        if (!told) {
            told = true;
            lane.accept(new Message.End(stream));
        }
        socket().fail(new CloseCode(CloseCode.UNEXPECTED, ""));
    }

    /// The node itself closes: both sides are told.
    public void close(CloseCode why) {
        socket().close(why);
        closed(why);
    }

    // ---- from the other side

    @Override
    public void data(boolean text, boolean last, ByteBuf bytes) {
        int length = bytes.readableBytes();
        if (told) {
            // It is read over, so that the close behind it is found.
            bytes.release();
            socket().pull(length + Limits.Socket.FRAME_COST_BYTES);
            return;
        }
        bytesIn += length;
        FrameType type = text ? FrameType.TEXT : FrameType.BINARY;
        do {
            int piece = Math.min(limits.chunkBytesMax(), bytes.readableBytes());
            ByteBuffer view = bytes.nioBuffer(bytes.readerIndex(), piece);
            bytes.skipBytes(piece);
            lane.accept(new Message.Frame(stream, type, last && !bytes.isReadable(), view));
        } while (bytes.isReadable());
        bytes.release();
    }

    @Override
    public void closed(CloseCode why) {
        if (!told) {
            told = true;
            ByteBuffer payload = ByteBuffer.wrap(payload(why));
            lane.accept(new Message.Frame(stream, FrameType.CLOSE, true, payload));
            lane.accept(new Message.End(stream));
        }
    }

    private static byte[] payload(CloseCode why) {
        if (why.code() == CloseCode.NONE) {
            return new byte[0];
        }
        byte[] reason = why.reason().getBytes(StandardCharsets.UTF_8);
        int length = Math.min(reason.length, REASON_BYTES_MAX);
        return ByteBuffer.allocate(2 + length)
                .putShort((short) why.code())
                .put(reason, 0, length)
                .array();
    }

    /// What was taken within one round of the loop is told together.
    @Override
    public void written(int bytes) {
        taken += bytes + Limits.Socket.FRAME_COST_BYTES;
        if (!creditPlanned) {
            creditPlanned = true;
            loop.execute(this::giveCredit);
        }
    }

    private void giveCredit() {
        creditPlanned = false;
        if (!childClosed && !childEnded) {
            credit += taken;
            lane.accept(new Message.Credit(stream, taken));
        }
        taken = 0;
    }
}
