package isolate.lane;

import base.Limits;
import base.lane.FrameWriter;
import base.lane.Message;
import base.lane.Message.Role;
import isolate.run.Lane;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;

/// All sockets to the node, as what actors need of them.
public final class Sockets implements Lane {
    private static final boolean SEVERAL_PROCESSORS =
            Runtime.getRuntime().availableProcessors() > 1;

    private final LaneSocket lane;
    private final LaneSocket control;
    private final BlockingSocket blocking;

    /// Connects each.
    public Sockets(Path path, String secret) {
        int max = Limits.Lane.DEFAULT.frameBytesMax();
        lane = new LaneSocket(path, max, new Message.Hello(Role.LANE, secret));
        control = new LaneSocket(path, max, new Message.Hello(Role.CONTROL, secret));
        blocking = new BlockingSocket(path, max, new Message.Hello(Role.BLOCKING, secret));
    }

    @Override
    public void send(FrameWriter frames) {
        lane.send(frames);
    }

    @Override
    public void control(Message message) {
        control.send(message);
    }

    /// On a single processor a thread that looks again and again would only keep the node from it.
    @Override
    public Asked ask(Message.Call call, long millisMax) {
        return SEVERAL_PROCESSORS ? blocking.ask(call, millisMax) : Asked.BUSY;
    }

    /// Reads the lane until the node closes it.
    public void read(Consumer<Message> receiver) throws IOException {
        lane.read(receiver);
    }

    /// Answers pings until the node is gone, and then ends the process.
    public void answer(Function<Message.Ping, Message> pong) {
        try {
            control.read(message -> {
                if (message instanceof Message.Ping ping) {
                    control(pong.apply(ping));
                }
            });
        } catch (IOException e) {
            Runtime.getRuntime().halt(1);
        }
        Runtime.getRuntime().halt(0);
    }
}
