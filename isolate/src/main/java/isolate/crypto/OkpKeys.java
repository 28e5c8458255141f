package isolate.crypto;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import org.jspecify.annotations.Nullable;

/// Keys as the octets that they are. The JDK's own refuse a public key that is no point, which the
/// standard lets in: it is the verification that fails.
final class OkpKeys {
    private OkpKeys() {}

    record Open(OkpCurve curve, byte[] octets) implements PublicKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return curve.jdk;
        }

        @Override
        public String getFormat() {
            return "X.509";
        }

        @Override
        public byte[] getEncoded() {
            return Der.element(Der.SEQUENCE, algorithm(curve), Der.bits(octets));
        }

        /// The key that the JDK works with.
        PublicKey jdk() throws GeneralSecurityException {
            return KeyFactory.getInstance(curve.jdk)
                    .generatePublic(new X509EncodedKeySpec(getEncoded()));
        }
    }

    record Secret(OkpCurve curve, byte[] octets) implements PrivateKey {
        private static final long serialVersionUID = 1;

        @Override
        public String getAlgorithm() {
            return curve.jdk;
        }

        @Override
        public String getFormat() {
            return "PKCS#8";
        }

        /// RFC 8410 §7, without the public key.
        @Override
        public byte @Nullable [] getEncoded() {
            return encoded();
        }

        byte[] encoded() {
            return Der.element(
                    Der.SEQUENCE,
                    Der.element(Der.INTEGER, new byte[1]),
                    algorithm(curve),
                    Der.element(Der.OCTET_STRING, Der.element(Der.OCTET_STRING, octets)));
        }

        /// The key that the JDK works with.
        PrivateKey jdk() throws GeneralSecurityException {
            return KeyFactory.getInstance(curve.jdk)
                    .generatePrivate(new PKCS8EncodedKeySpec(encoded()));
        }
    }

    private static byte[] algorithm(OkpCurve curve) {
        return Der.element(
                Der.SEQUENCE, new byte[] {0x06, 0x03, 0x2b, 0x65, (byte) curve.identifier});
    }
}
