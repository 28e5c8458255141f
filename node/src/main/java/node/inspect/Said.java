package node.inspect;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import node.json.Json;
import node.json.JsonReader;

/// What V8 says, piece by piece: as much is read of each message as must be known of it.
final class Said {
    private static final int KEPT_BYTES_MAX = 1024 * 1024;
    private static final byte[] ID = ascii("{\"id\":");
    private static final byte[] PAUSED = ascii("{\"method\":\"Debugger.paused\"");
    private static final byte[] RESUMED = ascii("{\"method\":\"Debugger.resumed\"");
    private static final long NONE = -1;

    private final Setup setup;
    private final long firstOwnId;
    private ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private boolean between = true;
    private boolean paused;
    private long id = NONE;

    /// Responses with ids from `firstOwnId` on are not for the debugger.
    Said(Setup setup, long firstOwnId) {
        this.setup = setup;
        this.firstOwnId = firstOwnId;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /// Whether the last message was whole.
    boolean isBetween() {
        return between;
    }

    /// Whether code stands still, as far as the debugger was told.
    boolean isPaused() {
        return paused;
    }

    void wentOn() {
        paused = false;
    }

    /// The request that the message answers; -1 where it is no response.
    long id() {
        return id;
    }

    /// The next piece; true where the debugger is to have it.
    boolean piece(ByteBuffer bytes, boolean last) {
        if (between) {
            begin(bytes);
        }
        between = last;
        if (setup.awaits(id)) {
            keep(bytes, last);
        }
        return id < firstOwnId;
    }

    private void begin(ByteBuffer bytes) {
        id = startsWith(bytes, ID) ? number(bytes, ID.length) : NONE;
        if (startsWith(bytes, PAUSED)) {
            paused = true;
        } else if (startsWith(bytes, RESUMED)) {
            paused = false;
        }
    }

    private static boolean startsWith(ByteBuffer bytes, byte[] text) {
        return bytes.remaining() >= text.length
                && bytes.slice(bytes.position(), text.length).equals(ByteBuffer.wrap(text));
    }

    private static long number(ByteBuffer bytes, int from) {
        long number = 0;
        for (int at = bytes.position() + from; at < bytes.limit(); at++) {
            int digit = bytes.get(at) - '0';
            if (digit < 0 || digit > 9) {
                break;
            }
            number = number * 10 + digit;
        }
        return number;
    }

    private void keep(ByteBuffer bytes, boolean last) {
        if (kept.size() + bytes.remaining() <= KEPT_BYTES_MAX) {
            byte[] copy = new byte[bytes.remaining()];
            bytes.get(bytes.position(), copy);
            kept.writeBytes(copy);
        }
        if (last) {
            String text = kept.toString(StandardCharsets.UTF_8);
            kept = new ByteArrayOutputStream();
            if (JsonReader.read(text).root() instanceof Json.Fields response) {
                setup.answered(id, response);
            }
        }
    }
}
