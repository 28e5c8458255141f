package edge.websocket;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteBuffer;

/// Writes frames (RFC 6455 §5.2), each into a buffer of its own.
final class FrameEncoder {
    private static final int HEAD_BYTES_MAX = 14;

    private final boolean masks;
    private final Mask mask = new Mask();
    private boolean inMessage;

    FrameEncoder(boolean masks) {
        this.masks = masks;
    }

    /// A piece of a message as a frame.
    ByteBuf data(ByteBufAllocator allocator, boolean text, boolean last, ByteBuffer bytes) {
        int opcode = inMessage ? Opcode.CONTINUATION : text ? Opcode.TEXT : Opcode.BINARY;
        inMessage = !last;
        return frame(allocator, (last ? 0x80 : 0) | opcode, bytes);
    }

    /// A ping, pong or close.
    ByteBuf control(ByteBufAllocator allocator, int opcode, ByteBuffer payload) {
        return frame(allocator, 0x80 | opcode, payload);
    }

    private ByteBuf frame(ByteBufAllocator allocator, int first, ByteBuffer bytes) {
        int length = bytes.remaining();
        ByteBuf out = allocator.directBuffer(HEAD_BYTES_MAX + length);
        int flag = masks ? 0x80 : 0;
        out.writeByte(first);
        if (length < 126) {
            out.writeByte(flag | length);
        } else if (length < 0x10000) {
            out.writeByte(flag | 126).writeShort(length);
        } else {
            out.writeByte(flag | 127).writeLong(length);
        }
        int key = masks ? mask.next() : 0;
        if (masks) {
            out.writeInt(key);
        }
        int from = out.writerIndex();
        out.writeBytes(bytes);
        if (masks) {
            Mask.apply(out, from, length, key, 0);
        }
        return out;
    }
}
