package edge.websocket;

import base.Limits;
import edge.http.Exchange;
import edge.net.Stall;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.ByteToMessageDecoder;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// One WebSocket, as the last handler of a channel whose bytes are frames from now on. Everything
/// is called and told on the channel's loop.
///
/// Messages are given only as far as they were asked for with [#pull(int)], each piece at the price
/// of its bytes and [Limits.Socket#FRAME_COST_BYTES]. Pings are answered and sent, and the closing
/// handshake is brought to its end, without anybody being asked.
///
/// ```
///   OPEN ──our close──► CLOSING ──their close──► both said: a server closes the connection,
///     │                                          a client waits for that (RFC 6455 §7.1.1)
///     └───their close──► half open until our close
/// ```
public final class WebSocket extends ChannelInboundHandlerAdapter {
    private static final int PIECE_BYTES_MAX = 64 * 1024;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final Side side;
    private final Limits.Socket limits;
    private final Listener listener;
    private final FrameDecoder decoder;
    private final FrameEncoder encoder;
    private @Nullable Channel channel;
    private @Nullable Stall sending;
    private @Nullable Future<?> checking;
    private @Nullable Future<?> ending;
    private @Nullable ByteBuf owedPong;
    private ByteBuf in = Unpooled.EMPTY_BUFFER;
    private long credit;
    private boolean reading;
    private boolean stepping;
    private boolean flushPlanned;
    private boolean closeSent;
    private boolean closeGot;
    private boolean failed;
    private boolean over;
    private boolean heard;
    private boolean pinged;

    /// One that begins when it is added to a channel.
    public WebSocket(Side side, Limits.Socket limits, Listener listener) {
        this.side = side;
        this.limits = limits;
        this.listener = listener;
        decoder = new FrameDecoder(side == Side.SERVER, limits.messageBytesMax());
        encoder = new FrameEncoder(side == Side.CLIENT);
    }

    /// Who is told of what comes.
    public interface Listener {

        /// A piece of a message; `last` ends it. The listener releases it.
        void data(boolean text, boolean last, ByteBuf bytes);

        /// The other side has closed, or was lost; told once, and no data after it.
        void closed(CloseCode why);

        /// A piece of so many bytes, given to [#send(boolean, boolean, ByteBuffer)], was taken by
        /// the connection.
        void written(int bytes);
    }

    // ---- what its user does

    /// Raises what may be given.
    public void pull(int cost) {
        credit += cost;
        step();
        readOn();
    }

    /// Sends a piece of a message; `last` ends it. Dropped after a close.
    public void send(boolean text, boolean last, ByteBuffer bytes) {
        Channel to = channel;
        if (to == null || closeSent || over) {
            return;
        }
        int length = bytes.remaining();
        to.write(encoder.data(to.alloc(), text, last, bytes))
                .addListener(written -> {
                    if (written.isSuccess()) {
                        listener.written(length);
                    }
                });
        flushSoon(to);
    }

    /// Says that nothing more comes from here, and ends the connection when the other side has said
    /// so too, or lets too much time go by.
    public void close(CloseCode why) {
        Channel to = channel;
        if (to == null || closeSent || over) {
            return;
        }
        closeSent = true;
        ByteBuffer payload = ByteBuffer.wrap(why.payload());
        to.writeAndFlush(encoder.control(to.alloc(), Opcode.CLOSE, payload))
                .addListener(_ -> awaitEnd());
        readOn();
    }

    /// Closes, and waits for nothing but that the other side can read why.
    public void fail(CloseCode why) {
        failed = true;
        lost(why.reason());
        close(why);
    }

    // ---- the end

    private void awaitEnd() {
        Channel of = channel;
        if (of == null || !of.isActive()) {
            return;
        }
        if (closeGot && !failed && side == Side.SERVER) {
            var _ = of.close();
            return;
        }
        if (failed
                && of instanceof DuplexChannel duplex
                && of.pipeline().get(SslHandler.class) == null) {
            // Closed with unread bytes in it, it would take our close away from the other side.
            var _ = duplex.shutdownOutput();
        }
        if (ending == null) {
            long millis = limits.closeMillisMax();
            ending = of.eventLoop().schedule(this::closeNow, millis, TimeUnit.MILLISECONDS);
        }
    }

    private void closeNow() {
        if (channel != null) {
            var _ = channel.close();
        }
    }

    private void lost(String why) {
        if (!closeGot) {
            closeGot = true;
            listener.closed(new CloseCode(CloseCode.LOST, why));
        }
    }

    // ---- what the channel tells

