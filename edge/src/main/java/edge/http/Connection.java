package edge.http;

import base.Limits;
import edge.file.FilePart;
import edge.net.Stall;
import edge.tls.Secrecy;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.ByteToMessageDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One connection of a client: its requests one after the other, each answered before the next is
/// looked at, so that answers leave in order.
///
/// ```
///            first byte          whole head            answered, body whole
///     IDLE ────────────► HEAD ────────────► EXCHANGE ─────────────────────► IDLE
///                         │                    │ answered, body unread
///                 refused │                    ├──────────────────────────► SKIP ──► IDLE
///                         ▼                    │ answered, to be closed
///                      CLOSING ◄───────────────┘
///                         │ all was sent
///                         ▼
///                      LINGER ──► CLOSED
/// ```
///
/// From EXCHANGE it may leave HTTP for good (LEFT): then all goes to the handler behind this one.
///
/// One read is always outstanding, so that a client that goes away is noticed, but while as much is
/// held unread as the limits allow: then the socket itself holds the client back.
final class Connection extends ChannelInboundHandlerAdapter {

    /// How much of a request that nobody reads is read over to keep the connection.
    static final int UNREAD_BYTES_MAX = 64 * 1024;

    /// How long a client that is being closed is listened to: a socket closed with unread bytes in
    /// it would take the answer away from the client (RFC 9112 §9.6).
    private static final long LINGER_MILLIS = 2_000;

    private static final List<Map.Entry<String, String>> ALLOW =
            List.of(Map.entry("allow", "GET, HEAD, POST, PUT, PATCH, DELETE, OPTIONS"));

    private enum Phase {
        IDLE,
        HEAD,
        EXCHANGE,
        SKIP,
        LEFT,
        CLOSING,
        LINGER,
        CLOSED
    }

    private final Channel channel;
    private final HttpServer server;
    private final LoopPart part;
    private final HeadScan scan;
    private final Peers peers;
    private final Runnable flush = this::flushNow;
    private final Stall sending;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private Phase phase = Phase.IDLE;
    private @Nullable ServerExchange exchange;
    private RequestBody body = RequestBody.of(0, 0);
    private long sinceNanos = System.nanoTime();
    private long skipped;
    private int filesOut;
    private boolean reading;
    private boolean inRead;
    private boolean advancing;
    private boolean unflushed;
    private boolean flushPlanned;

    Connection(Channel channel, HttpServer server, LoopPart part) {
        this.channel = channel;
        this.server = server;
        this.part = part;
        scan = new HeadScan(server.limits());
        sending = new Stall(channel);
        peers =
                new Peers(
                        (InetSocketAddress) channel.remoteAddress(),
                        (InetSocketAddress) channel.localAddress(),
                        Secrecy.scheme(channel));
    }

    // ---- what the channel tells

