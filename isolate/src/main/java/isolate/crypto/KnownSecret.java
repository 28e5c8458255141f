package isolate.crypto;

import java.security.SecureRandom;

/// Randomness that is known: the JDK derives a public key only while it makes a pair, so it is
/// given a source that yields the private key. Whoever uses this compares the private key that came
/// out.
final class KnownSecret extends SecureRandom {
    private static final long serialVersionUID = 1;

    private final byte[] secret;

    KnownSecret(byte[] secret) {
        super(null, null);
        this.secret = secret;
    }

    /// The secret, then zeros.
    @Override
    public void nextBytes(byte[] into) {
        java.util.Arrays.fill(into, (byte) 0);
        System.arraycopy(secret, 0, into, 0, Math.min(secret.length, into.length));
    }
}
