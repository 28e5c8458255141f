package edge.http;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads one request head out of bytes that [HeadScan] found whole: CR LF after each line and no
/// other LF. What could be understood in two ways is refused (RFC 9112 §11).
final class HeadParser {

    private final byte[] bytes;
    private final int end;
    private final List<Map.Entry<String, String>> headers = new ArrayList<>(16);
    private int at;
    private boolean http10;
    private boolean close;
    private boolean awaitsContinue;
    private boolean chunked;
    private boolean upgrades;
    private boolean namesSocket;
    private long length = -1;
    private @Nullable String host;

    private HeadParser(byte[] bytes, int end) {
        this.bytes = bytes;
        this.end = end;
    }

    /// Takes a whole head of that length out of the buffer. The scratch array is at least so long.
    static ParsedHead parse(ByteBuf in, int length, byte[] scratch, Peers peers) {
        in.readBytes(scratch, 0, length);
        return new HeadParser(scratch, length - 2).parse(peers);
    }

    private ParsedHead parse(Peers peers) {
        String method = method();
        String target = target();
        http10 = version();
        while (at < end) {
            headerLine();
        }
        if (host == null && !http10) {
            throw new Refusal(400, "The request has no Host header; HTTP/1.1 asks for one.");
        }
        String authority = Authority.checked(host == null ? peers.localAuthority() : host);
        boolean whole = target.equals("*") && method.equals("OPTIONS");
        if (target.charAt(0) != '/' && !whole) {
            String text = absolute(target, peers.scheme());
            int path = pathStart(text);
            authority = Authority.checked(text.substring(0, path));
            target = text.startsWith("/", path) ? text.substring(path) : "/" + text.substring(path);
            nameHost(authority);
        }
        long bodyBytes = bodyBytes();
        String socketKey = socketKey(method, bodyBytes);
        var head =
                new RequestHead(
                        method,
                        peers.scheme(),
                        authority,
                        target,
                        headers,
                        bodyBytes,
                        peers.client());
        boolean keepAlive = !http10 && !close;
        return new ParsedHead(head, keepAlive, http10, awaitsContinue && !http10, socketKey);
    }

    /// An upgrade may be passed over (RFC 9110 §7.8), and is where it can be none of a WebSocket.
    private @Nullable String socketKey(String method, long bodyBytes) {
        if (!upgrades || !namesSocket || http10 || !method.equals("GET")) {
            return null;
        }
        String key = SocketRequest.key(headers, bodyBytes);
        headers.add(Map.entry("upgrade", "websocket"));
        headers.add(Map.entry("connection", "Upgrade"));
        return key;
    }

    private String method() {
        int from = at;
        while (Chars.token(bytes[at])) {
            at++;
        }
        if (at == from || bytes[at] != ' ') {
            throw new Refusal(
                    400, "The method of the request holds " + Chars.name(bytes[at] & 0xff) + ".");
        }
        String method = methodText(from, at++);
        if (method.equals("CONNECT") || method.equals("TRACE")) {
            throw new Refusal(501, "The method " + method + " is not served here.");
        }
        return method;
    }

    /// Methods are case-sensitive (RFC 9110 §9.1); the usual one costs nothing.
    private String methodText(int from, int to) {
        boolean get =
                to - from == 3
                        && bytes[from] == 'G'
                        && bytes[from + 1] == 'E'
                        && bytes[from + 2] == 'T';
        return get ? "GET" : new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private String target() {
        int from = at;
        boolean ascii = true;
        while (bytes[at] < 0 || (bytes[at] > ' ' && bytes[at] != 0x7f && bytes[at] != '#')) {
            ascii &= bytes[at++] > 0;
        }
        if (at == from || bytes[at] != ' ') {
            throw new Refusal(
                    400, "The target of the request holds " + Chars.name(bytes[at] & 0xff) + ".");
        }
        var target = new String(bytes, from, at++ - from, StandardCharsets.ISO_8859_1);
        return ascii ? target : escaped(target);
    }

    /// Browsers send such bytes percent-encoded; whoever does not means the same.
    private static String escaped(String target) {
        var out = new StringBuilder(target.length() + 32);
        for (int i = 0; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c < 0x80) {
                out.append(c);
            } else {
                out.append(String.format("%%%02X", (int) c));
            }
        }
        return out.toString();
    }

    private boolean version() {
        int line = lineEnd();
        boolean wellFormed =
                line - at == 8
                        && bytes[at] == 'H'
                        && bytes[at + 1] == 'T'
                        && bytes[at + 2] == 'T'
                        && bytes[at + 3] == 'P'
                        && bytes[at + 4] == '/'
                        && digit(bytes[at + 5])
                        && bytes[at + 6] == '.'
                        && digit(bytes[at + 7]);
        if (!wellFormed) {
            throw new Refusal(400, "The request line is not 'METHOD TARGET HTTP/1.1'.");
        }
        if (bytes[at + 5] != '1' || bytes[at + 7] > '1') {
            throw new Refusal(505, "This server speaks HTTP/1.1 and HTTP/1.0 here.");
        }
        boolean old = bytes[at + 7] == '0';
        at = line + 2;
        return old;
    }

    private static boolean digit(byte b) {
        return b >= '0' && b <= '9';
    }

