package edge.http;

import edge.file.FilePart;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.EventLoop;
import org.jspecify.annotations.Nullable;

/// One exchange on a [Connection]. It outlives its connection in the hands of its handler, and then
/// does nothing.
final class ServerExchange implements Exchange {

    /// A body up to this size is copied behind its head: one buffer costs less than two.
    private static final int JOINED_BYTES_MAX = 4096;

    private final Connection connection;
    private final ParsedHead request;
    private final RequestBody body;
    private final Reply reply;
    private long bodyBytesMax;
    private @Nullable Receiver receiver;
    private boolean awaitsContinue;
    private long credit;
    private long taken;
    private boolean delivering;
    private boolean endTold;
    private boolean over;
    private boolean gone;
    private @Nullable Throwable toldFailure;

    ServerExchange(Connection connection, ParsedHead request, RequestBody body, long bytesMax) {
        this.connection = connection;
        this.request = request;
        this.body = body;
        reply = new Reply(connection, request);
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

    // ---- the request

    @Override
    public void receive(Receiver told) {
        if (receiver != null) {
            throw new IllegalStateException("the exchange has its receiver already");
        }
        receiver = told;
        if (gone) {
            tellGone(told);
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
            reply.goOn();
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
    public boolean started() {
        return reply.started();
    }

    @Override
    public void start(ResponseHead head) {
        reply.refuseSecondHead();
        if (!over) {
            connection.send(begin(head, 0));
            connection.flushSoon();
        }
    }

    @Override
    public void respond(ResponseHead head, ByteBuf content) {
        int length = content.readableBytes();
        boolean joined = length <= JOINED_BYTES_MAX;
        ByteBuf out = beginWhole(head, length, joined ? length : 0, content::release);
        if (out == null) {
            return;
        }
        if (joined && reply.bodied()) {
            out.writeBytes(content);
        }
        connection.send(out);
        if (joined || !reply.bodied()) {
            content.release();
        } else {
            connection.send(content);
        }
        end();
    }

    @Override
    public void respond(ResponseHead head, FilePart content) {
        ByteBuf out = beginWhole(head, content.length(), 0, content::close);
        if (out == null) {
            return;
        }
        connection.send(out);
        if (reply.bodied()) {
            connection.send(content);
        } else {
            content.close();
        }
        end();
    }

    /// The head of a whole answer; null when nobody waits for it any more.
    private @Nullable ByteBuf beginWhole(
            ResponseHead head, long length, int room, Runnable release) {
        boolean begun = false;
        try {
            reply.refuseSecondHead();
            if (over) {
                return null;
            }
            boolean tellsOther = reply.headOnly() && head.bodyBytes() >= 0;
            ByteBuf out = begin(tellsOther ? head : head.bodyBytes(length), room);
            begun = true;
            return out;
        } finally {
            if (!begun) {
                release.run();
            }
        }
    }

    private ByteBuf begin(ResponseHead head, int room) {
        try {
            return reply.head(head, closesAfter(), room);
        } catch (BrokenHead broken) {
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

    @Override
    public void write(ByteBuf data) {
        int bytes = data.readableBytes();
        if (over || bytes == 0) {
            data.release();
            return;
        }
        String breach = reply.add(data, () -> written(bytes));
        if (breach != null) {
            failed(new IllegalStateException(breach));
        }
    }

    private void written(int bytes) {
        Receiver told = receiver;
        if (over || told == null) {
            return;
        }
        try {
            told.written(bytes);
        } catch (RuntimeException thrown) {
            failed(thrown);
        }
    }

    @Override
    public boolean asksForSocket() {
        return request.socketKey() != null;
    }

    @Override
    public boolean upgrade(ResponseHead head, ChannelHandler handler) {
        String key = request.socketKey();
        if (key == null) {
            throw new IllegalStateException("the client did not ask for a WebSocket");
        }
        reply.refuseSecondHead();
        if (over) {
            return false;
        }
        ByteBuf out;
        try {
            out = reply.upgrade(head, SocketRequest.accept(key));
        } catch (BrokenHead broken) {
            failed(broken);
            throw broken;
        }
        over = true;
        connection.send(out);
        connection.leaveHttp(handler);
        return true;
    }

    @Override
    public void finish() {
        if (over) {
            return;
        }
        String breach = reply.end();
        if (breach == null) {
            end();
        } else {
            failed(new IllegalStateException(breach));
        }
    }

    private void end() {
        over = true;
        connection.answered(reply.closes());
    }

    @Override
    public void abort() {
        if (!over) {
            over = true;
            connection.cut(reply.endsWithConnection());
        }
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
            connection.cut(reply.endsWithConnection());
            lost();
        } else {
            String detail = cause instanceof BrokenHead ? cause.getMessage() : null;
            connection.refuse(
                    new Refusal(
                            500, detail == null ? "The request could not be answered." : detail));
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
            tellGone(receiver);
        }
    }

    private void tellGone(Receiver told) {
        try {
            told.gone();
        } catch (RuntimeException thrown) {
            connection.tellFailed(head(), thrown);
        }
    }
}
