package node.op;

import base.lane.FrameType;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import node.tcp.TcpConnection;
import node.tcp.TcpFailure;
import node.tcp.TcpListener;
import node.tcp.TlsAsk;
import node.tcp.TlsFacts;
import org.jspecify.annotations.Nullable;

/// Between the call of a child and the connection that it asked for. A failure is told as
/// `code\nsentence`.
final class ConnectAnswer implements Op.Answering, TcpListener {
    private static final int CHUNK_BYTES_MAX = 64 * 1024;

    /// What an isolate takes unasked.
    private static final int AHEAD_BYTES = 64 * 1024;

    /// All authorities that an app may name for one connection.
    private static final int TLS_BYTES_MAX = 512 * 1024;

    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final OpenCall call;
    private @Nullable TlsAsk first;
    private @Nullable TcpConnection connection;
    private final ByteArrayOutputStream asked = new ByteArrayOutputStream();
    private boolean tlsBegun;
    private boolean stands;
    private String addresses = "";

    ConnectAnswer(OpenCall call, @Nullable TlsAsk tls) {
        this.call = call;
        first = tls;
    }

    /// Says what is asked.
    void asks(TcpConnection begun) {
        connection = begun;
    }

    private TcpConnection connection() {
        TcpConnection begun = connection;
        if (begun == null) {
            throw new IllegalStateException("the connection has not begun");
        }
        return begun;
    }

    private TcpConnection standing() {
        if (!stands) {
            throw new LaneBreach("A body comes before the connection that it goes by.");
        }
        return connection();
    }

    // ---- from the child

    @Override
    public void data(ByteBuffer bytes) {
        ByteBuf copy = ByteBufAllocator.DEFAULT.directBuffer(bytes.remaining());
        standing().write(copy.writeBytes(bytes));
    }

    @Override
    public void bodyEnd() {
        if (stands) {
            connection().end();
        }
    }

    @Override
    public void cut() {
        connection().leave();
        call.finish();
    }

    @Override
    public void frame(Message.Frame frame) {
        TcpConnection secured = standing();
        if (tlsBegun || asked.size() + frame.bytes().remaining() > TLS_BYTES_MAX) {
            throw new LaneBreach("TLS is asked for twice, or with too many words.");
        }
        byte[] piece = new byte[frame.bytes().remaining()];
        frame.bytes().get(piece);
        asked.writeBytes(piece);
        if (frame.last()) {
            tlsBegun = true;
            secured.secure(ask());
        }
    }

    private TlsAsk ask() {
        try {
            return TlsAsk.of(asked.toString(StandardCharsets.UTF_8));
        } catch (IllegalArgumentException refused) {
            throw new LaneBreach("TLS is asked for wrongly: " + refused.getMessage());
        }
    }

    @Override
    public void credit(int bytes) {
        connection().pull(bytes);
    }

    @Override
    public void abandoned() {
        connection().leave();
    }

    // ---- from the connection

    @Override
    public void connected(String remote, String local) {
        addresses = remote + "\n" + local;
        TlsAsk tls = first;
        if (tls == null) {
            answer(addresses);
        } else {
            tlsBegun = true;
            connection().secure(tls);
        }
    }

    private void answer(String text) {
        stands = true;
        call.answer(text, BodyKind.STREAM, NO_BYTES);
        connection().pull(AHEAD_BYTES);
    }

    @Override
    public void secured(TlsFacts facts) {
        String text = facts.text();
        if (first != null) {
            first = null;
            answer(addresses + "\n" + text);
            return;
        }
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        call.say(new Message.Frame(call.stream(), FrameType.TEXT, true, bytes));
    }

    @Override
    public void data(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int length = Math.min(CHUNK_BYTES_MAX, bytes.readableBytes());
            call.write(bytes.nioBuffer(bytes.readerIndex(), length));
            bytes.skipBytes(length);
        }
        bytes.release();
    }

    @Override
    public void ended() {
        call.finish();
    }

    @Override
    public void written(int bytes) {
        call.consumed(bytes);
    }

    @Override
    public void failed(TcpFailure failure) {
        call.fail(failure.code() + "\n" + failure.sentence());
        call.stopBody();
    }
}
