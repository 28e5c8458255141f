package edge.websocket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;

/// A client of a WebSocket that sends and reads the very frames.
final class RawClient implements AutoCloseable {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int TIMEOUT_MILLIS = 10_000;
    private static final byte[] MASK = {0x37, (byte) 0xfa, 0x21, 0x3d};

    private final Socket socket;
    private final DataInputStream in;

    /// A frame as it came.
    record Frame(int first, byte[] payload) {
        String text() {
            return new String(payload, UTF_8);
        }

        /// The code of a close.
        int code() {
            return ByteBuffer.wrap(payload).getShort() & 0xffff;
        }
    }

    private RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(TIMEOUT_MILLIS);
        in = new DataInputStream(socket.getInputStream());
    }

    /// Connects, and reads the answer to the handshake.
    static RawClient open(int port) {
        try {
            var client = new RawClient(port);
            client.send(
                    ("GET /chat HTTP/1.1\r\nHost: a.test\r\nUpgrade: websocket\r\n"
                                    + "Connection: keep-alive, Upgrade\r\nSec-WebSocket-Key: "
                                    + KEY
                                    + "\r\nSec-WebSocket-Version: 13\r\n\r\n")
                            .getBytes(ISO_8859_1));
            while (!client.line().isEmpty()) {}
            return client;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString().strip();
    }

    /// Sends bytes as they are.
    RawClient send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends a masked frame with that first byte.
    RawClient frame(int first, byte[] payload) {
        return send(bytes(first, payload));
    }

    /// Sends a masked frame with text.
    RawClient frame(int first, String payload) {
        return frame(first, payload.getBytes(UTF_8));
    }

    /// The bytes of a masked frame.
    static byte[] bytes(int first, byte[] payload) {
        int length = payload.length;
        ByteBuffer out = ByteBuffer.allocate(length + 14).put((byte) first);
        if (length < 126) {
            out.put((byte) (0x80 | length));
        } else if (length < 0x10000) {
            out.put((byte) 0xfe).putShort((short) length);
        } else {
            out.put((byte) 0xff).putLong(length);
        }
        out.put(MASK);
        for (int i = 0; i < length; i++) {
            out.put((byte) (payload[i] ^ MASK[i & 3]));
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    /// Reads a frame; a server does not mask.
    Frame read() {
        try {
            int first = in.readUnsignedByte();
            int second = in.readUnsignedByte();
            int length =
                    switch (second) {
                        case 126 -> in.readUnsignedShort();
                        case 127 -> (int) in.readLong();
                        default -> second;
                    };
            return new Frame(first, in.readNBytes(length));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Whether nothing more comes, since the connection was closed.
    boolean ended() {
        try {
            return in.read() < 0;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
