package node.fetch;

import edge.http.SocketRequest;
import io.netty.handler.codec.http.HttpHeaders;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/// The opening handshake of a WebSocket as the side that asks has it (RFC 6455 §4.1).
final class SocketHandshake {
    private static final int KEY_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private SocketHandshake() {}

    static String newKey() {
        byte[] key = new byte[KEY_BYTES];
        RANDOM.nextBytes(key);
        return Base64.getEncoder().encodeToString(key);
    }

    /// Adds what asks for it. No extension is asked for.
    static void ask(HttpHeaders out, String key) {
        out.add("upgrade", "websocket");
        out.add("connection", "Upgrade");
        out.add("sec-websocket-key", key);
        out.add("sec-websocket-version", SocketRequest.VERSION);
    }

    /// Why an answer of status 101 does not open one; null where it does.
    static @Nullable String fault(HttpHeaders answer, String key) {
        if (!answer.contains("upgrade", "websocket", true)
                || !answer.containsValue("connection", "upgrade", true)) {
            return "its answer does not change to the WebSocket protocol";
        }
        String accept = answer.get("sec-websocket-accept");
        if (accept == null || !accept.strip().equals(SocketRequest.accept(key))) {
            return "its answer does not accept the key of the WebSocket";
        }
        String extensions = answer.get("sec-websocket-extensions");
        return extensions == null || extensions.isBlank()
                ? null
                : "it uses the extension '" + extensions + "', which was not asked for";
    }
}
