package isolate;

import base.lane.FrameReader;
import base.lane.FrameWriter;
import base.lane.LogLevel;
import base.lane.Message;
import base.lane.Message.BodyKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Random;

/// A child that was taken over: it says hello like a good one, and then what the path of each request
/// tells it to. Compiled by the test that starts a node with it.
public final class Main {
    private static final ByteBuffer NO_BYTES = ByteBuffer.allocate(0);
    private static SocketChannel lane;

    public static void main(String[] args) throws Exception {
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        in.readLine();
        String socket = in.readLine();
        String secret = in.readLine();
        lane = open(socket, secret, Message.Role.LANE);
        SocketChannel control = open(socket, secret, Message.Role.CONTROL);
        open(socket, secret, Message.Role.BLOCKING);
        send(control, new Message.Ready(""));
        Thread.ofPlatform().daemon().start(() -> answerPings(control));
        read(lane, Main::attack);
    }

    private static SocketChannel open(String socket, String secret, Message.Role role)
            throws IOException {
        SocketChannel channel = SocketChannel.open(StandardProtocolFamily.UNIX);
        channel.connect(UnixDomainSocketAddress.of(socket));
        send(channel, new Message.Hello(role, secret));
        return channel;
    }

    private static void answerPings(SocketChannel control) {
        try {
            read(control, message -> {
                if (message instanceof Message.Ping(int number)) {
                    send(control, new Message.Pong(number, 0, 0, 0));
                }
            });
        } catch (IOException e) {
            Runtime.getRuntime().halt(0);
        }
    }

    private interface Receiver {
        void receive(Message message) throws IOException;
    }

    private static void read(SocketChannel channel, Receiver receiver) throws IOException {
        ByteBuffer in = ByteBuffer.allocate(2 << 20);
        while (channel.read(in) >= 0) {
            in.flip();
            int bytes = FrameReader.frameBytes(in, 1 << 20);
            while (bytes > 0 && bytes <= in.remaining()) {
                Message message = FrameReader.read(in.slice(in.position(), bytes));
                in.position(in.position() + bytes);
                receiver.receive(message);
                bytes = FrameReader.frameBytes(in, 1 << 20);
            }
            in.compact();
        }
        Runtime.getRuntime().halt(0);
    }

    private static void attack(Message message) throws IOException {
        if (!(message instanceof Message.Invoke m)) {
            return;
        }
        int id = m.stream();
        String path = m.head().split("\n")[1].replaceFirst("http://[^/]*/", "");
        String[] words = path.split("/");
        switch (words[0]) {
            case "good" -> answer(id, "200\nx-from\nhostile", "well");
            case "garbage" -> bytes(new Random(Long.parseLong(words[1])));
            case "frames" -> frames(new Random(Long.parseLong(words[1])), id);
            case "length" -> raw(ByteBuffer.allocate(9).putInt(0, Integer.MAX_VALUE));
            case "negative" -> raw(ByteBuffer.allocate(9).putInt(0, -5));
            case "kind" -> raw(ByteBuffer.allocate(9).put(4, (byte) 99));
            case "strange" -> answer(id + 500_000, "200", "to nobody");
            case "twice" -> {
                send(lane, head(id, BodyKind.STREAM, "200"));
                send(lane, head(id, BodyKind.STREAM, "200"));
            }
            case "bodiless" -> send(lane, new Message.Body(id, text("body before head")));
            case "credit" -> {
                send(lane, head(id, BodyKind.STREAM, "200"));
                for (int i = 0; i < 1000; i++) {
                    send(lane, new Message.Body(id, ByteBuffer.allocate(65_536)));
                }
            }
            case "split" -> answer(id, "200\nx-a\nb\r\nset-cookie: stolen=1", "split");
            case "name" -> answer(id, "200\nx a:b\nvalue", "name");
            case "status" -> answer(id, "99", "status");
            case "framing" -> answer(id, "200\ncontent-length\n1000\ntransfer-encoding\nchunked", "framing");
            case "op" -> call(id, -5, "no-such-op", "x");
            case "fetch" -> call(id, -6, "fetch", "GET");
            case "callid" -> call(id, 6, "entropy", "1");
            case "entropy" -> call(id, -7, "entropy", "-1");
            case "outcome" -> send(lane, new Message.Done(id, 1, (byte) 77, ""));
            case "node" -> send(lane, new Message.Drop(1));
            case "version" -> send(lane, new Message.Loaded(4711, 1, 1, true));
            case "inspect" ->
                    send(lane, new Message.Inspect(1, Message.Piece.LAST, text("{}")));
            case "zero" -> send(lane, new Message.Credit(id, -1));
            case "flood" -> {
                for (int i = 0; i < 200; i++) {
                    send(lane, new Message.Log(id, LogLevel.LOG, "x".repeat(500_000)));
                }
                answer(id, "200", "flooded");
            }
            default -> answer(id, "404", "no such attack");
        }
    }

    private static Message.Head head(int id, BodyKind kind, String head) {
        return new Message.Head(id, kind, -1, head, NO_BYTES);
    }

    private static void answer(int id, String head, String body) throws IOException {
        send(lane, new Message.Head(id, BodyKind.INLINE, -1, head, text(body)));
        send(lane, new Message.Done(id, 1, (byte) 0, ""));
    }

    private static void call(int invocation, int stream, String op, String args)
            throws IOException {
        send(lane, new Message.Call(stream, invocation, op, args, BodyKind.NONE, NO_BYTES));
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void bytes(Random random) throws IOException {
        byte[] noise = new byte[10_000];
        random.nextBytes(noise);
        raw(ByteBuffer.wrap(noise));
    }

    /// Frames of right length with random kinds, streams and payloads.
    private static void frames(Random random, int id) throws IOException {
        for (int i = 0; i < 200; i++) {
            byte[] payload = new byte[random.nextInt(64)];
            random.nextBytes(payload);
            ByteBuffer frame = ByteBuffer.allocate(9 + payload.length);
            frame.putInt(payload.length).put((byte) random.nextInt(30));
            frame.putInt(random.nextBoolean() ? id : random.nextInt()).put(payload);
            raw(frame.flip());
        }
    }

    private static void raw(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            lane.write(bytes);
        }
    }

    private static synchronized void send(SocketChannel to, Message message) throws IOException {
        var frames = new FrameWriter();
        frames.write(message);
        ByteBuffer bytes = ByteBuffer.wrap(frames.array(), 0, frames.size());
        while (bytes.hasRemaining()) {
            to.write(bytes);
        }
    }
}
