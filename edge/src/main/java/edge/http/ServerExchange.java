package edge.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;
import io.netty.channel.FileRegion;
import io.netty.util.ReferenceCounted;
import io.netty.util.concurrent.Future;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One exchange on a [Connection]. It outlives its connection in the hands of its handler, and then
/// does nothing.
final class ServerExchange implements Exchange {

    /// A body up to this size is copied behind its head: one buffer costs less than two.
    private static final int JOINED_BYTES_MAX = 4096;

    private static final ByteBuf CONTINUE = constant("HTTP/1.1 100 Continue\r\n\r\n");
    private static final ByteBuf LINE_END = constant("\r\n");
    private static final ByteBuf LAST_CHUNK = constant("0\r\n\r\n");

    private final Connection connection;
    private final ParsedHead request;
    private final RequestBody body;
    private final boolean headOnly;
    private long bodyBytesMax;
    private @Nullable Receiver receiver;
    private boolean awaitsContinue;
    private long credit;
    private long taken;
    private boolean delivering;
    private boolean endTold;
    private @Nullable Framing framing;
    private boolean closes;
    private long sent;
    private boolean over;
    private boolean gone;
    private @Nullable Throwable toldFailure;

    ServerExchange(Connection connection, ParsedHead request, RequestBody body, long bytesMax) {
        this.connection = connection;
        this.request = request;
        this.body = body;
        headOnly = request.head().method().equals("HEAD");
        awaitsContinue = request.awaitsContinue();
        bodyBytesMax = bytesMax;
    }

    @Override
    public RequestHead head() {
        return request.head();
    }

    @Override
    public EventLoop loop() {
        return connection.channel().eventLoop();
    }

    @Override
    public boolean started() {
        return framing != null;
    }

    // ---- the request

    @Override
    public void receive(Receiver told) {
        if (receiver != null) {
            throw new IllegalStateException("the exchange has its receiver already");
        }
        receiver = told;
        if (gone) {
            told.gone();
        } else if (!over && head().bodyBytes() > bodyBytesMax) {
            connection.refuse(tooLarge());
        } else {
            deliver();
        }
    }

    @Override
    public void bodyBytesMax(long bytes) {
        bodyBytesMax = bytes;
    }

    @Override
    public void pull(int bytes) {
        if (over) {
            return;
        }
        if (credit == 0) {
            connection.waitsForClient();
        }
        credit += bytes;
        if (awaitsContinue && !started() && !connection.holdsBytes()) {
            connection.send(CONTINUE.duplicate());
            connection.flushSoon();
            awaitsContinue = false;
        }
        deliver();
        connection.readOn();
    }

    /// Whether the handler waits for bytes that the client has not sent.
    boolean waitsForBody() {
        return !over && credit > 0 && !body.ended();
    }

    boolean bodyEnded() {
        return body.ended();
    }

    /// Gives what was read and asked for. Calls from within a receiver are done by the outer call.
    void deliver() {
        if (delivering || over || receiver == null || endTold) {
            return;
        }
        delivering = true;
        try {
            Receiver told = receiver;
            while (giveNext(told)) {}
            if (!over && body.ended()) {
                endTold = true;
                told.end();
            }
        } catch (Refusal refusal) {
            connection.refuse(refusal);
        } catch (RuntimeException thrown) {
            failed(thrown);
        } finally {
            delivering = false;
        }
    }

    private boolean giveNext(Receiver told) {
        if (over || body.ended()) {
            return false;
        }
        ByteBuf piece = connection.next(body, (int) Math.min(credit, Integer.MAX_VALUE));
        if (piece == null) {
            return false;
        }
        awaitsContinue = false;
        int bytes = piece.readableBytes();
        credit -= bytes;
        taken += bytes;
        if (taken > bodyBytesMax) {
            piece.release();
            throw tooLarge();
        }
        told.data(piece);
        return true;
    }

    private Refusal tooLarge() {
        return new Refusal(413, "The request body has over " + bodyBytesMax + " bytes.");
    }

    // ---- the answer

    @Override
    public void start(ResponseHead head) {
        refuseSecondHead();
        if (over) {
            return;
        }
        ByteBuf bytes = begin(head, Framing.of(head, headOnly, request.http10()), 0);
        connection.send(bytes);
        connection.flushSoon();
    }

    @Override
    public void respond(ResponseHead head, ByteBuf content) {
        int length = content.readableBytes();
        boolean joined = length <= JOINED_BYTES_MAX;
        ByteBuf out = beginWhole(head, length, joined ? length : 0, content);
        if (out == null) {
            return;
        }
        if (joined && bodied()) {
            out.writeBytes(content);
        }
        connection.send(out);
        if (joined || !bodied()) {
            content.release();
        } else {
            connection.send(content);
        }
        end();
    }

    @Override
    public void respond(ResponseHead head, FileRegion content) {
        ByteBuf out = beginWhole(head, content.count(), 0, content);
        if (out == null) {
            return;
        }
        connection.send(out);
        if (bodied()) {
            connection.channel().write(content).addListener(this::cutOnFailure);
        } else {
            content.release();
        }
        end();
    }

