package isolate.lane;

import base.lane.FrameReader;
import base.lane.FrameWriter;
import base.lane.Message;
import isolate.run.Lane.Asked;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// A socket for blocking ops alone: the isolate's thread writes its call and reads the answer
/// itself, without the hop over the lane's reader, which would cost as much again. One op at a
/// time; whoever finds it busy goes by the lane. It waits by looking: a while without pause, then
/// less and less often, since a locked process can neither poll nor set a time-out.
final class BlockingSocket {
    private static final long SPIN_NANOS = 100_000;
    private static final long PAUSE_NANOS_MIN = 20_000;
    private static final long PAUSE_NANOS_MAX = 1_000_000;
    private static final int READ_BYTES = 64 * 1024;

    private final SocketChannel channel;
    private final int frameBytesMax;
    private final ReentrantLock lock = new ReentrantLock();
    private final FrameWriter out = new FrameWriter();
    private ByteBuffer in = ByteBuffer.allocateDirect(READ_BYTES);

    /// Connects and says hello.
    BlockingSocket(Path path, int frameBytesMax, Message.Hello hello) {
        this.frameBytesMax = frameBytesMax;
        try {
            channel = SocketChannel.open(StandardProtocolFamily.UNIX);
            channel.connect(UnixDomainSocketAddress.of(path));
            channel.configureBlocking(false);
            write(hello);
        } catch (IOException e) {
            throw new UncheckedIOException("connect the blocking lane at " + path, e);
        }
    }

    /// Asks and waits, at most so long.
    Asked ask(Message.Call call, long millisMax) {
        if (!lock.tryLock()) {
            return Asked.BUSY;
        }
        try {
            write(call);
            return await(call.stream(), System.nanoTime() + millisMax * 1_000_000);
        } catch (IOException e) {
            throw new UncheckedIOException("ask on the blocking lane: " + e.getMessage(), e);
        } finally {
            lock.unlock();
        }
    }

    private void write(Message message) throws IOException {
        out.clear();
        out.write(message);
        ByteBuffer bytes = ByteBuffer.wrap(out.array(), 0, out.size());
        while (bytes.hasRemaining()) {
            if (channel.write(bytes) == 0) {
                LockSupport.parkNanos(PAUSE_NANOS_MIN);
            }
        }
    }

    private Asked await(int stream, long deadline) throws IOException {
        long spinEnd = System.nanoTime() + SPIN_NANOS;
        long pause = PAUSE_NANOS_MIN;
        while (true) {
            Message.Answer answer = read();
            if (answer != null && answer.stream() == stream) {
                return Asked.answered((answer.ok() ? "+" : "-") + answer.text());
            }
            long now = System.nanoTime();
            if (now - deadline > 0) {
                return Asked.LATE;
            }
            if (now - spinEnd < 0) {
                Thread.onSpinWait();
            } else {
                LockSupport.parkNanos(pause);
                pause = Math.min(PAUSE_NANOS_MAX, pause * 2);
            }
        }
    }

    /// The next answer, where one is there; that of a call that was given up may come first.
    private Message.@Nullable Answer read() throws IOException {
        int read = channel.read(in);
        if (read < 0) {
            Runtime.getRuntime().halt(0);
        }
        in.flip();
        int bytes = FrameReader.frameBytes(in, frameBytesMax);
        Message message = null;
        if (bytes > 0 && bytes <= in.remaining()) {
            message = FrameReader.read(in.slice(in.position(), bytes));
            in.position(in.position() + bytes);
        }
        in.compact();
        if (bytes > in.capacity()) {
            in = ByteBuffer.allocateDirect(bytes).put(in.flip());
        }
        return message instanceof Message.Answer answer ? answer : null;
    }
}
