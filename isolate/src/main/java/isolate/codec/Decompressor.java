package isolate.codec;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Unpacks by the JDK's inflater; the frame of gzip around it is read here.
///
/// ```
/// HEADER --its last byte--> BODY --the deflated data is whole--> TRAILER --8 bytes--> DONE
/// ```
///
/// Without gzip it begins at BODY and goes from there to DONE.
final class Decompressor implements Codec {
    private static final byte[] NOTHING = {};

    private enum Stage {
        HEADER,
        BODY,
        TRAILER,
        DONE
    }

    private final boolean gzip;
    private final Inflater inflater;
    private final GzipHeader header = new GzipHeader();
    private final CRC32 sum = new CRC32();
    private final byte[] trailer = new byte[8];
    private int trailerBytes;
    private long bytesOut;
    private byte[] input = NOTHING;
    private int at;
    private Stage stage;

    Decompressor(Format format) {
        this.gzip = format == Format.GZIP;
        this.inflater = new Inflater(format != Format.DEFLATE);
        this.stage = gzip ? Stage.HEADER : Stage.BODY;
    }

    @Override
    public void give(ByteBuffer bytes) {
        input = new byte[bytes.remaining()];
        bytes.get(input);
        at = 0;
        if (stage == Stage.BODY) {
            inflater.setInput(input);
        }
    }

    @Override
    public byte @Nullable [] take(boolean last) throws DataFormatException {
        if (stage == Stage.HEADER) {
            readHeader();
        }
        if (stage == Stage.BODY) {
            byte[] piece = inflate();
            if (piece != null) {
                return piece;
            }
        }
        if (stage == Stage.TRAILER) {
            readTrailer();
        }
        if (stage == Stage.DONE && at < input.length) {
            throw new DataFormatException("The compressed data goes on after its end.");
        }
        if (last && stage != Stage.DONE) {
            throw new DataFormatException("The compressed data ends too early.");
        }
        return null;
    }

    private void readHeader() throws DataFormatException {
        while (at < input.length && !header.isWhole()) {
            header.take(input[at++]);
        }
        if (header.isWhole()) {
            stage = Stage.BODY;
            inflater.setInput(input, at, input.length - at);
        }
    }

    private byte @Nullable [] inflate() throws DataFormatException {
        byte[] piece = new byte[PIECE_BYTES];
        int length = inflater.inflate(piece);
        if (inflater.needsDictionary()) {
            throw new DataFormatException("The compressed data needs a dictionary.");
        }
        if (length > 0) {
            sum.update(piece, 0, length);
            bytesOut += length;
            return Arrays.copyOf(piece, length);
        }
        if (inflater.finished()) {
            at = input.length - inflater.getRemaining();
            stage = gzip ? Stage.TRAILER : Stage.DONE;
        } else {
            at = input.length;
        }
        return null;
    }

    private void readTrailer() throws DataFormatException {
        while (at < input.length && trailerBytes < trailer.length) {
            trailer[trailerBytes++] = input[at++];
        }
        if (trailerBytes < trailer.length) {
            return;
        }
        if (littleEndian(0) != (int) sum.getValue()) {
            throw new DataFormatException("The checksum of the compressed data is wrong.");
        }
        if (littleEndian(4) != (int) bytesOut) {
            throw new DataFormatException("The length of the compressed data is wrong.");
        }
        stage = Stage.DONE;
    }

    private int littleEndian(int from) {
        return (trailer[from] & 0xff)
                | (trailer[from + 1] & 0xff) << 8
                | (trailer[from + 2] & 0xff) << 16
                | (trailer[from + 3] & 0xff) << 24;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
