package edge.websocket;

import io.netty.buffer.ByteBuf;

/// Whether bytes that come in pieces are UTF-8, by the table of well-formed sequences (Unicode
/// Standard, table 3-7).
final class Utf8Check {
    private static final long HIGH_BITS = 0x8080808080808080L;

    private int needed;
    private int lower = 0x80;
    private int upper = 0xbf;

    /// Looks at the next piece; false when it cannot be UTF-8 however it goes on.
    boolean add(ByteBuf bytes) {
        int at = bytes.readerIndex();
        int end = bytes.writerIndex();
        while (at < end) {
            if (needed == 0 && end - at >= 8 && (bytes.getLong(at) & HIGH_BITS) == 0) {
                at += 8;
            } else if (!add(bytes.getUnsignedByte(at++))) {
                return false;
            }
        }
        return true;
    }

    /// Whether it may end here.
    boolean whole() {
        return needed == 0;
    }

    private boolean add(int b) {
        if (needed == 0) {
            return b < 0x80 || begin(b);
        }
        if (b < lower || b > upper) {
            return false;
        }
        needed--;
        lower = 0x80;
        upper = 0xbf;
        return true;
    }

    private boolean begin(int b) {
        if (b < 0xc2 || b > 0xf4) {
            return false;
        }
        needed = b < 0xe0 ? 1 : b < 0xf0 ? 2 : 3;
        switch (b) {
            case 0xe0 -> lower = 0xa0;
            case 0xed -> upper = 0x9f;
            case 0xf0 -> lower = 0x90;
            case 0xf4 -> upper = 0x8f;
            default -> {}
        }
        return true;
    }
}
