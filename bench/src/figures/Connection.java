package figures;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/// A plain HTTP/1.1 client: one connection, one request after the other, nothing hidden.
final class Connection implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 60_000;
    private static final int PIECE_BYTES = 64 * 1024;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    /// Takes the bytes of a body as they come.
    interface Taker {
        void take(byte[] bytes, int length) throws IOException;
    }

    Connection(int port) throws IOException {
        this(port, 0);
    }

    /// A connection whose receive buffer is to be so small; 0 leaves it as it is.
    Connection(int port, int receiveBytes) throws IOException {
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MILLIS);
        in = new BufferedInputStream(socket.getInputStream(), receiveBytes > 0 ? 1024 : PIECE_BYTES);
        out = socket.getOutputStream();
    }

    Answer get(String host, String target) throws IOException {
        send("GET " + target + " HTTP/1.1\r\nHost: " + host + "\r\n\r\n");
        return answer();
    }

    void send(String head) throws IOException {
        out.write(head.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    OutputStream out() {
        return out;
    }

    /// The answer to what was sent, whole.
    Answer answer() throws IOException {
        var body = new ByteArrayOutputStream();
        int status = answer((bytes, length) -> body.write(bytes, 0, length));
        return new Answer(status, body.toByteArray());
    }

    /// The same, its body piece by piece; its status.
    int answer(Taker taker) throws IOException {
        String line = line();
        int status = Integer.parseInt(line.substring(9, 12));
        long length = -1;
        boolean chunked = false;
        for (line = line(); !line.isEmpty(); line = line()) {
            String lower = line.toLowerCase(java.util.Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(15).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (chunked) {
            takeChunks(taker);
        } else {
            take(Math.max(length, 0), taker);
        }
        return status;
    }

    private void takeChunks(Taker taker) throws IOException {
        while (true) {
            long length = Long.parseLong(line(), 16);
            take(length, taker);
            line();
            if (length == 0) {
                return;
            }
        }
    }

    private void take(long length, Taker taker) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        while (length > 0) {
            int read = in.read(piece, 0, (int) Math.min(length, piece.length));
            if (read < 0) {
                throw new EOFException("the answer was cut");
            }
            taker.take(piece, read);
            length -= read;
        }
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("the answer was cut");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
