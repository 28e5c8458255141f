package isolate.crypto;

import java.nio.ByteBuffer;

/// What is to be signed or verified, and how.
///
/// @param algorithm the web's name
/// @param key a number of [Keys]
/// @param hash the web's name of a hash; empty where the algorithm has its own
/// @param salt the bytes of RSA-PSS's salt; -1 to verify with any
/// @param context Ed448's context
/// @param data the message
public record SignatureCall(
        String algorithm, int key, String hash, int salt, byte[] context, ByteBuffer data) {

    /// The same with a salt of so many bytes.
    SignatureCall salted(int bytes) {
        return new SignatureCall(algorithm, key, hash, bytes, context, data);
    }
}
