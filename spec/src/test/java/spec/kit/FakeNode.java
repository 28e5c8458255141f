package spec.kit;

import base.lane.FrameReader;
import base.lane.FrameWriter;
import base.lane.Message;
import base.lane.Message.BodyKind;
import base.lane.VersionImage;
import base.lane.VersionLimits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The other end of a real child's lane, which answers only what a test makes it answer.
public final class FakeNode implements AutoCloseable {
    private static final int FRAME_BYTES_MAX = 1 << 20;
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);

    private final ServerSocketChannel server;
    private final Process child;
    private final BlockingQueue<Message> heard = new LinkedBlockingQueue<>();
    private @Nullable SocketChannel lane;

    /// Starts a child, unlocked from outside but locked from inside, and waits until it is ready.
    public FakeNode(Path directory) {
        try {
            Path socket = directory.resolve("lane");
            server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
            server.bind(UnixDomainSocketAddress.of(socket));
            child = start(socket);
            accept();
            accept();
            accept();
        } catch (IOException e) {
            throw new UncheckedIOException("start a child", e);
        }
        await(Message.Ready.class);
    }

    private static Process start(Path socket) throws IOException {
        Path home = Path.of(System.getProperty("edgewise.home"));
        String classPath;
        try (Stream<Path> jars = Files.list(home.resolve("child"))) {
            classPath = String.join(":", jars.map(Path::toString).toList());
        }
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-XX:+UseSerialGC",
                                "-cp",
                                classPath,
                                "isolate.Main")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var in = process.outputWriter()) {
            in.write(home.resolve("native") + "\n" + socket + "\nsecret\n1\n15\noff\n");
        }
        return process;
    }

    private void accept() throws IOException {
        SocketChannel channel = server.accept();
        ByteBuffer in = ByteBuffer.allocate(2 * FRAME_BYTES_MAX);
        Message.Hello hello = null;
        while (hello == null) {
            channel.read(in);
            in.flip();
            int bytes = FrameReader.frameBytes(in, FRAME_BYTES_MAX);
            if (bytes > 0 && bytes <= in.remaining()) {
                hello = (Message.Hello) FrameReader.read(in.slice(in.position(), bytes));
                in.position(in.position() + bytes);
            }
            in.compact();
        }
        if (hello.role() == Message.Role.LANE) {
            lane = channel;
        }
        Thread.ofVirtual().start(() -> listen(channel, in));
    }

    private void listen(SocketChannel channel, ByteBuffer in) {
        try {
            do {
                in.flip();
                int bytes = FrameReader.frameBytes(in, FRAME_BYTES_MAX);
                while (bytes > 0 && bytes <= in.remaining()) {
                    heard.add(FrameReader.read(in.slice(in.position(), bytes)));
                    in.position(in.position() + bytes);
                    bytes = FrameReader.frameBytes(in, FRAME_BYTES_MAX);
                }
                in.compact();
            } while (channel.read(in) >= 0);
        } catch (IOException e) {
            // The child is gone.
        }
    }

    /// Loads an app's code as version 1.
    public void load(String code, VersionLimits limits) {
        var main =
                new VersionImage.Module(
                        "main.js",
                        VersionImage.ModuleKind.SCRIPT,
                        code.getBytes(StandardCharsets.UTF_8));
        byte[] image = new VersionImage("{\"vars\":{},\"bindings\":{}}", List.of(main)).encode();
        send(new Message.Image(1, ByteBuffer.wrap(image)));
        send(new Message.Load(1, "app", limits));
    }

    /// Sends a GET as an invocation.
    public void invoke(int stream) {
        send(
                new Message.Invoke(
                        stream, 1, BodyKind.NONE, 0, "GET\nhttp://app.localhost/", NO_BYTES));
    }

    /// Sends anything.
    public void send(Message message) {
        SocketChannel to = lane;
        if (to == null) {
            throw new IllegalStateException("there is no lane");
        }
        var frames = new FrameWriter();
        frames.write(message);
        ByteBuffer bytes = ByteBuffer.wrap(frames.array(), 0, frames.size());
        try {
            while (bytes.hasRemaining()) {
                to.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("write to the child", e);
        }
    }

    /// The next message of a kind; others are passed over.
    public <T extends Message> T await(Class<T> kind) {
        try {
            while (true) {
                Message message = heard.poll(10, TimeUnit.SECONDS);
                if (message == null) {
                    throw new IllegalStateException("The child says no " + kind.getSimpleName());
                }
                if (kind.isInstance(message)) {
                    return kind.cast(message);
                }
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        child.destroyForcibly();
        server.close();
    }
}
