package node.child;

import base.lane.FrameReader;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.nio.ByteBuffer;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Turns what comes from a child's socket into messages. The first must be the hello that names the
/// child; a breach of the layout ends it.
final class LaneHandler extends ChannelInboundHandlerAdapter {
    private static final long FRAME_MILLIS_MAX = 3_000;

    private final LaneServer server;
    private final int frameBytesMax;
    private @Nullable ByteBuf rest;
    private @Nullable ChildLink link;
    private Role role = Role.LANE;
    private long restSinceNanos;
    private @Nullable Future<?> check;

    LaneHandler(LaneServer server, int frameBytesMax) {
        this.server = server;
        this.frameBytesMax = frameBytesMax;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object read) {
        ByteBuf in = join(context, (ByteBuf) read);
        rest = null;
        try {
            int used = frames(context, in);
            in.skipBytes(used);
            if (used > 0 || restSinceNanos == 0) {
                restSinceNanos = System.nanoTime();
            }
            if (in.isReadable()) {
                rest = in;
                return;
            }
            restSinceNanos = 0;
        } catch (LaneBreach breach) {
            breached(context, breach);
        } catch (RuntimeException bug) {
            breached(context, new LaneBreach("A frame provoked " + bug + "."));
        }
        in.release();
    }

    private ByteBuf join(ChannelHandlerContext context, ByteBuf read) {
        ByteBuf before = rest;
        if (before == null) {
            return read;
        }
        ByteBuf all = context.alloc().directBuffer(before.readableBytes() + read.readableBytes());
        all.writeBytes(before).writeBytes(read);
        before.release();
        read.release();
        return all;
    }

    private int frames(ChannelHandlerContext context, ByteBuf in) {
        ByteBuffer bytes = in.nioBuffer();
        int begin = bytes.position();
        int frame = FrameReader.frameBytes(bytes, frameBytesMax);
        while (frame > 0 && frame <= bytes.remaining()) {
            receive(context, FrameReader.read(bytes.slice(bytes.position(), frame)));
            bytes.position(bytes.position() + frame);
            frame = FrameReader.frameBytes(bytes, frameBytesMax);
        }
        return bytes.position() - begin;
    }

    private void receive(ChannelHandlerContext context, Message message) {
        ChildLink known = link;
        if (known != null) {
            switch (role) {
                case LANE -> known.receive(message);
                case CONTROL -> known.receiveControl(message);
                case BLOCKING -> known.receiveBlocking(message);
            }
        } else if (message instanceof Message.Hello(Role asked, String secret)) {
            link = server.welcome(secret);
            role = asked;
            link.attach(context.channel(), asked);
            check =
                    context.executor()
                            .scheduleAtFixedRate(
                                    () -> requireWhole(context),
                                    FRAME_MILLIS_MAX,
                                    FRAME_MILLIS_MAX / 2,
                                    TimeUnit.MILLISECONDS);
        } else {
            throw new LaneBreach("A stranger speaks before its hello.");
        }
    }

    /// A frame that was begun and is not gone on with would hold back all that come after it.
    private void requireWhole(ChannelHandlerContext context) {
        long since = restSinceNanos;
        if (rest != null && System.nanoTime() - since > FRAME_MILLIS_MAX * 1_000_000) {
            breached(context, new LaneBreach("A frame is begun and not ended."));
        }
    }

    private void breached(ChannelHandlerContext context, LaneBreach breach) {
        if (link != null) {
            link.breached(breach);
        }
        var _ = context.close();
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        if (link != null) {
            link.flush();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (check != null) {
            check.cancel(false);
        }
        if (rest != null) {
            rest.release();
            rest = null;
        }
        if (link != null) {
            link.closed();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        var _ = context.close();
    }
}
