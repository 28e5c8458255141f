package node.fetch;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufUtil;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.jspecify.annotations.Nullable;

/// Unpacks gzip (RFC 1952, one member after another) and deflate (RFC 1950, or bare RFC 1951 as
/// some servers send it).
final class Inflating implements Unpacking {

    private static final int PIECE_BYTES_MAX = 64 * 1024;
    private static final int TRAILER_BYTES = 8;

    private final boolean gzip;
    private final Deque<ByteBuf> pieces = new ArrayDeque<>();
    private final GzipHeader header = new GzipHeader();
    private final CRC32 crc = new CRC32();
    private @Nullable Inflater inflater;
    private byte[] expected = {};
    private int trailerBytes;
    private boolean began;
    private boolean fed;
    private boolean ended;

    Inflating(boolean gzip) {
        this.gzip = gzip;
    }

    @Override
    public void add(ByteBuf raw) {
        if (raw.isReadable()) {
            began = true;
            pieces.add(raw);
        } else {
            raw.release();
        }
    }

    /// Nothing at all is whole too: some servers name a coding for an empty body.
    @Override
    public boolean whole() {
        return !began || (ended && inflater == null && pieces.isEmpty());
    }

    @Override
    public @Nullable ByteBuf next(int max) throws DataFormatException {
        while (max > 0) {
            Inflater current = inflater == null ? begin() : inflater;
            if (current == null) {
                return null;
            }
            ByteBuf out = inflate(current, Math.min(max, PIECE_BYTES_MAX));
            if (current.finished()) {
                finish(current);
            }
            if (out != null) {
                return out;
            }
            if (inflater != null && !feed(current)) {
                return null;
            }
        }
        return null;
    }

    /// The next member, once its header is whole; null before.
    private @Nullable Inflater begin() throws DataFormatException {
        if (ended && !gzip) {
            close();
            return null;
        }
        try {
            return beginMember();
        } catch (DataFormatException noMember) {
            if (!ended) {
                throw noMember;
            }
            // What follows a whole member and is none is padding, as everybody has it.
            close();
            return null;
        }
    }

    private @Nullable Inflater beginMember() throws DataFormatException {
        for (ByteBuf raw = pieces.peek(); raw != null; raw = pieces.peek()) {
            boolean whole = trailerRead(raw) && (!gzip || header.read(raw));
            if (whole && raw.isReadable()) {
                boolean bare = gzip || !zlib(raw);
                inflater = new Inflater(bare);
                header.clear();
                crc.reset();
                ended = false;
                return inflater;
            }
            if (!raw.isReadable()) {
                pieces.remove().release();
            }
            ended &= header.untouched();
        }
        return null;
    }

    /// RFC 1950 §2.2: method 8, and both bytes a multiple of 31.
    private static boolean zlib(ByteBuf raw) {
        int first = raw.getUnsignedByte(raw.readerIndex());
        if ((first & 0x0f) != 8 || raw.readableBytes() < 2) {
            return (first & 0x0f) == 8;
        }
        return raw.getUnsignedShort(raw.readerIndex()) % 31 == 0;
    }

    private @Nullable ByteBuf inflate(Inflater current, int max) throws DataFormatException {
        if (current.needsInput()) {
            return null;
        }
        ByteBuf out = ByteBufAllocator.DEFAULT.heapBuffer(max, max);
        boolean given = false;
        try {
            int bytes = current.inflate(out.array(), out.arrayOffset(), max);
            if (current.needsDictionary()) {
                throw new DataFormatException("it wants a dictionary");
            }
            if (gzip) {
                crc.update(out.array(), out.arrayOffset(), bytes);
            }
            out.writerIndex(bytes);
            given = bytes > 0;
            return given ? out : null;
        } finally {
            if (!given) {
                out.release();
            }
        }
    }

    /// Hands the next piece over; it stays queued until it is used up, for what follows the member.
    private boolean feed(Inflater current) {
        if (fed) {
            pieces.remove().release();
            fed = false;
        }
        ByteBuf raw = pieces.peek();
        if (raw == null) {
            return false;
        }
        current.setInput(ByteBufUtil.getBytes(raw));
        fed = true;
        return true;
    }

    private void finish(Inflater current) {
        ByteBuf raw = pieces.peek();
        if (raw != null && fed) {
            raw.skipBytes(raw.readableBytes() - current.getRemaining());
        }
        fed = false;
        expected = gzip ? trailer(current) : new byte[0];
        current.end();
        inflater = null;
        ended = !gzip;
    }

    private byte[] trailer(Inflater current) {
        var bytes = new byte[TRAILER_BYTES];
        for (int i = 0; i < 4; i++) {
            bytes[i] = (byte) (crc.getValue() >>> (8 * i));
            bytes[4 + i] = (byte) (current.getBytesWritten() >>> (8 * i));
        }
        return bytes;
    }

    /// Reads the end of the member before, and compares it.
    private boolean trailerRead(ByteBuf raw) throws DataFormatException {
        while (expected.length > trailerBytes && raw.isReadable()) {
            if (raw.readByte() != expected[trailerBytes++]) {
                throw new DataFormatException("its checksum does not fit");
            }
        }
        if (expected.length > 0 && trailerBytes == expected.length) {
            expected = new byte[0];
            trailerBytes = 0;
            ended = true;
        }
        return expected.length == 0;
    }

    @Override
    public void close() {
        pieces.forEach(ByteBuf::release);
        pieces.clear();
        fed = false;
        if (inflater != null) {
            inflater.end();
            inflater = null;
        }
    }
}
