package edge.tls;

import edge.file.FilePart;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.stream.ChunkedWriteHandler;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// What is different about a connection under TLS.
public final class Secrecy {

    private Secrecy() {}

    /// Puts TLS before everything else, where it is wanted.
    public static void begin(Channel channel, @Nullable SslContext tls) {
        if (tls != null) {
            channel.pipeline().addLast(tls.newHandler(channel.alloc()));
            channel.pipeline().addLast(new ChunkedWriteHandler());
        }
    }

    /// `http` or `https`.
    public static String scheme(Channel channel) {
        return tls(channel) == null ? "http" : "https";
    }

    private static @Nullable SslHandler tls(Channel channel) {
        ChannelPipeline pipeline = channel.pipeline();
        return pipeline.get(SslHandler.class);
    }

    /// Writes a file: the kernel cannot send it where its bytes must be changed first.
    public static ChannelFuture write(Channel channel, FilePart file) {
        if (tls(channel) == null) {
            return channel.write(file.region());
        }
        try {
            return channel.write(file.pieces());
        } catch (IOException unreadable) {
            file.close();
            return channel.newFailedFuture(unreadable);
        }
    }

    /// Says that nothing more comes; under TLS the client is told before the socket says so (RFC
    /// 8446 §6.1).
    public static void shutdownOutput(Channel channel) {
        SslHandler tls = tls(channel);
        if (tls == null) {
            shutdownSocket(channel);
        } else {
            tls.closeOutbound().addListener(_ -> shutdownSocket(channel));
        }
    }

    private static void shutdownSocket(Channel channel) {
        var _ = ((DuplexChannel) channel).shutdownOutput();
    }

    /// Whether a client speaks no TLS, or does not trust us: that is its affair.
    public static boolean isRefusal(Throwable cause) {
        return cause.getCause() instanceof IOException;
    }
}
