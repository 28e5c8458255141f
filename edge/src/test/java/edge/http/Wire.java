package edge.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/// A client that sends and reads the very bytes.
public final class Wire implements AutoCloseable {

    private static final int TIMEOUT_MILLIS = 10_000;

    private final Socket socket;
    private final InputStream in;

    Wire(int port) {
        try {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            in = socket.getInputStream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// An answer as it came.
    public record Answer(int status, String reason, Map<String, String> headers, String body) {
        /// The value of a header, or the empty string.
        public String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    /// Sends text, a byte a character.
    public Wire send(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Sends what may be refused half-way.
    Wire sendAsFarAsTaken(String text) {
        try {
            return send(text);
        } catch (UncheckedIOException refused) {
            return this;
        }
    }

    /// Sends a `GET` for a path.
    public Wire get(String path) {
        return send("GET " + path + " HTTP/1.1\r\nHost: a.test\r\n\r\n");
    }

    /// Reads one answer.
    public Answer answer() {
        return answer(false);
    }

    /// Reads one answer to `HEAD`.
    public Answer answerToHead() {
        return answer(true);
    }

    private Answer answer(boolean headOnly) {
        String[] status = line().split(" ", 3);
        if (status.length < 3) {
            throw new IllegalStateException("no status line but: " + String.join(" ", status));
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            String name = line.substring(0, colon).toLowerCase(Locale.ROOT);
            headers.merge(name, line.substring(colon + 1).strip(), (a, b) -> a + "\n" + b);
        }
        int code = Integer.parseInt(status[1]);
        boolean none = headOnly || code < 200 || code == 204 || code == 304;
        return new Answer(code, status[2], headers, none ? "" : body(headers));
    }

    private String body(Map<String, String> headers) {
        String length = headers.get("content-length");
        if (length != null) {
            return read(Integer.parseInt(length));
        }
        return headers.containsKey("transfer-encoding") ? chunks() : rest();
    }

    private String chunks() {
        var out = new StringBuilder();
        for (int size = hex(); size > 0; size = hex()) {
            out.append(read(size));
            line();
        }
        line();
        return out.toString();
    }

    private int hex() {
        return Integer.parseInt(line(), 16);
    }

    /// Reads a line without its end; the empty string at the end of the connection.
    String line() {
        var out = new StringBuilder();
        for (int c = read(); c >= 0; c = read()) {
            if (c == '\n') {
                return out.substring(0, out.length() - 1);
            }
            out.append((char) c);
        }
        return out.toString();
    }

    /// Reads so many bytes.
    String read(int bytes) {
        try {
            byte[] read = in.readNBytes(bytes);
            if (read.length < bytes) {
                throw new IllegalStateException("ended after " + read.length + " of " + bytes);
            }
            return new String(read, ISO_8859_1);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Reads to the end of the connection, be it closed or reset.
    String rest() {
        var out = new ByteArrayOutputStream();
        try {
            in.transferTo(out);
        } catch (SocketException reset) {
            out.writeBytes("(reset)".getBytes(ISO_8859_1));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return out.toString(ISO_8859_1);
    }

    private int read() {
        try {
            return in.read();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Socket socket() {
        return socket;
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
