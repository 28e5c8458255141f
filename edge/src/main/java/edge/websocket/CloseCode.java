package edge.websocket;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/// Why a WebSocket was closed (RFC 6455 §7.4).
///
/// @param code 1000 to 4999; [#NONE] where the frame had none, [#LOST] where there was no frame
/// @param reason at most 123 bytes of UTF-8
public record CloseCode(int code, String reason) {

    /// It was closed without a code (RFC 6455 §7.1.5).
    public static final int NONE = 1005;

    /// The connection was lost without a close.
    public static final int LOST = 1006;

    /// The end goes away, as a server that stops.
    public static final int GOING_AWAY = 1001;

    /// Whoever closes met something that it did not expect.
    public static final int UNEXPECTED = 1011;

    static final int PROTOCOL_ERROR = 1002;
    static final int BAD_DATA = 1007;
    static final int TOO_BIG = 1009;
    private static final int PAYLOAD_BYTES_MAX = 125;
    private static final int REGISTERED_MIN = 3000;
    private static final int CODE_MAX = 4999;

    /// Reads what a program wants to be sent: nothing, or a code and a reason.
    ///
    /// @throws IllegalArgumentException with a sentence where it cannot be sent
    public static CloseCode given(ByteBuffer payload) {
        CloseCode read = parse(payload);
        if (read.code != NONE && !mayBeGiven(read.code)) {
            throw new IllegalArgumentException("The close code " + read.code + " is never sent.");
        }
        return read;
    }

    /// Reads what a close frame carries, by the codes that are defined or free (RFC 6455 §7.4.2).
    ///
    /// @throws IllegalArgumentException with a sentence where it breaks a rule
    static CloseCode received(ByteBuffer payload) {
        CloseCode read = parse(payload);
        if (read.code != NONE && !isDefined(read.code)) {
            throw new IllegalArgumentException(
                    "A close frame has the code " + read.code + ", which is not defined.");
        }
        return read;
    }

    private static CloseCode parse(ByteBuffer payload) {
        if (!payload.hasRemaining()) {
            return new CloseCode(NONE, "");
        }
        if (payload.remaining() == 1 || payload.remaining() > PAYLOAD_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "A close frame has " + payload.remaining() + " bytes; it has 0 or 2 to 125.");
        }
        int code = payload.getShort() & 0xffff;
        if (code == NONE) {
            throw new IllegalArgumentException("A close frame has the code 1005.");
        }
        try {
            return new CloseCode(
                    code, StandardCharsets.UTF_8.newDecoder().decode(payload).toString());
        } catch (CharacterCodingException ill) {
            throw new IllegalArgumentException("The reason of a close frame is no UTF-8.", ill);
        }
    }

    /// Some codes are only told to programs (RFC 6455 §7.4.1).
    private static boolean mayBeGiven(int code) {
        return code >= 1000
                && code <= CODE_MAX
                && code != 1004
                && code != NONE
                && code != LOST
                && code != 1015;
    }

    private static boolean isDefined(int code) {
        return mayBeGiven(code) && (code <= 1014 || code >= REGISTERED_MIN);
    }

    /// The payload of a frame; empty where there is no code to be told.
    byte[] payload() {
        if (code == NONE) {
            return new byte[0];
        }
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        if (text.length > PAYLOAD_BYTES_MAX - 2 || !mayBeGiven(code)) {
            throw new IllegalArgumentException(
                    "A WebSocket is not closed with " + code + " and " + text.length + " bytes.");
        }
        return ByteBuffer.allocate(2 + text.length).putShort((short) code).put(text).array();
    }
}
