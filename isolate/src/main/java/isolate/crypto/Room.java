package isolate.crypto;

import java.nio.ByteBuffer;

/// Where a result is put: memory of the engine's, so that large data does not pass through Java's
/// heap. What was asked for last holds the result.
@FunctionalInterface
public interface Room {

    /// So many bytes, all zero.
    ByteBuffer of(int bytes);
}