    @Override
    public void channelActive(ChannelHandlerContext ctx) {
        part.add(this);
        readOn();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        var data = (ByteBuf) message;
        if (phase == Phase.LEFT) {
            ctx.fireChannelRead(data);
            return;
        }
        if (phase.compareTo(Phase.CLOSING) >= 0) {
            data.release();
            return;
        }
        inRead = true;
        if (phase == Phase.EXCHANGE || phase == Phase.SKIP) {
            sinceNanos = System.nanoTime();
        }
        in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(channel.alloc(), in, data);
        advance();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        inRead = false;
        reading = false;
        if (unflushed) {
            flushNow();
        }
        readOn();
        ctx.fireChannelReadComplete();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        goOn();
        ctx.fireChannelWritabilityChanged();
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        phase = Phase.CLOSED;
        part.remove(this);
        in.release();
        in = Unpooled.EMPTY_BUFFER;
        if (exchange != null) {
            exchange.lost();
        }
        ctx.fireChannelInactive();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException) && !Secrecy.isRefusal(cause)) {
            server.log(cause);
        }
        cut(false);
    }

    // ---- requests

    private void advance() {
        if (advancing) {
            return;
        }
        advancing = true;
        try {
            while (step()) {}
        } catch (Refusal refusal) {
            refuse(refusal);
        } finally {
            advancing = false;
        }
        if (!in.isReadable()) {
            in.release();
            in = Unpooled.EMPTY_BUFFER;
        }
    }

    /// Does one thing; false when more bytes, or the handler, must come first.
    private boolean step() {
        return switch (phase) {
            case IDLE, HEAD -> readHead();
            case EXCHANGE -> giveBody();
            case SKIP -> skipBody();
            case LEFT, CLOSING, LINGER, CLOSED -> false;
        };
    }

    private boolean readHead() {
        if (!in.isReadable() || !mayBegin()) {
            return false;
        }
        int length = scan.length(in);
        if (length < 0) {
            if (phase == Phase.IDLE && in.isReadable()) {
                enter(Phase.HEAD);
            }
            return false;
        }
        begin(HeadParser.parse(in, length, part.scratch(length), peers));
        return true;
    }

    /// A client that asks and asks but takes no answers is let wait, before they fill the memory.
    private boolean mayBegin() {
        return filesOut == 0 && channel.isWritable();
    }

    private void begin(ParsedHead parsed) {
        body = RequestBody.of(parsed.head().bodyBytes(), server.limits().headerBytesMax());
        var begun = new ServerExchange(this, parsed, body, server.limits().bodyBytesMax());
        exchange = begun;
        enter(Phase.EXCHANGE);
        try {
            if (parsed.head().target().equals("*")) {
                begun.respond(new ResponseHead(204, "", ALLOW, 0), Unpooled.EMPTY_BUFFER);
            } else {
                server.handler().handle(begun);
            }
        } catch (RuntimeException | Error thrown) {
            begun.failed(thrown);
        }
    }

    private boolean giveBody() {
        if (exchange != null) {
            exchange.deliver();
        }
        return phase != Phase.EXCHANGE;
    }

    private boolean skipBody() {
        ByteBuf piece = body.next(in, Integer.MAX_VALUE);
        if (piece != null) {
            skipped += piece.readableBytes();
            piece.release();
        }
        if (body.ended()) {
            enter(Phase.IDLE);
            return true;
        }
        if (skipped > UNREAD_BYTES_MAX) {
            close(true);
            return false;
        }
        return piece != null;
    }

    private void enter(Phase next) {
        phase = next;
        sinceNanos = System.nanoTime();
    }

    // ---- what an exchange asks for

    Channel channel() {
        return channel;
    }

    HeadWriter writer() {
        return part.writer();
    }

    /// Writes without asking what becomes of it; a failure closes the connection.
    void send(ByteBuf out) {
        var _ = channel.write(out, channel.voidPromise());
    }

    /// Sends a file; one that turns out shorter than it was leaves an answer that is not whole.
    void send(FilePart file) {
        filesOut++;
        Secrecy.write(channel, file)
                .addListener(sent -> {
                    filesOut--;
                    if (sent.isSuccess()) {
                        goOn();
                    } else {
                        cut(false);
                    }
                });
    }

    boolean draining() {
        return server.draining();
    }

    boolean holdsBytes() {
        return in.isReadable();
    }

    @Nullable ByteBuf next(RequestBody of, int max) {
        return of.next(in, max);
    }

    void waitsForClient() {
        sinceNanos = System.nanoTime();
    }

    void tellFailed(RequestHead head, Throwable cause) {
        server.handler().failed(head, cause);
    }

    /// Keeps one read outstanding while there is room for what it brings.
    void readOn() {
        int readAhead = server.limits().readAheadBytesMax();
        boolean room =
                switch (phase) {
                    case IDLE, HEAD -> mayBegin() || in.readableBytes() < readAhead;
                    case LINGER -> true;
                    case EXCHANGE, SKIP -> in.readableBytes() < readAhead;
                    case LEFT, CLOSING, CLOSED -> false;
                };
        if (room && !reading) {
            reading = true;
            channel.read();
        }
    }

    /// Sends what was written once this round of the loop is done, together.
    void flushSoon() {
        if (inRead) {
            unflushed = true;
        } else if (!flushPlanned) {
            flushPlanned = true;
            channel.eventLoop().execute(flush);
        }
    }

    private void flushNow() {
        flushPlanned = false;
        unflushed = false;
        channel.flush();
    }

    /// The answer is whole: the next request has its turn.
    void answered(boolean closes) {
        if (phase != Phase.EXCHANGE) {
            return;
        }
        boolean bodyEnded = body.ended();
        exchange = null;
        if (closes || draining()) {
            close(in.isReadable() || !bodyEnded);
            return;
        }
        skipped = 0;
        enter(bodyEnded ? Phase.IDLE : Phase.SKIP);
        if (inRead || advancing) {
            flushSoon();
            return;
        }
        advance();
        flushNow();
        readOn();
    }

    /// Gives all that was read and will be read to that handler.
    void leaveHttp(ChannelHandler next) {
        exchange = null;
        enter(Phase.LEFT);
        channel.pipeline().addLast(next);
        ByteBuf early = in;
        in = Unpooled.EMPTY_BUFFER;
        if (early.isReadable()) {
            channel.pipeline().context(this).fireChannelRead(early);
        } else {
            early.release();
        }
        flushSoon();
    }

    /// Looks at requests that had to wait for answers to be taken.
    private void goOn() {
        boolean between = phase == Phase.IDLE || phase == Phase.HEAD;
        if (between && !inRead && !advancing && in.isReadable() && mayBegin()) {
            advance();
            flushSoon();
            readOn();
        }
    }

    /// Answers a request with an error and closes; cuts where an answer has begun.
    void refuse(Refusal refusal) {
        ServerExchange refused = exchange;
        if (phase.compareTo(Phase.CLOSING) >= 0) {
            return;
        }
        if (refused != null && refused.started()) {
            cut(false);
            return;
        }
        if (phase == Phase.SKIP) {
            close(true);
            return;
        }
        exchange = null;
        ByteBuf text = refusal.problem().body();
        var framing = new Framing.Sized(text.readableBytes());
        HeadBytes head = writer().write(refusal.head(), framing, true);
        ByteBuf out = channel.alloc().directBuffer(head.size() + text.readableBytes());
        head.copyTo(out);
        if (refused == null || !refused.head().method().equals("HEAD")) {
            out.writeBytes(text);
        }
        text.release();
        send(out);
        close(true);
        if (refused != null) {
            refused.lost();
        }
    }

    // ---- the end

    /// Closes once all that was written is sent, and the client had time to read it.
    private void close(boolean lingers) {
        enter(Phase.CLOSING);
        channel.writeAndFlush(Unpooled.EMPTY_BUFFER)
                .addListener(sent -> {
                    if (sent.isSuccess() && lingers) {
                        linger();
                    } else {
                        var _ = channel.close();
                    }
                });
    }

    private void linger() {
        enter(Phase.LINGER);
        Secrecy.shutdownOutput(channel);
        readOn();
    }

    /// Closes at once; what the socket does not take is lost, and with a reset the client is told
    /// so.
    void cut(boolean reset) {
        if (phase == Phase.CLOSED) {
            return;
        }
        phase = Phase.CLOSED;
        if (reset) {
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
        }
        // What was answered until now shows the client what came of its request.
        channel.flush();
        var _ = channel.close();
    }

    /// Closes a connection on which nothing is asked; others close after their answer.
    void drain() {
        if (phase == Phase.IDLE) {
            close(false);
        } else if (phase == Phase.LEFT) {
            channel.pipeline().fireUserEventTriggered(Exchange.DRAINING);
        }
    }

    /// Ends what takes longer than it may; called every while.
    void check(long nowNanos) {
        Limits.Http limits = server.limits();
        if (phase == Phase.IDLE && sending.pending()) {
            // The answer is still on its way, however long that takes.
            sinceNanos = nowNanos;
        }
        long millis = TimeUnit.NANOSECONDS.toMillis(nowNanos - sinceNanos);
        switch (phase) {
            case IDLE -> cutIf(millis > limits.idleMillisMax());
            case HEAD -> {
                if (millis > limits.headMillisMax()) {
                    refuse(
                            new Refusal(
                                    408,
                                    "The head of the request took over "
                                            + limits.headMillisMax()
                                            + " ms to come."));
                }
            }
            case EXCHANGE -> {
                boolean waits = exchange != null && exchange.waitsForBody();
                cutIf(waits && millis > limits.stallMillisMax());
            }
            case SKIP -> cutIf(millis > limits.stallMillisMax());
            case LINGER -> cutIf(millis > LINGER_MILLIS);
            case LEFT, CLOSING, CLOSED -> {}
        }
        cutIf(sending.millis(nowNanos) > limits.stallMillisMax());
    }

    private void cutIf(boolean overdue) {
        if (overdue) {
            cut(false);
        }
    }
}
