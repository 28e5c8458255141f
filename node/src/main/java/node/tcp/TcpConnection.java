package node.tcp;

import io.netty.buffer.ByteBuf;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.ssl.SslCloseCompletionEvent;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.security.cert.CertificateException;
import java.util.ArrayDeque;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// One connection: it reads only what was asked for, and tells what was taken of what it was given.
/// On its loop. What has been given when it is left is still sent, for a while.
public final class TcpConnection extends ChannelInboundHandlerAdapter {
    private static final TcpFailure NO_TLS =
            new TcpFailure("ECONNRESET", "The server ended the connection before TLS stood.");

    private static final int READ_BYTES_MIN = 512;
    private static final int READ_BYTES = 8 * 1024;
    private static final int READ_BYTES_MAX = 64 * 1024;

    private final TcpClient client;
    private final TcpListener listener;
    private final ArrayDeque<ByteBuf> surplus = new ArrayDeque<>();
    private @Nullable Channel channel;
    private @Nullable Channel attempt;
    private long wanted;
    private long unsent;
    private boolean reading;
    private boolean flushPlanned;

    /// Between the wish for TLS and its first byte: what comes then was not sent by whom TLS
    /// vouches for.
    private boolean deaf;

    private boolean inputOver;
    private boolean endTold;
    private boolean outputOver;
    private boolean left;
    private boolean failed;

    TcpConnection(TcpClient client, TcpListener listener) {
        this.client = client;
        this.listener = listener;
    }

    /// Whether nobody has it any more.
    boolean isLeft() {
        return left;
    }

    /// An attempt to connect begins; false where nobody wants it any more.
    boolean tries(Channel channel) {
        attempt = channel;
        return !left;
    }

    /// It stands.
    void attach(Channel to) {
        channel = to;
        var pieces = new AdaptiveRecvByteBufAllocator(READ_BYTES_MIN, READ_BYTES, READ_BYTES_MAX);
        // What is read beyond the wish waits here: one piece, not sixteen.
        to.config().setOption(ChannelOption.RECVBUF_ALLOCATOR, pieces.maxMessagesPerRead(1));
        to.pipeline().addLast(this);
    }

    Channel channel() {
        Channel of = channel;
        if (of == null) {
            throw new IllegalStateException("the connection does not stand");
        }
        return of;
    }

    // ---- from whoever has it

    /// Sends bytes, which are its own from now on.
    public void write(ByteBuf bytes) {
        int length = bytes.readableBytes();
        unsent += length;
        ChannelFuture written = channel().write(bytes);
        written.addListener(_ -> {
            unsent -= length;
            if (written.isSuccess()) {
                listener.written(length);
            }
            closeWhenSent();
        });
        planFlush();
    }

    private void planFlush() {
        if (!flushPlanned) {
            flushPlanned = true;
            client.loop().execute(this::flush);
        }
    }

    private void flush() {
        flushPlanned = false;
        channel().flush();
    }

    /// Nothing more is sent.
    public void end() {
        if (outputOver) {
            return;
        }
        outputOver = true;
        channel().flush();
        SslHandler tls = channel().pipeline().get(SslHandler.class);
        if (tls != null) {
            var _ = tls.closeOutbound();
        } else {
            whenSent(() -> {
                var _ = ((SocketChannel) channel()).shutdownOutput();
            });
        }
        closeWhenBoth();
    }

    /// Behind all that was written.
    private void whenSent(Runnable then) {
        channel().write(channel().alloc().buffer(0)).addListener(_ -> then.run());
        channel().flush();
    }

    /// The listener takes so many bytes more.
    public void pull(int bytes) {
        wanted += bytes;
        deliver();
    }

    /// Begins TLS behind all that was written.
    public void secure(TlsAsk ask) {
        deaf = true;
        releaseSurplus();
        client.aside(() -> {
            try {
                SslContext context = client.context(ask);
                client.loop().execute(() -> secure(ask, context));
            } catch (SSLException | CertificateException | IllegalArgumentException refused) {
                String sentence =
                        "The certificates given for TLS are of no use: " + refused.getMessage();
                client.loop()
                        .execute(() -> fail(new TcpFailure("ERR_INVALID_ARG_VALUE", sentence)));
            }
        });
    }

