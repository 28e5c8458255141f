package edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// The answer to one request as it goes out: its head once, then its body in the framing that the
/// head told, and no more or less of it.
final class Reply {

    private static final ByteBuf CONTINUE = constant("HTTP/1.1 100 Continue\r\n\r\n");
    private static final ByteBuf LINE_END = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

    private final Connection connection;
    private final boolean headOnly;
    private final boolean http10;
    private @Nullable Framing framing;
    private boolean closes;
    private long sent;

    Reply(Connection connection, ParsedHead request) {
        this.connection = connection;
        headOnly = request.head().method().equals("HEAD");
        http10 = request.http10();
    }

    boolean started() {
        return framing != null;
    }

    /// Whether the head alone is wanted.
    boolean headOnly() {
        return headOnly;
    }

    /// Whether the head said that the connection closes after this answer.
    boolean closes() {
        return closes;
    }

    /// Whether only the end of the connection tells the end of the body.
    boolean endsWithConnection() {
        return framing instanceof Framing.UntilClose;
    }

    /// Whether a body is sent at all.
    boolean bodied() {
        return !headOnly && !(framing instanceof Framing.None);
    }

    /// Tells a client that waits for it to send its body.
    void goOn() {
        connection.send(CONTINUE.duplicate());
    }

    void refuseSecondHead() {
        if (started()) {
            throw new IllegalStateException("the head of the answer was sent already");
        }
    }

    /// The head as bytes, with room for so many more behind it.
    ByteBuf head(ResponseHead head, boolean close, int room) {
        Framing as = Framing.of(head, headOnly, http10);
        HeadBytes bytes = connection.writer().write(head, as, close);
        framing = as;
        closes = close;
        ByteBuf out = connection.channel().alloc().directBuffer(bytes.size() + room);
        bytes.copyTo(out);
        return out;
    }

    /// The head that ends HTTP on this connection.
    ByteBuf upgrade(ResponseHead head, String accept) {
        HeadBytes bytes = connection.writer().writeUpgrade(head, accept);
        framing = Framing.NONE;
        ByteBuf out = connection.channel().alloc().directBuffer(bytes.size());
        bytes.copyTo(out);
        return out;
    }

    /// Sends a piece of the body, and tells when the socket took it; the rule that it breaks, or
    /// null.
    @Nullable String add(ByteBuf data, Runnable taken) {
        Framing as = framing;
        if (as == null) {
            data.release();
            throw new IllegalStateException("the head of the answer comes before its body");
        }
        int bytes = data.readableBytes();
        sent += bytes;
        if (as instanceof Framing.Sized(long length) && sent > length && !headOnly) {
            data.release();
            return "The answer's body is longer than the " + length + " bytes of its head.";
        }
        if (!bodied()) {
            data.release();
            connection.channel().eventLoop().execute(taken);
            return null;
        }
        if (as instanceof Framing.Chunked) {
            chunkLine(bytes);
        }
        connection
                .channel()
                .write(data)
                .addListener(future -> {
                    if (future.isSuccess()) {
                        taken.run();
                    }
                });
        connection.flushSoon();
        return null;
    }

    /// The line before a chunk, after the end of the chunk before.
    private void chunkLine(int bytes) {
        String line = (sent > bytes ? "\r\n" : "") + Integer.toHexString(bytes) + "\r\n";
        ByteBuf out = connection.channel().alloc().directBuffer(line.length());
        out.writeCharSequence(line, StandardCharsets.US_ASCII);
        connection.send(out);
    }

    /// Sends what ends the body; the rule that its end breaks, or null.
    @Nullable String end() {
        Framing as = framing;
        if (as == null) {
            throw new IllegalStateException("the head of the answer comes before its end");
        }
        if (as instanceof Framing.Sized(long length) && sent < length && !headOnly) {
            return "The answer's body ended at byte " + sent + "; its head tells " + length + ".";
        }
        if (as instanceof Framing.Chunked) {
            if (sent > 0) {
                connection.send(LINE_END.duplicate());
            }
            connection.send(LAST_CHUNK.duplicate());
        }
        return null;
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuf direct = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        return Unpooled.unreleasableBuffer(direct.asReadOnly());
    }
}
