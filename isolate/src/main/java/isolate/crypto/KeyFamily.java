package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.SecureRandom;

/// The keys of one kind of asymmetric algorithm, and how they are written down.
///
/// What is read comes from a tenant: everything that is wrong with it is a [Refusal] or an
/// exception of the JDK's, which [KeyForm] makes one of.
interface KeyFamily {

    /// A fresh pair.
    Pair generate(Size size, SecureRandom random) throws GeneralSecurityException, Refusal;

    /// `SubjectPublicKeyInfo` of RFC 5280.
    PublicKey readSpki(byte[] bytes) throws GeneralSecurityException, Refusal;

    /// `PrivateKeyInfo` of RFC 5208.
    Pair readPkcs8(byte[] bytes) throws GeneralSecurityException, Refusal;

    /// The point alone.
    PublicKey readRaw(byte[] bytes) throws GeneralSecurityException, Refusal;

    /// The members of a JSON Web Key, in the order of [#writeJwk].
    PublicKey readJwk(byte[][] members) throws GeneralSecurityException, Refusal;

    /// The same with the private members behind the public ones.
    Pair readPrivateJwk(byte[][] members) throws GeneralSecurityException, Refusal;

    /// Inverse of [#readSpki].
    byte[] writeSpki(PublicKey key);

    /// Inverse of [#readPkcs8].
    byte[] writePkcs8(Pair pair);

    /// Inverse of [#readRaw].
    byte[] writeRaw(PublicKey key);

    /// Inverse of [#readJwk].
    byte[][] writeJwk(PublicKey key);

    /// Inverse of [#readPrivateJwk].
    byte[][] writePrivateJwk(Pair pair);

    /// What a public key takes.
    int bytes();

    /// What one may choose when a key is made: its bits, and RSA's public exponent.
    record Size(int bits, BigInteger exponent) {}

    /// Randomness that is known: the JDK derives a public key only while it makes a pair, so it is
    /// given a source that yields the private key. Whoever uses this compares the private key that
    /// came out.
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
}
