package isolate.lane;

import base.lane.FrameReader;
import base.lane.FrameWriter;
import base.lane.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.function.Consumer;

/// A Unix socket that speaks frames. One thread reads; any thread writes, one at a time, and waits
/// until the socket has taken all: the node's reading never waits on its own writing.
public final class LaneSocket {
    private static final int READ_BYTES = 256 * 1024;

    private final SocketChannel channel;
    private final int frameBytesMax;
    private ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);

    /// Connects and says hello.
    public LaneSocket(Path path, int frameBytesMax, Message.Hello hello) {
        this.frameBytesMax = frameBytesMax;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
        } catch (IOException e) {
            throw new UncheckedIOException("connect the lane at " + path, e);
        }
        send(hello);
    }

    /// Sends one message.
    public void send(Message message) {
        var frames = new FrameWriter();
        frames.write(message);
        send(frames);
    }

    /// Sends all frames.
    public synchronized void send(FrameWriter frames) {
        ByteBuffer bytes = ByteBuffer.wrap(frames.array(), 0, frames.size());
        try {
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write to the lane", e);
        }
    }

    /// Reads frames until the node closes: everything that is there at once, frame by frame.
    public void read(Consumer<Message> receiver) throws IOException {
        while (channel.read(in) >= 0) {
            in.flip();
            int bytes = FrameReader.frameBytes(in, frameBytesMax);
            while (bytes > 0 && bytes <= in.remaining()) {
                receiver.accept(FrameReader.read(in.slice(in.position(), bytes)));
                in.position(in.position() + bytes);
                bytes = FrameReader.frameBytes(in, frameBytesMax);
            }
            in.compact();
            if (bytes > in.capacity()) {
                in = ByteBuffer.allocateDirect(bytes).put(in.flip());
            }
        }
    }
}