    /// Where the line ends, its CR; a CR elsewhere does not pass the checks of what stands there.
    private int lineEnd() {
        int i = at;
        while (bytes[i] != '\r' || bytes[i + 1] != '\n') {
            i++;
        }
        return i;
    }

    private void headerLine() {
        if (bytes[at] == ' ' || bytes[at] == '\t') {
            throw new Refusal(400, "A header goes on in a second line; that form is obsolete.");
        }
        String name = headerName();
        String value = headerValue(name);
        if (keeps(name, value)) {
            headers.add(Map.entry(name, value));
        }
    }

    private String headerName() {
        int from = at;
        int hash = 0;
        byte b = bytes[at];
        while (Chars.token(b)) {
            if (b >= 'A' && b <= 'Z') {
                b = (byte) (b + 'a' - 'A');
                bytes[at] = b;
            }
            hash = KnownNames.next(hash, b);
            b = bytes[++at];
        }
        if (b != ':' || at == from) {
            throw new Refusal(400, "The name of a header holds " + Chars.name(b & 0xff) + ".");
        }
        return KnownNames.of(bytes, from, at++, hash);
    }

    private String headerValue(String name) {
        while (bytes[at] == ' ' || bytes[at] == '\t') {
            at++;
        }
        int from = at;
        while (Chars.value(bytes[at] & 0xff)) {
            at++;
        }
        if (bytes[at] != '\r' || bytes[at + 1] != '\n') {
            throw new Refusal(
                    400, "The header " + name + " holds " + Chars.name(bytes[at] & 0xff) + ".");
        }
        int to = at;
        at += 2;
        while (to > from && (bytes[to - 1] == ' ' || bytes[to - 1] == '\t')) {
            to--;
        }
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    /// Takes note of what concerns the connection; false for what ends at the edge (RFC 9110
    /// §7.6.1).
    private boolean keeps(String name, String value) {
        return switch (name) {
            case "host" -> host(value);
            case "content-length" -> contentLength(value);
            case "transfer-encoding" -> transferEncoding(value);
            case "connection" -> connection(value);
            case "expect" -> expect(value);
            case "upgrade" -> upgrade(value);
            case "keep-alive", "proxy-connection", "te", "trailer" -> false;
            default -> true;
        };
    }

    private boolean connection(String value) {
        close |= lists(value, "close");
        upgrades |= lists(value, "upgrade");
        return false;
    }

    private boolean upgrade(String value) {
        namesSocket |= lists(value, "websocket");
        return false;
    }

    private boolean host(String value) {
        if (host != null) {
            throw new Refusal(400, "The request has two Host headers; it has one meaning or none.");
        }
        host = value;
        return true;
    }

    private boolean contentLength(String value) {
        long told = 0;
        for (int i = 0; i < value.length(); i++) {
            int digit = value.charAt(i) - '0';
            told = digit < 0 || digit > 9 || i > 17 ? -1 : told * 10 + digit;
            if (told < 0) {
                break;
            }
        }
        if (told < 0 || value.isEmpty()) {
            throw new Refusal(400, "Content-Length is no number of bytes: '" + value + "'.");
        }
        if (length >= 0 && length != told) {
            throw new Refusal(
                    400, "The request has two lengths, " + length + " and " + told + " bytes.");
        }
        boolean first = length < 0;
        length = told;
        return first;
    }

    private boolean transferEncoding(String value) {
        if (chunked) {
            throw new Refusal(400, "The request has two Transfer-Encoding headers.");
        }
        if (!value.equalsIgnoreCase("chunked")) {
            throw new Refusal(
                    501, "The transfer coding '" + value + "' is not known here; chunked is.");
        }
        chunked = true;
        return false;
    }

    private boolean expect(String value) {
        if (!value.equalsIgnoreCase("100-continue")) {
            throw new Refusal(417, "The expectation '" + value + "' is not met here.");
        }
        awaitsContinue = true;
        return false;
    }

    private static boolean lists(String value, String word) {
        for (String item : value.split(",", -1)) {
            if (item.strip().equalsIgnoreCase(word)) {
                return true;
            }
        }
        return false;
    }

    /// What stands behind the scheme of an absolute target (RFC 9112 §3.2.2).
    private static String absolute(String target, String scheme) {
        int authority = scheme.length() + 3;
        if (!target.regionMatches(true, 0, scheme + "://", 0, authority)) {
            throw new Refusal(
                    400, "The target of the request is neither a path nor an http URL: " + target);
        }
        return target.substring(authority);
    }

    private static int pathStart(String text) {
        int i = 0;
        while (i < text.length() && text.charAt(i) != '/' && text.charAt(i) != '?') {
            i++;
        }
        return i;
    }

    /// The host that an absolute target names stands for the one in the header.
    private void nameHost(String authority) {
        headers.removeIf(header -> header.getKey().equals("host"));
        headers.addFirst(Map.entry("host", authority));
    }

    private long bodyBytes() {
        if (!chunked) {
            return Math.max(length, 0);
        }
        if (length >= 0) {
            throw new Refusal(
                    400, "The request has both Content-Length and Transfer-Encoding; one may be.");
        }
        if (http10) {
            throw new Refusal(400, "The request comes in chunks, which HTTP/1.0 has not.");
        }
        return -1;
    }
}
