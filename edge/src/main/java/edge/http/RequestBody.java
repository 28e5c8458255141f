package edge.http;

import io.netty.buffer.ByteBuf;
import org.jspecify.annotations.Nullable;

/// Finds the body of one request in what was read: by its length, or by its chunks.
sealed interface RequestBody {

    /// The next piece of at most `max` bytes, a slice that the caller releases; null when there is
    /// none yet. Framing is taken out even when `max` is 0.
    @Nullable ByteBuf next(ByteBuf in, int max);

    /// Whether the body is whole.
    boolean ended();

    /// How many bytes are still to come at least.
    long remaining();

    /// A body of that length; -1 for chunks.
    static RequestBody of(long bytes, int trailerBytesMax) {
        return bytes < 0 ? new Chunked(trailerBytesMax) : new Sized(bytes);
    }

    /// As many bytes as `Content-Length` told.
    final class Sized implements RequestBody {
        private long remaining;

        private Sized(long bytes) {
            remaining = bytes;
        }

        @Override
        public @Nullable ByteBuf next(ByteBuf in, int max) {
            int n = (int) Math.min(remaining, Math.min(max, in.readableBytes()));
            if (n == 0) {
                return null;
            }
            remaining -= n;
            return in.readRetainedSlice(n);
        }

        @Override
        public boolean ended() {
            return remaining == 0;
        }

        @Override
        public long remaining() {
            return remaining;
        }
    }

    /// Chunks (RFC 9112 §7.1). Extensions and trailers are read over.
    final class Chunked implements RequestBody {
        private static final int LINE_BYTES_MAX = 1024;
        private static final int SIZE_DIGITS_MAX = 15;

        private final int trailerBytesMax;
        private long remaining;
        private int trailerBytes;
        private Part part = Part.SIZE;

        private enum Part {
            SIZE,
            DATA,
            DATA_END,
            TRAILERS,
            ENDED
        }

        private Chunked(int trailerBytesMax) {
            this.trailerBytesMax = trailerBytesMax;
        }

        @Override
        public @Nullable ByteBuf next(ByteBuf in, int max) {
            while (in.isReadable()) {
                boolean went =
                        switch (part) {
                            case SIZE -> size(in);
                            case DATA -> false;
                            case DATA_END -> dataEnd(in);
                            case TRAILERS -> trailers(in);
                            case ENDED -> false;
                        };
                if (!went) {
                    return part == Part.DATA ? data(in, max) : null;
                }
            }
            return null;
        }

        private boolean size(ByteBuf in) {
            int length = line(in, LINE_BYTES_MAX);
            if (length < 0) {
                return false;
            }
            int digits = 0;
            long size = 0;
            int from = in.readerIndex();
            while (digits < length && Character.digit(in.getByte(from + digits), 16) >= 0) {
                size = size * 16 + Character.digit(in.getByte(from + digits), 16);
                if (++digits > SIZE_DIGITS_MAX) {
                    throw new Refusal(400, "The size of a chunk has over 15 digits.");
                }
            }
            checkExtension(in, from + digits, from + length, digits > 0);
            in.skipBytes(length + 2);
            remaining = size;
            part = size == 0 ? Part.TRAILERS : Part.DATA;
            return true;
        }

        private static void checkExtension(ByteBuf in, int from, int to, boolean sized) {
            boolean wellFormed = sized && (from == to || in.getByte(from) == ';');
            for (int i = from; wellFormed && i < to; i++) {
                wellFormed = Chars.value(in.getUnsignedByte(i));
            }
            if (!wellFormed) {
                throw new Refusal(400, "A chunk does not begin with its size in hexadecimal.");
            }
        }

        private @Nullable ByteBuf data(ByteBuf in, int max) {
            int n = (int) Math.min(remaining, Math.min(max, in.readableBytes()));
            if (n == 0) {
                return null;
            }
            remaining -= n;
            if (remaining == 0) {
                part = Part.DATA_END;
            }
            return in.readRetainedSlice(n);
        }

        private boolean dataEnd(ByteBuf in) {
            if (in.readableBytes() < 2) {
                return false;
            }
            if (in.readByte() != '\r' || in.readByte() != '\n') {
                throw new Refusal(400, "A chunk is longer than its size tells.");
            }
            part = Part.SIZE;
            return true;
        }

        private boolean trailers(ByteBuf in) {
            int length = line(in, trailerBytesMax - trailerBytes);
            if (length < 0) {
                return false;
            }
            trailerBytes += length;
            checkTrailer(in, in.readerIndex(), length);
            in.skipBytes(length + 2);
            part = length == 0 ? Part.ENDED : Part.TRAILERS;
            return true;
        }

        private static void checkTrailer(ByteBuf in, int from, int length) {
            int i = from;
            while (i < from + length && Chars.token(in.getUnsignedByte(i))) {
                i++;
            }
            boolean wellFormed = length == 0 || (i > from && in.getByte(i) == ':');
            for (; wellFormed && i < from + length; i++) {
                wellFormed = Chars.value(in.getUnsignedByte(i));
            }
            if (!wellFormed) {
                throw new Refusal(400, "A trailer of the request is no header line.");
            }
        }

        /// The length of the line that stands next, without its CR LF; -1 while it is not whole.
        private static int line(ByteBuf in, int bytesMax) {
            int from = in.readerIndex();
            int lf = in.indexOf(from, in.writerIndex(), (byte) '\n');
            int length = lf < 0 ? in.readableBytes() : lf - from - 1;
            if (length > bytesMax) {
                throw new Refusal(
                        400, "A line between the chunks has over " + bytesMax + " bytes.");
            }
            if (lf >= 0 && (length < 0 || in.getByte(lf - 1) != '\r')) {
                throw new Refusal(400, "A line between the chunks ends with a bare LF.");
            }
            return lf < 0 ? -1 : length;
        }

        @Override
        public boolean ended() {
            return part == Part.ENDED;
        }

        @Override
        public long remaining() {
            return remaining;
        }
    }
}
