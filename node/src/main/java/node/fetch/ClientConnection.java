package node.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/// One connection to a server, for one hop after the other. It reads only when its hop wants to go
/// on; without a hop it reads to notice that the server closes it.
final class ClientConnection extends ChannelInboundHandlerAdapter {

    private final Channel channel;
    private final Origin origin;
    private final Pool pool;
    private @Nullable Hop hop;
    private @Nullable Future<?> idleTimer;
    private boolean interim;
    private boolean reading;
    private boolean leaving;

    ClientConnection(Channel channel, Origin origin, Pool pool) {
        this.channel = channel;
        this.origin = origin;
        this.pool = pool;
    }

    Origin origin() {
        return origin;
    }

    boolean active() {
        return channel.isActive();
    }

    /// Is kept without a hop until the timer rings.
    void idle(Future<?> timer) {
        hop = null;
        idleTimer = timer;
        readOn();
    }

    /// Leaves the kept ones.
    void take() {
        if (idleTimer != null) {
            idleTimer.cancel(false);
            idleTimer = null;
        }
    }

    /// Serves that hop from now on.
    void serve(Hop next) {
        hop = next;
        readOn();
    }

    /// Its hop has its whole answer. The next one comes when all that was read with that answer has
    /// been looked at: what follows an answer unasked must not be taken for the next one's.
    void leave() {
        hop = null;
        leaving = true;
    }

    /// Leaves HTTP and the pool: whoever has the channel from now on gets the bytes behind the
    /// answer, and is the last of its handlers.
    Channel leaveHttp() {
        pool.closed(this);
        ChannelPipeline handlers = channel.pipeline();
        HttpClientCodec codec = handlers.get(HttpClientCodec.class);
        codec.prepareUpgradeFrom(handlers.context(codec));
        handlers.remove(this);
        // It is in the middle of what it read; until then it passes on what it does not know.
        channel.eventLoop().execute(() -> handlers.remove(codec));
        return channel;
    }

    void readOn() {
        if (!reading && (hop == null || hop.hungry())) {
            reading = true;
            channel.read();
        }
    }

    /// Sends a part of a request without asking what becomes of it.
    void send(HttpObject part) {
        var _ = channel.write(part, channel.voidPromise());
    }

    /// Sends a piece of a body.
    ChannelFuture send(ByteBuf bytes) {
        return channel.write(new DefaultHttpContent(bytes));
    }

    void flush() {
        channel.flush();
    }

    void close() {
        var _ = channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext ctx, Object message) {
        Hop served = hop;
        if (served == null) {
            // Nobody asked: what comes now could be taken for the answer to the next request.
            ReferenceCountUtil.release(message);
            close();
            return;
        }
        if (message instanceof HttpObject part && part.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            served.garbled("it is no HTTP: " + part.decoderResult().cause().getMessage());
            return;
        }
        if (message instanceof HttpResponse head) {
            interim = head.status().code() < 200 && head.status().code() != 101;
            if (!interim) {
                served.head(head);
            }
        }
        if (message instanceof HttpContent content) {
            content(served, content);
        }
    }

    private void content(Hop served, HttpContent content) {
        if (interim) {
            content.release();
            return;
        }
        served.content(content.content());
        if (content instanceof LastHttpContent) {
            served.ended();
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext ctx) {
        reading = false;
        if (!leaving) {
            readOn();
            return;
        }
        leaving = false;
        if (channel.isActive()) {
            pool.free(this);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext ctx, Throwable cause) {
        // A connection that breaks is told of when it is closed: its hop may begin again elsewhere.
        if (hop != null && !(cause instanceof IOException)) {
            String text = cause.getMessage();
            hop.broken(text == null ? cause.getClass().getSimpleName() : text);
        }
        close();
    }

    /// Comes after the end of an answer that only the end of the connection tells.
    @Override
    public void channelInactive(ChannelHandlerContext ctx) {
        take();
        pool.closed(this);
        if (hop != null) {
            hop.connectionGone();
        }
    }
}