    /// The head of a whole answer; null when nobody waits for it any more.
    private @Nullable ByteBuf beginWhole(
            ResponseHead head, long length, int room, ReferenceCounted content) {
        boolean begun = false;
        try {
            refuseSecondHead();
            if (over) {
                return null;
            }
            boolean tellsOther = headOnly && head.bodyBytes() >= 0;
            ResponseHead sized = tellsOther ? head : head.bodyBytes(length);
            ByteBuf out = begin(sized, Framing.of(sized, headOnly, request.http10()), room);
            begun = true;
            return out;
        } finally {
            if (!begun) {
                content.release();
            }
        }
    }

    private void refuseSecondHead() {
        if (started()) {
            throw new IllegalStateException("the head of the answer was sent already");
        }
    }

    private ByteBuf begin(ResponseHead head, Framing as, int room) {
        boolean close = closesAfter();
        try {
            HeadBytes bytes = connection.writer().write(head, as, close);
            framing = as;
            closes = close;
            ByteBuf out = connection.channel().alloc().directBuffer(bytes.size() + room);
            bytes.copyTo(out);
            return out;
        } catch (IllegalArgumentException broken) {
            failed(broken);
            throw broken;
        }
    }

    /// A client that still holds its body back may send it or not, and one that sends much more is
    /// not waited for: in both cases the connection cannot serve another request.
    private boolean closesAfter() {
        return !request.keepAlive()
                || connection.draining()
                || (awaitsContinue && !body.ended())
                || body.remaining() > Connection.UNREAD_BYTES_MAX;
    }

    private boolean bodied() {
        return !headOnly && !(framing instanceof Framing.None);
    }

    @Override
    public void write(ByteBuf data) {
        int bytes = data.readableBytes();
        if (over || bytes == 0) {
            data.release();
            return;
        }
        Framing as = framing;
        if (as == null) {
            data.release();
            throw new IllegalStateException("the head of the answer comes before its body");
        }
        sent += bytes;
        if (as instanceof Framing.Sized(long length) && sent > length && !headOnly) {
            data.release();
            breach(
                    "The answer's body is longer than the "
                            + length
                            + " bytes that its head tells.");
        } else if (bodied()) {
            send(as, data, bytes);
        } else {
            data.release();
            loop().execute(() -> written(bytes));
        }
    }

    private void send(Framing as, ByteBuf data, int bytes) {
        var channel = connection.channel();
        if (as instanceof Framing.Chunked) {
            String size = (sent > bytes ? "\r\n" : "") + Integer.toHexString(bytes) + "\r\n";
            ByteBuf line = channel.alloc().directBuffer(size.length());
            line.writeCharSequence(size, StandardCharsets.US_ASCII);
            connection.send(line);
        }
        channel.write(data)
                .addListener(future -> {
                    if (future.isSuccess()) {
                        written(bytes);
                    }
                });
        connection.flushSoon();
    }

    private void written(int bytes) {
        Receiver told = receiver;
        if (!over && told != null) {
            told.written(bytes);
        }
    }

    @Override
    public void finish() {
        if (over) {
            return;
        }
        Framing as = framing;
        if (as == null) {
            throw new IllegalStateException("the head of the answer comes before its end");
        }
        if (as instanceof Framing.Sized(long length) && sent < length && !headOnly) {
            breach("The answer's body ended at byte " + sent + "; its head tells " + length + ".");
            return;
        }
        if (as instanceof Framing.Chunked) {
            if (sent > 0) {
                connection.send(LINE_END.duplicate());
            }
            connection.send(LAST_CHUNK.duplicate());
        }
        end();
    }

    private void end() {
        over = true;
        connection.answered(closes);
    }

    @Override
    public void abort() {
        if (!over) {
            over = true;
            connection.cut(framing instanceof Framing.UntilClose);
        }
    }

    private void breach(String sentence) {
        failed(new IllegalStateException(sentence));
    }

    /// A bug in answering: told to the handler, and to the client as far as that is possible.
    void failed(Throwable cause) {
        if (!cause.equals(toldFailure)) {
            toldFailure = cause;
            connection.tellFailed(head(), cause);
        }
        if (over) {
            return;
        }
        if (started()) {
            connection.cut(framing instanceof Framing.UntilClose);
            lost();
        } else {
            String detail = cause instanceof IllegalArgumentException ? cause.getMessage() : null;
            connection.refuse(
                    new Refusal(
                            500, detail == null ? "The request could not be answered." : detail));
        }
    }

    private void cutOnFailure(Future<? super Void> future) {
        if (!future.isSuccess()) {
            connection.cut(false);
        }
    }

    /// The connection is no more, or has no use for an answer.
    void lost() {
        if (over) {
            return;
        }
        over = true;
        gone = true;
        if (receiver != null) {
            receiver.gone();
        }
    }

    private static ByteBuf constant(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.US_ASCII);
        ByteBuf direct = Unpooled.directBuffer(bytes.length).writeBytes(bytes);
        return Unpooled.unreleasableBuffer(direct.asReadOnly());
    }
}
