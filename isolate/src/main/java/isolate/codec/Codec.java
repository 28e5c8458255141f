package isolate.codec;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// One stream on its way through a compressor or a decompressor. Input is given, then output is
/// taken until there is no more; so what a small input may unpack to is never held as a whole. On
/// one thread.
public interface Codec extends AutoCloseable {

    /// The most that is taken at once.
    int PIECE_BYTES = 64 * 1024;

    /// The formats of the Compression standard.
    enum Format {
        /// RFC 1952
        GZIP,
        /// RFC 1950
        DEFLATE,
        /// RFC 1951
        DEFLATE_RAW
    }

    /// Packs.
    ///
    /// @param level 0 to 9, or -1 for the usual one
    static Codec compressor(Format format, int level) {
        return new Compressor(format, level);
    }

    /// Unpacks; what is no such stream, or goes on after its end, is a [DataFormatException].
    static Codec decompressor(Format format) {
        return new Decompressor(format);
    }

    /// More input; only when all output was taken. The bytes are copied.
    void give(ByteBuffer bytes);

    /// The next piece of output; null when there is none before more input is given or, after the
    /// last input, when the stream is whole.
    ///
    /// @param last whether no more input will come
    byte @Nullable [] take(boolean last) throws DataFormatException;

    /// Frees native memory; may be called again.
    @Override
    void close();
}