    @Override
    public void handlerAdded(ChannelHandlerContext ctx) {
        Channel to = ctx.channel();
        channel = to;
        sending = new Stall(to);
        long every = limits.pingMillis();
        checking =
                to.eventLoop()
                        .scheduleWithFixedDelay(this::check, every, every, TimeUnit.MILLISECONDS);
        to.eventLoop().execute(this::readOn);
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (!(message instanceof ByteBuf data)) {
            ReferenceCountUtil.release(message);
            return;
        }
        heard = true;
        if (over || closeGot) {
            data.release();
            return;
        }
        in = ByteToMessageDecoder.MERGE_CUMULATOR.cumulate(ctx.alloc(), in, data);
        step();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        readOn();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext ctx) {
        ByteBuf pong = owedPong;
        if (pong != null && ctx.channel().isWritable()) {
            owedPong = null;
            answer(ctx.channel(), pong);
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (event.equals(Exchange.DRAINING)) {
            close(new CloseCode(CloseCode.GOING_AWAY, ""));
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        over = true;
        cancel(checking);
        cancel(ending);
        forgetRead();
        if (owedPong != null) {
            owedPong.release();
            owedPong = null;
        }
        lost("");
    }

    private static void cancel(@Nullable Future<?> task) {
        if (task != null) {
            task.cancel(false);
        }
    }

    private void forgetRead() {
        in.release();
        in = Unpooled.EMPTY_BUFFER;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        if (!(cause instanceof IOException)) {
            System.getLogger("edge.websocket")
                    .log(System.Logger.Level.WARNING, "a WebSocket failed", cause);
        }
        var _ = ctx.channel().close();
    }

    // ---- reading

    /// Keeps one read outstanding while there is room for what it brings: so control frames come
    /// through, and an end is noticed, though nobody asks for data.
    private void readOn() {
        Channel from = channel;
        if (from != null && !reading && !over && in.readableBytes() < limits.readAheadBytesMax()) {
            reading = true;
            from.read();
        }
    }

    private void step() {
        if (stepping) {
            return;
        }
        stepping = true;
        try {
            while (!closeGot && giveNext()) {}
        } catch (Fault fault) {
            fail(new CloseCode(fault.code(), fault.sentence()));
        } finally {
            stepping = false;
        }
        if (closeGot || !in.isReadable()) {
            forgetRead();
        }
    }

    private boolean giveNext() {
        int max = Math.clamp(credit, 0, PIECE_BYTES_MAX);
        return switch (decoder.next(in, max)) {
            case null -> false;
            case FrameDecoder.Found.Data(boolean text, boolean last, ByteBuf bytes) -> {
                credit -= bytes.readableBytes() + Limits.Socket.FRAME_COST_BYTES;
                listener.data(text, last, bytes);
                yield true;
            }
            case FrameDecoder.Found.Control(int opcode, ByteBuf payload) -> {
                control(opcode, payload);
                yield true;
            }
        };
    }

    private void control(int opcode, ByteBuf payload) {
        Channel to = channel;
        if (opcode == Opcode.PING && to != null && !closeSent) {
            pong(to, payload);
            return;
        }
        try {
            if (opcode == Opcode.CLOSE) {
                closeGot(CloseCode.received(payload.nioBuffer()));
            }
        } catch (IllegalArgumentException broken) {
            throw new Fault(CloseCode.PROTOCOL_ERROR, String.valueOf(broken.getMessage()));
        } finally {
            payload.release();
        }
    }

    private void closeGot(CloseCode why) {
        closeGot = true;
        listener.closed(why);
        if (closeSent) {
            awaitEnd();
        }
    }

    /// While the other side takes nothing, only its last ping is answered (RFC 6455 §5.5.3).
    private void pong(Channel to, ByteBuf payload) {
        ByteBuf before = owedPong;
        owedPong = null;
        if (before != null) {
            before.release();
        }
        if (to.isWritable()) {
            answer(to, payload);
        } else {
            owedPong = Unpooled.copiedBuffer(payload);
            payload.release();
        }
    }

    private void answer(Channel to, ByteBuf payload) {
        control(to, Opcode.PONG, ByteBuffer.wrap(ByteBufUtil.getBytes(payload)));
        payload.release();
    }

    private void control(Channel to, int opcode, ByteBuffer payload) {
        var _ = to.write(encoder.control(to.alloc(), opcode, payload), to.voidPromise());
        flushSoon(to);
    }

    private void flushSoon(Channel to) {
        if (!flushPlanned) {
            flushPlanned = true;
            to.eventLoop()
                    .execute(() -> {
                        flushPlanned = false;
                        to.flush();
                    });
        }
    }

    // ---- silence

    private void check() {
        Channel to = channel;
        Stall taken = sending;
        if (to == null || taken == null || over) {
            return;
        }
        boolean heldBack = in.readableBytes() >= limits.readAheadBytesMax();
        if (taken.millis(System.nanoTime()) > limits.stallMillisMax()) {
            cut(to, "The other side takes nothing.");
        } else if (heard || heldBack) {
            pinged = false;
        } else if (pinged) {
            cut(to, "The other side does not answer a ping.");
        } else if (!closeSent) {
            pinged = true;
            control(to, Opcode.PING, NO_BYTES.duplicate());
        }
        heard = false;
    }

    private void cut(Channel of, String why) {
        lost(why);
        var _ = of.close();
    }
}
