package node.child;

import base.lane.Debugging;
import base.lane.FrameWriter;
import base.lane.LaneBreach;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.lane.Message.Role;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A child process and the node's end of its two sockets. Every method is called on the lane's
/// loop.
///
/// A child that breaks a rule of the lane, does not answer a ping, uses more memory than it may or
/// has code that cannot be stopped is killed; [ChildReceiver#lost(String)] follows, once.
public final class ChildLink {
    private static final long PING_MILLIS = 1_000;
    private static final int PINGS_UNANSWERED_MAX = 4;

    private final LaneServer server;
    private final ChildReceiver receiver;
    private final FrameWriter out = new FrameWriter();
    private final ThreadPriority priority;
    private java.util.concurrent.@Nullable Future<?> pings;
    private @Nullable Process process;
    private @Nullable Channel lane;
    private @Nullable Channel control;
    private @Nullable Channel blocking;
    private @Nullable String endReason;
    private Message.@Nullable Pong lastPong;
    private boolean locked;
    private boolean flushScheduled;
    private boolean ended;
    private int pinged;
    private int answered;

    /// A link whose child is still to be started with [#start(Spawner, Settings)].
    public ChildLink(LaneServer server, ThreadPriority priority, ChildReceiver receiver) {
        this.server = server;
        this.priority = priority;
        this.receiver = receiver;
    }

    /// How a child is to be.
    ///
    /// @param spares isolates kept ready
    /// @param idleSeconds after which an unused isolate is closed
    /// @param memoryBytesMax resident memory beyond which it is killed
    /// @param debugging whether debuggers may look at its isolates
    public record Settings(int spares, int idleSeconds, long memoryBytesMax, Debugging debugging) {}

    /// Starts the process.
    public void start(Spawner spawner, Settings settings) {
        String secret = server.expect(this);
        var order =
                new Spawner.Order(
                        server.socket(),
                        secret,
                        settings.spares(),
                        settings.idleSeconds(),
                        settings.debugging());
        var _ =
                spawner.start(order)
                        .whenCompleteAsync(
                                (started, failure) -> {
                                    if (failure != null) {
                                        end("it could not be started: " + failure.getMessage());
                                        closed();
                                    } else {
                                        watch(started, settings);
                                    }
                                },
                                server.loop());
    }

    private void watch(Process started, Settings settings) {
        process = started;
        new ChildOutput(started).drain();
        var _ = started.onExit().thenRunAsync(this::closed, server.loop());
        MemoryWatch.start(
                started.pid(),
                settings.memoryBytesMax(),
                () -> server.loop().execute(() -> end("it used more memory than it may")));
        pings =
                server.loop()
                        .scheduleAtFixedRate(
                                this::ping, PING_MILLIS, PING_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void ping() {
        Channel channel = control;
        if (ended || channel == null) {
            return;
        }
        if (pinged - answered >= PINGS_UNANSWERED_MAX) {
            end("it does not answer");
            return;
        }
        var frames = new FrameWriter();
        frames.write(new Message.Ping(++pinged));
        var _ = channel.writeAndFlush(buffer(channel, frames), channel.voidPromise());
    }

    void attach(Channel channel, Role role) {
        Channel before =
                switch (role) {
                    case LANE -> lane;
                    case CONTROL -> control;
                    case BLOCKING -> blocking;
                };
        if (before != null || ended) {
            throw new LaneBreach("A child connects once more than it may.");
        }
        switch (role) {
            case LANE -> lane = channel;
            case CONTROL -> control = channel;
            case BLOCKING -> blocking = channel;
        }
        readyWhenWhole();
    }

    /// What is said on one socket may be read before another one's hello.
    private void readyWhenWhole() {
        if (locked && lane != null && control != null && blocking != null) {
            server.forget(this);
            receiver.ready();
        }
    }

    /// A thread of the child waits for the answer on that very socket.
    void receiveBlocking(Message message) {
        if (!(message instanceof Message.Call call) || call.body() == BodyKind.STREAM) {
            throw new LaneBreach("Only ops without a streamed body are asked for there.");
        }
        receiver.call(call, this::answerBlocking);
    }

    private void answerBlocking(Message message) {
        Channel channel = blocking;
        if (channel != null && message instanceof Message.Answer) {
            var frames = new FrameWriter();
            frames.write(message);
            var _ = channel.writeAndFlush(buffer(channel, frames), channel.voidPromise());
        }
    }

    void receive(Message message) {
        receiver.receive(message);
    }

    void receiveControl(Message message) {
        switch (message) {
            case Message.Ready(String report) -> ready(report);
            case Message.Pong pong -> pong(pong);
            case Message.Started(int stream) -> receiver.started(stream);
            case Message.Demote(int thread) -> demote(thread);
            case Message.Stuck(int stream, String reason) -> {
                receiver.stuck(stream);
                end(reason);
            }
            default -> throw new LaneBreach("That is not said on the control socket.");
        }
    }

    private void ready(String report) {
        if (!report.isEmpty()) {
            end("it could not lock itself: " + report.replace("\n", ", "));
        } else {
            locked = true;
            readyWhenWhole();
        }
    }

    private void pong(Message.Pong pong) {
        if (pong.number() > pinged || pong.number() <= answered) {
            throw new LaneBreach("A child answers a ping that was not sent.");
        }
        answered = pong.number();
        lastPong = pong;
    }

    private void demote(int thread) {
        Process running = process;
        if (running != null) {
            priority.lower(running.pid(), thread);
        }
    }

    /// The process id; 0 before it was started.
    public long pid() {
        Process running = process;
        return running == null ? 0 : running.pid();
    }

    /// What it last told of itself; null before the first ping.
    public Message.@Nullable Pong lastPong() {
        return lastPong;
    }

    /// Whether more waits to be written than may: then no new work is to be given.
    public boolean isFull() {
        Channel channel = lane;
        return channel == null
                || out.size() + channel.unsafe().outboundBuffer().totalPendingWriteBytes()
                        > server.limits().unsentBytesMax();
    }

    /// Sends a message, at the latest at the end of this round of the loop.
    public void send(Message message) {
        out.write(message);
        if (!flushScheduled) {
            flushScheduled = true;
            server.loop().execute(this::flush);
        }
    }

    void flush() {
        flushScheduled = false;
        Channel channel = lane;
        if (out.size() > 0 && channel != null) {
            var _ = channel.writeAndFlush(buffer(channel, out), channel.voidPromise());
            out.clear();
        }
    }

    private static ByteBuf buffer(Channel channel, FrameWriter frames) {
        return channel.alloc()
                .directBuffer(frames.size())
                .writeBytes(frames.array(), 0, frames.size());
    }

    void breached(LaneBreach breach) {
        end("it broke a rule of the lane: " + breach.getMessage());
    }

    /// Kills the child.
    public void end(String reason) {
        if (endReason == null) {
            endReason = reason;
        }
        Process running = process;
        if (running != null) {
            ProcessHandle.of(running.pid()).ifPresent(ProcessHandle::destroyForcibly);
        }
    }

    /// A socket was closed or the process ended: the first sign of it counts.
    void closed() {
        if (ended) {
            return;
        }
        ended = true;
        if (pings != null) {
            pings.cancel(false);
        }
        server.forget(this);
        end("it died");
        close(lane);
        close(control);
        close(blocking);
        String reason = endReason;
        receiver.lost(reason == null ? "it died" : reason);
    }

    private static void close(@Nullable Channel channel) {
        if (channel != null) {
            var _ = channel.close();
        }
    }
}
