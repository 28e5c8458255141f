package spec.kit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// A server of bytes that does what the first line of each connection says:
///
/// - `echo`: sends back what comes, and `bye` behind its end
/// - `close`: closes at once
/// - `give N`: sends so many bytes and closes
/// - `deaf`: reads nothing more, until the test ends
/// - `starttls`: answers `S`, and goes on with TLS by the line that comes then
/// - `inject`: the same, with words behind the `S` that nobody vouches for
public final class Peer implements AutoCloseable {
    private static final int SECONDS_MAX = 60;
    private static final int PIECE_BYTES = 64 * 1024;

    private final ServerSocket server;
    private final @Nullable SSLContext tls;
    private final CountDownLatch ended = new CountDownLatch(1);
    private final AtomicInteger open = new AtomicInteger();
    private final AtomicInteger accepted = new AtomicInteger();
    private final AtomicLong received = new AtomicLong();

    /// Listens on a free port of this machine; with TLS where a certificate is given.
    public Peer(@Nullable SSLContext tls) {
        this.tls = tls;
        try {
            server = new ServerSocket(0, 500, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("start a peer", e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    /// Where it listens.
    public int port() {
        return server.getLocalPort();
    }

    /// Connections that stand.
    public int open() {
        return open.get();
    }

    /// Connections that ever stood.
    public int accepted() {
        return accepted.get();
    }

    /// Bytes that came behind the first lines.
    public long received() {
        return received.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                accepted.incrementAndGet();
                Thread.ofVirtual().start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        open.incrementAndGet();
        try (socket) {
            speak(socket);
        } catch (IOException broken) {
            // The other side went away, as some tests want it to.
        } finally {
            open.decrementAndGet();
        }
    }

    private void speak(Socket socket) throws IOException {
        String line = line(socket.getInputStream());
        OutputStream out = socket.getOutputStream();
        if (line.equals("echo")) {
            echo(socket);
        } else if (line.startsWith("give ")) {
            give(out, Long.parseLong(line.substring("give ".length())));
        } else if (line.equals("deaf")) {
            waitForEnd();
        } else if (line.equals("starttls") || line.equals("inject")) {
            out.write((line.equals("inject") ? "Sinjected" : "S").getBytes(US_ASCII));
            secure(socket);
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
            line.append((char) c);
        }
        return line.toString();
    }

    private void echo(Socket socket) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        InputStream in = socket.getInputStream();
        for (int n = in.read(piece); n >= 0; n = in.read(piece)) {
            received.addAndGet(n);
            socket.getOutputStream().write(piece, 0, n);
        }
        socket.getOutputStream().write("bye".getBytes(US_ASCII));
    }

    private static void give(OutputStream out, long bytes) throws IOException {
        byte[] piece = new byte[PIECE_BYTES];
        for (long rest = bytes; rest > 0; rest -= piece.length) {
            out.write(piece, 0, (int) Math.min(rest, piece.length));
        }
    }

    /// Without taking what waits in the kernel.
    private void waitForEnd() {
        try {
            var _ = ended.await(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void secure(Socket socket) throws IOException {
        SSLContext with = tls;
        if (with == null) {
            throw new IOException("there is no certificate");
        }
        var secured =
                (SSLSocket)
                        with.getSocketFactory()
                                .createSocket(socket, "localhost", socket.getPort(), true);
        secured.setUseClientMode(false);
        secured.startHandshake();
        speak(secured);
    }

    @Override
    public void close() {
        ended.countDown();
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException("stop a peer", e);
        }
    }
}
