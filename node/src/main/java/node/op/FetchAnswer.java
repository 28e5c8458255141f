package node.op;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import edge.websocket.CloseCode;
import edge.websocket.Side;
import edge.websocket.WebSocket;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.Channel;
import java.nio.ByteBuffer;
import node.fetch.FetchListener;
import node.fetch.FetchResponse;
import node.fetch.Fetching;
import node.socket.SocketBridge;
import org.jspecify.annotations.Nullable;

/// Between the call of a child and the request that answers it.
final class FetchAnswer implements Op.Answering, FetchListener {
    private static final int CHUNK_BYTES_MAX = 64 * 1024;

    /// What an isolate takes of an answer unasked. A smaller answer that nobody reads so ends, and
    /// does not keep its connection from the next call.
    private static final int AHEAD_BYTES = 64 * 1024;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final OpenCall call;
    private @Nullable Fetching fetching;
    private @Nullable SocketBridge bridge;

    FetchAnswer(OpenCall call) {
        this.call = call;
    }

    /// Says what is asked.
    void asks(Fetching begun) {
        fetching = begun;
    }

    private Fetching fetching() {
        Fetching begun = fetching;
        if (begun == null) {
            throw new IllegalStateException("the request has not begun");
        }
        return begun;
    }

    // ---- from the child

    @Override
    public void frame(Message.Frame frame) {
        if (bridge == null) {
            throw new LaneBreach("A frame comes before the answer of its call.");
        }
        bridge.frame(frame);
    }

    @Override
    public void data(ByteBuffer bytes) {
        if (bridge != null) {
            throw new LaneBreach("A body comes where there is a WebSocket.");
        }
        ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining());
        fetching().write(copy.writeBytes(bytes));
    }

    @Override
    public void bodyEnd() {
        if (bridge != null) {
            bridge.end();
            return;
        }
        fetching().finishBody();
    }

    @Override
    public void cut() {
        fetching().cancel();
        call.fail("The body of the request broke off.");
    }

    @Override
    public void credit(int bytes) {
        if (bridge != null) {
            bridge.credit(bytes);
            return;
        }
        fetching().pull(bytes);
    }

    @Override
    public void abandoned() {
        if (bridge != null) {
            bridge.close(new CloseCode(CloseCode.GOING_AWAY, ""));
            return;
        }
        fetching().cancel();
    }

    // ---- from whoever answers

    @Override
    public void upgraded(FetchResponse head, Channel channel) {
        var opened =
                new SocketBridge(
                        call.stream(), channel.eventLoop(), Limits.DEFAULT.lane(), call::say);
        var connection = new WebSocket(Side.CLIENT, Limits.Socket.DEFAULT, opened);
        opened.attach(connection);
        bridge = opened;
        call.answer(FetchText.of(head), BodyKind.STREAM, NO_BYTES);
        channel.pipeline().addLast(connection);
    }

    @Override
    public void head(FetchResponse head) {
        boolean none = head.bodyBytes() == 0;
        call.answer(FetchText.of(head), none ? BodyKind.NONE : BodyKind.STREAM, NO_BYTES);
        fetching().pull(AHEAD_BYTES);
    }

    @Override
    public void data(ByteBuf data) {
        while (data.isReadable()) {
            int length = Math.min(CHUNK_BYTES_MAX, data.readableBytes());
            call.write(data.nioBuffer(data.readerIndex(), length));
            data.skipBytes(length);
        }
        data.release();
    }

    @Override
    public void end() {
        call.finish();
        call.stopBody();
    }

    @Override
    public void written(int bytes) {
        call.consumed(bytes);
    }

    @Override
    public void failed(String sentence) {
        call.fail(sentence);
    }
}
