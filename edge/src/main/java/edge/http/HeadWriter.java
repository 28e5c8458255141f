package edge.http;

import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;

/// Writes response heads of one loop. What a handler gives is checked on the way, so that no answer
/// can be split in two.
final class HeadWriter {

    private static final int STATUS_MIN = 200;
    private static final int STATUS_MAX = 599;
    private static final byte[][] STATUS_LINES = new byte[STATUS_MAX + 1][];
    private static final byte[] CONTENT_LENGTH = ascii("content-length: ");
    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("connection: close\r\n");
    private static final byte[] SWITCHING = ascii("HTTP/1.1 101 Switching Protocols\r\n");
    private static final byte[] UPGRADE = ascii("upgrade: websocket\r\nconnection: Upgrade\r\n");
    private static final byte[] ACCEPT = ascii("sec-websocket-accept: ");
    private static final int UPGRADE_REQUIRED = 426;
    private static final byte[] COLON = ascii(": ");
    private static final byte[] LINE_END = ascii("\r\n");

    static {
        for (int status = STATUS_MIN; status <= STATUS_MAX; status++) {
            String phrase = HttpResponseStatus.valueOf(status).reasonPhrase();
            STATUS_LINES[status] = ascii("HTTP/1.1 " + status + " " + phrase + "\r\n");
        }
    }

    private final HeadBytes out = new HeadBytes();
    private final DateLine date;

    HeadWriter(InstantSource clock) {
        date = new DateLine(clock);
    }

    /// The head as bytes, good until the next is written.
    ///
    /// @throws BrokenHead when the head breaks a rule; the sentence says which
    HeadBytes write(ResponseHead head, Framing framing, boolean close) {
        out.clear();
        statusLine(head.status(), head.reason());
        for (Map.Entry<String, String> header : head.headers()) {
            if (!edgesOwn(header.getKey())) {
                header(header.getKey(), header.getValue());
            }
        }
        switch (framing) {
            case Framing.None _ -> {}
            case Framing.Sized(long bytes) -> out.add(CONTENT_LENGTH).add(bytes).add(LINE_END);
            case Framing.Chunked _ -> out.add(CHUNKED);
            case Framing.UntilClose _ -> {}
        }
        if (close) {
            out.add(CLOSE);
        }
        if (head.status() == UPGRADE_REQUIRED) {
            // Whoever asks for an upgrade names it (RFC 9110 §15.5.22).
            out.add(UPGRADE);
        }
        return out.add(date.bytes()).add(LINE_END);
    }

    /// The head that ends HTTP on a connection (RFC 6455 §4.2.2); extensions are not spoken.
    HeadBytes writeUpgrade(ResponseHead head, String accept) {
        out.clear();
        out.add(SWITCHING);
        for (Map.Entry<String, String> header : head.headers()) {
            if (!edgesOwn(header.getKey()) && !handshakesOwn(header.getKey())) {
                header(header.getKey(), header.getValue());
            }
        }
        out.add(UPGRADE).add(ACCEPT).add(ascii(accept)).add(LINE_END);
        return out.add(date.bytes()).add(LINE_END);
    }

    private static boolean handshakesOwn(String name) {
        return name.equalsIgnoreCase("sec-websocket-accept")
                || name.equalsIgnoreCase("sec-websocket-extensions");
    }

    private void statusLine(int status, String reason) {
        if (status < STATUS_MIN || status > STATUS_MAX) {
            throw new BrokenHead("The response has the status " + status + "; it is 200 to 599.");
        }
        if (reason.isEmpty()) {
            out.add(STATUS_LINES[status]);
            return;
        }
        out.add(STATUS_LINES[status], "HTTP/1.1 200 ".length());
        if (!out.addValue(reason)) {
            throw new BrokenHead(
                    "The reason phrase of the response has a character that may not stand there.");
        }
        out.add(LINE_END);
    }

    private void header(String name, String value) {
        if (!out.addName(name)) {
            throw new BrokenHead(
                    "The response has a header named '" + shown(name) + "', which is no name.");
        }
        out.add(COLON);
        if (!out.addValue(value)) {
            throw new BrokenHead(
                    "The response header '"
                            + name
                            + "' has a line break or another character that may not stand there.");
        }
        out.add(LINE_END);
    }

    private static String shown(String name) {
        String start = name.length() > 64 ? name.substring(0, 64) + "…" : name;
        return start.replaceAll("\\p{Cntrl}", "?");
    }

    private static boolean edgesOwn(String name) {
        return switch (name.length()) {
            case 2 -> name.equalsIgnoreCase("te");
            case 4 -> name.equalsIgnoreCase("date");
            case 7 -> name.equalsIgnoreCase("trailer") || name.equalsIgnoreCase("upgrade");
            case 10 -> name.equalsIgnoreCase("connection") || name.equalsIgnoreCase("keep-alive");
            case 14 -> name.equalsIgnoreCase("content-length");
            case 16 -> name.equalsIgnoreCase("proxy-connection");
            case 17 -> name.equalsIgnoreCase("transfer-encoding");
            default -> false;
        };
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
