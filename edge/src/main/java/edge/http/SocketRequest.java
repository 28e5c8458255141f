package edge.http;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// The opening handshake of a WebSocket (RFC 6455 §4), as far as it is HTTP.
public final class SocketRequest {

    /// The one version of the protocol (RFC 6455 §4.1).
    public static final String VERSION = "13";

    private static final String GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int KEY_BYTES = 16;

    private SocketRequest() {}

    /// Checks a request that asks for a WebSocket, and gives its key.
    static String key(List<Map.Entry<String, String>> headers, long bodyBytes) {
        if (bodyBytes != 0) {
            throw new Refusal(400, "A request that asks for a WebSocket has no body.");
        }
        String version = only(headers, "sec-websocket-version");
        if (!version.equals(VERSION)) {
            throw new Refusal(
                    426,
                    "The version of the WebSocket protocol is '" + version + "'; it is 13 here.",
                    List.of(Map.entry("sec-websocket-version", VERSION)));
        }
        String key = only(headers, "sec-websocket-key");
        if (!isKey(key)) {
            throw new Refusal(400, "Sec-WebSocket-Key is '" + key + "'; it is 16 bytes in base64.");
        }
        return key;
    }

    private static String only(List<Map.Entry<String, String>> headers, String name) {
        String found = null;
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equals(name)) {
                if (found != null) {
                    throw new Refusal(400, "The request has two " + name + " headers.");
                }
                found = header.getValue();
            }
        }
        if (found == null) {
            throw new Refusal(400, "A request that asks for a WebSocket has a " + name + ".");
        }
        return found;
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException none) {
            return false;
        }
    }

    /// The value of `Sec-WebSocket-Accept` that belongs to a key (RFC 6455 §4.2.2).
    public static String accept(String key) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-1")
                            .digest((key + GUID).getBytes(StandardCharsets.US_ASCII));
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-1", never);
        }
    }
}
