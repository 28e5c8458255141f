package node.fetch;

import io.netty.buffer.ByteBuf;
import java.util.zip.DataFormatException;

/// Reads over the header of a gzip member (RFC 1952 §2.3), a byte at a time as they come.
final class GzipHeader {

    private static final int FIXED_BYTES = 10;
    private static final int BYTES_MAX = 64 * 1024;
    private static final int HAS_CHECK = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;

    private int at;
    private int flags;
    private int extraBytes;
    private int partBytes;
    private Part part = Part.FIXED;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        CHECK,
        DONE
    }

    void clear() {
        at = 0;
        flags = 0;
        extraBytes = 0;
        part = Part.FIXED;
        partBytes = 0;
    }

    /// Whether nothing of a header came yet.
    boolean untouched() {
        return at == 0;
    }

    /// Whether the header is whole.
    boolean read(ByteBuf in) throws DataFormatException {
        skipAbsent();
        while (part != Part.DONE && in.isReadable()) {
            if (++at > BYTES_MAX) {
                throw new DataFormatException("its header is too long");
            }
            take(in.readUnsignedByte());
            skipAbsent();
        }
        return part == Part.DONE;
    }

    private void take(int b) throws DataFormatException {
        partBytes++;
        switch (part) {
            case FIXED -> fixed(b);
            case EXTRA_LENGTH -> {
                extraBytes |= b << (8 * (partBytes - 1));
                nextIf(partBytes == 2);
            }
            case EXTRA -> nextIf(partBytes == extraBytes);
            case NAME, COMMENT -> nextIf(b == 0);
            case CHECK -> nextIf(partBytes == 2);
            case DONE -> {}
        }
    }

    private void fixed(int b) throws DataFormatException {
        boolean fits =
                switch (partBytes) {
                    case 1 -> b == 0x1f;
                    case 2 -> b == 0x8b;
                    case 3 -> b == 8;
                    default -> true;
                };
        if (!fits) {
            throw new DataFormatException("it is no gzip");
        }
        flags = partBytes == 4 ? b : flags;
        nextIf(partBytes == FIXED_BYTES);
    }

    private void nextIf(boolean over) {
        if (over) {
            part = Part.values()[part.ordinal() + 1];
            partBytes = 0;
        }
    }

    private void skipAbsent() {
        boolean absent = true;
        while (absent) {
            absent =
                    switch (part) {
                        case EXTRA_LENGTH -> (flags & HAS_EXTRA) == 0;
                        case EXTRA -> extraBytes == 0;
                        case NAME -> (flags & HAS_NAME) == 0;
                        case COMMENT -> (flags & HAS_COMMENT) == 0;
                        case CHECK -> (flags & HAS_CHECK) == 0;
                        case FIXED, DONE -> false;
                    };
            nextIf(absent);
        }
    }
}
