package edge.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.jspecify.annotations.Nullable;

/// Takes frames (RFC 6455 §5.2) out of what was read. What data frames carry is given in pieces as
/// it comes, so that nobody holds a message, nor a frame, as a whole; text is checked on the way.
final class FrameDecoder {
    private static final int CONTROL_BYTES_MAX = 125;
    private static final int FIN = 0x80;
    private static final int RESERVED = 0x70;
    private static final int MASKED = 0x80;

    private final boolean masked;
    private final int messageBytesMax;
    private boolean inFrame;
    private int opcode;
    private boolean fin;
    private long remaining;
    private long frameBytes;
    private int key;
    private int messageOpcode;
    private long messageBytes;
    private Utf8Check text = new Utf8Check();

    /// @param masked whether what comes must be masked, or else must not be
    FrameDecoder(boolean masked, int messageBytesMax) {
        this.masked = masked;
        this.messageBytesMax = messageBytesMax;
    }

    /// What is found next.
    sealed interface Found {

        /// A piece of a message; whoever is given it releases it.
        record Data(boolean text, boolean last, ByteBuf bytes) implements Found {}

        /// A ping, pong or close; whoever is given it releases it.
        record Control(int opcode, ByteBuf payload) implements Found {}
    }

    /// The next piece of at most `max` bytes, or a control frame; null when more must come first,
    /// or, with a `max` of 0, when data are next.
    ///
    /// @throws Fault where a rule is broken
    @Nullable Found next(ByteBuf in, int max) {
        while (inFrame || readHead(in)) {
            if (Opcode.isControl(opcode)) {
                return control(in);
            }
            if (max == 0 || (remaining > 0 && !in.isReadable())) {
                return null;
            }
            Found data = data(in, max);
            if (data != null) {
                return data;
            }
        }
        return null;
    }

    private boolean readHead(ByteBuf in) {
        int from = in.readerIndex();
        int readable = in.readableBytes();
        if (readable < 2) {
            return false;
        }
        int first = in.getUnsignedByte(from);
        int second = in.getUnsignedByte(from + 1);
        check(first, second);
        int short7 = second & 0x7f;
        int extended = short7 == 126 ? 2 : short7 == 127 ? 8 : 0;
        int head = 2 + extended + (masked ? 4 : 0);
        if (readable < head) {
            return false;
        }
        in.skipBytes(2);
        remaining =
                switch (extended) {
                    case 2 -> atLeast(in.readUnsignedShort(), 126);
                    case 8 -> atLeast(in.readLong(), 0x10000);
                    default -> short7;
                };
        key = masked ? in.readInt() : 0;
        begin(first);
        return true;
    }

    private void check(int first, int second) {
        if ((first & RESERVED) != 0) {
            throw broken("A frame has a reserved bit; no extension was agreed on.");
        }
        if (!Opcode.isKnown(first & 0x0f)) {
            throw broken("A frame has the opcode " + (first & 0x0f) + ", which is reserved.");
        }
        if (((second & MASKED) != 0) != masked) {
            throw broken(
                    masked
                            ? "A client's frame is not masked (RFC 6455 §5.1)."
                            : "A server's frame is masked (RFC 6455 §5.1).");
        }
        if (Opcode.isControl(first & 0x0f)
                && ((first & FIN) == 0 || (second & 0x7f) > CONTROL_BYTES_MAX)) {
            throw broken("A control frame is fragmented or has over 125 bytes (RFC 6455 §5.5).");
        }
    }

    private static long atLeast(long length, long least) {
        if (length < least) {
            throw broken("The length of a frame is not written in its shortest form.");
        }
        return length;
    }

    private void begin(int first) {
        opcode = first & 0x0f;
        fin = (first & FIN) != 0;
        frameBytes = remaining;
        inFrame = true;
        if (Opcode.isControl(opcode)) {
            return;
        }
        boolean goesOn = opcode == Opcode.CONTINUATION;
        if (goesOn != (messageOpcode != 0)) {
            throw broken(
                    goesOn
                            ? "A message goes on that was not begun."
                            : "A message begins within another.");
        }
        if (!goesOn) {
            messageOpcode = opcode;
            messageBytes = 0;
            text = new Utf8Check();
        }
        // The length may be any number of 63 bits, so it is the difference that is compared.
        if (remaining > messageBytesMax - messageBytes) {
            throw new Fault(CloseCode.TOO_BIG, "A message has over " + messageBytesMax + " bytes.");
        }
        messageBytes += remaining;
    }

    private @Nullable Found control(ByteBuf in) {
        if (in.readableBytes() < remaining) {
            return null;
        }
        ByteBuf payload = take(in, (int) remaining);
        inFrame = false;
        return new Found.Control(opcode, payload);
    }

    /// A piece; null for an empty one that is not the last of its message.
    private @Nullable Found data(ByteBuf in, int max) {
        ByteBuf piece = take(in, (int) Math.min(remaining, Math.min(max, in.readableBytes())));
        boolean isText = messageOpcode == Opcode.TEXT;
        inFrame = remaining > 0;
        boolean last = fin && !inFrame;
        if (isText && !(text.add(piece) && (!last || text.whole()))) {
            piece.release();
            throw new Fault(CloseCode.BAD_DATA, "A text message is no UTF-8.");
        }
        if (last) {
            messageOpcode = 0;
        } else if (!piece.isReadable()) {
            piece.release();
            return null;
        }
        return new Found.Data(isText, last, piece);
    }

    private ByteBuf take(ByteBuf in, int length) {
        if (length == 0) {
            return Unpooled.EMPTY_BUFFER;
        }
        if (masked) {
            Mask.apply(in, in.readerIndex(), length, key, frameBytes - remaining);
        }
        remaining -= length;
        return in.readRetainedSlice(length);
    }

    private static Fault broken(String sentence) {
        return new Fault(CloseCode.PROTOCOL_ERROR, sentence);
    }
}
