package isolate.crypto;

import java.nio.ByteBuffer;

/// Uses the algorithms that most apps use, so that the JVM learns their classes while it trains.
public final class Practice {
    private static final byte[] NOTHING = new byte[0];

    private Practice() {}

    /// Once each; all that is made is forgotten.
    public static void run() throws Refusal {
        var subtle = new Subtle(() -> false);
        for (String family : new String[] {"P-256", "Ed25519", "X25519"}) {
            int key = subtle.generatePair(family, 0, NOTHING, true);
            subtle.importKey(family, "pkcs8", "", subtle.exportKey(key, "pkcs8"), true);
            subtle.importKey(family, "jwk", subtle.exportJwk(key + 1), NOTHING, true);
        }
        int rsa = subtle.generatePair("RSA", 1024, new byte[] {1, 0, 1}, true);
        int ec = subtle.generatePair("P-256", 0, NOTHING, true);
        int ed = subtle.generatePair("Ed25519", 0, NOTHING, true);
        int secret = subtle.generateSecret(256, true);
        sign(subtle, "HMAC", secret, secret);
        sign(subtle, "RSASSA-PKCS1-v1_5", rsa, rsa + 1);
        sign(subtle, "RSA-PSS", rsa, rsa + 1);
        sign(subtle, "ECDSA", ec, ec + 1);
        sign(subtle, "Ed25519", ed, ed + 1);
        cipher(subtle, "AES-GCM", secret, 12);
        cipher(subtle, "AES-CBC", secret, 16);
        subtle.agree(ec, ec + 1);
        subtle.pbkdf2(secret, "SHA-256", NOTHING, 2, 32);
    }

    private static void sign(Subtle subtle, String algorithm, int key, int open) throws Refusal {
        var call = new SignatureCall(algorithm, key, "SHA-256", 32, NOTHING, empty());
        byte[] signature = subtle.sign(call);
        subtle.verify(
                new SignatureCall(algorithm, open, "SHA-256", 32, NOTHING, empty()), signature);
    }

    private static void cipher(Subtle subtle, String algorithm, int key, int iv) throws Refusal {
        var call = new CipherCall(algorithm, key, false, 128, new byte[iv], NOTHING, empty());
        subtle.cipher(call, "", ByteBuffer::allocateDirect);
    }

    private static ByteBuffer empty() {
        return ByteBuffer.allocateDirect(0);
    }
}
