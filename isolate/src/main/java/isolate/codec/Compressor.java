package isolate.codec;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import org.jspecify.annotations.Nullable;

/// Packs by the JDK's deflater; the frame of gzip around it is made here.
final class Compressor implements Codec {
    /// RFC 1952 §2.3.1: magic, deflate, no flags, no time, no extra flags, an unknown system.
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private final boolean gzip;
    private final Deflater deflater;
    private final CRC32 sum = new CRC32();
    private long bytesIn;
    private boolean begun;
    private boolean ended;

    Compressor(Format format, int level) {
        this.gzip = format == Format.GZIP;
        this.deflater = new Deflater(level, format != Format.DEFLATE);
    }

    @Override
    public void give(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        sum.update(copy);
        bytesIn += copy.length;
        deflater.setInput(copy);
    }

    @Override
    public byte @Nullable [] take(boolean last) {
        if (gzip && !begun) {
            begun = true;
            return GZIP_HEADER.clone();
        }
        if (last) {
            deflater.finish();
        }
        byte[] piece = new byte[PIECE_BYTES];
        int length = deflater.deflate(piece);
        if (length > 0) {
            return Arrays.copyOf(piece, length);
        }
        return gzip && last && !ended ? trailer() : null;
    }

    private byte[] trailer() {
        ended = true;
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) sum.getValue())
                .putInt((int) bytesIn)
                .array();
    }

    @Override
    public void close() {
        deflater.end();
    }
}
