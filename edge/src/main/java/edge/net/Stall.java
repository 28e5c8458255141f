package edge.net;

import io.netty.channel.Channel;
import io.netty.channel.ChannelOutboundBuffer;
import java.util.concurrent.TimeUnit;

/// For how long a client has taken nothing of what waits to be sent to it.
public final class Stall {

    private final Channel channel;
    private long pendingBytes;
    private long progress;
    private long sinceNanos;

    /// Of that connection.
    public Stall(Channel channel) {
        this.channel = channel;
    }

    /// Whether something waits to be taken.
    public boolean pending() {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        return out != null && !out.isEmpty();
    }

    /// To be asked again and again: what moved between two calls counts.
    public long millis(long nowNanos) {
        ChannelOutboundBuffer out = channel.unsafe().outboundBuffer();
        boolean waits = out != null && !out.isEmpty();
        long pendingNow = waits ? out.totalPendingWriteBytes() : 0;
        long progressNow = waits ? out.currentProgress() : 0;
        if (!waits || pendingNow != pendingBytes || progressNow != progress) {
            sinceNanos = nowNanos;
        }
        pendingBytes = pendingNow;
        progress = progressNow;
        return TimeUnit.NANOSECONDS.toMillis(nowNanos - sinceNanos);
    }
}
