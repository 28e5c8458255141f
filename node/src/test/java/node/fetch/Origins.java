package node.fetch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/// A server that speaks the very bytes it is told to.
final class Origins implements AutoCloseable {

    /// What it does with one connection.
    interface Script {
        void run(Talk talk) throws IOException;
    }

    private final ServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();

    Origins(Script script) {
        try {
            socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        Thread.ofVirtual().start(() -> accept(script));
    }

    private void accept(Script script) {
        while (!socket.isClosed()) {
            try {
                Socket accepted = socket.accept();
                int number = connections.incrementAndGet();
                Thread.ofVirtual().start(() -> talk(script, accepted, number));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private static void talk(Script script, Socket accepted, int number) {
        try (accepted) {
            script.run(new Talk(accepted.getInputStream(), accepted.getOutputStream(), number));
        } catch (IOException broken) {
            // The client went away, as some tests want it to.
        }
    }

    /// One connection, told by its number from 1.
    record Talk(InputStream in, OutputStream out, int number) {

        /// Reads a head; the empty string at the end.
        String head() throws IOException {
            var head = new StringBuilder();
            for (int c = in.read(); c >= 0; c = in.read()) {
                head.append((char) c);
                if (c == '\n' && head.toString().endsWith("\r\n\r\n")) {
                    return head.toString();
                }
            }
            return "";
        }

        void say(String text) throws IOException {
            out.write(text.getBytes(ISO_8859_1));
            out.flush();
        }

        void answer(String body) throws IOException {
            say("HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n" + body);
        }
    }

    int connections() {
        return connections.get();
    }

    String url(String path) {
        return "http://127.0.0.1:" + socket.getLocalPort() + path;
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
