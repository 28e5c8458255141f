package isolate.crypto;

import isolate.crypto.CipherCall.Room;
import isolate.crypto.Key.Pair;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.interfaces.RSAKey;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;

/// The work behind `crypto.subtle`, for one isolate and on its thread.
///
/// The prelude has checked what the standard says of algorithms, usages and formats and in which
/// order. Here keys are kept, and whatever is wrong with keys and data becomes a [Refusal]. A
/// private or secret key that is not extractable is never written, whoever asks. What takes long is
/// given up soon after the isolate is stopped; what cannot be (one operation with one key) is
/// bounded.
public final class Subtle {
    private static final int SECRET_BYTES_MAX = 1 << 20;

    private final Keys keys = new Keys();
    private final SecureRandom random;
    private final Aes aes;
    private final Signatures signatures;
    private final Derivations derivations;

    /// @param stopped whether the isolate is to end what it does; asked between steps
    public Subtle(BooleanSupplier stopped) {
        var stop = new Stop(stopped);
        random = new Stop.Random(stop);
        aes = new Aes(stop);
        signatures = new Signatures(keys, stop);
        derivations = new Derivations(stop);
    }

    /// To be called before the lock: the JDK reads the policy of its ciphers from a file, once. All
    /// else that it needs is classes, which it finds at any time.
    public static void prepare() {
        try {
            int _ = Cipher.getMaxAllowedKeyLength("AES");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The JDK has no AES.", e);
        }
    }

    /// A secret of so many bits.
    public int generateSecret(int bits, boolean extractable) throws Refusal {
        byte[] material = new byte[secretBytes(bits)];
        random.nextBytes(material);
        return keys.add(new Key.Secret(Derivations.bits(material, bits), extractable));
    }

    /// A pair; the public key is the number after the private key's.
    public int generatePair(String family, int bits, byte[] exponent, boolean extractable)
            throws Refusal {
        KeyFamily made = KeyForm.family(family);
        var size = new KeyFamily.Size(bits, new BigInteger(1, exponent));
        Pair pair = guarded(() -> made.generate(size, random));
        return keys.add(
                new Key.Private(made, pair, extractable), new Key.Public(made, pair.open()));
    }

    /// A secret as it stands.
    public int importSecret(byte[] material, boolean extractable) throws Refusal {
        secretBytes(material.length * 8L);
        return keys.add(new Key.Secret(material, extractable));
    }

    private static int secretBytes(long bits) throws Refusal {
        if (bits < 0 || bits > SECRET_BYTES_MAX * 8L) {
            throw Refusal.operation(
                    "A secret key has at most " + SECRET_BYTES_MAX + " bytes here.");
        }
        return (int) ((bits + 7) / 8);
    }

    /// A secret of a JSON Web Key.
    public int importSecret(String text, boolean extractable) throws Refusal {
        return importSecret(KeyForm.base64(text), extractable);
    }

    /// A public or private key in one of the formats.
    public int importKey(
            String family, String format, String jwk, byte[] bytes, boolean extractable)
            throws Refusal {
        return keys.add(KeyForm.read(family, format, jwk, bytes, extractable));
    }

    /// The bits of a secret or of an RSA modulus.
    public int bits(int key) {
        return switch (keys.get(key)) {
            case Key.Secret secret -> secret.material().length * 8;
            case Key.Public open -> ((RSAKey) open.key()).getModulus().bitLength();
            case Key.Private secret -> ((RSAKey) secret.pair().open()).getModulus().bitLength();
        };
    }

    /// RSA's public exponent.
    public byte[] exponent(int key) {
        return switch (keys.get(key)) {
            case Key.Secret secret -> new byte[0];
            case Key.Public open -> open.family().writeRaw(open.key());
            case Key.Private secret -> secret.family().writeRaw(secret.pair().open());
        };
    }

    /// A key in a format that is not `jwk`.
    public byte[] exportKey(int key, String format) throws Refusal {
        return KeyForm.write(keys.get(key), format);
    }

    /// The values of a JSON Web Key, a line each.
    public String exportJwk(int key) throws Refusal {
        return KeyForm.writeJwk(keys.get(key));
    }

    /// Nobody will use the key again.
    public void free(int key) {
        keys.free(key);
    }

    /// Encrypts or decrypts; answers how many bytes of the last room are the result.
    public int cipher(CipherCall call, String hash, Room room) throws Refusal {
        return guarded(() ->
                switch (call.algorithm()) {
                    case "AES-CBC" -> aes.cbc(keys.secret(call.key()), call, room);
                    case "AES-CTR" -> aes.ctr(keys.secret(call.key()), call, room);
                    case "AES-GCM" -> aes.gcm(keys.secret(call.key()), call, room);
                    case "AES-KW" -> aes.kw(keys.secret(call.key()), call, room);
                    case "RSA-PKCS1", "RSA-PKCS1-signing", "RSA-raw", "RSA-raw-signing" ->
                            RsaOaep.plain(half(call), call, room);
                    case "RSA-OAEP" -> RsaOaep.run(half(call), Hash.named(hash), call, room);
                    default ->
                            throw new IllegalArgumentException(
                                    "Nothing encrypts by " + call.algorithm());
                });
    }

    private java.security.Key half(CipherCall call) {
        // Whoever encrypts with the private key has what it says taken for signed.
        return call.decrypt() != call.algorithm().endsWith("-signing")
                ? keys.secretHalf(call.key()).pair().secret()
                : keys.open(call.key()).key();
    }

    /// A signature, or a code of authentication.
    public byte[] sign(SignatureCall call) throws Refusal {
        return guarded(() -> signatures.sign(call));
    }

    /// Whether the signature is one of that key's of that data.
    public boolean verify(SignatureCall call, byte[] signature) throws Refusal {
        return guarded(() -> signatures.verify(call, signature));
    }

    /// The secret that a private key has in common with the owner of a public one.
    public byte[] agree(int own, int other) throws Refusal {
        return guarded(
                () -> Derivations.agree(keys.secretHalf(own).pair(), keys.open(other).key()));
    }

    /// HKDF.
    public byte[] hkdf(int key, String hash, byte[] salt, byte[] info, int bytes) throws Refusal {
        byte[] secret = keys.secret(key);
        var call = new Derivations.Call(Hash.named(hash), secret, salt, info, 0, bytes);
        return guarded(() -> derivations.hkdf(call));
    }

    /// PBKDF2.
    public byte[] pbkdf2(int key, String hash, byte[] salt, long iterations, int bytes)
            throws Refusal {
        byte[] secret = keys.secret(key);
        var call =
                new Derivations.Call(
                        Hash.named(hash), secret, salt, new byte[0], iterations, bytes);
        return guarded(() -> derivations.pbkdf2(call));
    }

    private static <T> T guarded(Work<T> work) throws Refusal {
        try {
            return work.run();
        } catch (GeneralSecurityException | RuntimeException e) {
            // The JDK's words would tell how far a forged message came.
            throw Refusal.operation("The operation failed for these keys, parameters and data.");
        }
    }

    private interface Work<T> {
        T run() throws GeneralSecurityException, Refusal;
    }
}