    private void secure(TlsAsk ask, SslContext context) {
        if (left || !channel().isActive()) {
            return;
        }
        SslHandler handler =
                context.newHandler(
                        channel().alloc(), ask.name(), client.portOf(channel()), client::aside);
        handler.setHandshakeTimeoutMillis(client.connectMillisMax());
        channel().pipeline().addFirst(handler);
        deaf = false;
        handler.handshakeFuture()
                .addListener(shaken -> {
                    Throwable cause = shaken.cause();
                    if (cause == null) {
                        listener.secured(TlsFacts.of(handler.engine().getSession()));
                        deliver();
                    } else {
                        fail(
                                TcpFailure.of(
                                        "No TLS with '" + ask.name() + "': " + cause.getMessage(),
                                        cause));
                    }
                });
        channel().read();
    }

    /// Nobody has it any more. What was written before is sent, if the other side takes it soon.
    public void leave() {
        if (left) {
            return;
        }
        left = true;
        Channel of = channel;
        if (of == null) {
            if (attempt != null) {
                var _ = attempt.close();
            }
            return;
        }
        releaseSurplus();
        of.flush();
        if (unsent == 0 || failed || !client.lingers(unsent)) {
            var _ = of.close();
            return;
        }
        long bytes = unsent;
        of.closeFuture().addListener(_ -> client.lingered(bytes));
        Runnable close =
                () -> {
                    var _ = of.close();
                };
        var _ = client.loop().schedule(close, TcpClient.LINGER_MILLIS_MAX, TimeUnit.MILLISECONDS);
    }

    private void closeWhenSent() {
        if (left && unsent == 0) {
            var _ = channel().close();
        }
    }

    private void closeWhenBoth() {
        if (outputOver && endTold) {
            leave();
        }
    }

    // ---- from the other side

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        if (left || deaf || !(message instanceof ByteBuf bytes)) {
            ReferenceCountUtil.release(message);
            return;
        }
        surplus.add(bytes);
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        deliver();
    }

    private void deliver() {
        while (wanted > 0 && !surplus.isEmpty()) {
            ByteBuf first = surplus.peekFirst();
            int length = (int) Math.min(wanted, first.readableBytes());
            wanted -= length;
            if (length == first.readableBytes()) {
                surplus.removeFirst();
                listener.data(first);
            } else {
                listener.data(first.readRetainedSlice(length));
            }
        }
        if (!surplus.isEmpty() || left) {
            return;
        }
        if (inputOver) {
            tellEnd();
        } else if (wanted > 0 && !reading && channel != null) {
            reading = true;
            channel().read();
        }
    }

    private void tellEnd() {
        if (!endTold) {
            endTold = true;
            listener.ended();
            closeWhenBoth();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext ctx, Object event) {
        if (!(event instanceof ChannelInputShutdownEvent
                || event instanceof SslCloseCompletionEvent)) {
            return;
        }
        SslHandler tls = ctx.pipeline().get(SslHandler.class);
        if (tls != null && !tls.handshakeFuture().isDone()) {
            fail(NO_TLS);
        } else {
            // Also where TLS did not say so itself: as in Node, since many servers just close.
            inputOver = true;
            deliver();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        // A server that has closed has ended what it sent; what was sent to it may be lost.
        if (inputOver && surplus.isEmpty()) {
            tellEnd();
        }
        fail(TcpFailure.LOST);
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        fail(TcpFailure.of("Network connection lost.", cause));
    }

    private void fail(TcpFailure why) {
        if (failed || left) {
            return;
        }
        failed = true;
        listener.failed(why);
        leave();
    }

    private void releaseSurplus() {
        surplus.forEach(ByteBuf::release);
        surplus.clear();
    }
}
