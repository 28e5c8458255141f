package figures;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A server whose answer does not end; it counts what the kernel took of it.
final class EndlessOrigin implements AutoCloseable {
    private static final int PIECE_BYTES = 16 * 1024;
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: application/octet-stream\r\nContent-Length: 1000000000000\r\n\r\n";

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicLong sent = new AtomicLong();

    EndlessOrigin() throws IOException {
        Thread.ofVirtual().start(this::serve);
    }

    private void serve() {
        while (true) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException e) {
                if (server.isClosed()) {
                    return;
                }
            }
        }
    }

    private void answer(Socket socket) throws IOException {
        int _ = socket.getInputStream().read(new byte[PIECE_BYTES]);
        var out = socket.getOutputStream();
        out.write(HEAD.getBytes(StandardCharsets.ISO_8859_1));
        byte[] piece = new byte[PIECE_BYTES];
        while (true) {
            out.write(piece);
            sent.addAndGet(piece.length);
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /// Bytes of bodies until now.
    long sent() {
        return sent.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
