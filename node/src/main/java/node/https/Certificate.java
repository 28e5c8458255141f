package node.https;

import java.io.ByteArrayInputStream;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Writes X.509 certificates (RFC 5280 §4.1), signed by ECDSA with SHA-256.
///
/// @param subject whose it is, a common name
/// @param issuer who signs it
/// @param key the public key of the subject
/// @param valid for how long from now on
/// @param extensions what else it says
record Certificate(
        String subject, String issuer, PublicKey key, Duration valid, List<Extension> extensions) {

    private static final String ECDSA_SHA256 = "1.2.840.10045.4.3.2";

    /// Clocks differ a little.
    private static final Duration BEFORE = Duration.ofHours(1);

    private static final SecureRandom RANDOM = new SecureRandom();

    /// A fresh key on the curve P-256.
    static KeyPair newKey() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    X509Certificate signed(PrivateKey by) throws GeneralSecurityException {
        byte[] algorithm = Der.sequence(Der.oid(ECDSA_SHA256));
        byte[] content = content(algorithm);
        Signature signature = Signature.getInstance("SHA256withECDSA");
        signature.initSign(by);
        signature.update(content);
        byte[] all = Der.sequence(content, algorithm, Der.bits(0, signature.sign()));
        return (X509Certificate)
                CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(all));
    }

    private byte[] content(byte[] algorithm) {
        Instant now = Instant.now();
        byte[] all = new byte[0];
        for (Extension extension : extensions) {
            all = Der.joined(all, extension.encoded());
        }
        return Der.sequence(
                Der.context(0, true, Der.integer(BigInteger.TWO)),
                Der.integer(new BigInteger(127, RANDOM).setBit(126)),
                algorithm,
                name(issuer),
                Der.sequence(Der.time(now.minus(BEFORE)), Der.time(now.plus(valid))),
                name(subject),
                key.getEncoded(),
                Der.context(3, true, Der.sequence(all)));
    }

    private static byte[] name(String common) {
        return Der.sequence(Der.set(Der.sequence(Der.oid("2.5.4.3"), Der.text(common))));
    }
}
