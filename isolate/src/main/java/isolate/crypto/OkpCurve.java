package isolate.crypto;

import java.math.BigInteger;

/// The curves of RFC 7748 and RFC 8032, with what sets their keys apart.
enum OkpCurve {
    X25519("X25519", 110, 32, BigInteger.TWO.pow(255).subtract(BigInteger.valueOf(19))),
    X448(
            "X448",
            111,
            56,
            BigInteger.TWO.pow(448).subtract(BigInteger.TWO.pow(224)).subtract(BigInteger.ONE)),
    Ed25519("Ed25519", 112, 32, X25519.prime),
    Ed448("Ed448", 113, 57, X448.prime);

    /// Of order 8 on edwards25519: the ordinates besides 0, 1 and -1 of points of small order.
    private static final BigInteger EIGHTH =
            new BigInteger("7a03ac9277fdc74ec6cc392cfa53202a0f67100d760b3cba4fd84d3d706a17c7", 16);

    /// The JDK's name.
    final String jdk;

    /// The last octet of its object identifier, 1.3.101.x.
    final int identifier;

    /// The octets of a key, public or private.
    final int octets;

    /// The field's modulus.
    final BigInteger prime;

    OkpCurve(String jdk, int identifier, int octets, BigInteger prime) {
        this.jdk = jdk;
        this.identifier = identifier;
        this.octets = octets;
        this.prime = prime;
    }

    /// Whether a key and a signature are points that may be verified with: the Web Cryptography API
    /// refuses those of small order and those written in a second way (RFC 8032 §5.1.3), which the
    /// JDK takes.
    boolean areSound(byte[] key, byte[] signature) {
        return signature.length == 2 * octets
                && isSound(key)
                && isSound(java.util.Arrays.copyOf(signature, octets));
    }

    private boolean isSound(byte[] point) {
        byte[] reversed = new byte[point.length];
        for (int i = 0; i < point.length; i++) {
            reversed[i] = point[point.length - 1 - i];
        }
        // The highest bit is the sign of the abscissa.
        reversed[0] &= 0x7f;
        BigInteger y = Numbers.read(reversed);
        BigInteger minus = prime.subtract(y);
        return y.compareTo(prime) < 0
                && y.signum() != 0
                && !y.equals(BigInteger.ONE)
                && !minus.equals(BigInteger.ONE)
                && (this != Ed25519 || (!y.equals(EIGHTH) && !minus.equals(EIGHTH)));
    }
}
