package node.fetch;

import io.netty.buffer.ByteBuf;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.zip.DataFormatException;
import org.jspecify.annotations.Nullable;

/// The body of an answer between the connection and the function: what came, and what was asked for
/// of it, unpacked no further than that, so that a small body that unpacks to a huge one takes no
/// more memory than any other.
sealed interface Unpacking permits Unpacking.Plain, Inflating {

    /// Takes over what came.
    void add(ByteBuf raw);

    /// At most so many bytes; null when more must come first.
    @Nullable ByteBuf next(int max) throws DataFormatException;

    /// Nothing more comes: whether what was given is whole.
    boolean whole();

    /// Gives all up.
    void close();

    /// For the coding that an answer names; null when it is not known here.
    static @Nullable Unpacking of(String coding) {
        return switch (coding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> new Plain();
            case "gzip", "x-gzip" -> new Inflating(true);
            case "deflate" -> new Inflating(false);
            default -> null;
        };
    }

    /// As it came.
    final class Plain implements Unpacking {
        private final Deque<ByteBuf> pieces = new ArrayDeque<>();

        @Override
        public void add(ByteBuf raw) {
            if (raw.isReadable()) {
                pieces.add(raw);
            } else {
                raw.release();
            }
        }

        @Override
        public @Nullable ByteBuf next(int max) {
            ByteBuf first = pieces.peek();
            if (first == null || max == 0) {
                return null;
            }
            if (first.readableBytes() > max) {
                return first.readRetainedSlice(max);
            }
            pieces.remove();
            return first;
        }

        @Override
        public boolean whole() {
            return pieces.isEmpty();
        }

        @Override
        public void close() {
            pieces.forEach(ByteBuf::release);
            pieces.clear();
        }
    }
}
