package isolate.crypto;

import java.nio.ByteBuffer;

/// What is to be encrypted or decrypted, and how.
///
/// @param algorithm the web's name
/// @param key a number of [Keys]
/// @param decrypt whether it is decrypted
/// @param number the bits of AES-GCM's tag or of AES-CTR's counter
/// @param iv the initial vector or counter
/// @param extra AES-GCM's additional data, RSA-OAEP's label
/// @param data what is encrypted or decrypted
public record CipherCall(
        String algorithm,
        int key,
        boolean decrypt,
        int number,
        byte[] iv,
        byte[] extra,
        ByteBuffer data) {

    /// Where a result is put: memory of the engine's, so that large data does not pass through
    /// Java's heap. What was asked for last holds the result.
    @FunctionalInterface
    public interface Room {

        /// So many bytes, all zero.
        ByteBuffer of(int bytes);
    }
}
