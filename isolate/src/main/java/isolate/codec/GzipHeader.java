package isolate.codec;

import java.util.zip.CRC32;
import java.util.zip.DataFormatException;

/// The header of a gzip member, byte by byte: RFC 1952 §2.3. A name or comment may be as long as it
/// likes; nothing of it is kept.
final class GzipHeader {
    private static final int FIXED_BYTES = 10;
    private static final int HAS_SUM = 2;
    private static final int HAS_EXTRA = 4;
    private static final int HAS_NAME = 8;
    private static final int HAS_COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private enum Part {
        FIXED,
        EXTRA_LENGTH,
        EXTRA,
        NAME,
        COMMENT,
        SUM,
        WHOLE
    }

    private final CRC32 sum = new CRC32();
    private Part part = Part.FIXED;
    private int inPart;
    private int flags;
    private int number;

    boolean isWhole() {
        return part == Part.WHOLE;
    }

    void take(byte signed) throws DataFormatException {
        int value = signed & 0xff;
        if (part != Part.SUM) {
            sum.update(value);
        }
        switch (part) {
            case FIXED -> fixed(value);
            case EXTRA_LENGTH -> {
                number |= value << (8 * inPart++);
                if (inPart == 2) {
                    enter(number > 0 ? Part.EXTRA : after(Part.EXTRA));
                }
            }
            case EXTRA -> {
                if (++inPart == number) {
                    enter(after(Part.EXTRA));
                }
            }
            case NAME, COMMENT -> {
                if (value == 0) {
                    enter(after(part));
                }
            }
            case SUM -> checkSum(value);
            case WHOLE -> throw new IllegalStateException("the header is whole");
        }
    }

    private void fixed(int value) throws DataFormatException {
        boolean fits =
                switch (inPart) {
                    case 0 -> value == 0x1f;
                    case 1 -> value == 0x8b;
                    case 2 -> value == 8;
                    case 3 -> (value & RESERVED) == 0;
                    default -> true;
                };
        if (!fits) {
            throw new DataFormatException("The compressed data is no gzip.");
        }
        if (inPart == 3) {
            flags = value;
        }
        if (++inPart == FIXED_BYTES) {
            enter((flags & HAS_EXTRA) != 0 ? Part.EXTRA_LENGTH : after(Part.EXTRA));
        }
    }

    private void checkSum(int value) throws DataFormatException {
        number |= value << (8 * inPart++);
        if (inPart == 2) {
            if (number != (int) (sum.getValue() & 0xffff)) {
                throw new DataFormatException("The checksum of the gzip header is wrong.");
            }
            enter(Part.WHOLE);
        }
    }

    /// What comes behind a part, as the flags say.
    private Part after(Part before) {
        if (before == Part.EXTRA && (flags & HAS_NAME) != 0) {
            return Part.NAME;
        }
        if (before != Part.COMMENT && (flags & HAS_COMMENT) != 0) {
            return Part.COMMENT;
        }
        return (flags & HAS_SUM) != 0 ? Part.SUM : Part.WHOLE;
    }

    private void enter(Part next) {
        boolean keepsNumber = next == Part.EXTRA;
        part = next;
        inPart = 0;
        number = keepsNumber ? number : 0;
    }
}
